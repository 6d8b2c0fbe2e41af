//! The stage: what resident and office look at together. A document under the booth's second camera, a frame of it that
//! was stopped, a picture or a page that the office shows, and the marks that both sides draw on them.
//!
//! The booth **holds** the stage; desks are its **guests**. A guest asks, the booth applies what it gets in the order in
//! which it gets it, and tells everybody. So all see the same, and nothing is numbered: `panel` is reliable and ordered,
//! and a guest whose channel (re)opens asks to [`FromGuest::Look`]. A new picture takes the place of the old one, with
//! its marks. The stage is kept nowhere: it is empty when the booth's page is new, when the booth is covered and when
//! the call is over.
//!
//! Pixels go over `bulk` in [`Chunk`]s, in either direction, at the receiver's pace: it says [`FromHolder::Received`] or
//! [`FromGuest::Received`] with the number of the chunk that it waits for, 0 to begin (again); the sender goes at most
//! [`WINDOW`] chunks ahead. What has arrived is believed only if it is, by its own header, the picture that was told.

use crate::id::{MarkId, PictureId};
use serde::{Deserialize, Serialize};

/// Bytes of a picture in one chunk; the last one may be shorter.
pub const CHUNK_BYTES: usize = 60 * 1024;
/// How many chunks may be on their way. Less than what the SFU lets wait for a slow receiver of `bulk`.
pub const WINDOW: u16 = 8;
/// Most bytes of a picture.
pub const PICTURE_BYTES_MAX: u32 = 3 * 1024 * 1024;
/// Most pixels of a picture's longer side.
pub const PICTURE_SIDE_MAX: u16 = 2_560;
/// Most marks on a picture; a further one pushes the oldest out.
pub const MARKS_MAX: usize = 100;
/// Most points of one mark.
pub const POINTS_MAX: usize = 200;

/// What a picture is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum PictureMedia {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
}

/// A picture, before its pixels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// Which.
    pub id: PictureId,
    /// What it is written in.
    pub media: PictureMedia,
    /// Pixels, 1 to [`PICTURE_SIDE_MAX`].
    pub width: u16,
    /// Pixels, 1 to [`PICTURE_SIDE_MAX`].
    pub height: u16,
    /// 1 to [`PICTURE_BYTES_MAX`].
    pub bytes: u32,
}

/// How a picture is looked at, on both sides alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Quarter turns clockwise, 0 to 3.
    pub turn: u8,
    /// How many times larger than whole, 1 to 4.
    pub zoom: u8,
    /// What is in the middle, in thousandths of the picture's width …
    pub x: u16,
    /// … and height.
    pub y: u16,
}

/// A mark, in thousandths of the picture's width and height: one point is a ring around it, more are a line.
/// The same id again takes the place of what it was: a line grows while it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Which.
    pub id: MarkId,
    /// 1 to [`POINTS_MAX`].
    pub points: Vec<(u16, u16)>,
}

/// Who drew a mark, as far as the SFU's stamp tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Hand {
    /// At the booth.
    Resident,
    /// At a desk.
    Office,
}

/// The booth's second camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum SecondCamera {
    /// Nobody asked for it.
    Off,
    /// The resident is asked.
    Asked,
    /// The resident said yes, and it opens.
    Opening,
    /// It shows.
    Live,
    /// The resident said no.
    Declined,
    /// The booth has no second camera.
    Absent,
    /// It could not be opened.
    Failed,
    /// It was unplugged.
    Unplugged,
}

/// What is on the stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct OnStage {
    /// The picture.
    pub picture: Picture,
    /// How it is looked at.
    pub view: View,
}

/// Why a picture is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum NotShown {
    /// 画面をかくす
    Covered,
    /// A further picture came before it was whole.
    Replaced,
    /// Above a limit.
    TooLarge,
    /// What came is not what was told.
    NotAPicture,
    /// The booth has no screen for it.
    NoScreen,
}

/// What the booth sends. Only believed when the SFU stamped its sender as the writer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FromHolder {
    /// Everything but the marks: after each change of camera or picture, and in answer to [`FromGuest::Look`].
    /// Another picture than before has no marks yet.
    Stage {
        /// The second camera.
        camera: SecondCamera,
        /// The picture, if there is one.
        shown: Option<OnStage>,
    },
    /// The picture is looked at otherwise.
    View {
        /// Which picture.
        picture: PictureId,
        /// How.
        view: View,
    },
    /// A mark is new, or has grown.
    Marked {
        /// On which picture.
        picture: PictureId,
        /// Whose.
        hand: Hand,
        /// It.
        mark: Mark,
    },
    /// A mark was taken back.
    Unmarked {
        /// On which picture.
        picture: PictureId,
        /// Which.
        mark: MarkId,
    },
    /// All marks are gone. Also said before they are told again.
    Cleared {
        /// On which picture.
        picture: PictureId,
    },
    /// How far an offered picture has come.
    Received {
        /// Which.
        picture: PictureId,
        /// The number of the chunk that is waited for.
        next: u16,
    },
    /// An offered picture is not shown.
    Refused {
        /// Which.
        picture: PictureId,
        /// Why.
        why: NotShown,
    },
}

