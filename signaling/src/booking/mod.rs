//! 予約: a time at a booth, kept for somebody without an account.
//!
//! ```text
//! seat      which places a booking takes (pure)           code      codes, tokens and their key
//! state     how a booking stands and may go on (pure)     guesses   wrong codes, counted (pure)
//! reserve   the one way to a time                         free      the times that are free, what can be booked
//! hold      仮押さえ                                        confirm   a hold becomes a booking
//! change    moved, cancelled, restored, settled           arrive    受付; a ring with a booking
//! list      what staff see, whom a closure hits           remedy    what was done about it
//! calendar  iCalendar                                     mail      confirmations, changes, reminders, offers
//! feed      a calendar feed for desks                     service   telephone services and their tokens
//! sweep     holds that ran out, data that is kept no longer   task  what goes on by itself
//! store     their SQL
//! ```
//!
//! A journey: [`free::times`] shows what is free; [`hold::hold`] takes one of it through [`reserve::reserve`], which locks
//! the ward, asks the almanac and writes claims that no two bookings can have; [`confirm::confirm`] makes it a booking and
//! tells its code. With the code it is looked at, moved (the same `reserve`), cancelled and checked in; the call that the
//! booth rings then serves it.
//!
//! The key of `claim` decides, not what was looked at before: whatever the code does, a seat, a booth and a person are
//! claimed once.

pub mod arrive;
pub mod calendar;
pub mod change;
mod code;
pub mod confirm;
pub mod feed;
pub mod free;
mod guesses;
pub mod hold;
pub mod list;
pub mod mail;
pub mod remedy;
mod reserve;
mod seat;
pub mod service;
mod state;
pub(crate) mod store;
pub mod sweep;
pub mod task;

pub(crate) use code::Code as Typed;
pub use code::Key;
pub use guesses::{Guesser, Guesses};
pub use state::State;

use crate::access::{AccountCaller, Act, BoothCaller, TokenCaller};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::{MINUTE, Millis, on_the_wire};
use crate::db::{Tx, word};
use crate::fault::{Fault, Result};
use crate::hours::{self, Hours};
use crate::limits::Neighbourhood;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use protocol::booking::{self as wire, Channel, FreeTime, Words};
use protocol::id::{BookingId, OpeningId, RequestId, SectionId, SiteId, SubjectId, WardId};
use protocol::place::Language;
use protocol::private::Private;
use protocol::problem::Code;
use protocol::schedule::{BookingRules, NotOpen, Remedy};
use protocol::screening::Verdict;
use std::sync::Arc;

/// The shortest idempotency key that we take from somebody whom we do not know: nobody must guess another's.
const KEY_MIN: usize = 16;

/// On which way somebody comes, and who they are as far as we know.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// Anybody's own browser, from this address.
    Public(Neighbourhood),
    /// A booth.
    Booth(&'a BoothCaller),
    /// Staff, for somebody who called.
    Account(&'a AccountCaller),
    /// A telephone service.
    Service(&'a TokenCaller),
}

impl<'a> By<'a> {
    /// Somebody at a desk who books for whoever called.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn staff(person: &'a AccountCaller) -> Result<Self> {
        person.somewhere(Act::BookFor)?;
        Ok(Self::Account(person))
    }
}

impl By<'_> {
    pub(super) const fn channel(&self) -> Channel {
        match self {
            Self::Public(_) => Channel::Public,
            Self::Booth(_) => Channel::Booth,
            Self::Account(_) => Channel::Staff,
            Self::Service(_) => Channel::Api,
        }
    }

    const fn actor(&self) -> Actor<'_> {
        match self {
            Self::Public(_) => Actor::Resident,
            Self::Booth(booth) => Actor::Booth(&booth.booth),
            Self::Account(person) => Actor::Account(&person.account),
            Self::Service(service) => Actor::Service(&service.token),
        }
    }

    /// Among whose requests a key is unique.
    fn scope(&self, act: &str) -> String {
        match self {
            Self::Public(_) => format!("public/{act}"),
            Self::Booth(booth) => format!("booth/{}/{act}", booth.booth),
            Self::Account(person) => format!("account/{}/{act}", person.account),
            Self::Service(service) => format!("service/{}/{act}", service.token),
        }
    }

    /// Whose wrong codes are counted together.
    fn guesser(&self) -> Guesser {
        match self {
            Self::Public(address) => Guesser::Address(*address),
            Self::Booth(booth) => Guesser::Booth(booth.booth.clone()),
            Self::Account(person) => Guesser::Account(person.account.clone()),
            Self::Service(service) => Guesser::Service(service.token.clone()),
        }
    }

    /// Whether a ward is there for them: all of them for the public, else their own.
    fn sees(&self, ward: &WardId) -> bool {
        match self {
            Self::Public(_) => true,
            Self::Booth(booth) => booth.ward == *ward,
            Self::Account(person) => person.may_somewhere(Act::BookFor, ward),
            Self::Service(service) => service.may(Act::BookFor, ward),
        }
    }

    /// Whether they may hold times in a ward: in their own; the public and booths, who are anybody, in each.
    pub(crate) fn may_hold_in(&self, ward: &WardId) -> bool {
        matches!(self, Self::Booth(_)) || self.sees(ward)
    }

    /// A key that this caller may use.
    fn check_key(&self, key: &RequestId) -> Result<()> {
        if matches!(self, Self::Public(_)) && key.as_str().len() < KEY_MIN {
            let words = format!("受付キーは{KEY_MIN}文字以上にしてください。");
            return Err(Fault::bad_field("request", "too-short", words));
        }
        Ok(())
    }
}

