//! The guard against 個人番号: 100,000 generated texts. None that holds one may pass, no number of another length may be
//! stopped, and how often other things that people write are stopped is told by their kind.

use crate::report::Figure;
use forms::my_number;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const TEXTS: usize = 100_000;
/// One seed is one run.
const SEED: u64 = 20_261_130;

/// What stands around a number: nothing, words, other numbers.
const BEFORE: [&str; 8] = [
    "",
    "番号は",
    "わたしの番号です。",
    "My number is ",
    "電話は093-582-3311、番号は",
    "093-582-3311 ",
    "1. ",
    "2026年11月30日\n",
];
const AFTER: [&str; 6] = ["", "です", " です。", "（本人）", ", please", "\n電話 090-1234-5678"];
const DRESSES: [&str; 4] = ["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "⓪①②③④⑤⑥⑦⑧⑨"];
const JOINTS: [&str; 17] = ["", " ", "　", "  ", "-", "‐", "‑", "‒", "–", "—", "−", "ー", "－", "ｰ", " - ", "・", "の"];
/// How numbers are cut: the lengths of their groups, over and over.
const CUTS: [&[usize]; 6] = [&[4], &[3], &[6], &[2], &[1], &[5]];

struct Writer {
    rng: StdRng,
}

/// A kind of thing that people write and that is no 個人番号.
type Kind = (&'static str, fn(&mut Writer) -> String);

const KINDS: [Kind; 11] = [
    ("twelve_random_digits", |writer| writer.number(12)),
    ("driving_licence", |writer| writer.pattern("############")),
    ("parcel", |writer| writer.pattern("####-####-####")),
    ("telephone_list", Writer::telephones),
    ("telephone_abroad", |writer| writer.pattern("+81-90-####-####")),
    ("bank_account", |writer| writer.pattern("####-###-#######")),
    ("post_office_account", |writer| writer.pattern("1####-########")),
    ("corporate_number", |writer| writer.pattern("#-####-####-####")),
    ("postcode_and_telephone", |writer| writer.pattern("〒803-#### 093-###-####")),
    ("dates", |writer| writer.pattern("19##/0#/1#～20##/0#/2#、令和#年1#月2#日")),
    ("date_and_time", |writer| writer.pattern("2026-11-2# 1#:#5")),
];

pub(crate) fn measure() -> Vec<Figure> {
    let mut writer = Writer { rng: StdRng::seed_from_u64(SEED) };
    let each = TEXTS / 20;
    let stopped = |text: String| my_number::is_in(&text);
    let missed = (0..each * 6).filter(|_| !stopped(writer.around(Writer::my_number))).count();
    let lengths = (0..each * 3).filter(|_| stopped(writer.around(Writer::other_length))).count();
    let mut figures = vec![
        Figure::new("guard.missed", missed as f64, "texts").goal(0.0).note(format!("of {}", each * 6)),
        Figure::new("guard.false_stops_other_lengths", lengths as f64, "texts")
            .goal(0.0)
            .note(format!("of {}, 1 to 11 and 13 to 30 digits", each * 3)),
    ];
    for (kind, write) in KINDS {
        let stops = (0..each).filter(|_| stopped(write(&mut writer))).count();
        let share = stops as f64 / each as f64;
        let name = format!("guard.false_stop_share_12_digits.{kind}");
        figures.push(Figure::new(name, share, "of 1").note(format!("{stops} of {each}")));
    }
    figures
}

impl Writer {
    fn around(&mut self, number: fn(&mut Self) -> String) -> String {
        let (before, number, after) = (self.one(&BEFORE), number(self), self.one(&AFTER));
        format!("{before}{number}{after}")
    }

    /// A valid one.
    fn my_number(&mut self) -> String {
        let eleven: [u8; 11] = std::array::from_fn(|_| self.digit());
        let digits: Vec<u8> = eleven.into_iter().chain([my_number::check_digit(&eleven)]).collect();
        self.dressed(&digits)
    }

    fn other_length(&mut self) -> String {
        let count = match self.rng.random_range(1..30) {
            12.. => self.rng.random_range(13..=30),
            few => few,
        };
        self.number(count)
    }

    fn number(&mut self, count: usize) -> String {
        let digits: Vec<u8> = (0..count).map(|_| self.digit()).collect();
        self.dressed(&digits)
    }

    /// Digits as people write them: in one form, or narrow and wide mixed; unbroken, or cut with one kind of joint.
    fn dressed(&mut self, digits: &[u8]) -> String {
        let joint = self.one(&JOINTS);
        let cut = self.one(&CUTS);
        let dress = self.one(&DRESSES);
        let mixed = self.rng.random_bool(0.2);
        let mut text = String::new();
        let mut lengths = cut.iter().cycle();
        let mut left = 0;
        for (at, digit) in digits.iter().enumerate() {
            if left == 0 {
                left = *lengths.next().expect("a cycle");
                text.push_str(if at == 0 { "" } else { joint });
            }
            left -= 1;
            let dress = if mixed { DRESSES[self.rng.random_range(0..2)] } else { dress };
            text.extend(dress.chars().nth(usize::from(*digit)));
        }
        text
    }

    /// Two to five telephone numbers.
    fn telephones(&mut self) -> String {
        let forms = ["093-###-####", "03-####-####", "090-####-####", "093######3", "080########", "0120-###-###"];
        let between = self.one(&["、", " ", "　", "\n", " / ", "，"]);
        let count = self.rng.random_range(2..=5);
        let numbers: Vec<String> = (0..count)
            .map(|_| {
                let form = self.one(&forms);
                self.pattern(form)
            })
            .collect();
        numbers.join(between)
    }

    /// A pattern with a digit for each `#`.
    fn pattern(&mut self, pattern: &str) -> String {
        pattern.chars().map(|c| if c == '#' { char::from(b'0' + self.digit()) } else { c }).collect()
    }

    fn digit(&mut self) -> u8 {
        self.rng.random_range(0..10)
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.rng.random_range(0..of.len())]
    }
}
