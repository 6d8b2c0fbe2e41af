use crate::Fault;
use crate::example::form;
use proptest::prelude::*;

fn fault(path: &str, raw: &str) -> Fault {
    form().normalise(path, raw, false).expect_err("refused").fault
}

#[test]
fn what_is_typed_gets_its_one_written_form() {
    for (path, raw, written) in [
        ("name", " 小倉　花子 ", "小倉 花子"),
        ("name-kana", "こくら　ﾊﾅｺ", "コクラ ハナコ"),
        ("birth-date", "昭和２３年４月５日", "1948-04-05"),
        ("postcode", "８０３０８１４", "803-0814"),
        ("address", "大手町１ー１", "大手町1-1"),
        ("telephone", "０９３５８２３３１１", "093-582-3311"),
        ("reason", "stairs", "stairs"),
        ("agree", "yes", "yes"),
        ("household", "２", "2"),
        ("household/0/birth-date", "S23.4.5", "1948-04-05"),
        ("name", " 　 ", ""),
    ] {
        assert_eq!(form().normalise(path, raw, false).as_deref(), Ok(written), "{path}: {raw}");
    }
}

#[test]
fn each_wrong_answer_has_its_own_refusal() {
    for (path, raw, expected) in [
        ("nobody", "x", Fault::UnknownField),
        ("household/6/name", "x", Fault::UnknownField),
        ("name", &"あ".repeat(41), Fault::TooLong { max: 40 }),
        ("name", &"あ".repeat(100_000), Fault::TooLong { max: 40 }),
        ("name-kana", "小倉", Fault::NotKana),
        ("birth-date", "昭和23年2月30日", Fault::BadDate),
        ("birth-date", "きのう", Fault::BadDate),
        ("postcode", "803-081", Fault::BadPostcode),
        ("telephone", "582-3311", Fault::BadTelephone),
        ("reason", "階段", Fault::UnknownOption),
        ("agree", "no", Fault::BadConsent),
        ("household", "三人", Fault::BadCount),
        ("household", "7", Fault::TooManyEntries { max: 6 }),
    ] {
        assert_eq!(fault(path, raw), expected, "{path}");
    }
}

#[test]
fn my_number_is_stopped_in_every_free_text() {
    for path in ["name", "address", "acting-relation", "reason-other", "emergency-name", "household/0/name"] {
        assert_eq!(fault(path, "番号 １２３４-５６７８-９０１８"), Fault::MyNumber, "{path}");
    }
}

#[test]
fn what_is_said_to_be_no_my_number_is_taken() {
    assert_eq!(form().normalise("reason-other", "口座 1234-5678-9018", true).as_deref(), Ok("口座 1234-5678-9018"));
    let long = form().normalise("name", &"1".repeat(41), true).expect_err("refused");
    assert_eq!(long.fault, Fault::TooLong { max: 40 }, "and nothing else is");
}

#[test]
fn forty_characters_are_counted_as_characters() {
    assert!(form().normalise("name", &"あ".repeat(40), false).is_ok());
}

fn any_path() -> impl Strategy<Value = String> {
    let known = form().fields(&crate::example::hanako()).into_iter().map(|asked| asked.path).collect::<Vec<_>>();
    prop_oneof![4 => proptest::sample::select(known), 1 => ".{0,20}"]
}

/// Texts as people's devices make them, and any other.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[0-9０-９ー－\\-() 　+]{0,16}",
        "[あ-んア-ヴｱ-ﾟ゛゜\u{3099}\u{309a}ー 　]{0,20}",
        "(昭和|S|㍼|平成|R)?[0-9元]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn normalising_again_changes_nothing(path in any_path(), raw in any_text()) {
        if let Ok(once) = form().normalise(&path, &raw, false) {
            prop_assert_eq!(form().normalise(&path, &once, false), Ok(once));
        }
    }

    #[test]
    fn a_refusal_never_repeats_the_answer(path in any_path(), secret in "[a-zぁ-ん]{12,60}[!#]") {
        if let Err(error) = form().normalise(&path, &secret, false) {
            let words = serde_json::to_string(&error.message).expect("serialises");
            prop_assert!(!words.contains(&secret));
        }
    }
}
