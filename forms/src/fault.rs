//! Every refusal of an answer, with what happened and what to do in each language. No message repeats the answer.

use crate::definition::Text;
use protocol::problem::FieldProblem;
use serde::{Deserialize, Serialize};

/// Why an answer is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Fault {
    /// The form has no such field.
    UnknownField,
    /// The field is not asked, given the other answers.
    NotAsked,
    /// It must be answered.
    Required,
    /// Over the field's length.
    TooLong {
        /// Most characters.
        max: u32,
    },
    /// A 個人番号 stands in it.
    MyNumber,
    /// Not katakana or hiragana.
    NotKana,
    /// Not a day, or one that never was.
    BadDate,
    /// Before the field's first possible day.
    TooEarly,
    /// After the last one.
    TooLate,
    /// Not seven digits.
    BadPostcode,
    /// Not a Japanese telephone number.
    BadTelephone,
    /// Not an e-mail address.
    BadEmail,
    /// A name with digits, signs or pictures.
    BadName,
    /// Not a whole number.
    BadNumber,
    /// Below the field's least number.
    TooSmall {
        /// The least.
        min: u32,
    },
    /// Above its greatest.
    TooLarge {
        /// The most.
        max: u32,
    },
    /// Not so many digits.
    BadDigits {
        /// How many, or how many at most.
        length: u32,
        /// Whether fewer will do.
        pad: bool,
    },
    /// Before the earlier date that it follows.
    BeforeOther,
    /// あてはまるものはない, and another option.
    NoneAndOthers,
    /// None of the options.
    UnknownOption,
    /// A consent is `yes` or nothing.
    BadConsent,
    /// How many entries there are is not a number.
    BadCount,
    /// Fewer entries than the form wants.
    TooFewEntries {
        /// Fewest entries.
        min: u32,
    },
    /// More entries than the form takes.
    TooManyEntries {
        /// Most entries.
        max: u32,
    },
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
pub struct FieldError {
    /// Where: `name`, `household/0/name`.
    pub path: String,
    /// What.
    #[serde(flatten)]
    pub fault: Fault,
    /// In words.
    pub message: Text,
}

impl FieldError {
    /// An error at a place.
    pub fn new(path: &str, fault: Fault) -> Self {
        let message = fault.message();
        Self { path: path.to_owned(), fault, message }
    }
}

impl From<FieldError> for FieldProblem {
    fn from(error: FieldError) -> Self {
        Self { path: error.path, code: error.fault.code(), message: error.message.ja }
    }
}

impl Fault {
    /// The stable word: `too-long`.
    pub fn code(&self) -> String {
        match serde_json::to_value(self).map(|value| value["code"].clone()) {
            Ok(serde_json::Value::String(word)) => word,
            _ => unreachable!("a fault serialises with its code"),
        }
    }