/// The hours of a ward, and which ward it is.
#[derive(Debug)]
pub(crate) struct WardHours {
    ward: WardId,
    hours: Arc<Hours>,
}

impl std::ops::Deref for WardHours {
    type Target = Hours;
    fn deref(&self) -> &Hours {
        &self.hours
    }
}

impl WardHours {
    /// What a ward publishes now; none where nothing ever was.
    async fn published(app: &App, ward: &WardId) -> Result<Option<Self>> {
        Ok(hours::published(app, ward).await?.map(|hours| Self { ward: ward.clone(), hours }))
    }
}

/// A time as it was found free.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Slot {
    site: SiteId,
    site_name: String,
    /// 来庁: the site is a counter of the ward office.
    counter: bool,
    section: SectionId,
    section_name: String,
    opening: OpeningId,
    title: Option<String>,
    starts: Millis,
    ends: Millis,
}

/// Who it is for, as far as they said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Contact {
    telephone: Option<Private<String>>,
    email: Option<Private<String>>,
    /// What stands for them where people are kept apart.
    telephone_key: Option<String>,
    email_key: Option<String>,
}

impl Contact {
    fn keys(&self) -> impl Iterator<Item = &String> {
        self.telephone_key.iter().chain(&self.email_key)
    }
}

/// A booking as its row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Booking {
    id: BookingId,
    ward: WardId,
    ward_name: String,
    /// The ward's.
    telephone: String,
    slot: Slot,
    subject: SubjectId,
    subject_name: Words,
    /// Nothing that others may read by the way names the subject.
    discreet: bool,
    state: State,
    channel: Channel,
    language: Language,
    code_round: u32,
    hold_digest: Option<String>,
    contact: Contact,
    /// How often its time was changed.
    sequence: u32,
    remedy: Remedy,
    /// Why it could not take place, when it was moved or cancelled for that.
    hit: Option<NotOpen>,
    /// What the screening said; none where nothing was screened.
    verdict: Option<Verdict>,
    created_at: Millis,
    changed_at: Millis,
}

impl Booking {
    /// When it can be checked in.
    fn window(&self, rules: &BookingRules) -> (Millis, Millis) {
        let minutes = |minutes: u16| Millis::from(minutes) * MINUTE;
        (self.slot.starts - minutes(rules.early_minutes), self.slot.starts + minutes(rules.late_minutes))
    }

    /// Why it cannot take place as booked, if it cannot.
    fn disrupted(&self, hours: Option<&WardHours>) -> Option<NotOpen> {
        let Slot { site, section, opening, starts, ends, .. } = &self.slot;
        let fits = |hours: &WardHours| hours.almanac().fits(site, &self.subject, section, opening, *starts, *ends);
        hours.filter(|_| self.state.is_ahead()).and_then(|hours| fits(hours).err())
    }

    /// What it is about, as mails and calendars say it: others may read along.
    fn about(&self) -> &str {
        let name = &self.subject_name;
        match (self.discreet, self.language) {
            (true, Language::Ja) => "くらしの困りごと",
            (true, Language::Easy) => "くらしで こまったこと",
            (true, Language::En) => "A private matter",
            (false, Language::Ja) => &name.ja,
            (false, Language::Easy) => name.easy.as_ref().unwrap_or(&name.ja),
            (false, Language::En) => name.en.as_ref().unwrap_or(&name.ja),
        }
    }

