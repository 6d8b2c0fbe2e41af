//! Text → a frame, or why it is none.

use protocol::device::{DeviceFrame, DeviceMessage};
use protocol::problem::Code;
use protocol::signal::{ClientFrame, ClientMessage, FRAME_MAX};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Why a text is no frame.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bad {
    /// The frame's number, where it could be read.
    pub(super) id: Option<u32>,
    /// What is wrong.
    pub(super) code: Code,
}

/// What stands in a frame of every version.
#[derive(Deserialize)]
struct Head {
    v: u16,
    id: u32,
}

/// A frame of one of the sockets.
pub(super) trait Frame: DeserializeOwned {
    /// Whether it has a number of its own; `hello` and `ping` have none.
    fn is_counted(&self) -> bool;
}

impl Frame for ClientFrame {
    fn is_counted(&self) -> bool {
        !matches!(self.body, ClientMessage::Hello { .. } | ClientMessage::Ping)
    }
}

impl Frame for DeviceFrame {
    fn is_counted(&self) -> bool {
        !matches!(self.body, DeviceMessage::Hello { .. } | DeviceMessage::Ping)
    }
}

/// Reads one frame; `None` is a message that is no text.
pub(super) fn read<F: Frame>(text: Option<&str>) -> Result<F, Bad> {
    let text = text.ok_or(Bad { id: None, code: Code::BadMessage })?;
    if text.len() > FRAME_MAX {
        return Err(Bad { id: None, code: Code::TooLarge });
    }
    let head: Head = serde_json::from_str(text).map_err(|_| Bad { id: None, code: Code::BadMessage })?;
    let bad = |code| Bad { id: Some(head.id), code };
    if !protocol::speaks(head.v) {
        return Err(bad(Code::BadVersion));
    }
    let frame: F = serde_json::from_str(text).map_err(|_| bad(Code::BadMessage))?;
    if frame.is_counted() && head.id == 0 { Err(bad(Code::BadMessage)) } else { Ok(frame) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_frame_is_refused_by_its_number_where_it_has_one() {
        let long = format!(r#"{{"v":1,"id":3,"body":{{"type":"ping"}},"x":"{}"}}"#, "x".repeat(FRAME_MAX));
        let cases = [
            ("", None, Code::BadMessage),
            ("{", None, Code::BadMessage),
            ("[]", None, Code::BadMessage),
            (r#"{"v":1,"id":"3","body":{"type":"ping"}}"#, None, Code::BadMessage),
            (r#"{"v":9,"id":3,"body":{"type":"sing"}}"#, Some(3), Code::BadVersion),
            (r#"{"v":1,"id":3,"body":{"type":"sing"}}"#, Some(3), Code::BadMessage),
            (r#"{"v":1,"id":3,"body":{"type":"ping"},"more":1}"#, Some(3), Code::BadMessage),
            (r#"{"v":1,"id":3,"body":{"type":"end","call":"../etc"}}"#, Some(3), Code::BadMessage),
            (r#"{"v":1,"id":0,"body":{"type":"end","call":"c"}}"#, Some(0), Code::BadMessage),
            (long.as_str(), None, Code::TooLarge),
        ];
        for (text, id, code) in cases {
            assert_eq!(read::<ClientFrame>(Some(text)), Err(Bad { id, code }), "{}", &text[..text.len().min(60)]);
        }
    }

    #[test]
    fn a_version_older_is_read() {
        assert!(read::<ClientFrame>(Some(r#"{"v":0,"id":0,"body":{"type":"hello","resume":null}}"#)).is_ok());
    }

    #[test]
    fn a_devices_frames_are_read_alike() {
        let zero = r#"{"v":1,"id":0,"body":{"type":"health","lamps":[]}}"#;
        assert_eq!(read::<DeviceFrame>(Some(zero)), Err(Bad { id: Some(0), code: Code::BadMessage }));
        assert!(read::<DeviceFrame>(Some(r#"{"v":1,"id":0,"body":{"type":"ping"}}"#)).is_ok());
        assert_eq!(read::<DeviceFrame>(None), Err(Bad { id: None, code: Code::BadMessage }));
    }
}
