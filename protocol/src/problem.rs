//! RFC 9457 problem documents. The same value answers an HTTP request (`application/problem+json`) and, inside
//! [`crate::signal::ServerMessage::Refused`], a WebSocket frame.

use crate::booking::FreeTime;
use serde::{Deserialize, Serialize};

/// What went wrong, as a stable word that programs and translations key on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The message is not JSON, or not of a known type.
    BadMessage,
    /// The peer speaks a version this build does not.
    BadVersion,
    /// Larger than allowed.
    TooLarge,
    /// More than allowed in this time.
    TooMany,
    /// Nobody is signed in, or the session is gone.
    NotSignedIn,
    /// Wrong name or password.
    BadCredentials,
    /// This caller may not do that.
    Forbidden,
    /// The request came from a page of another origin.
    ForeignOrigin,
    /// No such thing, or none this caller may know of.
    NotFound,
    /// The address is there, and does not take this method.
    WrongMethod,
    /// Somebody else accepted first; `taken_by` names them.
    Taken,
    /// The call does not ring or run any more, or its epoch passed.
    Gone,
    /// The act does not fit where the call stands.
    WrongState,
    /// The subject is not handled by video, or not here: the screening says where.
    NotRemote,
    /// Questions of the screening are open, or were changed: ask on.
    Unscreened,
    /// What is published would be wrong; `errors` lists every flaw.
    Flawed,
    /// Nobody is 対応可 for this subject.
    NobodyAvailable,
    /// It would not be the ticket's turn before the counter closes, or it is closed.
    Closing,
    /// The set capacity is reached; calls in progress go on.
    Full,
    /// The server drains or restarts.
    Draining,
    /// The grant is missing, expired, forged or for something else.
    BadGrant,
    /// The offer's DTLS fingerprint is not the granted one.
    WrongFingerprint,
    /// The party has joined already with this or a later attempt.
    AlreadyJoined,
    /// The offer is not SDP.
    BadSdp,
    /// The offer lacks a line that PROTOCOL.md asks for.
    MissingLine,
    /// The body's content type is not the one this address takes.
    UnsupportedType,
    /// The change is meant for a state that has passed: `If-Match` names an older entity tag.
    StaleTag,
    /// The change must say for which state it is meant: `If-Match` is missing.
    TagNeeded,
    /// The form has missing or wrong answers; `errors` lists them.
    InvalidForm,
    /// The form's version is not in force any more.
    OutdatedForm,
    /// The form asks for more 本人確認 than the call has.
    IdentityNeeded,
    /// The request body lacks a field or has one of a wrong type or name.
    BadField,
    /// The code is wrong, used or expired.
    BadCode,
    /// The same idempotency key came with other content.
    KeyReused,
    /// The call has its application already, with other content.
    AlreadyApplied,
    /// The booth takes no visits now.
    OutOfOrder,
    /// The device's key was in use twice: it is stopped until it enrols anew.
    Suspended,
    /// The booth is not connected, so it cannot be told.
    BoothAway,
    /// The time was taken by somebody else; `times` offers others.
    SlotGone,
    /// The time is not open; the title says why, `times` offers others.
    NotOpen,
    /// The hold ran out; what was filled in is still there.
    HoldOver,
    /// The same person has another booking at this time.
    Overlapping,
    /// The person has as many bookings as one may have.
    TooManyBookings,
    /// It is too early to check in.
    TooEarly,
    /// It is too late to check in: take a ticket, or book anew.
    TooLate,
    /// The booking is for the ward office's counter: no booth takes it up.
    AtCounter,
    /// Two people are needed, and this is the one who did the first part.
    SamePerson,
    /// The server failed; nothing was changed.
    Internal,
    /// The booth's own program cannot reach the server, or got half an answer: nobody knows what was changed.
    Unreachable,
}

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Where: `name`, `household/0/name`.
    pub path: String,
    /// What, as a stable word: `required`, `too-long`, `bad-date`.
    pub code: String,
    /// In words, in Japanese; faces translate by `code`.
    pub message: String,
}

