use super::*;
use crate::clock;

const SECOND: Duration = Duration::from_secs(1);
const FAREWELL: Farewell = Farewell { submitted: true, language: Language::En };

/// A booth in virtual time, whose programs do what they are told.
struct Sim {
    now: Instant,
    terminal: Terminal,
}

impl Sim {
    /// Switched on, wiped, keeper and page up.
    fn idle() -> Self {
        let now = clock::now();
        let (terminal, out) = Terminal::new(now);
        assert_eq!(out, [Output::Wipe(WipeReason::Start), Output::Light(true)]);
        let mut sim = Self { now, terminal };
        sim.wiped();
        sim.up();
        assert_eq!(sim.terminal.phase(), Phase::Idle);
        sim
    }

    fn visit() -> Self {
        let mut sim = Self::idle();
        assert_eq!(sim.give(Input::At(Stage::Visit)), []);
        sim
    }

    fn give(&mut self, input: Input) -> Vec<Output> {
        self.terminal.handle(self.now, input)
    }

    fn after(&mut self, span: Duration) -> Vec<Output> {
        self.now += span;
        self.give(Input::Tick)
    }

    fn wiped(&mut self) -> Vec<Output> {
        self.give(Input::Wiped { took: SECOND })
    }

    /// The keeper comes up and then the page; answers what was launched.
    fn up(&mut self) -> Vec<Output> {
        let launched = self.give(Input::KeeperReady);
        self.give(Input::PageUp);
        launched
    }

    fn mark(&mut self, reason: Reason, on: bool) -> Vec<Output> {
        self.give(Input::Mark { reason, on })
    }

    /// Lets the page fail until the booth gives up.
    fn give_up(&mut self) -> Vec<Output> {
        loop {
            let out = self.give(Input::PageFailed(Fault::Gone));
            if self.terminal.failures.given_up(self.now) {
                return out;
            }
            self.after(LAUNCH / 2);
        }
    }
}

fn told(why: WipeReason) -> Output {
    Output::TellWiped { why, took: SECOND }
}

#[test]
fn a_start_forgets_first_then_brings_the_keeper_then_the_page() {
    let now = clock::now();
    let (terminal, out) = Terminal::new(now);
    assert_eq!(out[0], Output::Wipe(WipeReason::Start));
    let mut sim = Sim { now, terminal };
    assert_eq!(sim.wiped(), [told(WipeReason::Start), Output::SpawnKeeper]);
    assert_eq!(sim.give(Input::KeeperReady), [Output::Launch(Screen::Booth(None))]);
    assert_eq!(sim.terminal.phase(), Phase::Starting);
    sim.give(Input::PageUp);
    assert_eq!(sim.terminal.phase(), Phase::Idle);
}

#[test]
fn an_ended_visit_is_wiped_and_the_next_page_says_so_once() {
    let mut sim = Sim::visit();
    let end = Input::EndAsked { why: WipeReason::Ended, farewell: FAREWELL };
    assert_eq!(sim.give(end), [Output::Wipe(WipeReason::Ended)]);
    assert_eq!(sim.wiped(), [told(WipeReason::Ended), Output::SpawnKeeper]);
    assert_eq!(sim.up(), [Output::Launch(Screen::Booth(Some(FAREWELL)))]);
    assert_eq!(sim.terminal.phase(), Phase::Idle);
    assert_eq!(
        sim.give(Input::PageFailed(Fault::Gone)),
        [Output::Kill, Output::Launch(Screen::Booth(None))],
        "the page that said so is gone, and so is its news"
    );
}

#[test]
fn a_page_that_fails_without_a_visit_is_launched_anew_at_once() {
    for fault in [Fault::Gone, Fault::Hung, Fault::Black] {
        let mut sim = Sim::idle();
        assert_eq!(sim.give(Input::PageFailed(fault)), [Output::Kill, Output::Launch(Screen::Booth(None))]);
        assert_eq!(sim.terminal.phase(), Phase::Starting);
        sim.give(Input::PageUp);
        assert_eq!(sim.terminal.phase(), Phase::Idle);
    }
}

#[test]
fn a_page_that_fails_in_a_call_comes_back_to_the_same_call() {
    let mut sim = Sim::visit();
    sim.give(Input::At(Stage::Call));
    let out = sim.give(Input::PageFailed(Fault::Hung));
    assert_eq!(out, [Output::Kill, Output::Launch(Screen::Booth(None))], "the keeper lives on");
    assert!(matches!(sim.terminal.phase(), Phase::InCall { pageless: Some(_) }));
    sim.give(Input::PageUp);
    assert_eq!(sim.terminal.phase(), Phase::InCall { pageless: None });
    sim.give(Input::At(Stage::Visit));
    assert_eq!(sim.terminal.phase(), Phase::Visit { pageless: None });
}