/// What a desk sends. What names a picture that is not on the stage (any more) is ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FromGuest {
    /// Asks for everything: on joining, and after any gap.
    #[serde(deserialize_with = "crate::bare::variant")]
    Look,
    /// Asks for the second camera, which only the resident turns on; or turns it off.
    Camera {
        /// On or off.
        on: bool,
    },
    /// この画面を止める: the frame that the second camera shows now becomes the picture.
    #[serde(deserialize_with = "crate::bare::variant")]
    Freeze,
    /// Offers a picture. Its pixels follow when the booth says [`FromHolder::Received`].
    Offer {
        /// It.
        picture: Picture,
    },
    /// Looks at the picture otherwise.
    View {
        /// Which picture.
        picture: PictureId,
        /// How.
        view: View,
    },
    /// Draws.
    Mark {
        /// On which picture.
        picture: PictureId,
        /// It.
        mark: Mark,
    },
    /// Takes a mark of the office back.
    Unmark {
        /// On which picture.
        picture: PictureId,
        /// Which.
        mark: MarkId,
    },
    /// Takes all marks away.
    Clear {
        /// On which picture.
        picture: PictureId,
    },
    /// Takes the picture away, or an offered one back.
    Close {
        /// Which.
        picture: PictureId,
    },
    /// How far the shown picture has come here.
    Received {
        /// Which.
        picture: PictureId,
        /// The number of the chunk that is waited for.
        next: u16,
    },
}

/// One message on `bulk`.
///
/// ```text
/// byte 0       n, the length of the picture's id
/// bytes 1..    n bytes id (ASCII), the chunk's number (two bytes, the high one first), then the pixels' bytes
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Of which picture.
    pub picture: PictureId,
    /// 0, 1, 2 …
    pub number: u16,
    /// [`CHUNK_BYTES`] of it, or what is left; never empty.
    pub bytes: Vec<u8>,
}

/// Why bytes are no chunk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a chunk of a picture")]
pub struct BadChunk;

impl Chunk {
    /// As one binary message.
    pub fn encode(&self) -> Vec<u8> {
        let name = self.picture.as_str().as_bytes();
        let mut bytes = Vec::with_capacity(3 + name.len() + self.bytes.len());
        bytes.push(u8::try_from(name.len()).expect("an id has at most 64 characters"));
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(&self.number.to_be_bytes());
        bytes.extend_from_slice(&self.bytes);
        bytes
    }

    /// From one binary message.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadChunk> {
        let (&n, rest) = bytes.split_first().ok_or(BadChunk)?;
        let (name, rest) = rest.split_at_checked(usize::from(n)).ok_or(BadChunk)?;
        let (&number, bytes) = rest.split_first_chunk::<2>().ok_or(BadChunk)?;
        let picture = std::str::from_utf8(name).ok().and_then(|s| s.parse().ok()).ok_or(BadChunk)?;
        if bytes.is_empty() || bytes.len() > CHUNK_BYTES {
            return Err(BadChunk);
        }
        Ok(Self { picture, number: u16::from_be_bytes(number), bytes: bytes.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::{BULK_MAX, PANEL_MAX};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_encoded_decodes(
            picture in "[a-z0-9]{1,64}",
            number: u16,
            bytes in prop::collection::vec(any::<u8>(), 1..200),
        ) {
            let chunk = Chunk { picture: picture.parse().expect("an id"), number, bytes };
            prop_assert_eq!(Chunk::decode(&chunk.encode()), Ok(chunk));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = Chunk::decode(&bytes);
        }
    }

    /// The vectors that the faces read and write as well.
    #[test]
    fn the_shared_vectors_hold() {
        let vectors: serde_json::Value = serde_json::from_str(include_str!("../vectors/chunk.json")).expect("JSON");
        let text = |v: &serde_json::Value| v.as_str().expect("a text").to_owned();
        let bytes = |hex: &str| -> Vec<u8> {
            let pairs = (0..hex.len()).step_by(2).map(|i| &hex[i..i + 2]);
            pairs.map(|pair| u8::from_str_radix(pair, 16).expect("hexadecimal")).collect()
        };
        for vector in vectors["chunks"].as_array().expect("a list") {
            let chunk = Chunk {
                picture: text(&vector["picture"]).parse().expect("an id"),
                number: vector["number"].as_u64().expect("a number").try_into().expect("a small one"),
                bytes: bytes(&text(&vector["content"])),
            };
            let encoded = bytes(&text(&vector["bytes"]));
            assert_eq!(chunk.encode(), encoded);
            assert_eq!(Chunk::decode(&encoded), Ok(chunk));
        }
        for refused in vectors["refused"].as_array().expect("a list") {
            assert_eq!(Chunk::decode(&bytes(&text(refused))), Err(BadChunk), "{refused}");
        }
    }

    #[test]
    fn the_largest_messages_fit_their_channels() {
        let id = "x".repeat(64);
        let chunk = Chunk { picture: id.parse().expect("an id"), number: u16::MAX, bytes: vec![0; CHUNK_BYTES] };
        assert!(chunk.encode().len() <= BULK_MAX);
        let mark = Mark { id: id.parse().expect("an id"), points: vec![(1_000, 1_000); POINTS_MAX] };
        let marked = FromHolder::Marked { picture: id.parse().expect("an id"), hand: Hand::Office, mark };
        assert!(serde_json::to_vec(&marked).expect("plain values serialise").len() <= PANEL_MAX);
        assert!((PICTURE_BYTES_MAX as usize).div_ceil(CHUNK_BYTES) < usize::from(u16::MAX));
    }
}
