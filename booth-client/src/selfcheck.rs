//! `selfcheck`: is this booth fit for visits? Asks every part, rings a room of its own on the real SFU with two native
//! peers, and says what it found in plain words, as JSON and by its exit status.
//!
//! ```text
//! line   two peers through the SFU: loss, jitter, round trip, first picture
//! ```

#![expect(clippy::print_stdout, reason = "its product is a report for the person at the terminal")]

mod line;

use crate::clock;
use crate::health::words::{Tongue, sentence};
use crate::health::{self, machine, picture, probe, sound};
use crate::http::Server;
use crate::identity::Identity;
use anyhow::{Context, Result, bail};
use probe::Device;
use protocol::device::{Lamp, LampState, Part};
use protocol::selfcheck::{LineFigures, SelfcheckReport};
use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

const CAMERA: &str = "v4l2:/dev/video0";
const MICROPHONE: &str = "alsa:default";
/// For how long the line is measured.
const SECONDS: u64 = 5;

/// Check whether this booth is fit for visits.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Selfcheck {
    /// The folder that `enrol` filled
    #[arg(long)]
    dir: PathBuf,
    #[command(flatten)]
    devices: Devices,
    /// The browser that shows the face
    #[arg(long, default_value = "chromium")]
    browser: PathBuf,
    /// For how many seconds the line is measured
    #[arg(long, default_value_t = SECONDS)]
    seconds: u64,
    /// Where to write the report (JSON)
    #[arg(long)]
    report: Option<PathBuf>,
    /// In which language to speak
    #[arg(long, default_value = "ja")]
    language: Tongue,
}

/// What a booth sees and hears with, as ffmpeg knows it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, clap::Args)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Devices {
    /// The camera for faces, as ffmpeg knows it
    #[arg(long, default_value = CAMERA)]
    pub(crate) camera: Device,
    /// The camera for documents, if there is one
    #[arg(long)]
    pub(crate) document_camera: Option<Device>,
    /// The microphone
    #[arg(long, default_value = MICROPHONE)]
    pub(crate) microphone: Device,
    /// The loudspeaker; without it the chirp is not played
    #[arg(long)]
    pub(crate) speaker: Option<Device>,
    /// Whether the screen is for touching
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set)]
    pub(crate) touch: bool,
}

impl Default for Devices {
    fn default() -> Self {
        let device = |text: &str| text.parse().expect("it is written above");
        let (camera, microphone) = (device(CAMERA), device(MICROPHONE));
        Self { camera, document_camera: None, microphone, speaker: None, touch: true }
    }
}

impl Selfcheck {
    /// The check that the supervisor makes: nothing is written, the report goes to the office.
    pub(crate) fn of(dir: PathBuf, devices: Devices, browser: PathBuf) -> Self {
        Self { dir, devices, browser, seconds: SECONDS, report: None, language: Tongue::Ja }
    }
}

/// Checks, speaks, writes the report.
///
/// # Errors
/// If the booth is not enrolled, or not fit for visits.
pub(crate) async fn run(args: Selfcheck) -> Result<()> {
    let (path, language) = (args.report.clone(), args.language);
    let report = check(args).await?;
    for lamp in &report.lamps {
        println!("{}", sentence(lamp, language));
    }
    if let Some(path) = &path {
        let json = serde_json::to_vec_pretty(&report).context("the report is plain values")?;
        std::fs::write(path, json).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    match (report.passed, language) {
        (true, _) => Ok(()),
        (false, Tongue::Ja) => bail!("このブースは、×の所が直るまで使えません。"),
        (false, Tongue::En) => bail!("This booth is out of order until each × is mended."),
    }
}

/// Asks every part.
///
/// # Errors
/// If the booth is not enrolled.
pub(crate) async fn check(args: Selfcheck) -> Result<SelfcheckReport> {
    let began = clock::now();
    let identity = Identity::load(&args.dir)?;
    let mut lamps = vec![camera(Part::Camera, &args.devices.camera).await];
    if let Some(device) = &args.devices.document_camera {
        lamps.push(camera(Part::DocumentCamera, device).await);
    }
    lamps.push(match probe::microphone(&args.devices.microphone).await {
        Ok(taken) => sound::judge(&taken),
        Err(error) => probe::unasked(Part::Microphone, &error),
    });
    let (speaker, echo) = speaker(&args).await;
    lamps.push(speaker);
    if args.devices.touch {
        lamps.push(probe::touch());
    }
    lamps.extend(probe::machine(&args.dir).await);
    lamps.push(machine::certificate(identity.ends_at(), identity.renew_at(), clock::since_1970()));
    lamps.push(probe::browser(&args.browser).await);
    let (lines, line) = lines(&args, &identity, echo).await?;
    lamps.extend(lines);
    let took_ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
    Ok(SelfcheckReport { passed: passes(&lamps), took_ms, lamps, line })
}

/// A booth is fit unless a part is bad. What cannot be measured keeps nobody away.
fn passes(lamps: &[Lamp]) -> bool {
    lamps.iter().all(|lamp| lamp.state != LampState::Bad)
}

async fn camera(part: Part, device: &Device) -> Lamp {
    match probe::camera(device).await {
        Ok(taken) => picture::judge(part, &taken),
        Err(error) => probe::unasked(part, &error),
    }
}

async fn speaker(args: &Selfcheck) -> (Lamp, Option<Duration>) {
    let Some(speaker) = &args.devices.speaker else { return (health::unknown(Part::Speaker), None) };
    match probe::echo(speaker, &args.devices.microphone).await {
        Ok(echo) => (sound::judge_loop(echo), echo),
        Err(error) => (probe::unasked(Part::Speaker, &error), None),
    }
}

/// The clock beside the server's, and both lines.
async fn lines(
    args: &Selfcheck,
    identity: &Identity,
    echo: Option<Duration>,
) -> Result<(Vec<Lamp>, Option<LineFigures>)> {
    let asked = line::ask(identity).await?;
    let mut figures = None;
    if asked.answered.is_some() {
        let server = Server::new(identity.place.mtls.clone(), identity.tls()?);
        match line::measure(&server, Duration::from_secs(args.seconds)).await {
            Ok(measured) => figures = Some(measured.figures(echo)),
            Err(error) => tracing::warn!("the room for the self-check could not be opened: {error:#}"),
        }
    }
    let lamps =
        vec![machine::clock(asked.apart), health::line::tcp(asked.answered), health::line::udp(figures.as_ref())];
    Ok((lamps, figures))
}

#[cfg(test)]
mod tests {
    use super::*;
    use health::{bad, good, poor, unknown};
    use protocol::device::Note;

    #[test]
    fn only_what_is_bad_keeps_a_booth_out_of_order() {
        let well = [good(Part::Camera), poor(Part::Disk, Note::Full), unknown(Part::Speaker)];
        assert!(passes(&well));
        assert!(!passes(&[&well[..], &[bad(Part::Microphone, Note::Silent)]].concat()));
    }

    #[tokio::test]
    async fn a_booth_that_is_not_enrolled_is_told_so() {
        #[derive(clap::Parser)]
        struct Cli {
            #[command(flatten)]
            args: Selfcheck,
        }
        let cli = <Cli as clap::Parser>::parse_from(["selfcheck", "--dir", "/no/such/folder"]);
        let error = run(cli.args).await.expect_err("there is no key");
        assert!(error.to_string().contains("chikamado-booth enrol"), "{error}");
    }
}
