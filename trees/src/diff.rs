//! What is not the same in two versions of a tree, a screening or a guide, as data and in words.

mod names;

use crate::screening::named;
use names::{Names, choices_of};
use protocol::tree::{Difference, Edit};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every difference, in the order of the newer version; what is gone first. Things with an id are the same thing in both
/// versions where they have the same id.
pub fn diff<T: Serialize>(older: &T, newer: &T) -> Vec<Difference> {
    let value = |it: &T| serde_json::to_value(it).unwrap_or_default();
    let (older, newer) = (value(older), value(newer));
    let mut names = Names::default();
    names.learn(&older);
    names.learn(&newer);
    let mut found = vec![];
    let whole = Place { path: String::new(), name: String::new(), field: String::new(), question: None, names: &names };
    whole.compare(&older, &newer, &mut found);
    found
}

/// A place in both versions.
struct Place<'a> {
    /// By ids: `questions/age/ask/ja`.
    path: String,
    /// In words: 質問「何歳ですか」の質問文の日本語.
    name: String,
    /// The last field: `ja`.
    field: String,
    /// The question that choices here belong to.
    question: Option<String>,
    names: &'a Names,
}

impl Place<'_> {
    fn inside(&self, segment: &str, name: &str) -> Self {
        let join =
            |one: &str, by: &str, two: &str| if one.is_empty() { two.to_owned() } else { format!("{one}{by}{two}") };
        Self {
            path: join(&self.path, "/", segment),
            name: join(&self.name, "の", name),
            field: segment.to_owned(),
            question: self.question.clone(),
            names: self.names,
        }
    }

    fn compare(&self, older: &Value, newer: &Value, found: &mut Vec<Difference>) {
        if older == newer {
            return;
        }
        match (older, newer) {
            (Value::Object(was), Value::Object(is)) if target(older).is_none() && target(newer).is_none() => {
                let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
                let question = is.get("question").and_then(Value::as_str);
                for key in keys {
                    let mut inside = self.inside(key, word(key));
                    inside.question = question.map(str::to_owned).or(inside.question);
                    inside.compare(was.get(key).unwrap_or(&Value::Null), is.get(key).unwrap_or(&Value::Null), found);
                }
            }
            (Value::Array(were), Value::Array(are)) => self.lists(were, are, found),
            _ => found.push(self.difference(older, newer)),
        }
    }

    fn lists(&self, were: &[Value], are: &[Value], found: &mut Vec<Difference>) {
        let ids = |all: &[Value]| all.iter().map(|it| it["id"].as_str().map(str::to_owned)).collect::<Option<Vec<_>>>();
        match (ids(were), ids(are)) {
            (Some(old_ids), Some(new_ids)) => {
                let old = |id: &String| old_ids.iter().position(|other| other == id);
                for (id, was) in old_ids.iter().zip(were).filter(|(id, _)| !new_ids.contains(id)) {
                    found.push(self.item(id, was).difference(was, &Value::Null));
                }
                for (id, is) in new_ids.iter().zip(are) {
                    let was = old(id).map_or(&Value::Null, |at| &were[at]);
                    self.item(id, if was.is_null() { is } else { was }).compare(was, is, found);
                }
                let kept: Vec<usize> = new_ids.iter().filter_map(old).collect();
                if !kept.is_sorted() {
                    found.push(self.inside("order", "順番").difference(&names(were), &names(are)));
                }
            }
            _ if were.len() == are.len() && were.iter().chain(are).all(Value::is_object) => {
                for (at, (was, is)) in were.iter().zip(are).enumerate() {
                    self.inside(&at.to_string(), &format!("{}番目", at + 1)).compare(was, is, found);
                }
            }
            _ => found.push(self.difference(&Value::Array(were.to_vec()), &Value::Array(are.to_vec()))),
        }
    }

    /// One thing of a list: its name stands behind the list's word, 質問「何歳ですか」.
    fn item(&self, id: &str, thing: &Value) -> Self {
        let called = called(thing).unwrap_or_else(|| id.to_owned());
        let mut inside = self.inside(id, "");
        inside.name = format!("{}「{called}」", self.name);
        inside
    }

    fn difference(&self, older: &Value, newer: &Value) -> Difference {
        let (before, after) = (self.shown(older), self.shown(newer));
        let name = &self.name;
        let (edit, words) = match (&before, &after) {
            (None, Some(is)) if newer.is_object() && target(newer).is_none() => {
                (Edit::Added, format!("{name}を追加します：{is}"))
            }
            (None, Some(is)) => (Edit::Added, format!("{name}を「{is}」にします。")),
            (Some(_), None) => (Edit::Removed, format!("{name}を削除します。")),
            (Some(was), Some(is)) => (Edit::Changed, format!("{name}を「{was}」から「{is}」に変えます。")),
            (None, None) => (Edit::Changed, format!("{name}を変えます。")),
        };
        Difference { path: self.path.clone(), edit, before, after, words }
    }

    fn shown(&self, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::String(text) => Some(self.text(text)),
            Value::Bool(true) => Some("はい".to_owned()),
            Value::Bool(false) => Some("いいえ".to_owned()),
            Value::Array(all) => Some(all.iter().filter_map(|it| self.shown(it)).collect::<Vec<_>>().join("、")),
            Value::Object(_) => {
                let leads = target(value).map(|(kind, id)| format!("{} {}", word(kind), self.names.of(kind, id)));
                let ja = value["ja"].as_str().map(str::to_owned);
                leads.or(ja).or_else(|| called(value)).or_else(|| Some(value.to_string()))
            }
            Value::Number(number) => Some(number.to_string()),
        }
    }

    /// A text as coordinators know it: ids by what they name, words of the protocol by what they are called.
    fn text(&self, text: &str) -> String {
        match self.field.as_str() {
            "question" => self.names.of("question", text).to_owned(),
            "is" => self.names.of(&choices_of(self.question.as_deref().unwrap_or_default()), text).to_owned(),
            "reasons" => self.names.of("reason", text).to_owned(),
            "type" => kind(text).to_owned(),
            field => named(field, text).unwrap_or(text).to_owned(),
        }
    }
}

