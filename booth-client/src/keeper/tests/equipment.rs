//! Devices by name, a voice, a printer, and the page's word on its devices.

use super::super::equipment::{Devices, Equipment};
use super::super::protocol::Report;
use super::city::Booth;
use crate::health::{bad, good};
use crate::speech::Speech;
use protocol::device::{Note, Part};
use protocol::problem::Code;

/// What a synthesiser does instead of speaking.
fn says(script: &str) -> (tempfile::TempDir, Speech) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let mut speech = Speech::default();
    speech.english.program = folder.path().join("speak");
    std::fs::write(&speech.english.program, format!("#!/bin/sh\n{script}\n")).expect("writes");
    std::fs::set_permissions(&speech.english.program, PermissionsExt::from_mode(0o755)).expect("may be run");
    (folder, speech)
}

fn voiceless() -> Speech {
    let mut speech = Speech::default();
    speech.japanese.program = "/nowhere".into();
    speech.english.program = "/nowhere".into();
    speech
}

const HELLO: &str = r#"{"text":"hello","language":"en"}"#;

#[tokio::test]
async fn the_page_is_told_what_its_booth_has() {
    let devices = Devices { camera: Some("BRIO".into()), ..Devices::default() };
    let mut speech = voiceless();
    speech.english.program = "/bin/true".into();
    let booth = Booth::with(Equipment { devices, prints: true, speech }).await;
    let told = booth.page("GET", "/terminal/config", "").await;
    assert_eq!(
        told.body(),
        r#"{"devices":{"camera":"BRIO","document_camera":null,"microphone":null,"speaker":null,"handset":null,"earphone":null},"prints":true,"speaks":["en"]}"#
    );
}

#[tokio::test]
async fn a_text_is_read_aloud_and_what_cannot_be_is_refused() {
    let booth = Booth::open().await;
    let wav = booth.page("POST", "/terminal/speech", HELLO).await;
    assert_eq!(wav.status(), 200, "run `make setup`");
    assert!(wav.head().contains("content-type: audio/wav") && wav.body().starts_with("RIFF"), "{}", wav.head());
    for bad in ["{}", r#"{"text":"x","language":"fr"}"#, r#"{"text":"x","language":"en","to":"y"}"#, "hello"] {
        assert_eq!(booth.page("POST", "/terminal/speech", bad).await.code(), Code::BadMessage, "{bad}");
    }
    let of_length = |length| format!(r#"{{"text":"{}","language":"en"}}"#, "あ".repeat(length));
    assert_eq!(booth.page("POST", "/terminal/speech", &of_length(1_001)).await.code(), Code::TooLarge);

    let booth = Booth::with(Equipment { speech: voiceless(), ..Equipment::default() }).await;
    assert_eq!(booth.page("POST", "/terminal/speech", HELLO).await.code(), Code::NotFound);
}

#[tokio::test]
async fn a_synthesiser_without_sound_is_a_fault_and_nobody_needs_so_many() {
    let (_folder, speech) = says("cat >/dev/null");
    let booth = Booth::with(Equipment { speech, ..Equipment::default() }).await;
    assert_eq!(booth.page("POST", "/terminal/speech", HELLO).await.code(), Code::Internal);
    let many = (0..10).map(|_| booth.page("POST", "/terminal/speech", HELLO));
    let answers = futures_util::future::join_all(many).await;
    assert!(answers.iter().any(|answer| answer.code() == Code::TooMany));
}

#[tokio::test]
async fn a_second_text_ends_the_first() {
    // The first never ends by itself; the second is mute.
    let (folder, speech) = says("");
    let begun = folder.path().join("begun");
    nix::unistd::mkfifo(&begun, nix::sys::stat::Mode::S_IRWXU).expect("makes");
    let script = format!("#!/bin/sh\ngrep -q first || exit 0\necho >{}\nexec sleep 60\n", begun.display());
    std::fs::write(&speech.english.program, script).expect("writes");
    let booth = Booth::with(Equipment { speech, ..Equipment::default() }).await;
    let first = booth.page("POST", "/terminal/speech", r#"{"text":"first","language":"en"}"#);
    let second = async {
        tokio::fs::read(&begun).await.expect("the first is being read");
        booth.page("POST", "/terminal/speech", r#"{"text":"second","language":"en"}"#).await
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first.code(), Code::TooMany);
    assert_eq!(second.code(), Code::Internal);
}

#[tokio::test]
async fn a_slip_is_printed_one_at_a_time_and_the_page_hears_what_came_of_it() {
    let mut booth = Booth::with(Equipment { prints: true, ..Equipment::default() }).await;
    for (done, status) in [(true, 204), (false, 502)] {
        let keeper = std::sync::Arc::clone(&booth.keeper);
        let port = booth.port;
        let first = tokio::spawn(async move { super::city::page_at(port, "POST", "/terminal/print", "", "").await });
        let Report::Print { number } = booth.report().await else { panic!("it is to be printed") };
        assert_eq!(booth.page("POST", "/terminal/print", "").await.code(), Code::WrongState);
        keeper.printing.end(number, done);
        let answer = first.await.expect("answers");
        assert_eq!(answer.status(), status);
        assert!(done || answer.code() == Code::Unreachable);
    }
    assert_eq!(Booth::open().await.page("POST", "/terminal/print", "").await.code(), Code::NotFound);
}

#[tokio::test]
async fn the_page_says_how_its_own_devices_are_and_nothing_else() {
    let mut booth = Booth::open().await;
    let lamps = r#"{"lamps":[{"part":"camera","state":"bad","note":"frozen"},{"part":"speaker","state":"good"}]}"#;
    assert_eq!(booth.page("PUT", "/terminal/health", lamps).await.status(), 204);
    let lamps = vec![bad(Part::Camera, Note::Frozen), good(Part::Speaker)];
    assert_eq!(booth.report().await, Report::Lamps { lamps });
    for bad in [
        r#"{"lamps":[{"part":"disk","state":"good"}]}"#,
        r#"{"lamps":[{"part":"camera","state":"good"},{"part":"camera","state":"bad","note":"black"}]}"#,
        r#"{"lamps":[{"part":"camera","state":"well"}]}"#,
        r#"{}"#,
    ] {
        assert_eq!(booth.page("PUT", "/terminal/health", bad).await.code(), Code::BadMessage, "{bad}");
    }
    assert!(booth.is_quiet());
}
