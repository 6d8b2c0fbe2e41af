//! The booth as a device that looks after itself (pure): what it shows, which programs run, what is forgotten. News goes
//! in, deeds come out; times are given. `run` is the rim.
//!
//! ```text
//!                       ┌──────────── page gone: relaunch ───────────┐
//! Wiping(start) ──► Starting ── page up ──► Idle ── visit began ──► Visit ⇄ InCall
//!    ▲  │                ▲                    │                        │
//!    │  └── a reason ──► OutOfOrder ◄─ reason ┤                        │
//!    └──────────────────────────────── wipe ──┴──── ended, idle, crash ┘
//! ```
//!
//! Three rules hold in every order of events, and `property` tries them: what a visit left is wiped before anybody else
//! sees a page; there is never a second browser or a second keeper; a booth that is out of order shows why.

mod failures;
#[cfg(test)]
mod property;
#[cfg(test)]
mod tests;

use crate::keeper::protocol::{Key, PageEvent, Stage};
use failures::Failures;
use protocol::device::WipeReason;
use protocol::place::Language;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// A visit whose page does not come back is forgotten after this long.
const PAGELESS: Duration = Duration::from_secs(15 * 60);
/// How long a browser may take until its page answers.
const LAUNCH: Duration = Duration::from_secs(15);
/// How long a keeper may take until it listens.
const KEEPER: Duration = Duration::from_secs(10);
/// How soon a wipe that left something is done again.
const WIPE_AGAIN: Duration = Duration::from_secs(1);
/// After so many wipes that left something, the screen goes dark: what cannot be ended may still be on it.
const WIPES_FAILED: u32 = 3;

/// How long the screen stays lit outside its hours after somebody came near.
const AWAKE: Duration = Duration::from_secs(5 * 60);

/// Why a booth is not for use, most serious first: this one is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reason {
    /// The office took this booth's certificate back.
    Revoked,
    /// Its key was used in two places at once.
    Cloned,
    /// Its clock is wrong, so that nothing dated can be believed.
    Clock,
    /// It has no certificate yet.
    NotEnrolled,
    /// Its key or its certificate cannot be read.
    Damaged,
    /// Its certificate ended before it was renewed.
    CertificateEnded,
    /// The office speaks another version than this program.
    Outdated,
    /// It is a new version, whose first self-check is under way.
    Trial,
    /// The office marked it.
    Office,
    /// Somebody at the booth marked it.
    Attendant,
    /// It did not pass its self-check.
    SelfCheck,
    /// Its page failed again and again.
    Page,
}

impl Reason {
    /// Whether a visit in progress must end for it.
    fn ends_a_visit(self) -> bool {
        matches!(self, Self::Revoked | Self::Cloned)
    }

    /// Whether a keeper hears the keys meanwhile. It cannot without an identity; and where nothing stands, it rests, too.
    fn hears_keys(self) -> bool {
        !matches!(self, Self::NotEnrolled | Self::Damaged | Self::Page)
    }
}

/// What the next page says first: that everything was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Farewell {
    /// Whether an application was submitted.
    pub(crate) submitted: bool,
    /// The language of the visit.
    pub(crate) language: Language,
}

/// What the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Screen {
    /// The booth face.
    Booth(Option<Farewell>),
    /// The small page of the supervisor's own, with the reason.
    Fallback(Reason),
}

/// How a page failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Its process ended.
    Gone,
    /// It does not answer.
    Hung,
    /// It shows nothing.
    Black,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    /// Time has passed.
    Tick,
    /// The page answers.
    PageUp,
    /// The page failed.
    PageFailed(Fault),
    /// The keeper listens.
    KeeperReady,
    /// The keeper's process ended.
    KeeperGone,
    /// The visit moved.
    At(Stage),
    /// The page of a visit was not heard for so long that the keeper forgot its draft.
    Expired,
    /// The page asks for the end.
    EndAsked { why: WipeReason, farewell: Farewell },
    /// Nothing of the visit is left.
    Wiped { took: Duration },
    /// Something of the visit could not be removed.
    NotWiped,
    /// Somebody at the booth pressed a key, took up the handset or came near.
    Pressed(Key),
    /// This program is to start anew as soon as nobody is there: the office asked, or there is a new certificate.
    RestartWhenFree,
    /// A reason holds, or holds no more.
    Mark { reason: Reason, on: bool },
    /// The hours in which the screen is lit began or ended.
    Hours { open: bool },
}

