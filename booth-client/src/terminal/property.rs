//! The rules that hold in every order of events, tried on a world that obeys the terminal and otherwise does as it likes.

use super::*;
use crate::clock;
use proptest::prelude::*;

/// Reasons that come and go by themselves.
const REASONS: [Reason; 6] =
    [Reason::Revoked, Reason::Clock, Reason::NotEnrolled, Reason::Trial, Reason::Office, Reason::SelfCheck];

/// What runs and what is left, as the rim would see it.
#[derive(Debug, Default)]
struct World {
    browser: Option<Screen>,
    keeper: bool,
    wiping: bool,
    /// Somebody began, and nothing was wiped since.
    unwiped: bool,
    /// The program has ended.
    left: bool,
}

impl World {
    fn obey(&mut self, output: Output) -> Result<(), TestCaseError> {
        prop_assert!(
            !self.wiping || matches!(output, Output::Light(_) | Output::TellMark { .. } | Output::Check),
            "{output:?} in a wipe"
        );
        match output {
            Output::SpawnKeeper => {
                prop_assert!(!self.keeper, "a second keeper");
                prop_assert!(!self.unwiped, "another keeper for the same visit");
                self.keeper = true;
            }
            Output::Launch(screen) => {
                prop_assert!(self.browser.is_none(), "a second browser");
                prop_assert!(self.keeper || matches!(screen, Screen::Fallback(_)), "a page that nobody serves");
                self.browser = Some(screen);
            }
            Output::Kill => {
                prop_assert!(self.browser.is_some(), "there is none to end");
                self.browser = None;
            }
            Output::Wipe(_) => {
                self.wiping = true;
                (self.browser, self.keeper) = (None, false);
            }
            Output::TellWiped { .. } => self.unwiped = false,
            Output::TellPage(_) => prop_assert!(matches!(self.browser, Some(Screen::Booth(_)))),
            Output::Leave => {
                prop_assert!(!self.unwiped, "it leaves somebody alone");
                self.left = true;
            }
            Output::TellMark { .. } | Output::Light(_) | Output::Check => {}
        }
        Ok(())
    }

    /// Whether this could happen in this world.
    fn allows(&self, input: Input) -> bool {
        match input {
            _ if self.left => false,
            Input::Wiped { .. } | Input::NotWiped => self.wiping,
            Input::PageUp | Input::PageFailed(_) => self.browser.is_some(),
            Input::At(Stage::Visit | Stage::Call) => self.keeper && matches!(self.browser, Some(Screen::Booth(_))),
            Input::KeeperReady | Input::KeeperGone | Input::EndAsked { .. } => self.keeper,
            _ => true,
        }
    }
}

fn anything() -> impl Strategy<Value = Input> {
    let farewell = Farewell { submitted: false, language: Language::Ja };
    prop_oneof![
        6 => Just(Input::Tick),
        6 => Just(Input::PageUp),
        6 => Just(Input::KeeperReady),
        6 => Just(Input::Wiped { took: Duration::ZERO }),
        1 => Just(Input::NotWiped),
        3 => prop::sample::select(vec![Fault::Gone, Fault::Hung, Fault::Black]).prop_map(Input::PageFailed),
        1 => Just(Input::KeeperGone),
        5 => Just(Input::At(Stage::Visit)),
        3 => Just(Input::At(Stage::Call)),
        1 => Just(Input::At(Stage::Idle)),
        1 => Just(Input::Expired),
        2 => Just(Input::EndAsked { why: WipeReason::Ended, farewell }),
        1 => Just(Input::RestartWhenFree),
        2 => prop::sample::select(vec![Key::Restart, Key::OutOfOrder, Key::Selfcheck, Key::Privacy, Key::Together]).prop_map(Input::Pressed),
        2 => (prop::sample::select(REASONS.to_vec()), any::<bool>()).prop_map(|(reason, on)| Input::Mark { reason, on }),
        1 => any::<bool>().prop_map(|open| Input::Hours { open }),
    ]
}

struct Booth {
    now: Instant,
    terminal: Terminal,
    world: World,
}

impl Booth {
    fn new() -> Result<Self, TestCaseError> {
        let now = clock::now();
        let (terminal, outputs) = Terminal::new(now);
        // Whoever was there before the power cut.
        let mut world = World { unwiped: true, ..World::default() };
        outputs.into_iter().try_for_each(|output| world.obey(output))?;
        Ok(Self { now, terminal, world })
    }

    fn give(&mut self, input: Input) -> Result<(), TestCaseError> {
        if !self.world.allows(input) {
            return Ok(());
        }
        if let Input::Wiped { .. } | Input::NotWiped = input {
            self.world.wiping = false;
        }
        let was_ready = self.terminal.keeper == Keeper::Ready;
        let outputs = self.terminal.handle(self.now, input);
        self.world.unwiped |= matches!(input, Input::At(Stage::Visit | Stage::Call)) && was_ready;
        outputs.into_iter().try_for_each(|output| self.world.obey(output))?;
        match self.terminal.phase() {
            _ if self.world.left => {}
            Phase::Idle => {
                prop_assert!(!self.world.unwiped, "idle before the last visit is wiped");
                prop_assert!(matches!(self.world.browser, Some(Screen::Booth(_))), "idle without a page");
            }
            Phase::OutOfOrder(_) => {
                prop_assert!(!self.world.unwiped);
                prop_assert!(
                    !matches!(self.world.browser, Some(Screen::Booth(_))),
                    "a booth that is out of order rings"
                );
            }
            Phase::Visit { .. } | Phase::InCall { .. } => prop_assert!(self.world.keeper, "a visit without its keeper"),
            Phase::Starting | Phase::Wiping { .. } => {}
        }
        Ok(())
    }

    /// Everything works and nobody comes, for an hour.
    fn rest(&mut self) -> Result<(), TestCaseError> {
        for reason in REASONS.into_iter().chain([Reason::Attendant]) {
            self.give(Input::Mark { reason, on: false })?;
        }
        let farewell = Farewell { submitted: false, language: Language::Ja };
        self.give(Input::EndAsked { why: WipeReason::Ended, farewell })?;
        for _ in 0..60 {
            self.now += Duration::from_secs(60);
            self.give(Input::Tick)?;
            for works in [Input::Wiped { took: Duration::ZERO }, Input::KeeperReady, Input::PageUp] {
                self.give(works)?;
            }
        }
        Ok(())
    }
}

proptest! {
    #[test]
    fn in_every_order_of_events_the_rules_hold_and_a_booth_that_is_let_alone_comes_back(
        events in prop::collection::vec((anything(), 0_u64..40_000), 0..120)
    ) {
        let mut booth = Booth::new()?;
        for (input, waited) in events {
            booth.now += Duration::from_millis(waited);
            booth.give(input)?;
        }
        booth.rest()?;
        prop_assert!(booth.world.left || booth.terminal.phase() == Phase::Idle, "{:?}", booth.terminal);
    }
}
