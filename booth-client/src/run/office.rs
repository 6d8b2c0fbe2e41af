//! What the supervisor and the office know of each other: the line, the facts it brought, and the certificate behind it.

use super::checkup::{Checkup, Outcome};
use super::device::{Device, News as Said};
use super::fallback::Place;
use super::health::Health;
use super::lamps::Facts;
use super::trial::{Trial, Verdict};
use crate::clock;
use crate::enrol;
use crate::identity::{Identity, IdentityError};
use crate::line::{Line, lateness};
use crate::terminal::{Input, Phase, Reason};
use protocol::device::{DeviceBye, DeviceMessage, DeviceOrder, HEALTH_MS, Lamp, OutOfOrder};
use protocol::id::InstanceId;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::{AbortHandle, JoinHandle};

/// With a clock that is off by more, the day and the hour on the screen are wrong, and so are the dates in a form.
const CLOCK_USELESS: Duration = Duration::from_secs(3_600);
/// A line that fails for the time on certificates fails for our clock if it is off by more.
const CLOCK_WRONG: Duration = Duration::from_secs(60);

/// What the office brings.
#[derive(Debug)]
pub(super) enum News {
    /// Over its line.
    Said(Said),
    /// How far the clock is from the office's, asked for since the line failed for the time on certificates.
    Apart(Option<Duration>),
}

/// The line to the office, if this booth is enrolled.
#[derive(Debug)]
pub(super) struct Office {
    folder: PathBuf,
    /// The certificate's file as this program read it: another one is taken up by a new start.
    certificate: Option<Vec<u8>>,
    enrolled: Result<Enrolled, Reason>,
    place: Place,
    /// Whether what is said now is heard now.
    reached: bool,
    clock_off: Option<Duration>,
    said: Option<(Instant, Vec<Lamp>)>,
    checkup: Checkup,
    trial: Trial,
}

#[derive(Debug)]
struct Enrolled {
    identity: Arc<Identity>,
    line: Line<Device>,
    /// Asks for the office's time.
    asking: Option<JoinHandle<Option<Duration>>>,
    renew_at: Duration,
    ends_at: Duration,
    renewing: AbortHandle,
}

impl Drop for Enrolled {
    fn drop(&mut self) {
        self.renewing.abort();
        if let Some(asking) = &self.asking {
            asking.abort();
        }
    }
}

impl Office {
    /// Opens the line, if the folder holds an identity.
    pub(super) fn open(
        folder: &Path,
        telephone: String,
        browser: Option<String>,
        checkup: Checkup,
        trial: Trial,
    ) -> Self {
        let enrolled = Identity::load(folder).and_then(|identity| enrolled(folder, identity, browser));
        let enrolled = enrolled.map_err(|error| match error {
            IdentityError::NotEnrolled { .. } => Reason::NotEnrolled,
            error => {
                tracing::error!(error = &error as &dyn std::error::Error, "this booth has no line to the office");
                Reason::Damaged
            }
        });
        Self {
            folder: folder.to_owned(),
            certificate: Identity::certificate_bytes(folder),
            enrolled,
            place: Place { telephone, nearest: None },
            reached: false,
            clock_off: None,
            said: None,
            checkup,
            trial,
        }
    }

    /// Where this booth stands, as far as it was told.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Says something, if there is a line.
    pub(super) fn say(&self, message: DeviceMessage) {
        if let Ok(enrolled) = &self.enrolled {
            enrolled.line.say(message);
        }
    }

    /// The next news. Never, without a line.
    pub(super) async fn news(&mut self) -> News {
        let Ok(Enrolled { line, asking, .. }) = &mut self.enrolled else { return std::future::pending().await };
        tokio::select! {
            Some(said) = line.news() => News::Said(said),
            apart = answer(asking) => {
                *asking = None;
                News::Apart(apart)
            }
        }
    }

    /// What follows from news.
    pub(super) fn hear(&mut self, news: News) -> Vec<Input> {
        self.reached &= !matches!(news, News::Said(Said::Away | Said::Outdated | Said::OutOfTime));
        match news {
            News::Said(Said::Heard(order)) => self.obey(order),
            News::Said(Said::Away) => Vec::new(),
            News::Said(Said::Outdated) => vec![Input::Mark { reason: Reason::Outdated, on: true }],
            News::Said(Said::OutOfTime) => {
                self.ask_the_time();
                Vec::new()
            }
            News::Apart(apart) => {
                self.clock_off = apart.or(self.clock_off);
                apart.map(|apart| Input::Mark { reason: Reason::Clock, on: apart > CLOCK_WRONG }).into_iter().collect()
            }
        }
    }

