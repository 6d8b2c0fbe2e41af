//! What publishing the draft would mean, and why a time is not open: nothing is changed by asking.

use super::store::plan;
use super::{Hours, hours, store};
use crate::access::{AccountCaller, Act, Scope};
use crate::app::App;
use crate::booking;
use crate::booking::list::Ahead;
use crate::call::operate::local_date;
use crate::clock::{Millis, on_the_wire};
use crate::fault::{Fault, Result};
use jiff::Timestamp;
use jiff::civil::DateTime;
use protocol::coordination::{PlanOf, Review};
use protocol::id::{SiteId, SubjectId};
use protocol::schedule::{AffectedRow, Explanation, NotOpen};
use schedule::Plan;

/// What publishing the draft of the caller's ward would mean.
///
/// # Errors
/// `forbidden`.
pub async fn review(app: &App, by: &AccountCaller) -> Result<Review> {
    by.somewhere(Act::SeeHours)?;
    let now = app.clock.now();
    let mut held = app.db.hold().await?;
    let conn = &mut held.conn();
    let plans = plan::both(conn, &by.ward).await?;
    let place = store::place::place(conn, &by.ward).await?;
    let (before, _) = Plan::stored(&plans.published, &place);
    let (after, _) = Plan::stored(plans.current(), &place);
    let changes = schedule::changes(&before, &after, &place);
    let hours = hours(app, conn, &by.ward, plans.version + 1, after, place).await?;
    // A row names a telephone number: whoever may not see a section's bookings does not see them here.
    let mut ahead = booking::list::ahead_by(conn, &by.ward, now).await?;
    ahead.retain(|row| by.may(Act::SeeBookings, Scope::section(&by.ward, &row.section)));
    Ok(Review {
        revision: plans.revision,
        changes,
        findings: schedule::findings(&hours.almanac(), local_date(now, &app.config.calls)),
        affected: affected(&hours, ahead, now),
    })
}

/// Of bookings that lie ahead, those that cannot take place under some hours, each with the reason.
fn affected(hours: &Hours, ahead: Vec<Ahead>, now: Millis) -> Vec<AffectedRow> {
    let almanac = hours.almanac();
    let hit = ahead.into_iter().filter_map(|row| {
        let Ahead { site, subject, section, opening, starts, ends, .. } = &row;
        let why = almanac.fits(site, subject, section, opening, *starts, *ends).err()?;
        Some(AffectedRow {
            sentence: sentence(hours, &row, why, now),
            booking: row.booking,
            starts: on_the_wire(row.starts),
            site_name: row.site_name,
            subject_name: row.subject_name,
            language: row.language,
            telephone: row.telephone.map(|number| number.reveal().clone()),
            has_email: row.has_email,
            why,
            remedy: row.remedy,
        })
    });
    hit.collect()
}

/// Why a booking cannot take place, in words.
fn sentence(hours: &Hours, row: &Ahead, why: NotOpen, now: Millis) -> String {
    let at = Timestamp::from_millisecond(row.starts).unwrap_or(Timestamp::MAX).to_zoned(hours.zone.clone());
    let reasons = hours.almanac().explain(&row.site, &row.subject, at.datetime(), now);
    let told = reasons.into_iter().find(|reason| reason.why == why).map(|reason| reason.sentence);
    // What is cut off behind its beginning stands against its end alone.
    told.unwrap_or_else(|| "この予約の終わりの時刻までは開いていません。".to_owned())
}

/// Why a time of a plan is or is not open, for staff.
///
/// # Errors
/// `forbidden`; `bad-field` for no time, and for a site or subject that is not the ward's.
pub async fn explain(
    app: &App,
    by: &AccountCaller,
    of: PlanOf,
    site: &SiteId,
    subject: &SubjectId,
    at: &str,
) -> Result<Explanation> {
    by.somewhere(Act::SeeHours)?;
    let at = time(at)
        .ok_or_else(|| Fault::bad_field("at", "bad-time", "日時は 2026-06-04T17:30 のように書いてください。"))?;
    let mut held = app.db.hold().await?;
    let conn = &mut held.conn();
    let plans = plan::both(conn, &by.ward).await?;
    let place = store::place::place(conn, &by.ward).await?;
    if !place.sites.contains_key(site) {
        return Err(Fault::bad_field("site", "unknown", "この区にない施設です。"));
    }
    if !place.subjects.contains_key(subject) {
        return Err(Fault::bad_field("subject", "unknown", "この区に、この用件を受け付ける担当課がありません。"));
    }
    let plan = match of {
        PlanOf::Published => &plans.published,
        PlanOf::Draft => plans.current(),
    };
    let (plan, _) = Plan::stored(plan, &place);
    let hours = hours(app, conn, &by.ward, plans.version, plan, place).await?;
    let now = app.clock.now();
    let mut reasons = hours.almanac().explain(site, subject, at, now);
    reasons.extend(booking::free::taken(conn, &by.ward, &hours, (site, subject), at, now).await?);
    Ok(Explanation { open: reasons.is_empty(), reasons })
}

/// `2026-06-04T17:30`
fn time(text: &str) -> Option<DateTime> {
    (text.len() == 16).then(|| DateTime::strptime("%Y-%m-%dT%H:%M", text).ok()).flatten()
}
