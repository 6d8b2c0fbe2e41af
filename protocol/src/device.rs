//! booth device ⇄ signaling: the WebSocket `/ws/device` of the booths' port, spoken by the program that looks after the
//! booth, and what an administrator is shown of it. JSON text, one frame a message.
//!
//! The device numbers its frames from 1; the server answers each with `done` or `refused` of the same number. A program
//! that lost its line says `hello` again with the same [`InstanceId`] and repeats the frames after `handled`.

use crate::id::{BoothId, InstanceId, SiteId};
use crate::place::Hours;
use crate::problem::Problem;
use crate::selfcheck::{LastSelfcheck, SelfcheckReport};
use serde::{Deserialize, Serialize};

/// Most lamps in one message.
pub const LAMPS_MAX: usize = 32;
/// How often a device reports its health, changed or not.
pub const HEALTH_MS: u64 = 60_000;
/// How long the first of two sockets of one device may take to answer the server's WebSocket ping. If it does, the
/// device's key is in use twice.
pub const CLONE_MS: u64 = 3_000;

/// What a device sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct DeviceFrame {
    /// [`crate::VERSION`]
    pub v: u16,
    /// 1, 2, 3 … within one start of the program; 0 for `hello` and `ping`, which are not counted.
    pub id: u32,
    /// What.
    pub body: DeviceMessage,
}

/// What a device says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum DeviceMessage {
    /// The first frame; any other before it is refused.
    Hello {
        /// Drawn at each start of the program.
        instance: InstanceId,
        /// The program's version.
        version: String,
        /// The browser's version, where there is one.
        browser: Option<String>,
    },
    /// Keeps the lease; as on `/ws`, every 5 s.
    #[serde(deserialize_with = "crate::bare::variant")]
    Ping,
    /// Fact: every lamp. On change and each minute.
    Health {
        /// One a part.
        lamps: Vec<Lamp>,
    },
    /// A visit was forgotten.
    Wiped {
        /// After what.
        why: WipeReason,
        /// How long it took, in milliseconds.
        took_ms: u32,
    },
    /// A self-check is done.
    Selfcheck {
        /// What it found.
        report: SelfcheckReport,
    },
    /// The booth marks itself, or takes its own mark away. A mark of the office stays: `refused wrong-state`.
    OutOfOrder {
        /// Whether it is.
        on: bool,
        /// Why; not [`OutOfOrder::Office`].
        reason: OutOfOrder,
    },
}

/// One part of a booth and how it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Lamp {
    /// Which.
    pub part: Part,
    /// How.
    pub state: LampState,
    /// What is the matter, where the state is not `good`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub note: Option<Note>,
}

/// What a person found who tried the parts of a paired tablet: `POST /api/booth/selftest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Selftest {
    /// One a part that was tried: camera, microphone, loudspeaker.
    pub lamps: Vec<Lamp>,
}

/// What of a booth has a lamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 顔のカメラ
    Camera,
    /// 書類のカメラ
    DocumentCamera,
    /// マイク
    Microphone,
    /// スピーカー: heard by the microphone.
    Speaker,
    /// 画面の操作
    Touch,
    /// ディスクの空き
    Disk,
    /// メモリー
    Memory,
    /// 温度
    Temperature,
    /// 時計
    Clock,
    /// 証明書の残り
    Certificate,
    /// 通話の回線 (UDP)
    Udp,
    /// 制御の回線 (TCP)
    Tcp,
    /// ブラウザーの版
    Browser,
    /// 端末のプログラムの版
    Program,
}

/// How a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LampState {
    /// 正常
    Good,
    /// 注意: works, and somebody should look.
    Poor,
    /// 異常
    Bad,
    /// 不明: not measured, or not measurable here.
    Unknown,
}

/// What is the matter with a part, as a word that faces translate together with what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts", rename = "LampNote"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// There is none.
    Absent,
    /// Another program has it.
    Busy,
    /// A camera shows nothing.
    Black,
    /// A camera shows the same picture all the time.
    Frozen,
    /// A microphone hears nothing.
    Silent,
    /// A loudspeaker's chirp is not heard.
    NotHeard,
    /// Almost none is left of a disk or memory.
    Full,
    /// Too hot.
    Hot,
    /// A clock is wrong.
    Wrong,
    /// A certificate ends soon and was not renewed.
    EndsSoon,
    /// A line does not reach the server.
    Unreachable,
    /// A line loses packets.
    Lossy,
    /// A line is slow.
    Slow,
    /// A program's version is too old.
    Outdated,
    /// A new version did not pass its self-check; the one before it runs again.
    GoneBack,
    /// It has no answer to give on this machine.
    NotMeasured,
}

/// After what a visit was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum WipeReason {
    /// The resident ended it.
    Ended,
    /// The resident left.
    Idle,
    /// A part of the booth failed.
    Crash,
    /// The machine started, perhaps after a power cut.
    Start,
    /// The program was told to start anew.
    Restart,
}

/// Why a booth takes no visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OutOfOrder {
    /// The attendant's key.
    Attendant,
    /// The last self-check failed.
    Selfcheck,
    /// An administrator; only an administrator takes it away.
    Office,
}

/// What the server sends to a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct OrderFrame {
    /// [`crate::VERSION`]
    pub v: u16,
    /// What.
    pub body: DeviceOrder,
}

