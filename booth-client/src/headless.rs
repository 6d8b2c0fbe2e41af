//! `headless`: a whole booth without a screen. Rings, joins, sends, looks and listens, fills the form, ends, forgets.
//!
//! This is the rim: it owns the sockets and the clock and carries values between the machines ([`crate::session`],
//! [`crate::panel`], [`crate::resident`]).

mod errands;
mod visit;

use crate::enrol;
use crate::http::Server;
use crate::identity::Identity;
use crate::line::Line;
use crate::link::Link;
use crate::media::Clip;
use crate::panel::Draft;
use crate::report::{Goals, Report};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use protocol::id::SubjectId;
use protocol::place::Language;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use visit::{Plan, play};
use zeroize::Zeroizing;

/// A whole booth without a screen.
#[derive(Debug, clap::Args)]
pub(crate) struct Headless {
    /// The folder that `enrol` filled
    #[arg(long)]
    dir: PathBuf,
    /// What to ring about, for example garbage-support
    #[arg(long)]
    subject: SubjectId,
    /// A clip to show (y4m, mp4 …, read by ffmpeg); the time-coded test picture without it
    #[arg(long)]
    video: Option<PathBuf>,
    /// A clip to play (wav …, read by ffmpeg); the test tone without it
    #[arg(long)]
    audio: Option<PathBuf>,
    /// The resident's answers: JSON from path to value. A required field that is missing waits for a proposal
    #[arg(long)]
    answers: Option<PathBuf>,
    /// The resident's language
    #[arg(long, default_value = "ja", value_parser = language)]
    language: Language,
    /// Where to write the report
    #[arg(long)]
    report: Option<PathBuf>,
    /// End no earlier than after this many seconds in the call
    #[arg(long)]
    seconds: Option<u64>,
    /// End once this has happened; without it and --seconds, the desk ends
    #[arg(long)]
    until: Option<Until>,
    /// Give up a visit after this many seconds
    #[arg(long, default_value_t = 180)]
    patience: u64,
    /// Play this many visits, one after the other; the report is the last one's
    #[arg(long, default_value_t = 1)]
    visits: u32,
    /// A miss unless the far end's pictures carry time codes
    #[arg(long)]
    expect_time_code: bool,
    /// A miss unless this pitch is heard, in hertz
    #[arg(long)]
    expect_tone: Option<f64>,
}

/// What a call may wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Until {
    /// A picture and a sound of the desk have come.
    Met,
    /// The application has its receipt.
    Submitted,
}

fn language(word: &str) -> Result<Language, String> {
    serde_json::from_value(word.into()).map_err(|_| "one of ja, easy, en".to_owned())
}

/// Plays the visits.
///
/// # Errors
/// A sentence for what kept a visit from taking place, or for everything that it missed.
pub(crate) async fn run(args: Headless) -> Result<()> {
    let renew_at = Identity::load(&args.dir)?.renew_at();
    let fresh = tokio::spawn(enrol::keep_fresh(args.dir.clone(), renew_at));
    for number in 1..=args.visits {
        visit(&args).await?;
        tracing::info!(number, "the visit is over");
    }
    fresh.abort();
    Ok(())
}

/// Plays one, writes its report. Nothing is left of the visits before it, as with a booth whose page is new each time.
async fn visit(args: &Headless) -> Result<()> {
    let answers = read_answers(args)?;
    let identity = Identity::load(&args.dir)?;
    let tls = identity.tls()?;
    let server = Server::new(identity.place.mtls.clone(), tls.clone());
    let line = Line::open(socket_url(&server), Arc::new(tls), Link::new);
    let plan = Plan {
        subject: args.subject.clone(),
        language: args.language,
        video: clip(args.video.as_ref()),
        audio: clip(args.audio.as_ref()),
        until: args.until,
        at_least: args.seconds.map(Duration::from_secs),
        patience: Duration::from_secs(args.patience),
    };
    let report = play(plan, server, line, answers).await?;
    keep(args, &report)?;
    let goals = Goals {
        time_code: args.expect_time_code,
        tone_hz: args.expect_tone,
        receipt: args.until == Some(Until::Submitted),
    };
    let misses = report.misses(goals);
    if !misses.is_empty() {
        bail!("{} The visit ended: {}.", misses.join(" "), report.end);
    }
    Ok(())
}

fn read_answers(args: &Headless) -> Result<Draft> {
    let Some(path) = &args.answers else { return Ok(Draft::default()) };
    let text =
        Zeroizing::new(std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?);
    let answers: forms::Answers = serde_json::from_str(&text)
        .with_context(|| format!("{} is not a JSON object from path to text", path.display()))?;
    Ok(Draft::from(answers))
}

fn clip(file: Option<&PathBuf>) -> Clip {
    file.map_or(Clip::Test, |file| Clip::File(file.clone()))
}

fn socket_url(server: &Server) -> String {
    server.url("/ws").as_str().replacen("https://", "wss://", 1)
}

fn keep(args: &Headless, report: &Report) -> Result<()> {
    let Some(path) = &args.report else { return Ok(()) };
    let json = serde_json::to_vec_pretty(report).context("the report is plain values")?;
    std::fs::write(path, json).with_context(|| format!("{} cannot be written", path.display()))
}
