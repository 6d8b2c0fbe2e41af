//! Sentences for people, in every language of the faces.

use forms::Fault;
use protocol::booking::Words;
use protocol::tree::Reason;

/// Words that are there in each language.
pub(crate) fn words(ja: impl Into<String>, easy: impl Into<String>, en: impl Into<String>) -> Words {
    Words { ja: ja.into(), easy: Some(easy.into()), en: Some(en.into()) }
}

/// The text in やさしい日本語, or what stands for it.
pub(crate) fn easy(words: &Words) -> &str {
    words.easy.as_deref().unwrap_or(&words.ja)
}

/// The text in English, or what stands for it.
pub(crate) fn en(words: &Words) -> &str {
    words.en.as_deref().unwrap_or(&words.ja)
}

/// Several things in a row.
pub(crate) fn listed<'a>(all: impl Iterator<Item = &'a Words> + Clone) -> Words {
    let join = |of: fn(&Words) -> &str, by: &str| all.clone().map(of).collect::<Vec<_>>().join(by);
    words(join(|words| &words.ja, "、"), join(easy, "、"), join(en, ", "))
}

/// Why an answer is refused, by the rule of writing that forms have too.
pub(crate) fn refused(fault: &Fault) -> Reason {
    let message = fault.message();
    reason(&fault.code(), words(message.ja, message.easy, message.en))
}

/// A number that is none, or lies outside of what is possible.
pub(crate) fn bad_number(min: i32, max: i32) -> Reason {
    let said = words(
        format!("{min}から{max}までの数字で入力してください。"),
        format!("{min}から {max}までの {{数字|すうじ}}を {{書|か}}いてください。"),
        format!("Please enter a whole number from {min} to {max}."),
    );
    reason("bad-number", said)
}

/// `none` was chosen together with something.
pub(crate) fn none_and_more() -> Reason {
    let said = words(
        "「どれでもない」を選ぶときは、ほかを選ばないでください。",
        "「どれでもない」のときは、ほかを {選|えら}ばないで ください。",
        "If you choose “none of these”, please choose nothing else.",
    );
    reason("none-and-more", said)
}

fn reason(id: &str, words: Words) -> Reason {
    Reason { id: id.parse().expect("a code is an id"), words }
}
