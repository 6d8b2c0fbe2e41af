//! What the booth shows and says, at the pace of a camera and a microphone: the test picture and tone, or clips that
//! ffmpeg decodes as a child process into a pipe.

use super::opus::{self, BLOCK, RATE};
use super::peer::Peer;
use super::picture::Picture;
use super::timecode::TimeCode;
use super::tone::{BOOTH_HZ, Tone};
use super::vp8;
use crate::clock;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, ChildStdout, Command};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

const WIDTH: usize = 640;
const HEIGHT: usize = 360;
const FPS: u32 = 25;
const KBPS: u32 = 900;
/// The booth's number in the time code.
const SENDER: u8 = 1;

/// What to send.
#[derive(Debug, Clone)]
pub(crate) enum Clip {
    /// The time-coded test picture, or the test tone.
    Test,
    /// A file that ffmpeg reads; it starts again at its end.
    File(PathBuf),
}

/// Sends until it is dropped.
pub(crate) struct Source {
    keyframe: Arc<AtomicBool>,
    /// Aborted when dropped, and ffmpeg with them.
    _tasks: JoinSet<()>,
}

impl Source {
    /// Starts both senders. Without VP8 in this build only the microphone is sent.
    pub(crate) fn start(peer: &Arc<Peer>, video: &Clip, audio: &Clip) -> Result<Self> {
        let keyframe = Arc::new(AtomicBool::new(true));
        let mut tasks = JoinSet::new();
        let speak = speak(peer.clone(), Sound::open(audio)?, opus::Encoder::new()?);
        tasks.spawn(async { log_end("microphone", speak.await) });
        if cfg!(feature = "vpx") {
            let encoder = vp8::Encoder::new(WIDTH, HEIGHT, FPS, KBPS)?;
            let show = show(peer.clone(), Images::open(video)?, encoder, keyframe.clone());
            tasks.spawn(async { log_end("camera", show.await) });
        }
        Ok(Self { keyframe, _tasks: tasks })
    }

    /// The next frame will be a keyframe.
    pub(crate) fn want_keyframe(&self) {
        self.keyframe.store(true, Ordering::Relaxed);
    }
}

fn log_end(what: &str, end: Result<()>) {
    // The library's own error shows the packet it could not send, which has no place in a log.
    if end.is_err() {
        tracing::warn!("the {what} stopped");
    }
}

async fn show(peer: Arc<Peer>, mut images: Images, mut encoder: vp8::Encoder, keyframe: Arc<AtomicBool>) -> Result<()> {
    let mut tick = interval(Duration::from_secs(1) / FPS);
    tick.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut last = tick.tick().await;
    loop {
        let now = tick.tick().await;
        let picture = images.next().await?;
        let key = keyframe.swap(false, Ordering::Relaxed);
        for frame in tokio::task::block_in_place(|| encoder.encode(&picture, key))? {
            // The time since the last frame, not the nominal one: timestamps must not drift when a tick was missed.
            peer.send_video(frame.data, now - last).await?;
        }
        last = now;
    }
}

async fn speak(peer: Arc<Peer>, mut sound: Sound, mut encoder: opus::Encoder) -> Result<()> {
    let mut tick = interval(Duration::from_millis(20));
    let mut block = [0.0; BLOCK];
    loop {
        tick.tick().await;
        sound.fill(&mut block).await?;
        peer.send_audio(encoder.encode(&block)?).await?;
    }
}

#[expect(clippy::large_enum_variant, reason = "there is one")]
enum Images {
    Test { frame: u64 },
    Clip(Pipe),
}

impl Images {
    fn open(clip: &Clip) -> Result<Self> {
        let Clip::File(file) = clip else { return Ok(Self::Test { frame: 0 }) };
        let filter = format!(
            "fps={FPS},scale={WIDTH}:{HEIGHT}:force_original_aspect_ratio=decrease,\
             pad={WIDTH}:{HEIGHT}:(ow-iw)/2:(oh-ih)/2"
        );
        Pipe::open(file, &["-an", "-vf", &filter, "-pix_fmt", "yuv420p", "-f", "rawvideo"]).map(Self::Clip)
    }

    async fn next(&mut self) -> Result<Picture> {
        match self {
            Self::Test { frame } => {
                let mut picture = Picture::bars(WIDTH, HEIGHT, *frame);
                *frame += 1;
                TimeCode::new(clock::unix_ms(), SENDER).paint(&mut picture);
                Ok(picture)
            }
            Self::Clip(pipe) => {
                let mut picture = Picture::grey(WIDTH, HEIGHT);
                pipe.read(&mut picture.i420).await?;
                Ok(picture)
            }
        }
    }
}

#[expect(clippy::large_enum_variant, reason = "there is one")]
enum Sound {
    Test(Tone),
    Clip(Pipe),
}

impl Sound {
    fn open(clip: &Clip) -> Result<Self> {
        let Clip::File(file) = clip else { return Ok(Self::Test(Tone::new(BOOTH_HZ))) };
        let rate = RATE.to_string();
        Pipe::open(file, &["-vn", "-ac", "1", "-ar", &rate, "-f", "f32le"]).map(Self::Clip)
    }

    async fn fill(&mut self, block: &mut [f32; BLOCK]) -> Result<()> {
        match self {
            Self::Test(tone) => tone.fill(block),
            Self::Clip(pipe) => {
                let mut bytes = [0; BLOCK * 4];
                pipe.read(&mut bytes).await?;
                for (sample, bytes) in block.iter_mut().zip(bytes.as_chunks().0) {
                    *sample = f32::from_le_bytes(*bytes);
                }
            }
        }
        Ok(())
    }
}

/// ffmpeg's output. Its child is killed when this is dropped.
struct Pipe {
    stdout: ChildStdout,
    _child: Child,
}

impl Pipe {
    fn open(file: &Path, format: &[&str]) -> Result<Self> {
        let mut child = Command::new("ffmpeg")
            .args(["-nostdin", "-loglevel", "error", "-stream_loop", "-1", "-i"])
            .arg(file)
            .args(format)
            .arg("pipe:1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("ffmpeg does not start; it decodes clips")?;
        let stdout = child.stdout.take().expect("it was piped");
        Ok(Self { stdout, _child: child })
    }

    async fn read(&mut self, bytes: &mut [u8]) -> Result<()> {
        self.stdout.read_exact(bytes).await.context("ffmpeg gave nothing more of the clip")?;
        Ok(())
    }
}
