//! SQL of what happened to an application.

use super::row::called;
use crate::application::moment;
use crate::clock::Millis;
use crate::db::{Conn, Tx, from_word, word};
use crate::on;
use protocol::application::{ApplicationDeed, ApplicationHistory};
use protocol::id::{AccountId, ApplicationId};
use sqlx::Result;

/// Writes a line. The application's row is locked by whoever acts on it.
pub(in crate::application) async fn append(
    tx: &mut Tx,
    id: &ApplicationId,
    deed: ApplicationDeed,
    by: Option<&AccountId>,
    at: Millis,
) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO application_history (application, seq, at, deed, account) \
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4 FROM application_history WHERE application = $1"
    )
    .bind(id.as_str())
    .bind(at)
    .bind(word(deed))
    .bind(by.map(AccountId::as_str))
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// Every line, the oldest first.
pub(in crate::application) async fn read(conn: &mut Conn<'_>, id: &ApplicationId) -> Result<Vec<ApplicationHistory>> {
    let rows: Vec<(Millis, String, Option<String>, Option<String>)> = on!(Conn, conn, |conn| {
        sqlx::query_as(
        "SELECT application_history.at, application_history.deed, account.name, account.seat FROM application_history \
         LEFT JOIN account ON account.id = application_history.account \
         WHERE application_history.application = $1 ORDER BY application_history.seq"
    )
    .bind(id.as_str())
    .fetch_all(&mut **conn)
    .await
    })?;
    rows.into_iter()
        .map(|(at, deed, name, seat)| {
            let by = name.map(|name| called(name, seat));
            Ok(ApplicationHistory { at: moment(at), deed: from_word(deed)?, by })
        })
        .collect()
}