    /// A self-check is wanted, between visits.
    pub(super) fn want_check(&mut self) {
        self.checkup.want();
    }

    fn ask_the_time(&mut self) {
        if let Ok(Enrolled { identity, asking: asking @ None, .. }) = &mut self.enrolled {
            let identity = Arc::clone(identity);
            *asking = Some(tokio::spawn(async move { lateness::apart(&identity).await }));
        }
    }

    fn obey(&mut self, order: DeviceOrder) -> Vec<Input> {
        match order {
            DeviceOrder::Welcome { telephone, nearest, out_of_order, now, .. } => {
                self.place = Place { telephone, nearest };
                self.reached = true;
                let apart = clock::since_1970().abs_diff(Duration::from_secs_f64(now.max(0.0) / 1_000.0));
                self.clock_off = Some(apart);
                let mut inputs = marks(out_of_order);
                inputs.push(Input::Mark { reason: Reason::Clock, on: apart > CLOCK_USELESS });
                inputs.push(Input::Mark { reason: Reason::Outdated, on: false });
                inputs
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
                self.want_check();
                Vec::new()
            }
            DeviceOrder::Bye { .. } | DeviceOrder::Done { .. } | DeviceOrder::Pong => Vec::new(),
        }
    }

    /// What follows from the disk: whether there is a certificate, whether it ended, whether it or this program is another.
    pub(super) fn look(&self) -> Vec<Input> {
        if Identity::certificate_bytes(&self.folder) != self.certificate || is_replaced() {
            return vec![Input::RestartWhenFree];
        }
        let reason = match &self.enrolled {
            Ok(enrolled) => (enrolled.ends_at <= clock::since_1970()).then_some(Reason::CertificateEnded),
            Err(reason) => Some(*reason),
        };
        let mark = |of| Input::Mark { reason: of, on: reason == Some(of) };
        vec![
            mark(Reason::NotEnrolled),
            mark(Reason::Damaged),
            mark(Reason::CertificateEnded),
            Input::Mark { reason: Reason::Trial, on: self.trial.is_on() },
        ]
    }

    /// Goes on with a self-check that is wanted, and reports what came of it; what follows from that.
    pub(super) fn check(&mut self, now: Instant, phase: Phase, health: &mut Health) -> Option<Input> {
        if self.trial.wants_check(now) {
            self.checkup.want();
        }
        let free = matches!(phase, Phase::Idle | Phase::OutOfOrder(_));
        let report = match self.checkup.turn(free)? {
            Outcome::Report(report) => Some(report),
            Outcome::Impossible => None,
        };
        if let Some(report) = &report {
            health.checked(&report.lamps);
        }
        match (self.trial.hear(report.as_ref()), report) {
            // The version that comes back makes the next one.
            (Some(Verdict::Refused), _) => return Some(Input::RestartWhenFree),
            (Some(Verdict::Again), _) | (_, None) => {}
            (_, Some(report)) => self.say(DeviceMessage::Selfcheck { report }),
        }
        None
    }

    /// Reports the lamps on change and each minute.
    pub(super) fn report(&mut self, now: Instant, phase: Phase, health: &Health) {
        let Ok(enrolled) = &self.enrolled else { return };
        // What is said while the line is down would be old when it is heard.
        if !self.reached {
            return;
        }
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

fn enrolled(folder: &Path, identity: Identity, browser: Option<String>) -> Result<Enrolled, IdentityError> {
    let mut url = identity.place.mtls.clone();
    url.set_path("/ws/device");
    url.set_scheme("wss").expect("https and wss are both special schemes");
    let hello = DeviceMessage::Hello { instance: instance(), version: env!("CARGO_PKG_VERSION").into(), browser };
    let talk = |now, spread| Device::new(now, spread, hello);
    let line = Line::open(url.into(), Arc::new(identity.tls()?), talk);
    let (renew_at, ends_at) = (identity.renew_at(), identity.ends_at());
    let renewing = tokio::spawn(enrol::keep_fresh(folder.to_owned(), renew_at)).abort_handle();
    Ok(Enrolled { identity: Arc::new(identity), line, asking: None, renew_at, ends_at, renewing })
}

/// Whether an upgrade has put another program in this one's place.
fn is_replaced() -> bool {
    // proc(5): what was removed, or renamed over, is shown so.
    std::fs::read_link("/proc/self/exe").is_ok_and(|path| path.as_os_str().as_encoded_bytes().ends_with(b" (deleted)"))
}

/// What a question came to. Never, without one; nothing, if it was broken off.
async fn answer(asking: &mut Option<JoinHandle<Option<Duration>>>) -> Option<Duration> {
    match asking {
        Some(asking) => asking.await.ok().flatten(),
        None => std::future::pending().await,
    }
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