    /// As whoever has its code sees it.
    fn seen(&self, app: &App, hours: Option<&WardHours>) -> wire::Booking {
        let rules = hours.map(|hours| hours.rules.clone()).unwrap_or_default();
        let (from, until) = self.window(&rules);
        wire::Booking {
            code: app.booking_key.code(&self.id, self.code_round).reveal(),
            state: self.state.word(),
            subject: self.subject.clone(),
            subject_name: self.subject_name.clone(),
            time: self.slot.time(&app.config.calls.time_zone),
            site_name: self.slot.site_name.clone(),
            ward: self.ward.clone(),
            ward_name: self.ward_name.clone(),
            telephone: self.telephone.clone(),
            check_in_from: on_the_wire(from),
            check_in_until: on_the_wire(until),
            language: self.language,
            has_telephone: self.contact.telephone.is_some(),
            has_email: self.contact.email.is_some(),
            disrupted: self.disrupted(hours),
            counter: self.slot.counter,
        }
    }
}

impl Slot {
    fn time(&self, zone: &TimeZone) -> FreeTime {
        let (date, time) = on_the_wall(self.starts, zone);
        FreeTime {
            site: self.site.clone(),
            starts: on_the_wire(self.starts),
            ends: on_the_wire(self.ends),
            date,
            time,
            title: self.title.clone(),
        }
    }
}

/// A moment's date and time on the wall: `2026-06-04` and `10:30`.
fn on_the_wall(at: Millis, zone: &TimeZone) -> (String, String) {
    let there = zone.to_datetime(Timestamp::from_millisecond(at).unwrap_or(Timestamp::MAX));
    (there.date().to_string(), format!("{:02}:{:02}", there.hour(), there.minute()))
}

/// A moment that a client names.
fn moment(starts: f64) -> Result<Millis> {
    // exact in a double, and far beyond every plan
    const MOST: f64 = 253_402_300_800_000.0;
    if !(0.0..MOST).contains(&starts) || starts.fract() != 0.0 {
        return Err(Fault::bad_field("starts", "bad-time", "時刻の形が正しくありません。"));
    }
    #[expect(clippy::cast_possible_truncation, reason = "a whole number between the bounds above")]
    Ok(starts as Millis)
}

/// The booking behind a code, having counted the try; a wrong code is answered alike, whatever it is like.
async fn by_code(app: &App, by: &By<'_>, typed: &str) -> Result<Booking> {
    let guesser = by.guesser();
    app.limits.guesses().take(&guesser, app.clock.now())?;
    let digest = app.booking_key.code_digest(&Typed::typed(typed));
    let mut held = app.db.hold().await?;
    let found = store::by_code(&mut held.conn(), &digest).await?;
    // a booth and a service know their ward alone
    let Some(booking) = found.filter(|booking| by.sees(&booking.ward)) else { return Err(Code::BadCode.into()) };
    app.limits.guesses().right(&guesser);
    Ok(booking)
}

/// Writes an act on a booking down.
async fn note(app: &App, tx: &mut Tx, booking: &Booking, actor: Actor<'_>, deed: Deed, now: Millis) -> Result<()> {
    let entry = Entry { ward: &booking.ward, actor, deed, target: Target::Booking(&booking.id) };
    audit::append(tx, &app.config.server.node, now, entry).await
}

/// What was asked under a key before.
enum Asked {
    /// Nothing.
    Never,
    /// The same: of this booking.
    Before(Box<Booking>),
}

/// Looks up whether a request was answered before. Call it with the ward locked.
async fn asked(tx: &mut Tx, scope: &str, key: &RequestId, content: &str) -> Result<Asked> {
    match store::request::find(tx, scope, key).await? {
        None => Ok(Asked::Never),
        Some((booking, known)) if known == content => {
            let booking = store::take(tx, &booking).await?.ok_or(Code::NotFound)?;
            Ok(Asked::Before(Box::new(booking)))
        }
        Some(_) => Err(Code::KeyReused.into()),
    }
}

/// Tells one wish from another.
fn content(wish: &impl serde::Serialize) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(serde_json::to_vec(wish).expect("plain values serialise")))
}

/// The word of a state, for SQL.
fn stored(state: wire::BookingState) -> String {
    word(state)
}