/// A problem document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Problem {
    /// `urn:chikamado:problem:<code>`
    #[serde(rename = "type")]
    pub kind: String,
    /// The stable word.
    pub code: Code,
    /// The HTTP status it has, or would have.
    pub status: u16,
    /// What happened and what to do, for a person, in Japanese.
    pub title: String,
    /// Who accepted first, with [`Code::Taken`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub taken_by: Option<String>,
    /// Seconds after which a retry makes sense, with [`Code::TooMany`] and [`Code::Full`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub retry_after: Option<u32>,
    /// Other times, with [`Code::SlotGone`] and [`Code::NotOpen`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<FreeTime>>"))]
    pub times: Vec<FreeTime>,
    /// The wrong fields, with [`Code::InvalidForm`].
    #[serde(default)]
    pub errors: Vec<FieldProblem>,
}

impl Code {
    /// The word on the wire.
    pub fn word(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(word)) => word,
            _ => unreachable!("a unit variant is a string"),
        }
    }

    /// The HTTP status.
    pub const fn status(self) -> u16 {
        match self {
            Self::BadMessage | Self::BadVersion | Self::BadField | Self::BadSdp | Self::MissingLine => 400,
            Self::NotSignedIn | Self::BadCredentials | Self::BadGrant => 401,
            Self::Forbidden
            | Self::ForeignOrigin
            | Self::WrongFingerprint
            | Self::BadCode
            | Self::IdentityNeeded
            | Self::SamePerson
            | Self::Suspended => 403,
            Self::NotFound => 404,
            Self::WrongMethod => 405,
            Self::Taken
            | Self::WrongState
            | Self::NobodyAvailable
            | Self::Closing
            | Self::AlreadyJoined
            | Self::KeyReused
            | Self::AlreadyApplied
            | Self::OutOfOrder
            | Self::BoothAway
            | Self::SlotGone
            | Self::NotOpen
            | Self::Overlapping
            | Self::TooManyBookings
            | Self::TooEarly
            | Self::TooLate
            | Self::AtCounter => 409,
            Self::Gone | Self::HoldOver => 410,
            Self::StaleTag => 412,
            Self::TooLarge => 413,
            Self::UnsupportedType => 415,
            Self::InvalidForm | Self::OutdatedForm | Self::NotRemote | Self::Unscreened | Self::Flawed => 422,
            Self::TagNeeded => 428,
            Self::TooMany => 429,
            Self::Internal => 500,
            Self::Unreachable => 502,
            Self::Full | Self::Draining => 503,
        }
    }

    /// What happened and what to do, for a person.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::BadMessage => "送られた内容を読み取れませんでした。もう一度お試しください。",
            Self::BadVersion => "画面の版が古くなっています。画面を読み込み直してください。",
            Self::TooLarge => "送られた内容が大きすぎます。短くして、もう一度お送りください。",
            Self::TooMany => "操作が続きすぎました。少し待ってから、もう一度お試しください。",
            Self::NotSignedIn => "サインインしていません。もう一度サインインしてください。",
            Self::BadCredentials => "利用者名かパスワードが違います。",
            Self::Forbidden => "この操作は許可されていません。",
            Self::ForeignOrigin => "ほかのページからの操作は受け付けません。",
            Self::NotFound => "見つかりませんでした。",
            Self::WrongMethod => "この宛先では、その操作を受け付けません。",
            Self::Taken => "ほかの職員が先に応答しました。",
            Self::Gone => "この呼び出しは終わっています。",
            Self::WrongState => "いまはこの操作ができません。",
            Self::NotRemote => "この用件はリモート窓口では扱っていません。案内をご覧ください。",
            Self::Unscreened => "先に、いくつかの質問にお答えください。",
            Self::Flawed => "直すところがあるため、公開できません。下書きはそのまま残っています。",
            Self::NobodyAvailable => "いま対応できる職員がいません。しばらくしてからお試しいただくか、お電話ください。",
            Self::Closing => "今日の受付は終わりました。次に開く時刻にお越しいただくか、お電話ください。",
            Self::Full => {
                "いま混み合っていて、新しい呼び出しを受けられません。少し待ってから、もう一度お試しください。"
            }
            Self::Draining => "サーバーの入れ替え中です。少し待ってから、もう一度お試しください。",
            Self::BadGrant => "通話の許可証が正しくないか、期限が切れています。",
            Self::WrongFingerprint => "通話の鍵が、先に届け出たものと違います。",
            Self::AlreadyJoined => "この参加者はすでに通話に入っています。",
            Self::BadSdp => "通話の申し込み（SDP）を読み取れませんでした。",
            Self::MissingLine => "通話の申し込みに必要な行（音声、映像、受信枠）がありません。",
            Self::UnsupportedType => "送られた内容の種類が、この宛先のものと違います。",
            Self::StaleTag => "通話のつながりは、この変更の前に新しくなっています。もう一度つなぎ直してください。",
            Self::TagNeeded => "どの状態への変更かが示されていません（If-Match）。",
            Self::InvalidForm => "入力に直すところがあります。",
            Self::OutdatedForm => "様式が新しくなりました。新しい様式でもう一度ご確認ください。",
            Self::IdentityNeeded => {
                "この申請には、ご自身のスマートフォンとマイナンバーカードによる本人確認が必要です。いまはこの窓口ではご案内だけできます。"
            }
            Self::BadField => "項目の形が正しくありません。",
            Self::BadCode => "コードが違うか、期限が切れています。",
            Self::KeyReused => "同じ受付キーで、違う内容が送られました。",
            Self::AlreadyApplied => {
                "この相談の申請は、すでに受け付けています。内容を直したいときは、職員にお伝えください。"
            }
            Self::OutOfOrder => "このブースは、いまお使いいただけません。ほかのブースか、お電話をご利用ください。",
            Self::Suspended => "このブースは安全のため止めています。管理者が新しいコードで登録し直してください。",
            Self::BoothAway => {
                "このブースは、いまサーバーにつながっていません。つながってから、もう一度お試しください。"
            }
            Self::SlotGone => "この時間は、ほかの方の予約で埋まりました。別の時間をお選びください。",
            Self::NotOpen => "この時間は予約できません。別の時間をお選びください。",
            Self::HoldOver => {
                "お取り置きの時間が過ぎました。入力した内容は残っています。もう一度、時間をお選びください。"
            }
            Self::Overlapping => "同じ時間に、ほかの予約があります。別の時間をお選びください。",
            Self::TooManyBookings => {
                "予約できる件数の上限です。いまの予約が済むか、取り消してから、もう一度お試しください。"
            }
            Self::TooEarly => "まだ受付の時間ではありません。受付が始まってから、もう一度お試しください。",
            Self::TooLate => "予約の受付時間を過ぎました。番号札を取るか、別の時間を予約できます。",
            Self::AtCounter => {
                "この予約は、区役所の窓口での予約です。ブースではなく、予約の時間に区役所の窓口へお越しください。"
            }
            Self::SamePerson => "準備した人とは別の人が、引き渡してください。",
            Self::Internal => "サーバーで問題が起きました。内容は変わっていません。もう一度お試しください。",
            Self::Unreachable => "サーバーにつながりません。少し待ってから、もう一度お試しください。",
        }
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self {
            kind: format!("urn:chikamado:problem:{}", code.word()),
            code,
            status: code.status(),
            title: code.sentence().to_owned(),
            taken_by: None,
            retry_after: None,
            times: Vec::new(),
            errors: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_its_code_status_and_sentence() {
        let json = serde_json::to_value(Problem::from(Code::Taken)).expect("plain values serialise");
        assert_eq!(
            json,
            serde_json::json!({
                "type": "urn:chikamado:problem:taken", "code": "taken", "status": 409,
                "title": "ほかの職員が先に応答しました。", "errors": []
            })
        );
    }
}
