//! SQL of what is published besides hours.

use crate::clock::{Millis, on_the_wire};
use crate::db::{Conn, Tx, document, parse};
use crate::on;
use jiff::civil::Date;
use protocol::guide::AdviceLog;
use protocol::id::{AccountId, PublicationId, WardId};
use protocol::publication::{Body, PublicationVersion};
use sqlx::Result;

/// What is published under an id and what it is being changed to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    pub(super) id: PublicationId,
    /// The newest version; 0 is none.
    pub(super) version: u32,
    /// That version.
    pub(super) published: Option<Body>,
    /// The draft's revision.
    pub(super) revision: u32,
    pub(super) draft: Option<Body>,
}

impl Kept {
    /// Nothing, yet or any more.
    pub(super) fn is_nothing(&self) -> bool {
        self.published.is_none() && self.draft.is_none()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    version: i64,
    body: Option<String>,
    revision: i64,
    draft: Option<String>,
}

impl TryFrom<Row> for Kept {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: parse(row.id)?,
            version: number(row.version)?,
            published: row.body.as_deref().map(document).transpose()?,
            revision: number(row.revision)?,
            draft: row.draft.as_deref().map(document).transpose()?,
        })
    }
}

/// Everything of a ward, or what stands under one id, by id.
pub(super) async fn kept(conn: &mut Conn<'_>, ward: &WardId, id: Option<&PublicationId>) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT publication.id, publication.version, publication.revision, publication.draft, \
         publication_version.body FROM publication \
         LEFT JOIN publication_version ON publication_version.ward = publication.ward \
         AND publication_version.id = publication.id AND publication_version.version = publication.version \
         WHERE publication.ward = $1 AND ($2 = '' OR publication.id = $2) ORDER BY publication.id"
    )
    .bind(ward.as_str())
    .bind(id.map_or("", PublicationId::as_str))
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// What stands under an id, with its row locked until the transaction ends, and made where there is none.
pub(super) async fn take(tx: &mut Tx, ward: &WardId, id: &PublicationId) -> Result<Kept> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO publication (ward, id, version, revision) VALUES ($1, $2, 0, 0) \
         ON CONFLICT (ward, id) DO UPDATE SET version = publication.version"
    )
    .bind(ward.as_str())
    .bind(id.as_str())
    .execute(&mut **conn)
    .await
    .map(drop))?;
    kept(&mut tx.conn(), ward, Some(id)).await?.pop().ok_or(sqlx::Error::RowNotFound)
}