/// What is to be done, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// Start a keeper.
    SpawnKeeper,
    /// Start a browser with a fresh profile.
    Launch(Screen),
    /// End the browser and remove its profile.
    Kill,
    /// End browser and keeper and remove all that they left; answer `Wiped` or `NotWiped`.
    Wipe(WipeReason),
    /// Tell the office that a wipe is done.
    TellWiped { why: WipeReason, took: Duration },
    /// Tell the office that somebody at the booth marked it out of order, or took the mark away.
    TellMark { on: bool },
    /// Check the booth as soon as nobody is there.
    Check,
    /// Tell the page.
    TellPage(PageEvent),
    /// Light the screen, or let it sleep.
    Light(bool),
    /// Wipe and end this program; whoever started it starts it anew. Nothing follows.
    Leave,
}

/// Where the booth stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nobody is there, and the page is not up yet.
    Starting,
    /// The page is up and waits for somebody.
    Idle,
    /// Somebody is there. `pageless`: since when without a page.
    Visit { pageless: Option<Instant> },
    /// Somebody is in a call.
    InCall { pageless: Option<Instant> },
    /// Everything is being removed.
    Wiping { why: WipeReason, again_at: Option<Instant> },
    /// Not for use. A keeper hears the keys, and no page is let in.
    OutOfOrder(Reason),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeper {
    Gone,
    Starting { since: Instant },
    Ready,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Gone,
    Launching { screen: Screen, since: Instant },
    Up { screen: Screen, since: Instant },
}

/// The booth.
#[derive(Debug)]
pub(crate) struct Terminal {
    phase: Phase,
    keeper: Keeper,
    page: Page,
    failures: Failures,
    reasons: BTreeSet<Reason>,
    farewell: Option<Farewell>,
    wipes_failed: u32,
    restart_when_free: bool,
    open: bool,
    awake_until: Instant,
    lit: Option<bool>,
    out: Vec<Output>,
}

impl Terminal {
    /// A booth that has just been switched on: its first deed is to forget what was before.
    pub(crate) fn new(now: Instant) -> (Self, Vec<Output>) {
        let mut terminal = Self {
            phase: Phase::Wiping { why: WipeReason::Start, again_at: None },
            keeper: Keeper::Gone,
            page: Page::Gone,
            failures: Failures::default(),
            reasons: BTreeSet::new(),
            farewell: None,
            wipes_failed: 0,
            restart_when_free: false,
            open: true,
            awake_until: now,
            lit: None,
            out: vec![Output::Wipe(WipeReason::Start)],
        };
        terminal.light(now);
        let out = std::mem::take(&mut terminal.out);
        (terminal, out)
    }

    /// Where the booth stands.
    pub(crate) fn phase(&self) -> Phase {
        self.phase
    }

    /// Takes one piece of news; answers what is to be done.
    pub(crate) fn handle(&mut self, now: Instant, input: Input) -> Vec<Output> {
        match input {
            Input::Tick => self.tick(now),
            Input::PageUp => self.page_up(now),
            Input::PageFailed(_) => self.page_failed(now),
            Input::KeeperReady if matches!(self.keeper, Keeper::Starting { .. }) => self.keeper = Keeper::Ready,
            Input::KeeperReady => {}
            Input::KeeperGone => self.keeper_gone(now),
            Input::At(stage) => self.at(stage),
            Input::Expired if matches!(self.phase, Phase::Visit { .. } | Phase::InCall { .. }) => {
                self.wipe(WipeReason::Crash)
            }
            Input::Expired => {}
            Input::EndAsked { why, farewell } if self.keeper == Keeper::Ready => {
                self.farewell = Some(farewell);
                self.wipe(why);
            }
            Input::EndAsked { .. } => {}
            Input::Wiped { took } => self.wiped(took),
            Input::NotWiped => self.not_wiped(now),
            Input::Pressed(key) => self.pressed(now, key),
            Input::RestartWhenFree => self.restart_when_free = true,
            Input::Mark { reason, on: true } => {
                self.reasons.insert(reason);
            }
            Input::Mark { reason, on: false } => {
                self.reasons.remove(&reason);
            }
            Input::Hours { open } => self.open = open,
        }
        self.settle(now);
        self.light(now);
        std::mem::take(&mut self.out)
    }

