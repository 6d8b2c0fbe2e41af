//! The rim of the health lamps: asks devices (through ffmpeg), the system and programs.

use super::{Taken, machine, sound};
use crate::clock;
use anyhow::{Context, Result, bail};
use protocol::device::{Lamp, Part};
use std::path::Path;
use std::process::{Output, Stdio};
use std::str::FromStr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::time::timeout;

/// How long a device may take to give what is asked of it.
const PATIENCE: Duration = Duration::from_secs(8);
/// Pictures asked of a camera, in two seconds, and their size.
const PICTURES: usize = 10;
const PICTURE: (usize, usize) = (160, 90);
/// Silence before and after the chirp.
const REST: Duration = Duration::from_millis(500);

/// A device as ffmpeg knows it: `v4l2:/dev/video0`, `alsa:default`, `lavfi:testsrc2`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Device {
    format: String,
    name: String,
}

impl FromStr for Device {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (format, name) = text.split_once(':').ok_or("a format of ffmpeg, a colon and a name: v4l2:/dev/video0")?;
        Ok(Self { format: format.to_owned(), name: name.to_owned() })
    }
}

impl TryFrom<String> for Device {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl Device {
    /// Whether it is there, without opening it; none if that cannot be seen. Of sound cards any counts: `default` and the
    /// like are names of ALSA's own.
    pub(crate) fn is_there(&self, part: Part) -> Option<bool> {
        match self.format.as_str() {
            "v4l2" => Some(Path::new(&self.name).exists()),
            "alsa" => {
                let ending = if part == Part::Microphone { 'c' } else { 'p' };
                let names =
                    std::fs::read_dir("/dev/snd").into_iter().flatten().flatten().map(|entry| entry.file_name());
                let pcm = |name: &str| name.starts_with("pcm") && name.ends_with(ending);
                Some(names.into_iter().any(|name| name.to_str().is_some_and(pcm)))
            }
            _ => None,
        }
    }

