//! `booth.toml`; `booth.example.toml` explains every knob.

use crate::browser::Browser;
use crate::keeper::equipment::{self, Equipment};
use crate::printer::Printer;
use crate::selfcheck::Devices;
use crate::speech::Speech;
use jiff::civil::Time;
use serde::{Deserialize, Deserializer};
use std::io;
use std::path::{Path, PathBuf};

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    #[error("{} cannot be read", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    #[error("{} is not right", .0.display())]
    Wrong(PathBuf, #[source] toml::de::Error),
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    /// The folder that `enrol` filled.
    pub(crate) identity: PathBuf,
    /// A folder in memory, for what lives as long as a browser.
    pub(crate) runtime: PathBuf,
    pub(crate) page: Page,
    pub(crate) browser: Browser,
    pub(crate) devices: Devices,
    pub(crate) screen: Screen,
    pub(crate) sound: Sound,
    pub(crate) speech: Speech,
    pub(crate) printer: Printer,
    pub(crate) fallback: Fallback,
}

/// `[page]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Page {
    /// Where the keeper listens on the loopback.
    pub(crate) port: u16,
    /// Which devices the page takes.
    pub(crate) devices: equipment::Devices,
}

/// `[screen]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Screen {
    /// From when to when it is lit; always if there is nothing.
    pub(crate) hours: Option<Hours>,
    /// How bright it is; as it happens to be if there is nothing.
    pub(crate) brightness: Option<Percent<10>>,
}

/// `[sound]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Sound {
    /// How loud it is; as it happens to be if there is nothing.
    pub(crate) volume: Option<Percent<0>>,
    /// What is turned, as ALSA's mixer calls it.
    pub(crate) control: String,
}

/// `[fallback]`: what the supervisor's own page says before the server has told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Fallback {
    /// The telephone number to call when the booth is out of order.
    pub(crate) telephone: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            identity: "/var/lib/chikamado-booth".into(),
            runtime: "/run/chikamado-booth".into(),
            page: Page::default(),
            browser: Browser::default(),
            devices: Devices::default(),
            screen: Screen::default(),
            sound: Sound::default(),
            speech: Speech::default(),
            printer: Printer::default(),
            fallback: Fallback::default(),
        }
    }
}

impl Default for Page {
    fn default() -> Self {
        Self { port: 8090, devices: equipment::Devices::default() }
    }
}

impl Default for Sound {
    fn default() -> Self {
        Self { volume: None, control: "Master".into() }
    }
}

impl Config {
    /// Reads the file.
    pub(crate) fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
        toml::from_str(&text).map_err(|error| ConfigError::Wrong(path.to_owned(), error))
    }

    /// The page's origin.
    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.page.port)
    }

    /// What the page has besides its screen.
    pub(crate) fn equipment(&self) -> Equipment {
        let (devices, speech) = (self.page.devices.clone(), self.speech.clone());
        Equipment { devices, prints: self.printer.queue.is_some(), speech }
    }
}

/// Of a hundred, `LEAST` at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Percent<const LEAST: u8>(u8);

impl<const LEAST: u8> From<Percent<LEAST>> for u8 {
    fn from(Percent(percent): Percent<LEAST>) -> Self {
        percent
    }
}

impl<'de, const LEAST: u8> Deserialize<'de> for Percent<LEAST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let percent = u8::deserialize(deserializer)?;
        if (LEAST..=100).contains(&percent) {
            Ok(Self(percent))
        } else {
            Err(serde::de::Error::custom(format!("{percent} is not within {LEAST} and 100")))
        }
    }
}

/// Hours of a day, in Japan's time: `08:30-17:15`. They may reach past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hours {
    from: Time,
    until: Time,
}

impl Hours {
    /// Whether this is within them.
    pub(crate) fn hold(self, time: Time) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&time)
        } else {
            !(self.until..self.from).contains(&time)
        }
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parsed = text.split_once('-').and_then(|(from, until)| {
            Some(Self { from: from.trim().parse().ok()?, until: until.trim().parse().ok()? })
        });
        parsed.ok_or_else(|| serde::de::Error::custom("hours are written as 08:30-17:15"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn the_example_says_the_defaults_and_its_other_knobs_exist() {
        let example = include_str!("../../booth.example.toml");
        assert_eq!(toml::from_str::<Config>(example).expect("parses"), Config::default());
        let all: Config = toml::from_str(&example.replace("# = ", "")).expect("parses");
        assert!(all.screen.hours.is_some() && all.printer.queue.is_some() && all.browser.user.is_some());
        assert!(all.equipment().prints && all.page.devices.document_camera.is_some());
        assert!(all.sound.volume.map(u8::from) == Some(70) && all.screen.brightness.map(u8::from) == Some(90));
    }

    #[test]
    fn a_knob_that_does_not_exist_is_refused() {
        for bad in [
            "speed = 1",
            "[browser]\nsandboxed = true",
            "[screen]\nhours = \"9 to 5\"",
            "[screen]\nbrightness = 9",
            "[sound]\nvolume = 101",
            "[speech.japanese]\nvoices = 1",
            "[page]\nport = 70000",
            "[page.devices]\ncam = \"x\"",
        ] {
            assert!(toml::from_str::<Config>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = Config::load(Path::new("/nowhere/booth.toml")).expect_err("is not there");
        assert!(error.to_string().contains("/nowhere/booth.toml"));
    }

    #[test]
    fn hours_may_reach_past_midnight() {
        let day: Config = toml::from_str("[screen]\nhours = \"08:30-17:15\"").expect("parses");
        let day = day.screen.hours.expect("hours");
        assert!(day.hold(time(8, 30, 0, 0)) && !day.hold(time(17, 15, 0, 0)) && !day.hold(time(3, 0, 0, 0)));
        let night = Hours { from: day.until, until: day.from };
        assert!(night.hold(time(3, 0, 0, 0)) && !night.hold(time(12, 0, 0, 0)));
    }
}
