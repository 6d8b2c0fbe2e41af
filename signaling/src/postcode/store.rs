//! SQL of postcodes: one row an area, which is how they are asked for.

use crate::db::{Db, Tx};
use crate::on;
use protocol::address::Town;
use sqlx::Result;
use std::collections::BTreeMap;

/// Replaces every area.
pub(super) async fn put(tx: &mut Tx, areas: &BTreeMap<String, Vec<Town>>) -> Result<()> {
    on!(Tx, tx, |conn| {
        sqlx::query("DELETE FROM postcode").execute(&mut **conn).await?;
        for (area, towns) in areas {
            sqlx::query("INSERT INTO postcode (area, towns) VALUES ($1, $2)")
                .bind(area)
                .bind(serde_json::to_string(towns).expect("texts serialise"))
                .execute(&mut **conn)
                .await?;
        }
        Ok(())
    })
}

/// The towns of an area; none where it is not known.
pub(super) async fn of_area(db: &Db, area: &str) -> Result<Vec<Town>> {
    let row: Option<(String,)> = on!(Db, db, |pool| {
        sqlx::query_as("SELECT towns FROM postcode WHERE area = $1").bind(area).fetch_optional(pool).await
    })?;
    row.map_or_else(
        || Ok(vec![]),
        |(towns,)| serde_json::from_str(&towns).map_err(|error| sqlx::Error::Decode(Box::new(error))),
    )
}