fn names(list: &[Value]) -> Value {
    let names = list.iter().map(|it| called(it).or_else(|| it["id"].as_str().map(str::to_owned)).unwrap_or_default());
    Value::String(names.collect::<Vec<_>>().join("、"))
}

/// What a thing is called, by whichever text of it names it.
fn called(thing: &Value) -> Option<String> {
    let texts = ["ask", "label", "title", "name", "words"].map(|key| &thing[key]);
    texts.into_iter().find_map(|text| text.as_str().or(text["ja"].as_str())).map(str::to_owned)
}

/// `{"question": "age"}` or `{"outcome": "done"}`: what kind of place, and which.
fn target(value: &Value) -> Option<(&str, &str)> {
    let (key, id) = value.as_object().filter(|it| it.len() == 1)?.iter().next()?;
    ["question", "outcome"].contains(&key.as_str()).then_some((key, id.as_str()?))
}

/// What a kind of question is called among coordinators.
fn kind(text: &str) -> &str {
    match text {
        "choice" => "1つを選ぶ",
        "several" => "いくつでも選ぶ",
        "date" => "日付",
        "birth-date" => "生年月日（年齢で進む）",
        "number" => "数",
        "postcode" => "郵便番号",
        other => other,
    }
}

/// What a field is called among coordinators.
fn word(key: &str) -> &str {
    match key {
        "questions" => "質問",
        "outcomes" | "outcome" => "結果",
        "choices" => "選択肢",
        "none" => "「どれでもない」",
        "ask" => "質問文",
        "help" => "説明",
        "label" => "ことば",
        "title" | "name" => "名称",
        "then" => "行き先",
        "otherwise" => "その他の行き先",
        "start" => "始まり",
        "kind" => "答え方",
        "type" => "種類",
        "ranges" => "範囲",
        "areas" => "地域",
        "begins" => "郵便番号の始まり",
        "from" => "始まり",
        "until" => "終わり",
        "min" => "最小",
        "max" => "最大",
        "unit" => "単位",
        "earliest" => "最初の日",
        "latest" => "最後の日",
        "reasons" => "理由",
        "words" => "文",
        "ja" => "日本語",
        "easy" => "やさしい日本語",
        "en" => "英語",
        "version" => "版",
        "effective_from" => "使い始める日",
        "effective_until" => "使い終わる日",
        "trees" | "tree" => "質問の流れ",
        "rules" => "規則",
        "when" => "条件",
        "verdict" => "判定",
        "guide" => "手続きガイドで足りる",
        "schemes" => "制度",
        "about" => "内容",
        "place" => "申請する所",
        "bring" => "持ち物",
        "online" => "オンライン申請",
        "my_number" => "個人番号",
        "perhaps" => "確かめる条件",
        "all" => "組",
        "question" => "質問",
        "wants" | "is" => "答え",
        "between" => "数",
        "documents" => "書類",
        "money" => "支払い",
        "sensitivity" => "話の内容",
        "kiosk" => "証明書の機械",
        "danger" => "危険",
        "reach" => "担当できる範囲",
        "seclusion" => "場所",
        "handset" => "受話器",
        "earphone" => "イヤホン",
        "document_camera" => "書類カメラ",
        "printer" => "プリンター",
        "attendant" => "案内係",
        "answers" => "答え",
        other => other,
    }
}
