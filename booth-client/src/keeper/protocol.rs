//! What supervisor and keeper say to each other: one JSON value a line, orders on the keeper's stdin, reports on its
//! stdout. The end of stdin ends the keeper, and with it everything it knew.

use super::equipment::Equipment;
use protocol::device::Lamp;
use protocol::place::Language;
use protocol::private::Private;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Supervisor → keeper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Order {
    /// The first one. Its answer is [`Report::Listening`] or [`Report::CannotStart`].
    Start(Box<Start>),
    /// Passes an event to the page; without a page it is lost.
    Tell { event: PageEvent },
    /// Answers [`Report::Print`]: whether the slip is in the printer's queue.
    Printed { number: u32, done: bool },
    /// Wipes the visit and exits, as the end of stdin does.
    Forget,
}

/// How a keeper starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Start {
    /// Listens on 127.0.0.1 and on this port; 0 for any. The page's origin is `http://127.0.0.1:<port>`.
    pub(crate) port: u16,
    /// What the browser has to show as the cookie [`LAUNCH_COOKIE`]: drawn for each browser, 128 bits at least, in hex.
    pub(crate) launch: Private<String>,
    /// What a local program has to show to press a [`Key`], as `Authorization: Bearer …`.
    pub(crate) input: Private<String>,
    /// The folder that `enrol` filled: who the booth is and where its server is.
    pub(crate) identity: PathBuf,
    /// What this booth has besides its screen.
    #[serde(default)]
    pub(crate) equipment: Equipment,
}

/// The cookie's name. The supervisor sets it through the debugging pipe: HttpOnly, SameSite=Strict, path `/`.
pub(crate) const LAUNCH_COOKIE: &str = "launch";

/// Supervisor → page, as server-sent events of these names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PageEvent {
    /// 画面をかくす, or shows it again.
    Cover,
    /// いっしょに始める: begins a visit with the greeting and stays on the tiles.
    Together,
    /// The handset was taken up.
    HookUp,
    /// The handset was put back.
    HookDown,
    /// Somebody stands before the booth.
    Presence,
    /// Somebody came near who is not of the visit.
    Bystander,
    /// Load the page anew. Never sent within a visit.
    Reload,
}

/// Keeper → supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Report {
    /// The loopback server answers.
    Listening { port: u16 },
    /// It does not, and the keeper exits.
    CannotStart { why: Obstacle },
    /// The visit moved: began, came to a call, went back from it, or was taken back before anything was typed.
    At { stage: Stage },
    /// The page has said that the visit is over. Nothing of it is kept any more, and the page is served nothing further.
    Ended { why: Ending, submitted: bool, language: Language },
    /// The page of a visit was not heard for 15 minutes: its draft is gone.
    Expired,
    /// A local program pressed a key.
    Pressed { key: Key },
    /// Print the page as it stands. The answer is [`Order::Printed`] with this number.
    Print { number: u32 },
    /// How the page meets its devices, as far as it tells: the latest word is the whole of it.
    Lamps { lamps: Vec<Lamp> },
    /// The server answers.
    Reached,
    /// The server does not answer.
    Away { why: Away },
    /// The server does not let this booth in any more.
    Revoked,
    /// The server speaks a version that the embedded face does not.
    Outdated,
    /// So many requests have been refused until now. Said at most every 10 s.
    Refused { total: u64 },
}

/// Why a keeper cannot start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Obstacle {
    /// The first order was not a [`Start`] with tokens that are long enough.
    BadOrder,
    /// Another program has the port.
    PortTaken,
    /// The identity folder is empty or damaged.
    NoIdentity,
    /// This program was built without the booth's face.
    NoFace,
}

/// Where a visit stands, as far as the draft says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stage {
    /// Nobody's.
    Idle,
    /// Somebody reads or types.
    Visit,
    /// There is a call.
    Call,
}

/// Why a visit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Ending {
    /// おわる
    Ended,
    /// Nobody was there any more.
    Idle,
}

/// The keys of the cabinet, and what attendants press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Key {
    /// 画面をかくす, or shows it again
    Privacy,
    /// The handset was taken up
    HookUp,
    /// The handset was put back
    HookDown,
    /// Somebody stands before the booth
    Presence,
    /// Somebody came near who is not of the visit: covers, and never shows
    Bystander,
    /// いっしょに始める
    Together,
    /// Forget the visit and start anew
    Restart,
    /// Out of order, or in order again
    OutOfOrder,
    /// Check yourself as soon as nobody is there
    Selfcheck,
}

/// Why the server does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Away {
    /// Nothing is at its address, or the network is down.
    Unreachable,
    /// It was there, and has been silent.
    Silent,
    /// Its certificate or ours is not believed: another authority, or a wrong clock.
    Certificate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_reads_as_written_and_its_tokens_are_not_printed() {
        let line = r#"{"type":"printed","number":7,"done":true}"#;
        let order: Order = serde_json::from_str(line).expect("an order");
        assert_eq!(serde_json::to_string(&order).expect("plain values serialise"), line);
        let line = r#"{"type":"start","port":8090,"launch":"aa","input":"bb","identity":"/i"}"#;
        let order: Order = serde_json::from_str(line).expect("an order");
        let written = serde_json::to_string(&order).expect("plain values serialise");
        assert_eq!(serde_json::from_str::<Order>(&written).expect("an order"), order);
        assert!(!format!("{order:?}").contains("aa"));
        for bad in [r#"{"type":"tell","event":"dance"}"#, r#"{"type":"start"}"#, r#"{"type":"dance"}"#] {
            assert!(serde_json::from_str::<Order>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_report_is_one_line() {
        let report = Report::Ended { why: Ending::Idle, submitted: true, language: Language::Easy };
        let line = serde_json::to_string(&report).expect("plain values serialise");
        assert_eq!(line, r#"{"type":"ended","why":"idle","submitted":true,"language":"easy"}"#);
    }
}
