//! What a lamp says to a person: what happened, and what to do.

use protocol::device::{Lamp, LampState, Note, Part};

/// In which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Tongue {
    Ja,
    En,
}

/// A line for a lamp: `× カメラ: 真っ暗です。レンズのふたと照明を確かめてください。`
pub(crate) fn sentence(lamp: &Lamp, tongue: Tongue) -> String {
    let mark = match lamp.state {
        LampState::Good => '○',
        LampState::Poor => '△',
        LampState::Bad => '×',
        LampState::Unknown => '－',
    };
    let pick = |(ja, en): (&'static str, &'static str)| if tongue == Tongue::Ja { ja } else { en };
    let says = lamp.note.map_or(("正常です。", "All is well."), |note| says(lamp.part, note));
    format!("{mark} {}: {}", pick(name(lamp.part)), pick(says))
}

const fn name(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Camera => ("カメラ", "Camera"),
        Part::DocumentCamera => ("書類カメラ", "Document camera"),
        Part::Microphone => ("マイク", "Microphone"),
        Part::Speaker => ("スピーカー", "Loudspeaker"),
        Part::Touch => ("画面の操作", "Touch"),
        Part::Disk => ("ディスク", "Disk"),
        Part::Memory => ("メモリー", "Memory"),
        Part::Temperature => ("温度", "Temperature"),
        Part::Clock => ("時計", "Clock"),
        Part::Certificate => ("証明書", "Certificate"),
        Part::Udp => ("通話の回線（UDP）", "Line of calls (UDP)"),
        Part::Tcp => ("制御の回線（TCP）", "Line of control (TCP)"),
        Part::Browser => ("ブラウザー", "Browser"),
        Part::Program => ("端末のプログラム", "Program"),
    }
}

const fn says(part: Part, note: Note) -> (&'static str, &'static str) {
    match (part, note) {
        (Part::Browser, Note::Absent) => (
            "見つかりません。管理者に、Chromiumの導入を頼んでください。",
            "It is not installed. Ask an administrator to install Chromium.",
        ),
        (_, Note::Absent) => (
            "見つかりません。ケーブルを差し直してください。",
            "It is not there. Unplug its cable and plug it in again.",
        ),
        (_, Note::Busy) => (
            "ほかのプログラムが使っています。端末を再起動してください。",
            "Another program has it. Start the booth anew.",
        ),
        (_, Note::Black) => (
            "真っ暗です。レンズのふたと照明を確かめてください。",
            "It shows nothing. Look for a lens cover, and at the light.",
        ),
        (_, Note::Frozen) => (
            "映像が止まっています。ケーブルを差し直してください。",
            "Its picture stands still. Unplug its cable and plug it in again.",
        ),
        (_, Note::Silent) => (
            "音が入りません。消音のスイッチとケーブルを確かめてください。",
            "It hears nothing. Look at its mute switch and its cable.",
        ),
        (_, Note::NotHeard) => (
            "音がマイクに届きません。音量とケーブルを確かめてください。",
            "The microphone does not hear it. Look at its volume and its cable.",
        ),
        (Part::Disk, Note::Full) => {
            ("空きがほとんどありません。管理者に知らせてください。", "It is nearly full. Tell an administrator.")
        }
        (_, Note::Full) => {
            ("空きがほとんどありません。端末を再起動してください。", "It is nearly full. Start the booth anew.")
        }
        (_, Note::Hot) => (
            "熱くなっています。通風口のほこりと、まわりの物を取り除いてください。",
            "It is hot. Clear dust and things from its vents.",
        ),
        (_, Note::Wrong) => (
            "合っていません。管理者に、時刻合わせ（NTP）の確認を頼んでください。",
            "It is wrong. Ask an administrator to look at its time server (NTP).",
        ),
        (_, Note::EndsSoon) => (
            "期限が切れるか、まもなく切れます。回線が正常なら、管理者に再登録を頼んでください。",
            "It has ended or ends soon. If the lines are well, ask an administrator to enrol the booth again.",
        ),
        (Part::Udp, Note::Unreachable) => (
            "通話が通りません。管理者に、ファイアウォールがUDPを通すかの確認を頼んでください。",
            "Calls do not get through. Ask an administrator whether the firewall lets UDP pass.",
        ),
        (_, Note::Unreachable) => (
            "サーバーに届きません。LANケーブルとルーターの電源を確かめてください。",
            "The server is not reached. Look at the network cable and the router's power.",
        ),
        (_, Note::Lossy) => (
            "通信が途切れています。LANケーブルを差し直し、続くときは管理者に知らせてください。",
            "Packets get lost. Unplug the network cable and plug it in again; if that does not help, tell an administrator.",
        ),
        (_, Note::Slow) => (
            "通信が遅くなっています。続くときは管理者に知らせてください。",
            "It is slow. If it stays so, tell an administrator.",
        ),
        (_, Note::Outdated) => (
            "版が古くなっています。管理者に更新を頼んでください。",
            "Its version is old. Ask an administrator to update it.",
        ),
        (_, Note::GoneBack) => (
            "新しい版が自己点検を通らず、前の版で動いています。管理者に知らせてください。",
            "Its new version did not pass the self-check, so the one before it runs. Tell an administrator.",
        ),
        (_, Note::NotMeasured) => ("この端末では測れませんでした。", "It could not be measured here."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::{bad, good, poor};

    #[test]
    fn a_sentence_says_what_happened_and_what_to_do() {
        let dark = bad(Part::Camera, Note::Black);
        assert_eq!(sentence(&dark, Tongue::Ja), "× カメラ: 真っ暗です。レンズのふたと照明を確かめてください。");
        assert_eq!(sentence(&dark, Tongue::En), "× Camera: It shows nothing. Look for a lens cover, and at the light.");
        assert_eq!(sentence(&good(Part::Udp), Tongue::Ja), "○ 通話の回線（UDP）: 正常です。");
        let slow = poor(Part::Tcp, Note::Slow);
        assert_eq!(
            sentence(&slow, Tongue::En),
            "△ Line of control (TCP): It is slow. If it stays so, tell an administrator."
        );
    }
}
