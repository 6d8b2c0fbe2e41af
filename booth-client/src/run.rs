//! `chikamado-booth run`: the rim around the [`Terminal`]. It owns the browser, the keeper and the line to the office, and
//! carries values between them; what to do is the terminal's to decide.
//!
//! ```text
//! checkup    the self-check that the office asked for
//! config     booth.toml
//! runtime    the folder in memory: lock, tokens, profiles
//! keeper     the supervisor's end of a visit's keeper
//! device     the device socket
//! office     what the office told, and what it is told
//! health     how the booth is; the machine looked at beside everything else
//! lamps      who of those who know a part is believed (pure)
//! levels     volume and brightness
//! slip       from the browser to the printer
//! trial      whether a new version stays
//! fallback   the small page of its own
//! ```

mod checkup;
pub(crate) mod config;
mod device;
mod fallback;
mod health;
pub(crate) mod keeper;
mod lamps;
mod levels;
mod office;
pub(crate) mod runtime;
mod slip;
mod trial;

use crate::browser::{self, Open, Running, policies as managed};
use crate::clock;
use crate::keeper::protocol::{Ending, LAUNCH_COOKIE, Report, Start};
use crate::selfcheck::{self, Selfcheck};
use crate::terminal::{Farewell, Fault, Input, Output, Phase, Reason, Screen, Terminal};
use crate::wipe::Places;
use anyhow::{Context, Result};
use checkup::Checkup;
use config::Config;
use futures_util::FutureExt;
use health::{Health, Watched};
use keeper::Keeper;
use levels::Levels;
use office::Office;
use protocol::device::{DeviceMessage, OutOfOrder, WipeReason};
use protocol::place::Language;
use runtime::Runtime;
use slip::{Printed, Slips};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::Command;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::{Interval, MissedTickBehavior, interval};
use trial::Trial;

/// How often the terminal is given the time.
const TICK: Duration = Duration::from_millis(200);
/// How often the identity's folder is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// Looks after the booth until it is told to end.
#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    /// The configuration
    #[arg(long, default_value = "/etc/chikamado/booth.toml")]
    config: PathBuf,
    /// This version is new here: no visit before it has passed its self-check
    #[arg(long, hide = true)]
    trial: bool,
    /// The version that was installed did not pass its self-check, and this one runs in its place
    #[arg(long, hide = true)]
    gone_back: bool,
}

/// What Chromium is told by its managed policies.
#[derive(Debug, clap::Args)]
pub(crate) struct Policies {
    /// The configuration
    #[arg(long, default_value = "/etc/chikamado/booth.toml")]
    config: PathBuf,
    /// Put them where Chromium reads them, instead of printing them
    #[arg(long)]
    write: bool,
}

/// `chikamado-booth policies`
pub(crate) fn policies(args: &Policies) -> Result<()> {
    let config = Config::load(&args.config)?;
    if args.write {
        managed::write(&config.browser.policies, &config.origin())?;
    } else {
        let text = managed::text(&config.origin());
        std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes()).context("stdout is closed")?;
    }
    Ok(())
}

/// `chikamado-booth run`
pub(crate) async fn run(args: &Run) -> Result<()> {
    let config = Config::load(&args.config)?;
    managed::check(&config.browser.policies, &config.origin())?;
    let runtime = Runtime::take(&config.runtime)?;
    let version = browser::version(&config.browser.program).await;
    let check = Selfcheck::of(config.identity.clone(), config.devices.clone(), config.browser.program.clone());
    let checkup = Checkup::new(Box::new(move || selfcheck::check(check.clone()).boxed()));
    if args.gone_back {
        tracing::warn!("the version before the one installed runs, since that one did not pass its self-check");
    }
    let health = Health::watch(Watched {
        folder: config.identity.clone(),
        devices: config.devices.clone(),
        browser: version.clone(),
        gone_back: args.gone_back,
    });
    let trial = Trial::begin(&config.identity, args.trial, clock::now());
    let office = Office::open(&config.identity, config.fallback.telephone.clone(), version, checkup, trial);
    Supervisor::new(config, runtime, office, health)?.run().await
}

struct Supervisor {
    config: Config,
    runtime: Runtime,
    office: Office,
    health: Health,
    levels: Levels,
    slips: Slips,
    places: Places,
    terminal: Terminal,
    browser: Option<Running>,
    launches: u32,
    launched: Instant,
    keeper: Option<Keeper>,
    tick: Interval,
    looked: Option<Instant>,
    ended: [Signal; 2],
    /// What the terminal wants, in order.
    outputs: VecDeque<Output>,
}

/// What the supervisor waits for.
enum Event {
    Browser(browser::News),
    Keeper(Option<Report>),
    Office(office::News),
    Printed(Printed),
    Tick,
    End,
}

