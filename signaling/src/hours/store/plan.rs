//! SQL of plans and drafts.

use crate::clock::{Millis, on_the_wire};
use crate::db::{Conn, Tx, document};
use crate::on;
use protocol::coordination::PlanVersion;
use protocol::id::{AccountId, WardId};
use protocol::schedule::Plan;
use sqlx::Result;

/// What a ward publishes and what it is changing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::hours) struct Plans {
    /// The version that counts; 0 is none.
    pub(in crate::hours) version: u32,
    /// What counts; an empty plan where none does.
    pub(in crate::hours) published: Plan,
    /// The draft's revision.
    pub(in crate::hours) revision: u32,
    /// What is being changed, if anything is.
    pub(in crate::hours) draft: Option<Plan>,
}

impl Plans {
    /// What the next publishing would let count.
    pub(in crate::hours) fn current(&self) -> &Plan {
        self.draft.as_ref().unwrap_or(&self.published)
    }
}

/// The version that counts, and the plan.
pub(in crate::hours) async fn published(conn: &mut Conn<'_>, ward: &WardId) -> Result<Option<(u32, Plan)>> {
    let row: Option<(i64, String)> = on!(Conn, conn, |conn| {
        sqlx::query_as(
        "SELECT plan.version, plan.body FROM hours JOIN plan ON plan.ward = hours.ward AND plan.version = hours.version \
         WHERE hours.ward = $1"
    )
    .bind(ward.as_str())
    .fetch_optional(&mut **conn)
    .await
    })?;
    row.map(|(version, body)| Ok((number(version)?, document(&body)?))).transpose()
}

/// Both plans.
pub(in crate::hours) async fn both(conn: &mut Conn<'_>, ward: &WardId) -> Result<Plans> {
    type Row = (i64, i64, Option<String>, Option<String>);
    let row: Option<Row> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT hours.version, hours.revision, hours.draft, plan.body FROM hours \
         LEFT JOIN plan ON plan.ward = hours.ward AND plan.version = hours.version WHERE hours.ward = $1"
    )
    .bind(ward.as_str())
    .fetch_optional(&mut **conn)
    .await)?;
    let Some((version, revision, draft, body)) = row else { return Ok(Plans::default()) };
    Ok(Plans {
        version: number(version)?,
        published: body.as_deref().map(document).transpose()?.unwrap_or_default(),
        revision: number(revision)?,
        draft: draft.as_deref().map(document).transpose()?,
    })
}

/// The content of a version.
pub(in crate::hours) async fn body(conn: &mut Conn<'_>, ward: &WardId, version: u32) -> Result<Option<Plan>> {
    let body: Option<String> =
        on!(Conn, conn, |conn| sqlx::query_scalar("SELECT body FROM plan WHERE ward = $1 AND version = $2")
            .bind(ward.as_str())
            .bind(i64::from(version))
            .fetch_optional(&mut **conn)
            .await)?;
    body.as_deref().map(document).transpose()
}

/// The plans that counted at some time between two moments, each with the moment from which on it did, the earliest first.
pub(in crate::hours) async fn counted(
    conn: &mut Conn<'_>,
    ward: &WardId,
    (from, until): (Millis, Millis),
) -> Result<Vec<(Millis, Plan)>> {
    let rows: Vec<(Millis, String)> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT at, body FROM plan WHERE ward = $1 AND at < $3 AND version >= \
         COALESCE((SELECT MAX(version) FROM plan WHERE ward = $1 AND at <= $2), 0) ORDER BY version"
    )
    .bind(ward.as_str())
    .bind(from)
    .bind(until)
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(|(at, body)| Ok((at, document(&body)?))).collect()
}

/// Writes the draft under its revision; none is the same as what counts.
pub(in crate::hours) async fn put_draft(tx: &mut Tx, ward: &WardId, revision: u32, draft: Option<&Plan>) -> Result<()> {
    let draft = draft.map(text);
    on!(Tx, tx, |conn| sqlx::query("UPDATE hours SET revision = $2, draft = $3 WHERE ward = $1")
        .bind(ward.as_str())
        .bind(i64::from(revision))
        .bind(&draft)
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// A plan that begins to count.
pub(in crate::hours) struct Published<'a> {
    pub(in crate::hours) version: u32,
    pub(in crate::hours) body: &'a Plan,
    pub(in crate::hours) at: Millis,
    /// None: at the server's own command line.
    pub(in crate::hours) by: Option<&'a AccountId>,
    pub(in crate::hours) rolled_back_to: Option<u32>,
}

/// Writes a version down and lets it count.
pub(in crate::hours) async fn publish(tx: &mut Tx, ward: &WardId, plan: Published<'_>) -> Result<()> {
    let body = text(plan.body);
    on!(Tx, tx, |conn| {
        sqlx::query(
            "INSERT INTO plan (ward, version, body, at, account, rolled_back_to) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(ward.as_str())
        .bind(i64::from(plan.version))
        .bind(&body)
        .bind(plan.at)
        .bind(plan.by.map(AccountId::as_str))
        .bind(plan.rolled_back_to.map(i64::from))
        .execute(&mut **conn)
        .await?;
        sqlx::query("UPDATE hours SET version = $2 WHERE ward = $1")
            .bind(ward.as_str())
            .bind(i64::from(plan.version))
            .execute(&mut **conn)
            .await
            .map(drop)
    })
}

/// A ward's versions, the newest first.
pub(in crate::hours) async fn versions(conn: &mut Conn<'_>, ward: &WardId, most: u32) -> Result<Vec<PlanVersion>> {
    type Row = (i64, Millis, Option<String>, Option<i64>);
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT plan.version, plan.at, account.name, plan.rolled_back_to FROM plan \
         LEFT JOIN account ON account.id = plan.account WHERE plan.ward = $1 ORDER BY plan.version DESC LIMIT $2"
    )
    .bind(ward.as_str())
    .bind(i64::from(most))
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter()
        .map(|(version, at, name, rolled_back_to)| {
            Ok(PlanVersion {
                version: number(version)?,
                at: on_the_wire(at),
                by: name.unwrap_or_else(|| "サーバーの管理者".to_owned()),
                rolled_back_to: rolled_back_to.map(number).transpose()?,
            })
        })
        .collect()
}

fn text(plan: &Plan) -> String {
    serde_json::to_string(plan).expect("texts and numbers serialise")
}

pub(super) fn number(stored: i64) -> Result<u32> {
    u32::try_from(stored).map_err(|error| sqlx::Error::Decode(Box::new(error)))
}