/// What the server says to a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum DeviceOrder {
    /// Answers `hello`; said again, whole, when something of it changed.
    Welcome {
        /// This device.
        booth: BoothId,
        /// Where it stands.
        site: SiteId,
        /// The site's name.
        site_name: String,
        /// The telephone number to show when the line is down.
        telephone: String,
        /// Another site of the ward with a booth that is connected and in order.
        nearest: Option<String>,
        /// When the site is open, where that is known.
        hours: Option<Hours>,
        /// Why the booth takes no visits, if it takes none.
        out_of_order: Option<OutOfOrder>,
        /// The highest frame number handled of this instance.
        handled: u32,
        /// The server's clock, in milliseconds since 1970.
        now: f64,
    },
    /// Answers `ping`.
    #[serde(deserialize_with = "crate::bare::variant")]
    Pong,
    /// The frame was taken in, and written down where it is kept.
    Done {
        /// Its number.
        id: u32,
    },
    /// The frame was refused. The socket stays.
    Refused {
        /// Its number, where it could be read.
        id: Option<u32>,
        /// Why.
        problem: Problem,
    },
    /// Check yourself between visits, and report.
    #[serde(deserialize_with = "crate::bare::variant")]
    Selfcheck,
    /// Start anew between visits.
    #[serde(deserialize_with = "crate::bare::variant")]
    Restart,
    /// Fact: whether the booth takes visits. A visit in progress goes on.
    OutOfOrder {
        /// Why it takes none.
        reason: Option<OutOfOrder>,
    },
    /// The server closes the socket.
    Bye {
        /// Why.
        why: DeviceBye,
    },
}

/// Why the server closes a device's socket. After `revoked` and `cloned` the device does not come back by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum DeviceBye {
    /// The device was revoked.
    Revoked,
    /// The device's key is in use twice: it is suspended until it enrols with a fresh code.
    Cloned,
    /// A newer socket took this one's place.
    Replaced,
    /// The server stops.
    Stopping,
    /// The device broke the limits.
    Flooding,
    /// Nothing was heard for the lease's length.
    Silent,
}

/// What an administrator tells a booth: the body of `POST /api/devices/{booth}/order`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum OfficeOrder {
    /// Check yourself.
    #[serde(deserialize_with = "crate::bare::variant")]
    Selfcheck,
    /// Start anew.
    #[serde(deserialize_with = "crate::bare::variant")]
    Restart,
    /// Take no visits, or take them again. Also held for a booth that is not connected.
    OutOfOrder {
        /// Which.
        on: bool,
    },
}

/// How a device is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DeviceKind {
    /// A native booth with a key and a certificate.
    Enrol,
    /// A tablet's browser with a cookie.
    Pair,
}

/// Whether a device is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DeviceState {
    /// 登録済み
    Enrolled,
    /// 停止中: its key was in use twice; a fresh code lets it in again.
    Suspended,
    /// 取り消し済み: never again.
    Revoked,
}

/// One row of the administrator's list: `GET /api/devices`. Moments are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceRow {
    /// Which.
    pub booth: BoothId,
    /// Where it stands.
    pub site: SiteId,
    /// The site's name.
    pub site_name: String,
    /// What administrators call it: 「受付横」.
    pub name: String,
    /// How it was let in.
    pub kind: DeviceKind,
    /// Whether it is.
    pub state: DeviceState,
    /// When it was let in first.
    pub created_at: f64,
    /// When its newest certificate ends; paired tablets have none.
    pub certificate_ends: Option<f64>,
    /// Whether its device socket is open now.
    pub connected: bool,
    /// When it was heard last over its device socket.
    pub last_seen: Option<f64>,
    /// The program's version, as it said last.
    pub version: Option<String>,
    /// The browser's version, as it said last.
    pub browser: Option<String>,
    /// The lamps, as it said last: its own program, or the person who tried a tablet.
    pub lamps: Vec<Lamp>,
    /// When it said them.
    pub lamps_at: Option<f64>,
    /// Why it takes no visits, if it takes none.
    pub out_of_order: Option<OutOfOrder>,
    /// Its last self-check.
    pub selfcheck: Option<LastSelfcheck>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_frame_reads_as_prose_says() {
        let cases = [
            r#"{"v":1,"id":0,"body":{"type":"hello","instance":"0123456789abcdef0123456789abcdef","version":"0.1.0","browser":null}}"#,
            r#"{"v":1,"id":1,"body":{"type":"health","lamps":[{"part":"document-camera","state":"bad","note":"absent"},{"part":"disk","state":"good"}]}}"#,
            r#"{"v":1,"id":2,"body":{"type":"wiped","why":"ended","took_ms":840}}"#,
            r#"{"v":1,"id":3,"body":{"type":"out-of-order","on":true,"reason":"attendant"}}"#,
            r#"{"v":1,"id":4,"body":{"type":"selfcheck","report":{"passed":true,"took_ms":9000,"lamps":[],"line":{"lost_permille":2,"jitter_ms":1,"round_trip_ms":3,"first_frame_ms":400,"echo_ms":null}}}}"#,
        ];
        for json in cases {
            let frame: DeviceFrame = serde_json::from_str(json).expect(json);
            assert_eq!(serde_json::to_string(&frame).expect("plain values serialise"), json);
        }
    }

    #[test]
    fn a_frame_that_says_more_is_none() {
        for bad in [
            r#"{"v":1,"id":1,"body":{"type":"wiped","why":"bored","took_ms":1}}"#,
            r#"{"v":1,"id":1,"body":{"type":"wiped","why":"ended","took_ms":1,"name":"x"}}"#,
            r#"{"v":1,"id":1,"body":{"type":"health","lamps":[{"part":"soul","state":"good"}]}}"#,
        ] {
            assert!(serde_json::from_str::<DeviceFrame>(bad).is_err(), "{bad}");
        }
    }
}