impl Supervisor {
    fn new(config: Config, runtime: Runtime, office: Office, health: Health) -> Result<Self> {
        let places = Places { runtime: runtime.path().to_owned(), printer: config.printer.open() };
        let levels = Levels::new(config.sound.clone(), &config.screen);
        let (terminal, outputs) = Terminal::new(clock::now());
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let ended = [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?];
        Ok(Self {
            config,
            runtime,
            office,
            health,
            levels,
            slips: Slips::new(places.printer.clone()),
            places,
            terminal,
            browser: None,
            launches: 0,
            launched: clock::now(),
            keeper: None,
            tick,
            looked: None,
            ended,
            outputs: outputs.into(),
        })
    }

    async fn run(mut self) -> Result<()> {
        for input in self.office.look() {
            self.give(input);
        }
        loop {
            while let Some(output) = self.outputs.pop_front() {
                if output == Output::Leave {
                    return self.leave().await;
                }
                if let Some(input) = self.act(output).await {
                    self.give(input);
                }
            }
            match self.next().await {
                Event::Browser(browser::News::Up) => {
                    let took_ms = clock::now().saturating_duration_since(self.launched).as_millis();
                    tracing::info!(took_ms, "the page is up");
                    self.give(Input::PageUp);
                }
                Event::Browser(browser::News::Failed(fault)) => {
                    tracing::warn!(?fault, "the page failed");
                    self.give(Input::PageFailed(fault));
                }
                Event::Keeper(Some(report)) => self.hear(report),
                Event::Keeper(None) => {
                    self.keeper = None;
                    self.give(Input::KeeperGone);
                }
                Event::Office(news) => {
                    for input in self.office.hear(news) {
                        self.give(input);
                    }
                }
                Event::Printed(Printed { number, done }) => {
                    if let Some(keeper) = &mut self.keeper {
                        keeper.printed(number, done).await;
                    }
                }
                Event::Tick => self.on_tick(),
                Event::End => return self.leave().await,
            }
        }
    }

    async fn next(&mut self) -> Event {
        let [terminate, interrupt] = &mut self.ended;
        tokio::select! {
            news = news_of(&mut self.browser) => Event::Browser(news),
            report = report_of(&mut self.keeper) => Event::Keeper(report),
            news = self.office.news() => Event::Office(news),
            printed = self.slips.printed() => Event::Printed(printed),
            _ = self.tick.tick() => Event::Tick,
            _ = terminate.recv() => Event::End,
            _ = interrupt.recv() => Event::End,
        }
    }

    fn give(&mut self, input: Input) {
        let before = self.terminal.phase();
        self.outputs.extend(self.terminal.handle(clock::now(), input));
        let after = self.terminal.phase();
        let reason = reason(after);
        if word(before) != word(after) || reason != self::reason(before) {
            tracing::info!(phase = word(after), reason = reason.map(tracing::field::debug), "the booth moved on");
        }
    }

    fn on_tick(&mut self) {
        let now = clock::now();
        if self.looked.is_none_or(|at| at + LOOK <= now) {
            self.looked = Some(now);
            for input in self.office.look() {
                self.give(input);
            }
            if let Some(hours) = self.config.screen.hours {
                self.give(Input::Hours { open: hours.hold(clock::time_of_day()) });
            }
        }
        self.give(Input::Tick);
        if let Some(input) = self.office.check(now, self.terminal.phase(), &mut self.health) {
            self.give(input);
        }
        self.office.report(now, self.terminal.phase(), &self.health);
    }

    fn hear(&mut self, report: Report) {
        match report {
            Report::Listening { .. } => self.give(Input::KeeperReady),
            Report::CannotStart { why } => tracing::warn!(?why, "the keeper cannot start"),
            Report::At { stage } => self.give(Input::At(stage)),
            Report::Ended { why, submitted, language } => {
                let why = match why {
                    Ending::Ended => WipeReason::Ended,
                    Ending::Idle => WipeReason::Idle,
                };
                self.give(Input::EndAsked { why, farewell: Farewell { submitted, language } });
            }
            Report::Expired => self.give(Input::Expired),
            Report::Print { number } => self.slips.print(number, self.browser.as_ref().map(Running::print)),
            Report::Lamps { lamps } => self.health.page_says(lamps),
            Report::Pressed { key } => self.give(Input::Pressed(key)),
            Report::Revoked => self.give(Input::Mark { reason: Reason::Revoked, on: true }),
            Report::Reached => tracing::info!("the page reaches the server"),
            Report::Away { why } => tracing::warn!(?why, "the page does not reach the server"),
            Report::Outdated => tracing::warn!("the server speaks a version that this program does not"),
            Report::Refused { total } => tracing::warn!(total, "requests to the loopback were refused"),
        }
    }

