//! iCalendar (RFC 5545): a booking as a calendar takes it in, changes it and takes it out again. Its UID stays; SEQUENCE is
//! raised with each change; a cancelled one says so. Nothing in it says who came.

use super::{Booking, By, State, by_code};
use crate::app::App;
use crate::clock::Millis;
use crate::fault::Result;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use jiff::Timestamp;
use protocol::place::Language;

const PRODUCT: &str = "-//Chikamado//Remote counter//JA";

/// The booking behind a code, as a calendar file.
///
/// # Errors
/// `bad-code`, `too-many`.
pub async fn of_code(app: &App, by: By<'_>, code: &str) -> Result<String> {
    let booking = by_code(app, &by, code).await?;
    Ok(file(app, &booking))
}

/// A calendar file of one booking: to be taken in, or taken out once it is cancelled.
pub(super) fn file(app: &App, booking: &Booking) -> String {
    let mut calendar = empty();
    let is_off = booking.state == State::Cancelled;
    calendar.append_property(("METHOD", if is_off { "CANCEL" } else { "PUBLISH" }));
    let mut event = event(app, booking);
    let (summary, description) = words(booking);
    event.summary(&summary).description(&description).add_property("CLASS", "PRIVATE");
    // RFC 5546 wants one; the office is it
    let organizer = Property::new("ORGANIZER", format!("mailto:noreply@{}", host(app)))
        .add_parameter("CN", &booking.ward_name)
        .done();
    event.append_property(organizer);
    calendar.push(event.done());
    calendar.to_string()
}

/// A feed of bookings for whoever answers them.
pub(super) fn feed(app: &App, name: &str, bookings: &[Booking]) -> String {
    let mut calendar = empty();
    calendar.name(name);
    for booking in bookings {
        let mut event = event(app, booking);
        let subject = &booking.subject_name.ja;
        let way = if booking.slot.counter { "来庁" } else { "リモート窓口" };
        let title = booking.slot.title.as_ref().map(|title| format!("「{title}」")).unwrap_or_default();
        event.summary(&format!("{way}{title} {subject}")).description(&format!("担当：{}", booking.slot.section_name));
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn empty() -> Calendar {
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property((name, value));
    }
    calendar
}

fn event(app: &App, booking: &Booking) -> Event {
    let mut event = Event::new();
    let status = if booking.state == State::Cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed };
    event
        .uid(&format!("{}@chikamado", app.booking_key.calendar(&booking.id)))
        .sequence(booking.sequence)
        .add_property("DTSTAMP", utc(booking.changed_at))
        .add_property("CREATED", utc(booking.created_at))
        .add_property("LAST-MODIFIED", utc(booking.changed_at))
        .add_property("DTSTART", utc(booking.slot.starts))
        .add_property("DTEND", utc(booking.slot.ends))
        .location(&booking.slot.site_name);
    event.status(status);
    event
}

/// RFC 5545 3.3.5, form 2.
fn utc(at: Millis) -> String {
    let moment = Timestamp::from_millisecond(at).unwrap_or(Timestamp::MAX);
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// What the resident reads.
fn words(booking: &Booking) -> (String, String) {
    let (about, counter) = (booking.about(), booking.slot.counter);
    let (ward, telephone) = (&booking.ward_name, &booking.telephone);
    match booking.language {
        Language::Ja => (
            format!("{}：{about}", if counter { "区役所の窓口" } else { "リモート窓口" }),
            format!("予約コードをお持ちください。変更・取消もコードでできます。お問い合わせ：{ward} {telephone}"),
        ),
        Language::Easy => (
            format!(
                "{}：{about}",
                if counter {
                    "区役所（くやくしょ）の 窓口（まどぐち）"
                } else {
                    "リモート窓口"
                }
            ),
            format!(
                "予約（よやく）のコードを もってきてください。わからないときは 電話（でんわ）してください：{ward} {telephone}"
            ),
        ),
        Language::En => (
            format!("{}: {about}", if counter { "Ward office counter" } else { "Remote counter" }),
            format!("Please bring your booking code. You can change or cancel with it. Questions: {ward} {telephone}"),
        ),
    }
}

/// The host of our own pages.
fn host(app: &App) -> &str {
    let origin = app.config.server.origins.first().map_or("", String::as_str);
    let host = origin.split("://").last().unwrap_or_default();
    host.split(':').next().filter(|host| !host.is_empty()).unwrap_or("localhost")
}
