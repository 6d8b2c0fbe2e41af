//! SQL of applications. One is read for change by [`take`], which locks its row, and written back by [`put`].
//!
//! ```text
//! row       an application, read from its row
//! history   what happened to one
//! batch     hand-overs
//! sweep     whose time is over
//! ```

pub(super) mod batch;
pub(super) mod history;
mod row;
pub(super) mod sweep;

use super::{Application, Stage};
use crate::access::AccountCaller;
use crate::account::Role;
use crate::clock::Millis;
use crate::db::{Conn, Tx, parse, word};
use crate::on;
use protocol::application::{ApplicationStatus, StatusCounts};
use protocol::id::{AccountId, ApplicationId, BatchId, CallId, SiteId};
use row::Row;
use sqlx::Result;

/// Applications with their reviewer and their ward's number; the text is what follows.
macro_rules! select {
    ($rest:expr) => {
        concat!(
            "SELECT application.*, account.name AS reviewer_name, account.seat AS reviewer_seat, ward.telephone \
             FROM application JOIN ward ON ward.id = application.ward \
             LEFT JOIN account ON account.id = application.reviewer ",
            $rest
        )
    };
}

/// Whether the account `$1` reviews, as `$2`, in the application's ward and section. The rule itself is that of
/// [`crate::access::granted`]; here it only keeps a page of the list whole.
macro_rules! in_reach {
    () => {
        "EXISTS (SELECT 1 FROM account_role WHERE account_role.account = $1 AND account_role.role = $2 \
         AND account_role.ward = application.ward \
         AND (account_role.section IS NULL OR account_role.section = application.section))"
    };
}
use in_reach;

/// The role that reads applications, as it is stored.
fn reviewer() -> String {
    word(Role::Reviewer)
}

pub(super) async fn by_id(conn: &mut Conn<'_>, id: &ApplicationId) -> Result<Option<Application>> {
    let row: Option<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!("WHERE application.id = $1"))
        .bind(id.as_str())
        .fetch_optional(&mut **conn)
        .await)?;
    row.map(Application::try_from).transpose()
}

/// The call's application, if it has one.
pub(super) async fn of_call(conn: &mut Conn<'_>, call: &CallId) -> Result<Option<Application>> {
    let row: Option<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!("WHERE application.call = $1"))
        .bind(call.as_str())
        .fetch_optional(&mut **conn)
        .await)?;
    row.map(Application::try_from).transpose()
}

/// The application of a code.
pub(super) async fn by_code(conn: &mut Conn<'_>, digest: &str) -> Result<Option<Application>> {
    let row: Option<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!("WHERE application.code_digest = $1"))
        .bind(digest)
        .fetch_optional(&mut **conn)
        .await)?;
    row.map(Application::try_from).transpose()
}

/// The site at which a call was made.
pub(super) async fn site(conn: &mut Conn<'_>, call: &CallId) -> Result<SiteId> {
    let site: String = on!(Conn, conn, |conn| sqlx::query_scalar("SELECT site FROM call WHERE id = $1")
        .bind(call.as_str())
        .fetch_one(&mut **conn)
        .await)?;
    parse(site)
}

/// Reads an application and locks its row until the transaction ends.
pub(super) async fn take(tx: &mut Tx, id: &ApplicationId) -> Result<Option<Application>> {
    let locked = on!(Tx, tx, |conn| sqlx::query("UPDATE application SET revision = revision WHERE id = $1")
        .bind(id.as_str())
        .execute(&mut **conn)
        .await
        .map(|done| done.rows_affected()))?;
    if locked == 0 { Ok(None) } else { by_id(&mut tx.conn(), id).await }
}

/// The applications of a hand-over, by 受付番号.
pub(super) async fn of_batch(conn: &mut Conn<'_>, batch: &BatchId) -> Result<Vec<Application>> {
    let rows: Vec<Row> =
        on!(Conn, conn, |conn| sqlx::query_as(select!("WHERE application.batch = $1 ORDER BY application.receipt"))
            .bind(batch.as_str())
            .fetch_all(&mut **conn)
            .await)?;
    rows.into_iter().map(Application::try_from).collect()
}