/// Writes the draft under its revision.
pub(super) async fn put_draft(
    tx: &mut Tx,
    ward: &WardId,
    id: &PublicationId,
    revision: u32,
    draft: Option<&Body>,
) -> Result<()> {
    let draft = draft.map(text);
    on!(Tx, tx, |conn| sqlx::query("UPDATE publication SET revision = $3, draft = $4 WHERE ward = $1 AND id = $2")
        .bind(ward.as_str())
        .bind(id.as_str())
        .bind(i64::from(revision))
        .bind(&draft)
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// A version that begins to be there.
pub(super) struct Published<'a> {
    pub(super) version: u32,
    pub(super) body: &'a Body,
    pub(super) at: Millis,
    /// None: at the server's own command line.
    pub(super) by: Option<&'a AccountId>,
    pub(super) rolled_back_to: Option<u32>,
}

/// Writes a version down.
pub(super) async fn publish(tx: &mut Tx, ward: &WardId, id: &PublicationId, new: Published<'_>) -> Result<()> {
    let body = text(new.body);
    let (from, until) = super::effective(new.body);
    on!(Tx, tx, |conn| {
        sqlx::query(
            "INSERT INTO publication_version (ward, id, version, body, effective_from, effective_until, at, account, \
             rolled_back_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(ward.as_str())
        .bind(id.as_str())
        .bind(i64::from(new.version))
        .bind(&body)
        .bind(from)
        .bind(until)
        .bind(new.at)
        .bind(new.by.map(AccountId::as_str))
        .bind(new.rolled_back_to.map(i64::from))
        .execute(&mut **conn)
        .await?;
        sqlx::query("UPDATE publication SET version = $3 WHERE ward = $1 AND id = $2")
            .bind(ward.as_str())
            .bind(id.as_str())
            .bind(i64::from(new.version))
            .execute(&mut **conn)
            .await
            .map(drop)
    })
}

/// The content of a version.
pub(super) async fn body(conn: &mut Conn<'_>, ward: &WardId, id: &PublicationId, version: u32) -> Result<Option<Body>> {
    let body: Option<String> = on!(Conn, conn, |conn| sqlx::query_scalar(
        "SELECT body FROM publication_version WHERE ward = $1 AND id = $2 AND version = $3"
    )
    .bind(ward.as_str())
    .bind(id.as_str())
    .bind(i64::from(version))
    .fetch_optional(&mut **conn)
    .await)?;
    body.as_deref().map(document).transpose()
}

/// The version that counts on a date: the newest of those whose dates hold it.
pub(super) async fn in_force(conn: &mut Conn<'_>, ward: &WardId, id: &PublicationId, on: Date) -> Result<Option<u32>> {
    let version: Option<i64> = on!(Conn, conn, |conn| sqlx::query_scalar(
        "SELECT MAX(version) FROM publication_version WHERE ward = $1 AND id = $2 \
         AND effective_from <= $3 AND (effective_until IS NULL OR effective_until >= $3)"
    )
    .bind(ward.as_str())
    .bind(id.as_str())
    .bind(on.to_string())
    .fetch_one(&mut **conn)
    .await)?;
    version.map(number).transpose()
}

/// What counts of a ward on a date, the newest version of each, by id.
pub(super) async fn all_in_force(conn: &mut Conn<'_>, ward: &WardId, on: Date) -> Result<Vec<Body>> {
    let bodies: Vec<String> = on!(Conn, conn, |conn| sqlx::query_scalar(
        "SELECT body FROM publication_version WHERE ward = $1 AND version = (SELECT MAX(newest.version) \
         FROM publication_version AS newest WHERE newest.ward = $1 AND newest.id = publication_version.id \
         AND newest.effective_from <= $2 AND (newest.effective_until IS NULL OR newest.effective_until >= $2)) \
         ORDER BY id"
    )
    .bind(ward.as_str())
    .bind(on.to_string())
    .fetch_all(&mut **conn)
    .await)?;
    bodies.iter().map(|body| document(body)).collect()
}

/// The versions of one, the newest first.
pub(super) async fn versions(
    conn: &mut Conn<'_>,
    ward: &WardId,
    id: &PublicationId,
    most: u32,
) -> Result<Vec<PublicationVersion>> {
    type Row = (i64, Millis, Option<String>, String, Option<i64>);
    let rows: Vec<Row> = on!(Conn, conn, |conn| {
        sqlx::query_as(
        "SELECT publication_version.version, publication_version.at, account.name, publication_version.effective_from, \
         publication_version.rolled_back_to FROM publication_version \
         LEFT JOIN account ON account.id = publication_version.account \
         WHERE publication_version.ward = $1 AND publication_version.id = $2 \
         ORDER BY publication_version.version DESC LIMIT $3"
    )
    .bind(ward.as_str())
    .bind(id.as_str())
    .bind(i64::from(most))
    .fetch_all(&mut **conn)
    .await
    })?;
    let version = |(version, at, by, effective_from, back): Row| {
        let (version, rolled_back_to) = (number(version)?, back.map(number).transpose()?);
        Ok(PublicationVersion { version, at: on_the_wire(at), by, effective_from, rolled_back_to })
    };
    rows.into_iter().map(version).collect()
}

/// Whether there is such a ward.
pub(super) async fn is_ward(conn: &mut Conn<'_>, ward: &WardId) -> Result<bool> {
    on!(Conn, conn, |conn| sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM ward WHERE id = $1)")
        .bind(ward.as_str())
        .fetch_one(&mut **conn)
        .await)
}

/// Keeps what a guide said.
pub(super) async fn log(conn: &mut Conn<'_>, ward: &WardId, day: Date, said: &AdviceLog) -> Result<()> {
    let list = |schemes| serde_json::to_string(schemes).expect("ids serialise");
    on!(Conn, conn, |conn| sqlx::query(
        "INSERT INTO advice (ward, day, tree, version, outcome, usable, perhaps) VALUES ($1, $2, $3, $4, $5, $6, $7)"
    )
    .bind(ward.as_str())
    .bind(day.to_string())
    .bind(said.tree.as_str())
    .bind(i64::from(said.version))
    .bind(said.outcome.as_str())
    .bind(list(&said.usable))
    .bind(list(&said.perhaps))
    .execute(&mut **conn)
    .await
    .map(drop))
}

fn text(body: &Body) -> String {
    serde_json::to_string(body).expect("texts and numbers serialise")
}

fn number(stored: i64) -> Result<u32> {
    u32::try_from(stored).map_err(|error| sqlx::Error::Decode(Box::new(error)))
}
