//! Mails to residents who gave an address. What has to be sent stands in the outbox since the act's own transaction, by
//! the booking's id; it is written when it is sent, from the booking as it is then. An address is never logged, nor what a
//! mail server says, which may hold one.

mod words;

use super::reserve::Wish;
use super::{Booking, State, WardHours, calendar, free, note, store};
use crate::app::App;
use crate::audit::{Actor, Deed};
use crate::clock::{HOUR, MINUTE, Millis};
use crate::config;
use crate::db::Tx;
use crate::fault::{Fault, Result};
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use protocol::booking::FreeTime;
use protocol::id::RequestId;

/// A mail that cannot be sent for so long is given up.
const PATIENCE: Millis = 24 * HOUR;
/// The longest pause between two tries.
const PAUSE_MAX: Millis = 2 * HOUR;
/// How many times an offer names.
const OFFERED: usize = 3;

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// 予約しました
    Confirmed,
    /// 変更しました
    Moved,
    /// 取り消しました
    Cancelled,
    /// まもなく予約の時間です
    Reminder,
    /// 別の時間をお選びください
    Offer,
}

impl Letter {
    const ALL: [Self; 5] = [Self::Confirmed, Self::Moved, Self::Cancelled, Self::Reminder, Self::Offer];

    const fn kind(self) -> &'static str {
        match self {
            Self::Confirmed => "mail-confirmed",
            Self::Moved => "mail-moved",
            Self::Cancelled => "mail-cancelled",
            Self::Reminder => "mail-reminder",
            Self::Offer => "mail-offer",
        }
    }

    /// Whether it still makes sense for a booking that stands so.
    fn fits(self, state: &State) -> bool {
        match self {
            Self::Cancelled => *state == State::Cancelled,
            Self::Confirmed | Self::Moved => matches!(state, State::Booked | State::Arrived { .. }),
            Self::Reminder | Self::Offer => *state == State::Booked,
        }
    }
}

/// Puts a mail in the outbox, in the act's own transaction, if the resident can be written to.
pub(super) async fn write(app: &App, tx: &mut Tx, booking: &Booking, letter: Letter, now: Millis) -> Result<()> {
    if app.config.mail.is_none() || booking.contact.email.is_none() {
        return Ok(());
    }
    let id = RequestId::random(&mut app.rng());
    Ok(store::post::insert(tx, id.as_str(), letter.kind(), &booking.id, now).await?)
}

/// The way to the mail server.
#[derive(Debug)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    page: String,
}

impl Post {
    /// As the operator set it.
    ///
    /// # Errors
    /// When the server's address or the sender cannot be read.
    pub fn new(config: &config::Mail) -> Result<Self> {
        let from = config.from.parse().map_err(Fault::broken("mail.from is no address"))?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(config.server.reveal());
        let transport = server.map_err(Fault::broken("mail.server is no address of a mail server"))?.build();
        Ok(Self { transport, from, page: config.page.clone() })
    }
}

/// What came of a try.
enum Sent {
    /// The mail server has it, or nobody needs it any more.
    Done,
    /// It may be taken later.
    Later,
    /// It never will be.
    Never,
}

/// Writes the reminders that are due, and sends what is due of the outbox.
///
/// # Errors
/// When the database fails.
pub async fn pass(app: &App, post: &Post) -> Result<()> {
    let now = app.clock.now();
    remind(app, now).await?;
    let mut held = app.db.hold().await?;
    let due = store::post::due(&mut held.conn(), now).await?;
    drop(held);
    for item in due {
        let pause = (MINUTE << item.tries.min(8)).min(PAUSE_MAX);
        // only one of several servers tries at a time, and one that stops leaves it to the next try
        if !store::post::claim(&app.db, &item, now + pause).await? {
            continue;
        }
        let over = now - item.at >= PATIENCE;
        let sent = send(app, post, &item, now).await?;
        let mut tx = app.db.begin().await?;
        match sent {
            Sent::Later if !over => continue,
            Sent::Done => {}
            Sent::Later | Sent::Never => {
                if let Some(booking) = store::by_id(&mut tx.conn(), &item.about).await? {
                    note(app, &mut tx, &booking, Actor::Server, Deed::MailGivenUp, now).await?;
                }
            }
        }
        store::post::delete(&mut tx, &item).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn remind(app: &App, now: Millis) -> Result<()> {
    let before = Millis::from(app.config.bookings.reminder_hours) * HOUR;
    let mut tx = app.db.begin().await?;
    let due = store::post::to_remind(&mut tx, now, before).await?;
    for booking in &due {
        write(app, &mut tx, booking, Letter::Reminder, now).await?;
    }
    Ok(tx.commit().await?)
}

async fn send(app: &App, post: &Post, item: &store::post::Item, now: Millis) -> Result<Sent> {
    let mut held = app.db.hold().await?;
    let booking = store::by_id(&mut held.conn(), &item.about).await?;
    drop(held);
    let letter = Letter::ALL.into_iter().find(|letter| letter.kind() == item.kind);
    let (Some(booking), Some(letter)) = (booking, letter) else { return Ok(Sent::Done) };
    let Some(address) = booking.contact.email.as_ref().filter(|_| letter.fits(&booking.state)) else {
        return Ok(Sent::Done);
    };
    let Ok(to) = address.reveal().parse::<lettre::Address>() else { return Ok(Sent::Never) };
    let hours = WardHours::published(app, &booking.ward).await?;
    let times = match (letter, &hours) {
        (Letter::Offer, Some(hours)) => others(app, hours, &booking, now).await?,
        _ => Vec::new(),
    };
    let written = words::Written::of(app, hours.as_ref(), &booking, letter, &times, &post.page);
    let file = calendar::file(app, &booking);
    let kind = ContentType::parse("text/calendar; charset=utf-8").map_err(Fault::broken("a fixed content type"))?;
    let body = MultiPart::mixed()
        .singlepart(SinglePart::plain(written.text))
        .singlepart(Attachment::new("yoyaku.ics".to_owned()).body(file, kind));
    let message = Message::builder()
        .from(post.from.clone())
        .to(Mailbox::new(None, to))
        .subject(written.subject)
        .multipart(body)
        .map_err(Fault::broken("a mail could not be put together"))?;
    Ok(match post.transport.send(message).await {
        Ok(_) => Sent::Done,
        Err(error) => {
            log(&booking, &error);
            if error.is_permanent() { Sent::Never } else { Sent::Later }
        }
    })
}

/// Says that it did not work, and neither to whom nor in the mail server's words.
fn log(booking: &Booking, error: &smtp::Error) {
    let (permanent, timeout, status) = (error.is_permanent(), error.is_timeout(), error.status());
    let status = status.map(|status| status.to_string());
    tracing::warn!(booking = %booking.id, permanent, timeout, status, "a mail could not be sent");
}

async fn others(app: &App, hours: &WardHours, booking: &Booking, now: Millis) -> Result<Vec<FreeTime>> {
    let slot = &booking.slot;
    let wish = Wish { site: slot.site.clone(), subject: booking.subject.clone(), starts: slot.starts };
    let mut held = app.db.hold().await?;
    let mut times = free::others(&mut held.conn(), hours, &wish, now).await?;
    times.truncate(OFFERED);
    Ok(times)
}