/// What somebody may see, the oldest first: at most so many, in one status or in any, after one.
pub(super) async fn list(
    conn: &mut Conn<'_>,
    by: &AccountCaller,
    status: Option<ApplicationStatus>,
    after: Option<&Application>,
    most: usize,
) -> Result<Vec<Application>> {
    let (at, id) = after.map_or((Millis::MIN, ""), |after| (after.submitted_at, after.id.as_str()));
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!(concat!(
        "WHERE ",
        in_reach!(),
        " AND ($3 = '' OR application.status = $3) \
         AND (application.submitted_at > $4 OR (application.submitted_at = $4 AND application.id > $5)) \
         ORDER BY application.submitted_at, application.id LIMIT $6"
    )))
    .bind(by.account.as_str())
    .bind(reviewer())
    .bind(status.map(word).unwrap_or_default())
    .bind(at)
    .bind(id)
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(Application::try_from).collect()
}

/// How many of them stand where; `today` as `2026-12-15`.
pub(super) async fn counts(conn: &mut Conn<'_>, by: &AccountCaller, today: &str) -> Result<StatusCounts> {
    let rows: Vec<(String, i64, i64)> = on!(Conn, conn, |conn| sqlx::query_as(concat!(
        "SELECT status, COUNT(*), COUNT(CASE WHEN correct_by < $3 THEN 1 END) FROM application WHERE ",
        in_reach!(),
        " GROUP BY status"
    ))
    .bind(by.account.as_str())
    .bind(reviewer())
    .bind(today)
    .fetch_all(&mut **conn)
    .await)?;
    let small = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let of = |status| rows.iter().find(|(word, ..)| *word == self::word(status));
    let count = |status| of(status).map_or(0, |(_, count, _)| small(*count));
    Ok(StatusCounts {
        submitted: count(ApplicationStatus::Submitted),
        review: count(ApplicationStatus::Review),
        correction: count(ApplicationStatus::Correction),
        overdue: of(ApplicationStatus::Correction).map_or(0, |(.., late)| small(*late)),
        complete: count(ApplicationStatus::Complete),
        handed_over: count(ApplicationStatus::HandedOver),
    })
}

/// Writes an application, and that it has to be passed on.
pub(super) async fn insert(tx: &mut Tx, application: &Application, code_digest: &str) -> Result<()> {
    on!(Tx, tx, |conn| {
        sqlx::query(
        "INSERT INTO application (id, ward, section, section_name, call, idempotency_key, form, version, identity, receipt, \
         code_digest, code_round, sealed, status, papers_missing, submitted_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
    )
    .bind(application.id.as_str())
    .bind(application.ward.as_str())
    .bind(application.section.as_str())
    .bind(&application.section_name)
    .bind(application.call.as_str())
    .bind(application.key.as_str())
    .bind(application.form.as_str())
    .bind(i64::from(application.version))
    .bind(word(application.identity))
    .bind(&application.receipt)
    .bind(code_digest)
    .bind(i64::from(application.code_round))
    .bind(&application.sealed)
    .bind(word(application.stage.word()))
    .bind(i64::from(application.papers_missing))
    .bind(application.submitted_at)
    .execute(&mut **conn)
    .await
    .map(drop)
    })?;
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO outbox (id, at, kind, about) VALUES ($1, $2, 'application-submitted', $1)"
    )
    .bind(application.id.as_str())
    .bind(application.submitted_at)
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// Writes what an act may change, under the next revision.
pub(super) async fn put(tx: &mut Tx, application: &Application) -> Result<()> {
    let stage = &application.stage;
    let until = if let Stage::Correction { until, .. } = stage { Some(until.to_string()) } else { None };
    let handed_over_at = if let Stage::HandedOver { at, .. } = stage { Some(*at) } else { None };
    on!(Tx, tx, |conn| {
        sqlx::query(
        "UPDATE application SET revision = revision + 1, sealed = $2, status = $3, reviewer = $4, correct_by = $5, \
         corrected = $6, papers_missing = $7, batch = $8, handed_over_at = $9, erase_at = $10, erased_at = $11 WHERE id = $1"
    )
    .bind(application.id.as_str())
    .bind(&application.sealed)
    .bind(word(stage.word()))
    .bind(stage.reviewer().map(AccountId::as_str))
    .bind(until)
    .bind(application.corrected)
    .bind(i64::from(application.papers_missing))
    .bind(stage.batch().map(BatchId::as_str))
    .bind(handed_over_at)
    .bind(application.erase_at)
    .bind(application.erased_at)
    .execute(&mut **conn)
    .await
    .map(drop)
    })
}
