//! SQL of what is shown outside of calls.

use crate::clock::{Millis, on_the_wire};
use crate::db::{Db, document, from_word, parse};
use crate::on;
use protocol::call::CallState;
use protocol::device::{Lamp, LampState};
use protocol::id::WardId;
use protocol::outlook::{BoothLamp, BoothRow};
use sqlx::Result;

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    site: String,
    site_name: String,
    in_order: bool,
    heard: bool,
    state: Option<String>,
    asks_for_help: bool,
    lamps: Option<String>,
    lamps_at: Option<Millis>,
}

/// A ward's booths, by site and name. One that was not heard since then is away; a tablet is heard by its session.
pub(super) async fn booths(db: &Db, ward: &WardId, heard_since: Millis) -> Result<Vec<BoothRow>> {
    let rows: Vec<Row> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT device.id, device.name, site.id AS site, site.name AS site_name, call.state, \
         device.lamps, device.lamps_at, \
         call.alarm_since IS NOT NULL AS asks_for_help, \
         device.out_of_order IS NULL AND device.suspended_at IS NULL AS in_order, \
         COALESCE(device.last_seen_at, 0) > $2 OR EXISTS (SELECT 1 FROM session WHERE session.device = device.id \
         AND session.revoked_at IS NULL AND session.last_used_at > $2) AS heard \
         FROM device JOIN site ON site.id = device.site LEFT JOIN call ON call.booth = device.id AND call.state IN \
         ('ringing', 'dialling', 'accepted', 'connecting', 'in-call', 'reconnecting') \
         WHERE site.ward = $1 AND device.revoked_at IS NULL ORDER BY site.name, device.name, device.id"
    )
    .bind(ward.as_str())
    .bind(heard_since)
    .fetch_all(pool)
    .await)?;
    rows.into_iter().map(Row::read).collect()
}

/// How many wait in a ward.
pub(super) async fn waiting(db: &Db, ward: &WardId) -> Result<u32> {
    let count: i64 =
        on!(Db, db, |pool| sqlx::query_scalar("SELECT COUNT(*) FROM call WHERE ward = $1 AND state = 'ringing'")
            .bind(ward.as_str())
            .fetch_one(pool)
            .await)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A ward's line.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) waiting: u32,
    /// When the one who waits longest rang.
    pub(super) oldest: Option<Millis>,
    pub(super) talking: u32,
    pub(super) callbacks: u32,
}

/// How a ward's line stands.
pub(super) async fn line(db: &Db, ward: &WardId) -> Result<Line> {
    let rows: Vec<(String, i64, Millis)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT state, COUNT(*), MIN(COALESCE(booked_at, rang_at)) FROM call WHERE ward = $1 AND state <> 'closed' \
         GROUP BY state"
    )
    .bind(ward.as_str())
    .fetch_all(pool)
    .await)?;
    let mut line = Line::default();
    for (state, count, oldest) in rows {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        match from_word(state)? {
            CallState::Ringing => (line.waiting, line.oldest) = (count, Some(oldest)),
            CallState::Callback => line.callbacks = count,
            CallState::Accepted | CallState::Connecting | CallState::InCall | CallState::Reconnecting => {
                line.talking += count;
            }
            CallState::Dialling | CallState::WrapUp | CallState::Closed => {}
        }
    }
    Ok(line)
}

impl Row {
    fn read(self) -> Result<BoothRow> {
        let state: Option<CallState> = self.state.map(from_word).transpose()?;
        let lamp = match state {
            Some(CallState::Ringing | CallState::Dialling) => BoothLamp::Waiting,
            Some(_) if self.asks_for_help => BoothLamp::NeedsHelp,
            Some(_) => BoothLamp::InUse,
            None if !self.in_order => BoothLamp::OutOfOrder,
            None if !self.heard => BoothLamp::Away,
            None => BoothLamp::Ready,
        };
        let lamps: Vec<Lamp> = self.lamps.as_deref().map(document).transpose()?.unwrap_or_default();
        Ok(BoothRow {
            booth: parse(self.id)?,
            name: self.name,
            site: parse(self.site)?,
            site_name: self.site_name,
            lamp,
            faults: lamps.iter().filter(|lamp| lamp.state == LampState::Bad).map(|lamp| lamp.part).collect(),
            told_at: self.lamps_at.map(on_the_wire),
        })
    }
}