    fn recorder(&self, seconds: f64) -> Command {
        let mut command = ffmpeg();
        command.args(["-f", &self.format, "-i", &self.name, "-t", &seconds.to_string()]);
        command
    }
}

fn ffmpeg() -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-loglevel", "error"]).stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// Two seconds of a camera.
pub(crate) async fn camera(device: &Device) -> Result<Taken<Vec<Vec<u8>>>> {
    let (width, height) = PICTURE;
    let filter = format!("fps={},scale={width}:{height},format=gray", PICTURES / 2);
    let mut recorder = device.recorder(2.0);
    recorder.args(["-an", "-vf", &filter, "-f", "rawvideo", "pipe:1"]);
    let pictures = |bytes: &[u8]| bytes.chunks_exact(width * height).map(<[u8]>::to_vec).collect();
    Ok(taken(&output(recorder).await?, pictures))
}

/// One second of a microphone.
pub(crate) async fn microphone(device: &Device) -> Result<Taken<Vec<f32>>> {
    let mut recorder = device.recorder(1.0);
    Ok(taken(&output(recorder.args(as_samples()).arg("pipe:1")).await?, samples))
}

/// Plays a chirp and listens: how long after it should have begun it was heard, with what the players' buffers add.
pub(crate) async fn echo(speaker: &Device, microphone: &Device) -> Result<Option<Duration>> {
    let mut recorder = microphone.recorder(30.0);
    let mut recorder =
        recorder.args(as_samples()).arg("pipe:1").stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut heard = recorder.stdout.take().context("it was piped")?;
    let mut bytes = vec![0; 4];
    timeout(PATIENCE, heard.read_exact(&mut bytes)).await.context("the microphone gives nothing")??;

    let rest = vec![0.0; REST.as_millis() as usize * sound::RATE as usize / 1_000];
    let played: Vec<u8> =
        [rest.clone(), sound::chirp(), rest].concat().iter().flat_map(|sample: &f32| sample.to_le_bytes()).collect();
    let mut player = Command::new("ffmpeg");
    player.args(["-loglevel", "error"]).args(as_samples_in()).args(["-f", &speaker.format, &speaker.name]);
    let mut player = player.stdin(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
    let mut play = player.stdin.take().context("it was piped")?;
    play.write_all(&played).await?;
    drop(play);
    let play = async {
        player.wait().await?;
        // What is still in the loudspeaker's and the microphone's buffers.
        clock::sleep(REST).await;
        anyhow::Ok(())
    };
    let mut chunk = [0; 4_096];
    tokio::pin!(play);
    let whole = async {
        loop {
            tokio::select! {
                played = &mut play => return played,
                read = heard.read(&mut chunk) => match read? {
                    0 => bail!("the microphone stopped"),
                    n => bytes.extend_from_slice(&chunk[..n]),
                },
            }
        }
    };
    timeout(PATIENCE, whole).await.context("the loudspeaker does not end")??;
    let found = tokio::task::block_in_place(|| sound::find_chirp(&samples(&bytes)));
    Ok(found.map(|at| at.saturating_sub(REST)))
}

fn as_samples() -> [String; 6] {
    let rate = sound::RATE.to_string();
    ["-ac".into(), "1".into(), "-ar".into(), rate, "-f".into(), "f32le".into()]
}

fn as_samples_in() -> [String; 8] {
    let rate = sound::RATE.to_string();
    let words = ["-f", "f32le", "-ar", &rate, "-ac", "1", "-i", "pipe:0"];
    words.map(str::to_owned)
}

fn samples(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks().0.iter().map(|sample| f32::from_le_bytes(*sample)).collect()
}

async fn output(mut command: impl std::borrow::BorrowMut<Command>) -> Result<Output> {
    let run = command.borrow_mut().output();
    match timeout(PATIENCE, run).await {
        Ok(output) => output.context("ffmpeg does not start; it reads cameras and microphones"),
        Err(_) => bail!("a device gave nothing in {PATIENCE:?}"),
    }
}

fn taken<T: Default + PartialEq>(output: &Output, read: impl FnOnce(&[u8]) -> T) -> Taken<T> {
    let data = read(&output.stdout);
    if data != T::default() {
        Taken::Data(data)
    } else if String::from_utf8_lossy(&output.stderr).contains("busy") {
        Taken::Busy
    } else {
        Taken::Absent
    }
}

/// Disk, memory and temperature of this machine; `dir` is on the disk that is meant.
pub(crate) async fn machine(dir: &Path) -> Vec<Lamp> {
    let df = Command::new("df").args(["--output=avail,size", "-B1"]).arg(dir).kill_on_drop(true).output();
    let df = timeout(PATIENCE, df).await.ok().and_then(Result::ok);
    let disk = df.and_then(|df| machine::read_df(&String::from_utf8_lossy(&df.stdout)));
    let memory = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| machine::read_meminfo(&text));
    vec![machine::disk(disk), machine::memory(memory), machine::temperature(hottest())]
}

/// Whether the screen can be touched.
pub(crate) fn touch() -> Lamp {
    machine::touch(std::fs::read_to_string("/proc/bus/input/devices").ok().map(|text| machine::read_touch(&text)))
}

/// The hottest of the machine's sensors, in degrees Celsius.
fn hottest() -> Option<f64> {
    let zones = std::fs::read_dir("/sys/class/thermal").ok()?;
    let thousandths = zones
        .filter_map(|zone| std::fs::read_to_string(zone.ok()?.path().join("temp")).ok()?.trim().parse::<f64>().ok());
    thousandths.reduce(f64::max).map(|thousandths| thousandths / 1_000.0)
}

/// The browser's version.
pub(crate) async fn browser(program: &Path) -> Lamp {
    let says = timeout(PATIENCE, Command::new(program).arg("--version").kill_on_drop(true).output()).await;
    let says = says.ok().and_then(Result::ok).map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    machine::browser(says.as_deref())
}

/// A lamp of a device that could not even be asked.
pub(crate) fn unasked(part: Part, error: &anyhow::Error) -> Lamp {
    tracing::warn!(?part, "a device could not be asked: {error:#}");
    super::unknown(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::{bad, good, picture};
    use protocol::device::Note;

    async fn seen(device: &str) -> Lamp {
        let taken = camera(&device.parse().expect("a device")).await.expect("ffmpeg runs");
        picture::judge(Part::Camera, &taken)
    }

    async fn heard(device: &str) -> Lamp {
        sound::judge(&microphone(&device.parse().expect("a device")).await.expect("ffmpeg runs"))
    }

    #[tokio::test]
    async fn cameras_with_planted_faults_are_told_apart() {
        assert_eq!(seen("lavfi:testsrc2").await, good(Part::Camera));
        assert_eq!(seen("lavfi:color=black").await, bad(Part::Camera, Note::Black));
        assert_eq!(seen("lavfi:color=gray").await, bad(Part::Camera, Note::Frozen));
        assert_eq!(seen("v4l2:/dev/no-such-camera").await, bad(Part::Camera, Note::Absent));
    }

    #[tokio::test]
    async fn microphones_with_planted_faults_are_told_apart() {
        assert_eq!(heard("lavfi:sine").await, good(Part::Microphone));
        assert_eq!(heard("lavfi:anullsrc").await, bad(Part::Microphone, Note::Silent));
        assert_eq!(heard("alsa:no-such-microphone").await, bad(Part::Microphone, Note::Absent));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_microphone_in_another_room_does_not_hear_the_chirp() {
        let (speaker, microphone) =
            ("null:-".parse().expect("a device"), "lavfi:anoisesrc=a=0.1,arealtime".parse().expect("one"));
        assert_eq!(echo(&speaker, &microphone).await.expect("both run"), None);
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_an_absent_browser() {
        assert_eq!(browser(Path::new("no-such-browser")).await, bad(Part::Browser, Note::Absent));
    }

    #[tokio::test]
    async fn this_machine_has_a_disk_and_memory() {
        let lamps = machine(Path::new(".")).await;
        assert!(lamps.iter().all(|lamp| lamp.part == Part::Temperature || lamp.note != Some(Note::NotMeasured)));
    }

    #[test]
    fn a_device_is_seen_to_be_there_without_opening_it() {
        let there = |device: &str| device.parse::<Device>().expect("a device").is_there(Part::Camera);
        assert_eq!(there("v4l2:/dev/null"), Some(true));
        assert_eq!(there("v4l2:/dev/no-such-camera"), Some(false));
        assert_eq!(there("lavfi:testsrc2"), None);
        assert!(there("alsa:default").is_some());
    }

    #[test]
    fn a_device_without_a_format_is_none() {
        assert!("/dev/video0".parse::<Device>().is_err());
    }
}