    fn tick(&mut self, now: Instant) {
        match self.page {
            Page::Launching { since, .. } if since + LAUNCH <= now => self.page_failed(now),
            Page::Up { screen: Screen::Booth(_), since } => self.failures.steady(since, now),
            _ => {}
        }
        if matches!(self.keeper, Keeper::Starting { since } if since + KEEPER <= now) {
            self.failures.count(now);
            self.wipe(WipeReason::Restart);
        }
        if let Phase::Wiping { why, again_at: Some(at) } = self.phase
            && at <= now
        {
            self.wipe_again(why);
        }
    }

    fn page_up(&mut self, now: Instant) {
        let Page::Launching { screen, .. } = self.page else { return };
        self.page = Page::Up { screen, since: now };
        if let Screen::Booth(_) = screen {
            self.farewell = None;
            match &mut self.phase {
                Phase::Starting => self.phase = Phase::Idle,
                Phase::Visit { pageless } | Phase::InCall { pageless } => *pageless = None,
                Phase::Idle | Phase::Wiping { .. } | Phase::OutOfOrder(_) => {}
            }
        }
    }

    fn page_failed(&mut self, now: Instant) {
        if self.page != Page::Gone {
            self.kill(now);
            self.failures.count(now);
        }
    }

    /// Ends the browser; whatever was on its screen is gone.
    fn kill(&mut self, now: Instant) {
        self.page = Page::Gone;
        self.out.push(Output::Kill);
        match &mut self.phase {
            Phase::Idle => self.phase = Phase::Starting,
            Phase::Visit { pageless } | Phase::InCall { pageless } => {
                pageless.get_or_insert(now);
            }
            Phase::Starting | Phase::Wiping { .. } | Phase::OutOfOrder(_) => {}
        }
    }

    fn keeper_gone(&mut self, now: Instant) {
        if self.keeper == Keeper::Gone {
            return;
        }
        self.failures.count(now);
        // Its page has nobody to talk to any more, and a visit died with it.
        self.wipe(WipeReason::Crash);
    }

    fn at(&mut self, stage: Stage) {
        self.phase = match (self.phase, stage) {
            (Phase::Starting | Phase::Idle, Stage::Visit) if self.keeper == Keeper::Ready => {
                Phase::Visit { pageless: None }
            }
            (Phase::Starting | Phase::Idle, Stage::Call) if self.keeper == Keeper::Ready => {
                Phase::InCall { pageless: None }
            }
            (Phase::InCall { pageless }, Stage::Visit) => Phase::Visit { pageless },
            (Phase::Visit { pageless }, Stage::Call) => Phase::InCall { pageless },
            (Phase::Visit { .. } | Phase::InCall { .. }, Stage::Idle) => return self.wipe(WipeReason::Idle),
            (phase, _) => phase,
        };
    }

    fn pressed(&mut self, now: Instant, key: Key) {
        self.awake_until = now + AWAKE;
        match key {
            Key::Restart => self.wipe(WipeReason::Restart),
            Key::OutOfOrder => {
                let on = !self.reasons.remove(&Reason::Attendant);
                if on {
                    self.reasons.insert(Reason::Attendant);
                }
                self.out.push(Output::TellMark { on });
            }
            Key::Privacy => self.tell_page(PageEvent::Cover),
            Key::HookUp => self.tell_page(PageEvent::HookUp),
            Key::HookDown => self.tell_page(PageEvent::HookDown),
            Key::Presence => self.tell_page(PageEvent::Presence),
            Key::Bystander => self.tell_page(PageEvent::Bystander),
            Key::Together => self.tell_page(PageEvent::Together),
            Key::Selfcheck => self.out.push(Output::Check),
        }
    }

    fn tell_page(&mut self, event: PageEvent) {
        if let Page::Up { screen: Screen::Booth(_), .. } = self.page {
            self.out.push(Output::TellPage(event));
        }
    }

    fn wipe(&mut self, why: WipeReason) {
        if !matches!(self.phase, Phase::Wiping { .. }) {
            self.wipe_again(why);
        }
    }