    async fn act(&mut self, output: Output) -> Option<Input> {
        match output {
            Output::SpawnKeeper => {
                let start = Start {
                    port: self.config.page.port,
                    launch: runtime::token(),
                    input: self.runtime.input().clone(),
                    identity: self.config.identity.clone(),
                    equipment: self.config.equipment(),
                };
                match Keeper::spawn(self.runtime.path(), start).await {
                    Ok(keeper) => self.keeper = Some(keeper),
                    Err(error) => {
                        tracing::warn!(%error, "the keeper does not start");
                        return Some(Input::KeeperGone);
                    }
                }
            }
            Output::Launch(screen) => {
                if let Err(error) = self.launch(screen) {
                    tracing::warn!(%error, "the browser does not start");
                    return Some(Input::PageFailed(Fault::Gone));
                }
            }
            Output::Kill => {
                if let Err(error) = self.places.end(self.browser.take()).await {
                    tracing::warn!(%error, "the browser does not end");
                }
            }
            Output::Wipe(why) => return Some(self.wipe(why).await),
            Output::TellWiped { why, took } => {
                let took_ms = u32::try_from(took.as_millis()).unwrap_or(u32::MAX);
                self.office.say(DeviceMessage::Wiped { why, took_ms });
            }
            Output::TellMark { on } => {
                self.office.say(DeviceMessage::OutOfOrder { on, reason: OutOfOrder::Attendant });
            }
            Output::Check => self.office.want_check(),
            Output::TellPage(event) => {
                if let Some(keeper) = &mut self.keeper {
                    keeper.tell_page(event).await;
                }
            }
            Output::Light(on) => light(on),
            Output::Leave => {}
        }
        None
    }

    async fn wipe(&mut self, why: WipeReason) -> Input {
        self.slips.settle().await;
        self.health.forget_page();
        match self.places.wipe(self.browser.take(), self.keeper.take()).await {
            Ok(took) => {
                tracing::info!(?why, took_ms = took.as_millis(), "wiped");
                Input::Wiped { took }
            }
            Err(error) => {
                tracing::error!(?why, %error, "not wiped; trying again");
                Input::NotWiped
            }
        }
    }

    fn launch(&mut self, screen: Screen) -> std::io::Result<()> {
        let open = match (screen, &self.keeper) {
            (Screen::Booth(farewell), Some(keeper)) => Open::Page {
                url: format!("{}/booth{}", self.config.origin(), farewell.map(query).unwrap_or_default()),
                cookie: LAUNCH_COOKIE,
                launch: keeper.launch().clone(),
            },
            (Screen::Booth(_), None) => return Err(std::io::ErrorKind::NotConnected.into()),
            (Screen::Fallback(reason), _) => Open::Document(fallback::page(reason, self.office.place())),
        };
        let user = self.config.browser.user.as_deref();
        let profile = runtime::profile(&self.places.profiles(), &self.launches.to_string(), user)?;
        self.levels.set();
        self.launches += 1;
        self.launched = clock::now();
        self.browser = Some(Running::launch(&self.config.browser, self.runtime.path(), profile, open)?);
        Ok(())
    }

    /// Leaves nothing behind.
    async fn leave(mut self) -> Result<()> {
        self.slips.settle().await;
        self.places.wipe(self.browser.take(), self.keeper.take()).await?;
        Ok(())
    }
}

/// The browser's news. Never, without one.
async fn news_of(browser: &mut Option<Running>) -> browser::News {
    match browser {
        Some(browser) => browser.news().await,
        None => std::future::pending().await,
    }
}

/// The keeper's report; none when it has ended. Never, without one.
async fn report_of(keeper: &mut Option<Keeper>) -> Option<Report> {
    match keeper {
        Some(keeper) => keeper.report().await,
        None => std::future::pending().await,
    }
}

/// How the page is told that everything was erased, as it tells itself without a supervisor.
fn query(farewell: Farewell) -> String {
    let erased = if farewell.submitted { "submitted" } else { "yes" };
    let language = match farewell.language {
        Language::Ja => "ja",
        Language::Easy => "easy",
        Language::En => "en",
    };
    format!("?erased={erased}&language={language}")
}

/// Lights the X screen, or lets it sleep. A screen that cannot sleep stays lit.
fn light(on: bool) {
    let arguments: &[&str] =
        if on { &["dpms", "force", "on", "s", "off", "-dpms"] } else { &["+dpms", "dpms", "force", "off"] };
    let xset = Command::new("xset").args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = xset {
        tracing::warn!(%error, "the screen cannot be switched; is xset installed?");
    }
}

fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::Starting => "starting",
        Phase::Idle => "idle",
        Phase::Visit { .. } => "visit",
        Phase::InCall { .. } => "in-call",
        Phase::Wiping { .. } => "wiping",
        Phase::OutOfOrder(_) => "out-of-order",
    }
}

fn reason(phase: Phase) -> Option<Reason> {
    match phase {
        Phase::OutOfOrder(reason) => Some(reason),
        _ => None,
    }
}