#[test]
fn a_visit_without_a_page_for_15_minutes_is_forgotten() {
    let mut sim = Sim::visit();
    sim.give(Input::PageFailed(Fault::Gone));
    for _ in 1..90 {
        let out = sim.after(SECOND * 10);
        assert!(!out.contains(&Output::Wipe(WipeReason::Crash)), "the page may still come back");
    }
    assert_eq!(sim.after(SECOND * 10), [Output::Wipe(WipeReason::Crash)]);
}

#[test]
fn a_page_that_keeps_failing_is_replaced_by_one_that_says_so() {
    let mut sim = Sim::idle();
    assert_eq!(sim.give_up(), [Output::Kill, Output::Wipe(WipeReason::Restart)]);
    sim.wiped();
    assert_eq!(sim.terminal.phase(), Phase::OutOfOrder(Reason::Page));
    assert_eq!(sim.after(SECOND * 10), [Output::Launch(Screen::Fallback(Reason::Page))]);
    sim.give(Input::PageUp);
    assert_eq!(sim.after(SECOND * 90), [Output::SpawnKeeper, Output::Kill]);
    assert_eq!(sim.up(), [Output::Launch(Screen::Booth(None))]);
    assert_eq!(sim.terminal.phase(), Phase::Idle);
}

#[test]
fn in_a_visit_too_and_the_keeper_lives_on() {
    let mut sim = Sim::visit();
    sim.give_up();
    assert_eq!(sim.after(SECOND * 10), [Output::Launch(Screen::Fallback(Reason::Page))]);
    sim.give(Input::PageUp);
    assert!(matches!(sim.terminal.phase(), Phase::Visit { pageless: Some(_) }), "this is no page of the visit");
    assert_eq!(sim.after(SECOND * 60), [Output::Kill, Output::Launch(Screen::Booth(None))]);
}

#[test]
fn a_browser_that_never_comes_up_is_ended_and_tried_again() {
    let mut sim = Sim::idle();
    sim.give(Input::PageFailed(Fault::Gone));
    assert_eq!(sim.after(LAUNCH - SECOND), []);
    assert_eq!(sim.after(SECOND), [Output::Kill]);
    assert_eq!(sim.after(SECOND), [Output::Launch(Screen::Booth(None))]);
}

#[test]
fn a_keeper_that_dies_takes_the_visit_with_it() {
    let mut sim = Sim::visit();
    assert_eq!(sim.give(Input::KeeperGone), [Output::Wipe(WipeReason::Crash)]);
    sim.wiped();
    sim.up();
    assert_eq!(sim.terminal.phase(), Phase::Idle);
}

#[test]
fn a_keeper_that_never_listens_is_replaced() {
    let mut sim = Sim::idle();
    sim.give(Input::KeeperGone);
    sim.wiped();
    assert_eq!(sim.after(KEEPER), [Output::Wipe(WipeReason::Restart)]);
}

#[test]
fn what_could_not_be_removed_is_tried_again_and_nobody_is_let_in() {
    let mut sim = Sim::visit();
    sim.give(Input::KeeperGone);
    for _ in 0..2 {
        assert_eq!(sim.give(Input::NotWiped), []);
        assert_eq!(sim.after(WIPE_AGAIN), [Output::Wipe(WipeReason::Crash)]);
    }
    assert_eq!(sim.give(Input::NotWiped), [Output::Light(false)], "it may still be on the screen");
    sim.after(WIPE_AGAIN);
    assert_eq!(sim.wiped(), [told(WipeReason::Crash), Output::SpawnKeeper, Output::Light(true)]);
}

#[test]
fn a_mark_of_the_office_waits_until_nobody_is_there() {
    let mut sim = Sim::visit();
    sim.give(Input::At(Stage::Call));
    assert_eq!(sim.mark(Reason::Office, true), []);
    sim.give(Input::EndAsked { why: WipeReason::Idle, farewell: FAREWELL });
    let said = Output::Launch(Screen::Fallback(Reason::Office));
    assert_eq!(sim.wiped(), [told(WipeReason::Idle), Output::SpawnKeeper, said]);
    assert_eq!(sim.terminal.phase(), Phase::OutOfOrder(Reason::Office));
    sim.up();
    assert_eq!(sim.mark(Reason::Office, false), [Output::Kill, Output::Launch(Screen::Booth(None))]);
    sim.give(Input::PageUp);
    assert_eq!(sim.terminal.phase(), Phase::Idle);
}

#[test]
fn a_revoked_booth_ends_its_visit_and_says_so() {
    for reason in [Reason::Revoked, Reason::Cloned] {
        let mut sim = Sim::visit();
        assert_eq!(sim.mark(reason, true), [Output::Wipe(WipeReason::Restart)]);
        assert!(sim.wiped().contains(&Output::Launch(Screen::Fallback(reason))));
    }
}

#[test]
fn the_most_serious_reason_is_shown() {
    let mut sim = Sim::idle();
    sim.mark(Reason::SelfCheck, true);
    sim.wiped();
    sim.give(Input::PageUp);
    let revoked = Output::Launch(Screen::Fallback(Reason::Revoked));
    assert_eq!(sim.mark(Reason::Revoked, true), [Output::Kill, revoked]);
    assert_eq!(sim.mark(Reason::Attendant, true), []);
}

