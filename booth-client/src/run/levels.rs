//! How loud the loudspeaker and how bright the screen is: set anew before each page, so that what somebody changed does not
//! outlive their visit.

use super::config::{Screen, Sound};
use crate::program;
use std::sync::{Arc, Once};
use std::time::Duration;

/// How long a program that sets something may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is set; nothing where nothing was configured.
#[derive(Debug, Clone)]
pub(super) struct Levels {
    sound: Sound,
    brightness: Option<u8>,
    /// A failure is logged once: nothing would change by saying it again.
    told: [Arc<Once>; 2],
}

impl Levels {
    pub(super) fn new(sound: Sound, screen: &Screen) -> Self {
        Self { sound, brightness: screen.brightness.map(u8::from), told: [const { Once::new() }; 2].map(Arc::new) }
    }

    /// Sets both, without keeping anybody waiting.
    pub(super) fn set(&self) {
        let levels = self.clone();
        tokio::spawn(async move { tokio::join!(levels.set_volume(), levels.set_brightness()) });
    }

    async fn set_volume(&self) {
        let Some(percent) = self.sound.volume.map(u8::from) else { return };
        let level = format!("{percent}%");
        // `-M`: as the ear hears it, so that 50 is half as loud.
        if run("amixer", &["-q", "-M", "sset", &self.sound.control, &level, "unmute"]).await.is_none() {
            self.told[0].call_once(|| {
                tracing::warn!(
                    control = self.sound.control,
                    "the volume cannot be set; `amixer scontrols` names controls"
                );
            });
        }
    }

    async fn set_brightness(&self) {
        let Some(percent) = self.brightness else { return };
        let brightness = format!("{:.2}", f64::from(percent) / 100.0);
        let outputs = run("xrandr", &["--query"]).await.map(|said| connected(&String::from_utf8_lossy(&said)));
        let mut done = outputs.as_ref().is_some_and(|outputs| !outputs.is_empty());
        for output in outputs.into_iter().flatten() {
            done &= run("xrandr", &["--output", &output, "--brightness", &brightness]).await.is_some();
        }
        if !done {
            self.told[1].call_once(|| tracing::warn!("the brightness cannot be set; `xrandr --verbose` shows why"));
        }
    }
}

async fn run(program: &str, words: &[&str]) -> Option<Vec<u8>> {
    program::run(program, words, &[], PATIENCE).await
}

/// The outputs that a screen is connected to, from `xrandr --query`.
fn connected(said: &str) -> Vec<String> {
    let output = |line: &str| {
        let mut words = line.split(' ');
        let name = words.next()?;
        (!name.is_empty() && words.next() == Some("connected")).then(|| name.to_owned())
    };
    said.lines().filter_map(output).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_connected_screens_are_found() {
        let said = "Screen 0: minimum 320 x 200, current 1080 x 1920, maximum 16384 x 16384\n\
            HDMI-1 connected primary 1080x1920+0+0 left (normal left inverted) 527mm x 296mm\n   \
            1920x1080     60.00*+  50.00\nDP-1 disconnected (normal left inverted right)\n\
            eDP-1 connected (normal left)\n   connected 1\n";
        assert_eq!(connected(said), ["HDMI-1", "eDP-1"]);
        assert!(connected("Can't open display").is_empty());
    }
}
