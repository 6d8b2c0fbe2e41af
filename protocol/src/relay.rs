//! The envelope of `panel`, `bulk` and `pointer`: a client sends a bare payload, the SFU relays it inside the room as
//! one binary message with the sender stamped in front. The SFU never reads the payload.
//!
//! ```text
//! byte 0      flags: bit 0 = the sender is the panel's writer, bit 1 = the payload is text
//! byte 1      n, the length of the sender's party id
//! bytes 2..   n bytes party id (ASCII), then the payload
//! ```

use crate::id::PartyId;

/// Largest payload of one message, in bytes: `panel` and `pointer`.
pub const PANEL_MAX: usize = 16 * 1024;
/// Largest payload of one `bulk` message, in bytes.
pub const BULK_MAX: usize = 64 * 1024;

/// A relayed message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Who sent it, as the SFU knows.
    pub sender: PartyId,
    /// Whether the sender's grant makes it the panel's writer.
    pub writer: bool,
    /// Whether the payload came as text.
    pub text: bool,
    /// What was sent.
    pub payload: Vec<u8>,
}

/// Why bytes are no envelope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a relayed message")]
pub struct BadEnvelope;

impl Envelope {
    /// As one binary message.
    pub fn encode(&self) -> Vec<u8> {
        encode(&self.sender, self.writer, self.text, &self.payload)
    }

    /// From one binary message.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadEnvelope> {
        let (&[flags, n], rest) = bytes.split_first_chunk::<2>().ok_or(BadEnvelope)?;
        let (sender, payload) = rest.split_at_checked(usize::from(n)).ok_or(BadEnvelope)?;
        let sender = std::str::from_utf8(sender).ok().and_then(|s| s.parse().ok()).ok_or(BadEnvelope)?;
        if flags > 3 {
            return Err(BadEnvelope);
        }
        Ok(Self { sender, writer: flags & 1 != 0, text: flags & 2 != 0, payload: payload.to_vec() })
    }
}

/// Encodes without taking the payload.
pub fn encode(sender: &PartyId, writer: bool, text: bool, payload: &[u8]) -> Vec<u8> {
    let name = sender.as_str().as_bytes();
    let mut bytes = Vec::with_capacity(2 + name.len() + payload.len());
    bytes.push(u8::from(writer) | (u8::from(text) << 1));
    bytes.push(u8::try_from(name.len()).expect("an id has at most 64 characters"));
    bytes.extend_from_slice(name);
    bytes.extend_from_slice(payload);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_encoded_decodes(sender in "[a-z0-9]{1,64}", writer: bool, text: bool, payload: Vec<u8>) {
            let envelope = Envelope { sender: sender.parse().expect("an id"), writer, text, payload };
            prop_assert_eq!(Envelope::decode(&envelope.encode()), Ok(envelope));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = Envelope::decode(&bytes);
        }
    }

    /// The vectors that the web client's decoder reads as well.
    #[test]
    fn the_shared_vectors_hold() {
        let vectors: serde_json::Value = serde_json::from_str(include_str!("../vectors/relay.json")).expect("JSON");
        let text = |v: &serde_json::Value| v.as_str().expect("a text").to_owned();
        let bytes = |hex: &str| -> Vec<u8> {
            let pairs = (0..hex.len()).step_by(2).map(|i| &hex[i..i + 2]);
            pairs.map(|pair| u8::from_str_radix(pair, 16).expect("hexadecimal")).collect()
        };
        for vector in vectors["envelopes"].as_array().expect("a list") {
            let envelope = Envelope {
                sender: text(&vector["sender"]).parse().expect("an id"),
                writer: vector["writer"] == true,
                text: vector["text"] == true,
                payload: bytes(&text(&vector["payload"])),
            };
            let encoded = bytes(&text(&vector["bytes"]));
            assert_eq!(envelope.encode(), encoded);
            assert_eq!(Envelope::decode(&encoded), Ok(envelope));
        }
        for refused in vectors["refused"].as_array().expect("a list") {
            assert_eq!(Envelope::decode(&bytes(&text(refused))), Err(BadEnvelope), "{refused}");
        }
    }
}
