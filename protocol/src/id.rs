//! Identifiers, each its own type, declared here once. All are text of 1–64 characters out of
//! `a-z A-Z 0-9 - _`, so that they can stand in a path, a log line or an SQL parameter as they are.

use rand::Rng;
use serde::{Deserialize, Serialize};

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to 64 characters of a-z, A-Z, 0-9, '-' and '_'")]
pub struct BadId;

fn check(text: &str) -> Result<(), BadId> {
    let fits = (1..=64).contains(&text.len());
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if fits && plain { Ok(()) } else { Err(BadId) }
}

/// 26 characters of Crockford base32: 128 random bits.
fn random_text(rng: &mut impl Rng) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bits: u128 = (u128::from(rng.next_u64()) << 64) | u128::from(rng.next_u64());
    (0..26)
        .map(|_| {
            let c = ALPHABET[(bits & 31) as usize];
            bits >>= 5;
            char::from(c)
        })
        .collect()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts", type = "string"))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// A new id from 128 random bits, hence not guessable.
            pub fn random(rng: &mut impl Rng) -> Self {
                Self(random_text(rng))
            }
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                check(&text).map(|()| Self(text))
            }
        }
        impl std::str::FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Self::try_from(text.to_owned())
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// 区: a ward office.
    WardId,
    /// 拠点: a community centre, branch office or mall with a booth.
    SiteId,
    /// 係・担当: a section of a ward office, where desks sit.
    SectionId,
    /// 用件: what a resident may ask about.
    SubjectId,
    /// ブース端末: an enrolled or paired device.
    BoothId,
    /// 職員アカウント: a person who signs in at a desk.
    AccountId,
    /// A signed-in browser or paired tablet: a row that can be revoked.
    SessionId,
    /// 呼び出し: one call, also the name of its room in the SFU.
    CallId,
    /// One participant of one call. Drawn anew for every call, so that it tells nothing about a person.
    PartyId,
    /// One joined peer connection in the SFU: the unguessable part of the media resource's address.
    MediaSessionId,
    /// 様式: a form definition.
    FormId,
    /// 申請: one submitted application.
    ApplicationId,
    /// 引渡し: applications that leave together.
    BatchId,
    /// The idempotency key of a client's act: a retry carries the same one.
    RequestId,
    /// Lets a dropped WebSocket come back to its place.
    ResumeToken,
    /// One start of the program that looks after a booth.
    InstanceId,
    /// 緊急つなぎ: an office or number to bring in at once.
    HotlineId,
    /// 開設枠: remote-counter hours.
    OpeningId,
    /// The hours of an interpreter.
    CalendarId,
    /// 臨時休止: a closure.
    ClosureId,
    /// 予約: a booking. Never shown to residents, who have a code.
    BookingId,
    /// Makes a held time one's own.
    HoldToken,
    /// A telephone service's right to book: a row that can be revoked.
    TokenId,
    /// One proposal of a value by staff.
    ProposalId,
    /// One picture on the stage.
    PictureId,
    /// One mark on a picture.
    MarkId,
    /// 質問の流れ: a tree of questions.
    TreeId,
    /// One question of a tree.
    QuestionId,
    /// One choice of a question.
    ChoiceId,
    /// Where a tree ends.
    OutcomeId,
    /// 判定の規則: one rule of a screening.
    RuleId,
    /// Why something is as it is, as a stable word.
    ReasonId,
    /// 制度: one scheme of a guide.
    SchemeId,
    /// `screening`, or the tree of a guide.
    PublicationId,
}

/// Counts the lives of a call's room: raised each time the room is built again, so that late messages are harmless.
pub type Epoch = u32;

/// Counts a party's joins: a higher attempt replaces a lost one.
pub type Attempt = u32;

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn an_id_is_short_plain_text() {
        assert!("call-1_A".parse::<CallId>().is_ok());
        for bad in ["", "a b", "a/b", "é", &"x".repeat(65)] {
            assert_eq!(bad.parse::<CallId>(), Err(BadId), "{bad:?}");
        }
        assert!(serde_json::from_str::<CallId>("\"../etc\"").is_err());
    }

    #[test]
    fn random_ids_differ_and_parse() {
        let mut rng = StdRng::seed_from_u64(1);
        let (a, b) = (CallId::random(&mut rng), CallId::random(&mut rng));
        assert_ne!(a, b);
        assert_eq!(a.as_str().parse::<CallId>(), Ok(a));
    }
}
