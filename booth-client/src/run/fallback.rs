//! The supervisor's own small page: why the booth cannot be used, whom to call, where else to go.

use crate::terminal::Reason;

const TEMPLATE: &str = include_str!("../../../web/fallback.html");

/// What the office last told about this booth's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) telephone: String,
    pub(super) nearest: Option<String>,
}

/// The page's whole text.
pub(super) fn page(reason: Reason, place: &Place) -> String {
    let [reason, in_english] = words(reason);
    TEMPLATE
        .replace("{{reason}}", reason)
        .replace("{{reason-en}}", in_english)
        .replace("{{phone}}", &escape(&place.telephone))
        .replace("{{nearest}}", &escape(place.nearest.as_deref().unwrap_or_default()))
}

/// What a reason is called on screen, in Japanese and in English.
fn words(reason: Reason) -> [&'static str; 2] {
    match reason {
        Reason::Revoked => [
            "この機械の登録が取り消されました。職員が登録し直します。",
            "This machine's registration was taken back. Staff will register it again.",
        ],
        Reason::Cloned => [
            "この機械の登録を確かめています。職員が登録し直します。",
            "This machine's registration is being looked into. Staff will register it again.",
        ],
        Reason::Clock => {
            ["この機械の時計が合っていません。職員が直します。", "This machine's clock is wrong. Staff will set it."]
        }
        Reason::NotEnrolled => ["この機械は、まだ登録されていません。", "This machine is not registered yet."],
        Reason::Damaged => [
            "この機械の登録の情報が読めません。職員が登録し直します。",
            "This machine's registration cannot be read. Staff will register it again.",
        ],
        Reason::CertificateEnded => [
            "この機械の登録の期限が切れました。職員が登録し直します。",
            "This machine's registration has ended. Staff will register it again.",
        ],
        Reason::Outdated => [
            "この機械のプログラムが古くなっています。新しくなるまで、お待ちください。",
            "This machine's program is too old. It will be renewed.",
        ],
        Reason::Trial => [
            "この機械のプログラムを新しくしています。1分ほどお待ちください。",
            "This machine's program is being renewed. Please wait about a minute.",
        ],
        Reason::Office | Reason::Attendant => {
            ["職員が、この窓口をお休みにしています。", "Staff have closed this counter for now."]
        }
        Reason::SelfCheck => [
            "この機械の点検で、直すところが見つかりました。",
            "A check of this machine found something that has to be mended.",
        ],
        Reason::Page => [
            "画面を出せません。しばらくすると、自動でもう一度ためします。",
            "The screen cannot be shown. It is tried again by itself in a while.",
        ],
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_the_page_is_filled_and_nothing_is_taken_as_markup() {
        let place = Place { telephone: "093-000-0000".into(), nearest: Some("<b>小倉</b>".into()) };
        let page = page(Reason::Page, &place);
        assert!(!page.contains("{{") && page.contains("093-000-0000</dd>"));
        assert!(page.contains("&lt;b&gt;小倉") && !page.contains("<b>小倉"));
    }

    #[test]
    fn what_is_not_known_leaves_its_line_empty() {
        assert!(page(Reason::Office, &Place::default()).contains("<dd></dd>"));
    }
}
