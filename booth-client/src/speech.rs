//! Reading aloud (よみあげ): sentences → sound, by the synthesisers of the machine. What is read may be what a resident
//! typed: it reaches a synthesiser by stdin and comes back by stdout, so that it stands in no argument, file or log.
//!
//! ```text
//! pieces   a text in the lengths that a synthesiser takes (pure)
//! wav      the sound that comes back, and how it is passed on (pure)
//! ```

mod pieces;
mod wav;

use protocol::place::Language;
use protocol::private::Private;
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::time::timeout;

/// Longest text, in characters.
pub(crate) const LONGEST: usize = 1_000;
/// How long a synthesiser may take for a whole text.
const PATIENCE: Duration = Duration::from_secs(15);
/// Largest sound of one piece, in bytes: several minutes.
const SOUND_MAX: u64 = 32 << 20;
/// How fast やさしい日本語 is read, beside plain Japanese.
const EASY: f32 = 0.85;

/// `[speech]`: what reads aloud.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Speech {
    /// 日本語 and やさしい日本語
    pub(crate) japanese: Japanese,
    pub(crate) english: English,
}

/// `[speech.japanese]`: Open JTalk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Japanese {
    pub(crate) program: PathBuf,
    /// A voice for HTS engines.
    pub(crate) voice: PathBuf,
    /// A folder of MeCab's.
    pub(crate) dictionary: PathBuf,
}

/// `[speech.english]`: eSpeak NG.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct English {
    pub(crate) program: PathBuf,
    /// One of `espeak-ng --voices`.
    pub(crate) voice: String,
}

impl Default for Japanese {
    fn default() -> Self {
        Self {
            program: "/usr/bin/open_jtalk".into(),
            voice: "/usr/share/hts-voice/nitech-jp-atr503-m001/nitech_jp_atr503_m001.htsvoice".into(),
            dictionary: "/var/lib/mecab/dic/open-jtalk/naist-jdic".into(),
        }
    }
}

impl Default for English {
    fn default() -> Self {
        Self { program: "/usr/bin/espeak-ng".into(), voice: "en-gb".into() }
    }
}

/// Why nothing is heard.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SpeechError {
    #[error("a synthesiser does not run")]
    Program(#[from] io::Error),
    #[error("a synthesiser took longer than {PATIENCE:?}")]
    Slow,
    #[error("a synthesiser gave no sound")]
    Mute,
}

impl Speech {
    /// The languages that can be read aloud here.
    pub(crate) fn speaks(&self) -> Vec<Language> {
        [Language::Ja, Language::Easy, Language::En].into_iter().filter(|language| self.has(*language)).collect()
    }

    /// Whether this one can.
    pub(crate) fn has(&self, language: Language) -> bool {
        match language {
            Language::Ja | Language::Easy => {
                let Japanese { program, voice, dictionary } = &self.japanese;
                program.is_file() && voice.is_file() && dictionary.is_dir()
            }
            Language::En => self.english.program.is_file(),
        }
    }

    /// Reads a text aloud: a WAV file. A synthesiser whose sound is not waited for any more ends.
    ///
    /// # Errors
    /// If there is nothing to hear.
    pub(crate) async fn read(&self, text: &Private<String>, language: Language) -> Result<Vec<u8>, SpeechError> {
        match timeout(PATIENCE, self.sound(text.reveal(), language)).await {
            Ok(sound) => Ok(sound?.ok_or(SpeechError::Mute)?.to_bytes()),
            Err(_) => Err(SpeechError::Slow),
        }
    }

    async fn sound(&self, text: &str, language: Language) -> io::Result<Option<wav::Sound>> {
        if language == Language::En {
            let English { program, voice } = &self.english;
            let words = ["-v", voice, "-b", "1", "--stdin", "--stdout"];
            return Ok(wav::Sound::read(&run(program, words.map(OsStr::new), text).await?));
        }
        let Japanese { program, voice, dictionary } = &self.japanese;
        let speed = if language == Language::Easy { EASY } else { 1.0 }.to_string();
        let words: [&OsStr; 8] = [
            "-x".as_ref(),
            dictionary.as_ref(),
            "-m".as_ref(),
            voice.as_ref(),
            "-r".as_ref(),
            speed.as_ref(),
            "-ow".as_ref(),
            "/dev/stdout".as_ref(),
        ];
        let mut whole: Option<wav::Sound> = None;
        for piece in pieces::pieces(text) {
            // What has no sound, such as a sign, leaves no gap.
            match (wav::Sound::read(&run(program, words, &piece).await?), &mut whole) {
                (Some(sound), Some(whole)) => whole.append(sound),
                (Some(sound), None) => whole = Some(sound),
                (None, _) => {}
            }
        }
        Ok(whole)
    }
}