    /// What happened and what to do.
    pub fn message(&self) -> Text {
        let [ja, easy, en] = match self {
            Self::UnknownField => [
                "この様式にない項目です。画面を読み込み直してください。",
                "この{紙|かみ}にない {質問|しつもん}です。もう{一度|いちど} {画面|がめん}を {開|ひら}いてください。",
                "This form has no such question. Please reload the page.",
            ],
            Self::NotAsked => [
                "ほかの答えにより、この項目は不要になりました。",
                "この{質問|しつもん}には {答|こた}えなくて いいです。",
                "Given your other answers, this is not needed.",
            ],
            Self::Required => ["入力してください。", "{書|か}いてください。", "Please answer this."],
            Self::TooLong { max } => {
                return Text {
                    ja: format!("{max}文字以内で入力してください。"),
                    easy: format!("{{長|なが}}すぎます。{max}{{文字|もじ}}までで {{書|か}}いてください。"),
                    en: format!("Please use no more than {max} characters."),
                };
            }
            Self::MyNumber => [
                "個人番号（マイナンバー）は入力しないでください。この窓口では使いません。",
                "マイナンバーは {書|か}かないでください。ここでは {使|つか}いません。",
                "Please do not enter your My Number (Individual Number). It is not used here.",
            ],
            Self::NotKana => [
                "ひらがなかカタカナで入力してください。",
                "ひらがな か カタカナで {書|か}いてください。",
                "Please use hiragana or katakana.",
            ],
            Self::BadDate => [
                "日付を確かめてください。例：昭和23年4月5日",
                "{日|ひ}にちを {確|たし}かめてください。{例|れい}：1948{年|ねん}4{月|がつ}5{日|にち}",
                "Please check the date. Example: 1948-04-05",
            ],
            Self::TooEarly => [
                "日付が古すぎます。年を確かめてください。",
                "{日|ひ}にちが {古|ふる}すぎます。{年|ねん}を {確|たし}かめてください。",
                "This date is too long ago. Please check the year.",
            ],
            Self::TooLate => [
                "日付が先すぎます。年を確かめてください。",
                "{日|ひ}にちが まだ {来|き}ていません。{年|ねん}を {確|たし}かめてください。",
                "This date is too late. Please check the year.",
            ],
            Self::BadPostcode => [
                "郵便番号は7けたの数字で入力してください。例：803-0814",
                "{郵便番号|ゆうびんばんごう}は {数字|すうじ} 7つです。{例|れい}：803-0814",
                "A postcode has seven digits. Example: 803-0814",
            ],
            Self::BadTelephone => [
                "電話番号を市外局番から確かめてください。例：093-582-3311",
                "{電話番号|でんわばんごう}を {確|たし}かめてください。0から {書|か}きます。{例|れい}：093-582-3311",
                "Please check the telephone number, with its area code. Example: 093-582-3311",
            ],
            Self::BadEmail => [
                "メールアドレスを確かめてください。例：hanako@example.jp",
                "メールアドレスを {確|たし}かめてください。{例|れい}：hanako@example.jp",
                "Please check the e-mail address. Example: hanako@example.jp",
            ],
            Self::BadName => [
                "お名前を文字だけで入力してください。数字や記号は使えません。",
                "{名前|なまえ}だけ {書|か}いてください。{数字|すうじ}や {記号|きごう}は {使|つか}えません。",
                "Please enter the name in letters, without digits or signs.",
            ],
            Self::BadNumber => [
                "数字で入力してください。例：12000",
                "{数字|すうじ}で {書|か}いてください。{例|れい}：12000",
                "Please enter a number. Example: 12000",
            ],
            Self::TooSmall { min } => {
                return Text {
                    ja: format!("{min}以上の数字を入力してください。"),
                    easy: format!("{min}か、もっと {{大|おお}}きい {{数字|すうじ}}を {{書|か}}いてください。"),
                    en: format!("Please enter {min} or more."),
                };
            }
            Self::TooLarge { max } => {
                return Text {
                    ja: format!("{max}以下の数字を入力してください。"),
                    easy: format!("{max}か、もっと {{小|ちい}}さい {{数字|すうじ}}を {{書|か}}いてください。"),
                    en: format!("Please enter {max} or less."),
                };
            }
            Self::BadDigits { length, pad } => {
                let [ja, easy, en] = if *pad { ["以内", "までで ", "up to "] } else { ["", "で ", ""] };
                return Text {
                    ja: format!("{length}けた{ja}の数字で入力してください。"),
                    easy: format!("{{数字|すうじ}} {length}つ{easy}{{書|か}}いてください。"),
                    en: format!("Please enter {en}{length} digits."),
                };
            }
            Self::BeforeOther => [
                "前に入力した日付より前になっています。日付を確かめてください。",
                "{前|まえ}に {書|か}いた {日|ひ}より {前|まえ}です。{日|ひ}にちを {確|たし}かめてください。",
                "This is before the earlier date you gave. Please check both.",
            ],
            Self::NoneAndOthers => [
                "「あてはまるものはない」を選ぶときは、ほかを選ばないでください。",
                "「ない」を {選|えら}ぶときは、ほかを {選|えら}ばないでください。",
                "If none applies, please choose nothing else.",
            ],
            Self::UnknownOption => [
                "選択肢の中から選んでください。",
                "{下|した}の {中|なか}から {選|えら}んでください。",
                "Please choose one of the options.",
            ],
            Self::BadConsent => [
                "同意するかどうかを選んでください。",
                "いいかどうかを {選|えら}んでください。",
                "Please choose whether you agree.",
            ],
            Self::BadCount => [
                "人数を数字で入力してください。",
                "{何人|なんにん}か、{数字|すうじ}で {書|か}いてください。",
                "Please enter how many, as a number.",
            ],
            Self::TooFewEntries { min } => {
                return Text {
                    ja: format!("{min}件以上入力してください。"),
                    easy: format!("{min}つか、もっと {{書|か}}いてください。"),
                    en: format!("Please give at least {min}."),
                };
            }
            Self::TooManyEntries { max } => {
                return Text {
                    ja: format!("{max}件まで入力できます。"),
                    easy: format!("{max}つまで {{書|か}}くことができます。"),
                    en: format!("You can give no more than {max}."),
                };
            }
        };
        Text { ja: ja.to_owned(), easy: easy.to_owned(), en: en.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruby;

    #[test]
    fn every_fault_has_its_word_and_can_be_read_in_each_language() {
        for (fault, word) in [
            (Fault::UnknownField, "unknown-field"),
            (Fault::NotAsked, "not-asked"),
            (Fault::Required, "required"),
            (Fault::TooLong { max: 40 }, "too-long"),
            (Fault::MyNumber, "my-number"),
            (Fault::NotKana, "not-kana"),
            (Fault::BadDate, "bad-date"),
            (Fault::TooEarly, "too-early"),
            (Fault::TooLate, "too-late"),
            (Fault::BadPostcode, "bad-postcode"),
            (Fault::BadTelephone, "bad-telephone"),
            (Fault::BadEmail, "bad-email"),
            (Fault::BadName, "bad-name"),
            (Fault::BadNumber, "bad-number"),
            (Fault::TooSmall { min: 1 }, "too-small"),
            (Fault::TooLarge { max: 9 }, "too-large"),
            (Fault::BadDigits { length: 4, pad: false }, "bad-digits"),
            (Fault::BadDigits { length: 7, pad: true }, "bad-digits"),
            (Fault::BeforeOther, "before-other"),
            (Fault::NoneAndOthers, "none-and-others"),
            (Fault::UnknownOption, "unknown-option"),
            (Fault::BadConsent, "bad-consent"),
            (Fault::BadCount, "bad-count"),
            (Fault::TooFewEntries { min: 1 }, "too-few-entries"),
            (Fault::TooManyEntries { max: 6 }, "too-many-entries"),
        ] {
            assert_eq!(fault.code(), word);
            let Text { ja, easy, en } = fault.message();
            assert!(!ja.contains('{') && en.is_ascii(), "{word}");
            assert!(ruby::reads_every_kanji(&easy), "{easy}");
        }
    }
}
