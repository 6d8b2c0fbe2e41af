use super::*;
use proptest::prelude::*;

#[test]
fn a_number_is_found_in_every_dress() {
    for text in [
        "123456789018",
        "番号は1234-5678-9018です",
        "１２３４　５６７８　９０１８",
        "1 2 3 4 5 6 7 8 9 0 1 8",
        "1234 - 5678 -9018",
        "1234\r\n\r\n5678\r\n\r\n9018",
        "1234     5678     9018",
        "1234ー5678−9018",
        "1234の5678の9018",
        "(1234)(5678)(9018)",
        "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣0️⃣1️⃣8️⃣",
        "12345678\u{200b}9018",
        "一二三四五六七八九〇一八",
        "一二三四-五六七八-九○一八",
        "①②③④⑤⑥⑦⑧⑨⓪①⑧",
        "１２３４．５６７８／９０１８",
        "123456 789018",
        "1234-5678 9018",
    ] {
        assert!(is_in(text), "{text}");
    }
}

#[test]
fn a_number_is_found_beside_others() {
    for text in [
        "電話093-582-3311 123456789018",
        "093-582-3311 1234-5678-9018",
        "0935823311 1234 5678 9018 0935823311",
        "093-582-3311 1234 5678 9018",
        "1234 5678 9018 093-582-3311",
        "093-582-3311 1234-5678 9018",
        "1. 1234 5678 9018",
        "① 123456789018",
        "1948-04-05、1234-5678-9018、803-0814",
        "2026年11月30日1234-5678-9018",
        "123456789018-1",
    ] {
        assert!(is_in(text), "{text}");
    }
}

#[test]
fn other_numbers_pass() {
    for text in ["123456789012", "1234567890123", "093-582-3311", "大手町1-1", "", "12345678901", "1234-5678-9018-3456"]
    {
        assert!(!is_in(text), "{text}");
    }
    // Twelve digits that would be valid, inside of a longer number.
    for text in
        ["1234567890180", "9123456789018", "1 2345 6789 0180", "1234 5678 9018 3456", "1 2 3 4 5 6 7 8 9 0 1 8 0"]
    {
        assert!(!is_in(text), "{text}");
    }
    // Twelve digits that would be valid, of which eleven or ten are a telephone number, or the first counts a list.
    for text in ["093-582-3311 10", "0935823311 10", "①23456789018", "1. 23456789018", "1234-5678 9018-3456"] {
        assert!(!is_in(text), "{text}");
    }
    // What stands between is not what people set between digits.
    for text in ["1234円5678円9018円", "1234 and 5678 and 9018"] {
        assert!(!is_in(text), "{text}");
    }
}

#[test]
fn it_is_told_where() {
    let text = "１件目は1234-5678-9018、２件目は一二三四五六七八九〇一八です";
    let found: Vec<&str> = find(text).into_iter().map(|span| &text[span]).collect();
    assert_eq!(found, ["1234-5678-9018", "一二三四五六七八九〇一八"]);
}

/// Digits in one of the forms people have.
fn dressed(digits: &[u8], dress: usize, joint: &str, cut: &[usize]) -> String {
    let forms = ["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "⓪①②③④⑤⑥⑦⑧⑨"];
    let form: Vec<char> = forms[dress].chars().collect();
    let mut cut = cut.iter().cycle();
    let mut left = *cut.next().expect("a length");
    let mut text = String::new();
    for digit in digits {
        if left == 0 {
            text.push_str(joint);
            left = *cut.next().expect("a length");
        }
        text.push(form[usize::from(*digit)]);
        left -= 1;
    }
    text
}

const JOINTS: [&str; 12] = ["", " ", "　", "-", "‐", "–", "−", "ー", "－", " - ", ".", "の"];
const CUTS: [&[usize]; 5] = [&[12], &[4], &[6], &[3], &[1]];

fn digits(count: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0..10u8, count)
}

proptest! {
    #[test]
    fn each_valid_number_is_found(
        eleven in prop::array::uniform11(0..10u8), dress in 0..4usize, joint in 0..JOINTS.len(), cut in 0..CUTS.len(),
        before in "[ぁ-んa-z。]{0,9}", after in "[ぁ-ねは-んa-z。]{0,9}", telephone: bool,
    ) {
        let number: Vec<u8> = eleven.into_iter().chain([check_digit(&eleven)]).collect();
        let number = dressed(&number, dress, JOINTS[joint], CUTS[cut]);
        let before = if telephone { format!("{before} 0935823311、") } else { before };
        let text = format!("{before}{number}{after}");
        let (starts, ends) = (before.len(), before.len() + number.len());
        prop_assert_eq!(find(&text), vec![starts..ends]);
    }

    #[test]
    fn a_wrong_check_digit_is_no_number(eleven in prop::array::uniform11(0..10u8), off in 1..10u8) {
        let mut number = eleven.to_vec();
        number.push((check_digit(&eleven) + off) % 10);
        prop_assert!(!is_in(&dressed(&number, 0, "", &[12])));
    }

    #[test]
    fn other_lengths_pass(
        digits in prop_oneof![digits(1..12usize), digits(13..30usize)], dress in 0..4usize, joint in 0..JOINTS.len(),
        cut in 1..CUTS.len(),
    ) {
        prop_assert!(!is_in(&dressed(&digits, dress, JOINTS[joint], CUTS[cut])));
    }
}