#[test]
fn keys_reach_the_page_and_three_of_them_the_booth() {
    let mut sim = Sim::idle();
    assert_eq!(sim.give(Input::Pressed(Key::Selfcheck)), [Output::Check]);
    assert_eq!(sim.give(Input::Pressed(Key::Privacy)), [Output::TellPage(PageEvent::Cover)]);
    assert_eq!(sim.give(Input::Pressed(Key::Bystander)), [Output::TellPage(PageEvent::Bystander)]);
    assert_eq!(sim.give(Input::Pressed(Key::Together)), [Output::TellPage(PageEvent::Together)]);
    let out = sim.give(Input::Pressed(Key::OutOfOrder));
    assert_eq!(out, [Output::TellMark { on: true }, Output::Wipe(WipeReason::Restart)]);
    assert_eq!(sim.give(Input::Pressed(Key::Together)), [], "there is no page to tell");
    sim.wiped();
    sim.up();
    assert_eq!(sim.give(Input::Pressed(Key::OutOfOrder))[..2], [Output::TellMark { on: false }, Output::Kill]);
    sim.give(Input::PageUp);
    assert_eq!(sim.give(Input::Pressed(Key::Restart)), [Output::Wipe(WipeReason::Restart)]);
}

#[test]
fn a_booth_that_is_out_of_order_hears_its_keys_but_not_without_an_identity() {
    for (reason, hears) in [(Reason::SelfCheck, true), (Reason::Clock, true), (Reason::NotEnrolled, false)] {
        let mut sim = Sim::idle();
        sim.mark(reason, true);
        assert_eq!(sim.wiped().contains(&Output::SpawnKeeper), hears, "{reason:?}");
    }
}

#[test]
fn a_keeper_that_dies_again_and_again_is_started_less_and_less_often() {
    let mut sim = Sim::idle();
    for _ in 0..2 {
        sim.give(Input::KeeperGone);
        assert!(sim.wiped().contains(&Output::SpawnKeeper) || sim.after(SECOND) == [Output::SpawnKeeper]);
    }
    sim.give(Input::KeeperGone);
    assert_eq!(sim.wiped(), [told(WipeReason::Crash)], "it has to wait");
    assert_eq!(sim.after(SECOND), [Output::SpawnKeeper]);
}

#[test]
fn the_office_restarts_it_between_visits() {
    let mut sim = Sim::visit();
    assert_eq!(sim.give(Input::RestartWhenFree), []);
    sim.give(Input::EndAsked { why: WipeReason::Ended, farewell: FAREWELL });
    assert_eq!(sim.wiped(), [told(WipeReason::Ended), Output::Leave]);
    assert_eq!(Sim::idle().give(Input::RestartWhenFree), [Output::Leave]);
}

#[test]
fn a_booth_that_is_out_of_order_restarts_at_once() {
    let mut sim = Sim::idle();
    sim.mark(Reason::Revoked, true);
    sim.wiped();
    assert_eq!(sim.give(Input::RestartWhenFree), [Output::Leave]);
}

#[test]
fn a_visit_that_was_taken_back_is_wiped_like_any_other() {
    let mut sim = Sim::visit();
    assert_eq!(sim.give(Input::At(Stage::Idle)), [Output::Wipe(WipeReason::Idle)]);
    let mut sim = Sim::idle();
    assert_eq!(sim.give(Input::At(Stage::Idle)), []);
}

#[test]
fn the_screen_sleeps_outside_the_hours_unless_somebody_is_there() {
    let mut sim = Sim::idle();
    assert_eq!(sim.give(Input::Hours { open: false }), [Output::Light(false)]);
    assert_eq!(sim.give(Input::Pressed(Key::Presence)), [Output::TellPage(PageEvent::Presence), Output::Light(true)]);
    sim.give(Input::At(Stage::Visit));
    assert_eq!(sim.after(AWAKE), []);
    sim.give(Input::EndAsked { why: WipeReason::Ended, farewell: FAREWELL });
    assert_eq!(sim.wiped().last(), Some(&Output::SpawnKeeper), "dark since the wipe began");
}

#[test]
fn late_news_of_what_is_gone_changes_nothing() {
    let mut sim = Sim::visit();
    sim.give(Input::KeeperGone);
    for late in [
        Input::PageUp,
        Input::PageFailed(Fault::Gone),
        Input::KeeperReady,
        Input::KeeperGone,
        Input::At(Stage::Visit),
        Input::At(Stage::Call),
        Input::At(Stage::Idle),
        Input::Expired,
        Input::EndAsked { why: WipeReason::Ended, farewell: FAREWELL },
    ] {
        assert_eq!(sim.give(late), [], "{late:?}");
    }
    assert!(matches!(sim.terminal.phase(), Phase::Wiping { why: WipeReason::Crash, .. }));
}
