//! What the supervisor and the office know of each other: the line, the facts it brought, and the certificate behind it.

use super::checkup::Checkup;
use super::device::Line;
use super::fallback::Place;
use super::health::Health;
use super::lamps::Facts;
use crate::clock;
use crate::enrol;
use crate::identity::{Identity, IdentityError};
use crate::terminal::{Input, Phase, Reason};
use protocol::device::{DeviceBye, DeviceMessage, DeviceOrder, HEALTH_MS, Lamp, OutOfOrder};
use protocol::id::InstanceId;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::AbortHandle;

/// The line to the office, if this booth is enrolled.
#[derive(Debug)]
pub(super) struct Office {
    folder: PathBuf,
    /// The certificate's file as this program read it: another one is taken up by a new start.
    certificate: Option<Vec<u8>>,
    enrolled: Option<Enrolled>,
    place: Place,
    clock_off: Option<Duration>,
    said: Option<(Instant, Vec<Lamp>)>,
    checkup: Checkup,
}

#[derive(Debug)]
struct Enrolled {
    line: Line,
    renew_at: Duration,
    ends_at: Duration,
    renewing: AbortHandle,
}

impl Drop for Enrolled {
    fn drop(&mut self) {
        self.renewing.abort();
    }
}

impl Office {
    /// Opens the line, if the folder holds an identity.
    pub(super) fn open(
        folder: &Path,
        telephone: String,
        browser: Option<String>,
        checkup: Checkup,
    ) -> Result<Self, IdentityError> {
        let place = Place { telephone, nearest: None };
        let certificate = Identity::certificate_bytes(folder);
        let mut office = Self {
            folder: folder.to_owned(),
            certificate,
            enrolled: None,
            place,
            clock_off: None,
            said: None,
            checkup,
        };
        match Identity::load(folder) {
            Ok(identity) => office.enrolled = Some(enrolled(folder, &identity, browser)?),
            Err(IdentityError::NotEnrolled { .. }) => {}
            Err(error) => return Err(error),
        }
        Ok(office)
    }

    /// Where this booth stands, as far as it was told.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Says something, if there is a line.
    pub(super) fn say(&self, message: DeviceMessage) {
        if let Some(enrolled) = &self.enrolled {
            enrolled.line.say(message);
        }
    }

    /// The next order. Never, without a line.
    pub(super) async fn order(&mut self) -> DeviceOrder {
        if let Some(enrolled) = &mut self.enrolled
            && let Some(order) = enrolled.line.order().await
        {
            return order;
        }
        std::future::pending().await
    }

    /// What follows from an order.
    pub(super) fn hear(&mut self, order: DeviceOrder) -> Vec<Input> {
        match order {
            DeviceOrder::Welcome { telephone, nearest, out_of_order, now, .. } => {
                self.place = Place { telephone, nearest };
                self.clock_off = Some(clock::since_1970().abs_diff(Duration::from_secs_f64(now.max(0.0) / 1_000.0)));
                marks(out_of_order)
            }
            DeviceOrder::OutOfOrder { reason } => marks(reason),
            DeviceOrder::Restart => vec![Input::RestartWhenFree],
            DeviceOrder::Bye { why: DeviceBye::Revoked } => vec![Input::Mark { reason: Reason::Revoked, on: true }],
            DeviceOrder::Bye { why: DeviceBye::Cloned } => vec![Input::Mark { reason: Reason::Cloned, on: true }],
            DeviceOrder::Refused { problem, .. } => {
                tracing::warn!(code = problem.code.word(), "the office refused what this booth said");
                Vec::new()
            }
            DeviceOrder::Selfcheck => {
                self.checkup.want();
                Vec::new()
            }
            DeviceOrder::Bye { .. } | DeviceOrder::Done { .. } | DeviceOrder::Pong => Vec::new(),
        }
    }

    /// What follows from the identity's folder: whether there is a certificate, whether it ended, whether it is another.
    pub(super) fn look(&self) -> Vec<Input> {
        if Identity::certificate_bytes(&self.folder) != self.certificate {
            return vec![Input::RestartWhenFree];
        }
        let ended = self.enrolled.as_ref().is_some_and(|enrolled| enrolled.ends_at <= clock::since_1970());
        vec![
            Input::Mark { reason: Reason::NotEnrolled, on: self.enrolled.is_none() },
            Input::Mark { reason: Reason::CertificateEnded, on: ended },
        ]
    }

    /// Reports the lamps on change and each minute, and a self-check when it is done.
    pub(super) fn report(&mut self, now: Instant, phase: Phase, health: &mut Health) {
        let free = matches!(phase, Phase::Idle | Phase::OutOfOrder(_));
        if let Some(report) = self.checkup.turn(free) {
            health.checked(&report.lamps);
            self.say(DeviceMessage::Selfcheck { report });
        }
        // What is said while the line is down would be old when it is heard.
        let Some(enrolled) = self.enrolled.as_ref().filter(|enrolled| enrolled.line.is_up()) else { return };
        let (renew_at, ends_at) = (enrolled.renew_at, enrolled.ends_at);
        let facts = Facts { phase, clock_off: self.clock_off, now: clock::since_1970(), renew_at, ends_at };
        let Some(lamps) = health.lamps(facts) else { return };
        let due = |(at, said): &(Instant, Vec<Lamp>)| *at + Duration::from_millis(HEALTH_MS) <= now || *said != lamps;
        if self.said.as_ref().is_none_or(due) {
            self.said = Some((now, lamps.clone()));
            self.say(DeviceMessage::Health { lamps });
        }
    }
}

fn enrolled(folder: &Path, identity: &Identity, browser: Option<String>) -> Result<Enrolled, IdentityError> {
    let mut url = identity.place.mtls.clone();
    url.set_path("/ws/device");
    url.set_scheme("wss").expect("https and wss are both special schemes");
    let hello = DeviceMessage::Hello { instance: instance(), version: env!("CARGO_PKG_VERSION").into(), browser };
    let line = Line::open(url.into(), Arc::new(identity.tls()?), hello);
    let (renew_at, ends_at) = (identity.renew_at(), identity.ends_at());
    let renewing = tokio::spawn(enrol::keep_fresh(folder.to_owned(), renew_at)).abort_handle();
    Ok(Enrolled { line, renew_at, ends_at, renewing })
}

/// The server's word on whether the booth takes visits is the whole truth.
fn marks(reason: Option<OutOfOrder>) -> Vec<Input> {
    [
        (Reason::Office, OutOfOrder::Office),
        (Reason::Attendant, OutOfOrder::Attendant),
        (Reason::SelfCheck, OutOfOrder::Selfcheck),
    ]
    .map(|(mark, word)| Input::Mark { reason: mark, on: reason == Some(word) })
    .into()
}

#[expect(clippy::disallowed_methods, reason = "each start of the program is another instance")]
fn instance() -> InstanceId {
    InstanceId::random(&mut rand::rng())
}