/// What a synthesiser makes of a text. It ends with this process, however that ends.
async fn run<const N: usize>(program: &Path, words: [&OsStr; N], text: &str) -> io::Result<Vec<u8>> {
    let mut child = Command::new("setpriv")
        .args(["--pdeathsig", "KILL"])
        .arg(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What it complains about may quote the text.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let mut hear = child.stdout.take().expect("stdout is a pipe").take(SOUND_MAX);
    let mut say = child.stdin.take().expect("stdin is a pipe");
    let saying = async move {
        // One that has heard enough closes.
        let _ = say.write_all(text.as_bytes()).await;
    };
    let mut sound = Vec::new();
    let (_, heard) = tokio::join!(saying, hear.read_to_end(&mut sound));
    heard?;
    Ok(sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::Level;

    /// Reads aloud with the machine's own voices; answers the seconds and how loud they are, in dBFS.
    async fn heard(text: &str, language: Language) -> (f64, f64) {
        let wav = Speech::default().read(&Private::new(text.to_owned()), language).await.expect("reads");
        let sound = wav::Sound::read(&wav).expect("it is a WAV file");
        let mut level = Level::default();
        level.hear(&sound.samples());
        (sound.seconds(), level.dbfs().expect("there are samples"))
    }

    #[tokio::test]
    async fn each_language_is_heard_and_a_longer_text_longer() {
        assert_eq!(Speech::default().speaks(), [Language::Ja, Language::Easy, Language::En], "run `make setup`");
        for (language, short, long) in [
            (Language::Ja, "はい。", "区役所の職員と、画面ごしに話せます。"),
            (Language::Easy, "はい。", "しやくしょの ひとと はなせます。"),
            (Language::En, "Yes.", "You can talk with the staff of the ward office."),
        ] {
            let (brief, loud) = heard(short, language).await;
            assert!((0.2..2.0).contains(&brief) && loud > -40.0, "{language:?}: {brief} s, {loud} dBFS");
            let (longer, loud) = heard(long, language).await;
            assert!(longer > brief * 1.5 && longer < 10.0 && loud > -40.0, "{language:?}: {longer} s, {loud} dBFS");
        }
        let plain = heard("電話で予約できます。", Language::Ja).await.0;
        assert!(
            heard("電話で予約できます。", Language::Easy).await.0 > plain * 1.05,
            "easy words are read more slowly"
        );
    }

    #[tokio::test]
    async fn a_text_of_several_lines_is_read_to_its_end() {
        let line = heard("受付番号は、さんです。", Language::Ja).await.0;
        let lines = heard("受付番号は、さんです。\n☆\n受付番号は、さんです。", Language::Ja).await.0;
        assert!((lines - 2.0 * line).abs() < 0.01, "{lines} of {line}");
    }

    #[tokio::test]
    async fn a_text_without_sound_and_a_program_without_sound_are_errors() {
        let mute = Speech::default().read(&Private::new("☆".to_owned()), Language::Ja).await;
        assert!(matches!(mute, Err(SpeechError::Mute)), "{mute:?}");
        let english = English { program: "/bin/true".into(), ..English::default() };
        let silent = Speech { english, ..Speech::default() };
        let mute = silent.read(&Private::new("x".repeat(LONGEST)), Language::En).await;
        assert!(matches!(mute, Err(SpeechError::Mute)), "{mute:?}");
    }

    #[test]
    fn a_language_is_spoken_where_everything_for_it_is_there() {
        let mut speech = Speech::default();
        speech.japanese.voice = "/nowhere".into();
        assert_eq!(speech.speaks(), [Language::En]);
        speech.english.program = "/nowhere".into();
        assert_eq!(speech.speaks(), []);
    }
}
