//! What verdicts and attributes are called.

use crate::words::words;
use protocol::booking::Words;
use protocol::screening::{Condition, Documents, Reach, Seclusion, Sensitivity, Verdict};
use serde::de::value::Error as ValueError;
use serde::de::{DeserializeOwned, IntoDeserializer};

/// What a verdict says to the person: what to do next.
pub fn title(verdict: Verdict) -> Words {
    let [ja, easy, en] = match verdict {
        Verdict::Remote => [
            "ここで、テレビ通話で相談できます",
            "ここで テレビ{電話|でんわ}で {相談|そうだん}できます",
            "You can do this here by video",
        ],
        Verdict::RemotePrivate => [
            "ここで、まわりに見えない・聞こえないようにして相談できます",
            "ここで {相談|そうだん}できます。まわりの {人|ひと}に {見|み}えません。{聞|き}こえません",
            "You can do this here by video, with picture and sound kept from others",
        ],
        Verdict::EnclosedBooth => [
            "個室のブースで相談してください",
            "{部屋|へや}の ブースで {相談|そうだん}して ください",
            "Please use an enclosed booth",
        ],
        Verdict::InPerson => [
            "区役所の窓口でお手続きください",
            "{区役所|くやくしょ}の {窓口|まどぐち}に {来|き}て ください",
            "Please come to the ward office",
        ],
        Verdict::Kiosk => [
            "証明書の機械かコンビニで受け取れます",
            "{機械|きかい}か コンビニで もらえます",
            "You can get it from a certificate kiosk or at a convenience store",
        ],
        Verdict::OnlineWithHelp => [
            "お手伝いしますので、インターネットで申し込めます",
            "インターネットで {申|もう}しこみます。{手伝|てつだ}います",
            "You can apply online, and we help you",
        ],
        Verdict::QuietCard => {
            ["相談できる電話番号があります", "{相談|そうだん}できる {電話|でんわ}が あります", "Numbers you can call"]
        }
    };
    words(ja, easy, en)
}

/// What a verdict is called among coordinators.
pub(super) fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Remote) => "テレビ通話",
        Some(Verdict::RemotePrivate) => "画面と声をかくしたテレビ通話",
        Some(Verdict::EnclosedBooth) => "個室のブース",
        Some(Verdict::InPerson) => "区役所の窓口",
        Some(Verdict::Kiosk) => "証明書の機械・コンビニ",
        Some(Verdict::OnlineWithHelp) => "手伝ってもらうオンライン申請",
        Some(Verdict::QuietCard) => "静かな案内",
        None => "（なし）",
    }
}

/// What a value of this field is called among coordinators; none where the field has no values of its own.
pub(crate) fn named(field: &str, value: &str) -> Option<&'static str> {
    fn read<T: DeserializeOwned>(value: &str) -> Option<T> {
        T::deserialize(value.into_deserializer()).map_err(|_: ValueError| ()).ok()
    }
    match field {
        "verdict" => Some(verdict(Some(read(value)?))),
        "documents" => Some(documents(read(value)?)),
        "sensitivity" => Some(sensitivity(read(value)?)),
        "reach" => Some(reach(read(value)?)),
        "seclusion" => Some(seclusion(read(value)?)),
        _ => None,
    }
}

/// A condition on subjects and sites: 「書類が写し・原本、場所が開いた場所」; of none 「すべての用件と施設」.
pub(super) fn condition(when: &Condition) -> String {
    let parts = [
        listed("担当できる範囲が", &when.reach, reach),
        flag("危険", when.danger),
        flag("証明書の機械", when.kiosk),
        listed("書類が", &when.documents, documents),
        flag("支払い", when.money),
        listed("話の内容が", &when.sensitivity, sensitivity),
        listed("場所が", &when.seclusion, seclusion),
        flag("受話器", when.handset),
        flag("イヤホン", when.earphone),
        flag("書類カメラ", when.document_camera),
        flag("プリンター", when.printer),
        flag("案内係", when.attendant),
    ];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    if said.is_empty() { "すべての用件と施設".to_owned() } else { said.join("、") }
}

fn listed<T: Copy>(what: &str, list: &Option<Vec<T>>, name: fn(T) -> &'static str) -> Option<String> {
    let names: Vec<&str> = list.as_ref()?.iter().map(|value| name(*value)).collect();
    Some(format!("{what}{}", names.join("・")))
}

fn flag(what: &str, flag: Option<bool>) -> Option<String> {
    Some(format!("{what}{}", if flag? { "あり" } else { "なし" }))
}

fn documents(documents: Documents) -> &'static str {
    match documents {
        Documents::None => "なし",
        Documents::Copy => "写し",
        Documents::Originals => "原本",
        Documents::Card => "カード",
    }
}

fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Low => "聞かれてよい",
        Sensitivity::Medium => "やや個人的",
        Sensitivity::High => "個人的",
        Sensitivity::VeryHigh => "とても個人的",
    }
}

fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Whole => "すべて",
        Reach::Guidance => "案内だけ",
        Reach::InPerson => "来庁だけ",
        Reach::Appointment => "予約した来庁だけ",
    }
}

fn seclusion(seclusion: Seclusion) -> &'static str {
    match seclusion {
        Seclusion::Open => "開いた場所",
        Seclusion::Partitioned => "仕切りのある場所",
        Seclusion::Enclosed => "個室",
    }
}