    fn wipe_again(&mut self, why: WipeReason) {
        (self.page, self.keeper) = (Page::Gone, Keeper::Gone);
        self.phase = Phase::Wiping { why, again_at: None };
        self.out.push(Output::Wipe(why));
    }

    fn wiped(&mut self, took: Duration) {
        let Phase::Wiping { why, .. } = self.phase else { return };
        self.wipes_failed = 0;
        self.out.push(Output::TellWiped { why, took });
        self.phase = Phase::Starting;
    }

    fn not_wiped(&mut self, now: Instant) {
        let Phase::Wiping { why, .. } = self.phase else { return };
        self.phase = Phase::Wiping { why, again_at: Some(now + WIPE_AGAIN) };
        self.wipes_failed += 1;
    }

    /// The most serious reason for being out of order.
    fn reason(&self, now: Instant) -> Option<Reason> {
        let failing = self.failures.given_up(now).then_some(Reason::Page);
        self.reasons.first().copied().or(failing)
    }

    /// Goes from what is to what should be.
    fn settle(&mut self, now: Instant) {
        let reason = self.reason(now);
        match self.phase {
            Phase::Wiping { .. } => return,
            Phase::Starting | Phase::Idle | Phase::OutOfOrder(_) if self.restart_when_free => {
                self.restart_when_free = false;
                return self.out.push(Output::Leave);
            }
            Phase::Starting | Phase::Idle => match reason {
                // With neither keeper nor page there is nothing to end first.
                Some(reason) if self.keeper == Keeper::Gone && self.page == Page::Gone => {
                    self.phase = Phase::OutOfOrder(reason);
                    // Whoever comes when it is in order again is not the one who left.
                    self.farewell = None;
                }
                Some(_) => return self.wipe(WipeReason::Restart),
                None => {}
            },
            Phase::Visit { pageless } | Phase::InCall { pageless } => {
                if self.reasons.iter().any(|reason| reason.ends_a_visit()) {
                    return self.wipe(WipeReason::Restart);
                }
                if pageless.is_some_and(|since| since + PAGELESS <= now) {
                    return self.wipe(WipeReason::Crash);
                }
            }
            Phase::OutOfOrder(shown) => match reason {
                Some(reason) if reason != shown => self.phase = Phase::OutOfOrder(reason),
                Some(_) => {}
                None => self.phase = Phase::Starting,
            },
        }
        self.show(now);
    }

    /// Has the right screen shown, once whoever serves it is there and the back-off is over.
    fn show(&mut self, now: Instant) {
        let wanted = match self.phase {
            Phase::OutOfOrder(reason) => Screen::Fallback(reason),
            // The keeper holds on to the visit meanwhile.
            Phase::Visit { .. } | Phase::InCall { .. } if self.failures.given_up(now) => Screen::Fallback(Reason::Page),
            _ => Screen::Booth(self.farewell),
        };
        let wants_keeper = match wanted {
            Screen::Booth(_) => true,
            Screen::Fallback(reason) => reason.hears_keys(),
        };
        if wants_keeper && self.keeper == Keeper::Gone && self.failures.may_launch(now) {
            self.keeper = Keeper::Starting { since: now };
            self.out.push(Output::SpawnKeeper);
        }
        match self.page {
            Page::Launching { screen, .. } | Page::Up { screen, .. } if !alike(screen, wanted) => self.kill(now),
            _ => {}
        }
        let served = matches!(wanted, Screen::Fallback(_)) || self.keeper == Keeper::Ready;
        if self.page == Page::Gone && served && self.failures.may_launch(now) {
            self.page = Page::Launching { screen: wanted, since: now };
            self.out.push(Output::Launch(wanted));
        }
    }

    fn light(&mut self, now: Instant) {
        let busy = matches!(self.phase, Phase::Visit { .. } | Phase::InCall { .. });
        let stuck = self.wipes_failed >= WIPES_FAILED;
        let lit = !stuck && (self.open || busy || now < self.awake_until);
        if self.lit != Some(lit) {
            self.lit = Some(lit);
            self.out.push(Output::Light(lit));
        }
    }
}

/// Whether a page that shows `one` need not change to show `other`.
fn alike(one: Screen, other: Screen) -> bool {
    match (one, other) {
        (Screen::Booth(_), Screen::Booth(_)) => true,
        (Screen::Fallback(one), Screen::Fallback(other)) => one == other,
        _ => false,
    }
}
