//! 祝日, as the city imports them from the 内閣府; none is ever built in.

use crate::flaw::Flaw;
use crate::time::spoken_date;
use encoding_rs::SHIFT_JIS;
use jiff::civil::{Date, date};
use protocol::schedule::TITLE_MAX;
use std::collections::BTreeMap;

/// The largest file, in bytes; the 内閣府's has about 20,000.
pub const HOLIDAYS_BYTES_MAX: usize = 256 << 10;
/// Most rows; the 内閣府's has about 1,070, from 1955 on.
pub const HOLIDAYS_ROWS_MAX: usize = 5_000;
/// The year of the law, and the last for which the equinoxes are estimated.
const YEARS: (Date, Date) = (date(1948, 1, 1), date(2150, 12, 31));

/// The holidays that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays(BTreeMap<Date, String>);

impl Holidays {
    /// Reads the 内閣府's `syukujitsu.csv`: Shift_JIS, CRLF, the heading
    /// `国民の祝日・休日月日,国民の祝日・休日名称`, rows like `1955/1/1,元日`. UTF-8 with or without a byte order mark and
    /// dates like `1955-01-01`, as spreadsheets write them, are read alike.
    ///
    /// # Errors
    /// Every bad row, by its line: `rows/12`. Nothing of the file counts then.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Flaw>> {
        if bytes.len() > HOLIDAYS_BYTES_MAX {
            return Err(vec![Flaw::new(
                "rows",
                "too-long",
                "ファイルが大きすぎます。内閣府の祝日CSVを選んでください。",
            )]);
        }
        let Some(text) = decoded(bytes) else {
            let message = "文字コードを読み取れません。内閣府の祝日CSVを、そのままかUTF-8で選んでください。";
            return Err(vec![Flaw::new("rows", "bad-encoding", message)]);
        };
        let mut holidays = Self::default();
        let mut lines_read = Lines { text: &text, at: 0, line: 1 };
        let mut lines: BTreeMap<Date, usize> = BTreeMap::new();
        let mut flaws = vec![];
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        for (number, record) in reader.records().enumerate() {
            // What csv refuses is no UTF-8, which was seen to above.
            let Ok(record) = record else { continue };
            let line = lines_read.of(&record);
            let flaw = |code, message: String| Flaw::new(format!("rows/{line}"), code, message);
            if number == 0 {
                if !is_heading(&record) {
                    let message = "1行目は見出し「国民の祝日・休日月日,国民の祝日・休日名称」にしてください。";
                    flaws.push(flaw("bad-heading", message.to_owned()));
                }
                continue;
            }
            if number > HOLIDAYS_ROWS_MAX {
                flaws.push(flaw("too-many", format!("{HOLIDAYS_ROWS_MAX}行までにしてください。")));
                break;
            }
            match row(&record) {
                Ok((on, name)) => match lines.get(&on) {
                    Some(first) => {
                        let message = format!("{line}行目の日付は{first}行目と同じです。どちらかを消してください。");
                        flaws.push(flaw("twice", message));
                    }
                    None => {
                        lines.insert(on, line);
                        holidays.0.insert(on, name);
                    }
                },
                Err((code, message)) => flaws.push(flaw(code, format!("{line}行目の{message}"))),
            }
        }
        if holidays.0.is_empty() && flaws.is_empty() {
            flaws.push(Flaw::new("rows", "required", "祝日が1行もありません。内閣府の祝日CSVを選んでください。"));
        }
        if flaws.is_empty() { Ok(holidays) } else { Err(flaws) }
    }

    /// The name of a holiday.
    pub fn on(&self, date: Date) -> Option<&str> {
        self.0.get(&date).map(String::as_str)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Date, &str)> {
        self.0.iter().map(|(date, name)| (*date, name.as_str()))
    }

    /// The last one that is known.
    pub fn until(&self) -> Option<Date> {
        self.0.keys().next_back().copied()
    }

    /// Whether holidays ought to be known and are not: this year's always, next year's from October on. The equinoxes
    /// of a year are fixed by the 暦要項 in the first 官報 of February of the year before, and the 内閣府's file has that
    /// year soon after; October leaves three months before the first holiday, 元日, and is earlier than any booking of
    /// it under the usual horizon of 60 days.
    pub fn missing_next_year(&self, today: Date) -> bool {
        let known = |year: i16| self.0.keys().any(|holiday| holiday.year() == year);
        !known(today.year()) || (today.month() >= 10 && !known(today.year() + 1))
    }
}

impl FromIterator<(Date, String)> for Holidays {
    fn from_iter<I: IntoIterator<Item = (Date, String)>>(holidays: I) -> Self {
        Self(holidays.into_iter().collect())
    }
}

fn decoded(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => {
            let (text, bad) = SHIFT_JIS.decode_without_bom_handling(bytes);
            (!bad).then_some(text)?
        }
    };
    Some(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Counts lines as an editor does; csv counts neither empty ones nor those that end in CRLF as one expects.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line on which a record begins; records come in order.
    fn of(&mut self, record: &csv::StringRecord) -> usize {
        let start = record.position().map_or(self.at, |position| position.byte() as usize);
        let empty = self.text[start..].bytes().take_while(|byte| *byte == b'\n').count();
        let newlines = self.text[self.at..start + empty].bytes().filter(|byte| *byte == b'\n').count();
        self.line += newlines;
        self.at = start + empty;
        self.line
    }
}

fn is_heading(record: &csv::StringRecord) -> bool {
    record.get(0).is_some_and(|day| day.contains("月日")) && record.get(1).is_some_and(|name| name.contains("名称"))
}

fn row(record: &csv::StringRecord) -> Result<(Date, String), (&'static str, String)> {
    // Spreadsheets leave empty columns behind.
    if record.len() < 2 || record.iter().skip(2).any(|more| !more.is_empty()) {
        return Err(("bad-row", "列は日付と名称の2つにしてください。".to_owned()));
    }
    let on = read_date(&record[0]).ok_or(("bad-date", "日付を確かめてください。例：2027/1/1".to_owned()))?;
    if !(YEARS.0..=YEARS.1).contains(&on) {
        let message = format!("年を確かめてください。{}年から{}年までです。", YEARS.0.year(), YEARS.1.year());
        return Err(("far-date", message));
    }
    let name = &record[1];
    if name.is_empty() {
        return Err(("required", format!("名称がありません。{}が何の日かを書いてください。", spoken_date(on))));
    }
    if name.chars().count() > TITLE_MAX || name.chars().any(forms::width::invisible) {
        return Err(("too-long", format!("名称は{TITLE_MAX}文字以内の1行にしてください。")));
    }
    Ok((on, name.to_owned()))
}

/// Reads `1955/1/1`, `1955-01-01`.
fn read_date(text: &str) -> Option<Date> {
    let mark = if text.contains('/') { '/' } else { '-' };
    let mut parts = text.split(mark).map(|part| {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<i16>().ok()).flatten()
    });
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: &str = "国民の祝日・休日月日,国民の祝日・休日名称";

    fn file(rows: &[&str]) -> String {
        format!("{HEADING}\r\n{}\r\n", rows.join("\r\n"))
    }

    fn flaws(text: &str) -> Vec<(String, &'static str)> {
        let flaws = Holidays::read(text.as_bytes()).expect_err("flaws");
        flaws.into_iter().map(|flaw| (flaw.path, flaw.code)).collect()
    }

    #[test]
    fn the_file_is_read_as_the_cabinet_office_publishes_it_and_as_spreadsheets_save_it() {
        let text = file(&["2026/1/1,元日", "2026/5/6,休日"]);
        let sjis = SHIFT_JIS.encode(&text).0.into_owned();
        let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let dashed = format!("{HEADING}\n2026-01-01, 元日 ,\n\n\"2026-05-06\",\"休日\",\n");
        let expected = [(date(2026, 1, 1), "元日"), (date(2026, 5, 6), "休日")];
        for bytes in [&sjis[..], &with_mark, text.as_bytes(), dashed.as_bytes()] {
            let holidays = Holidays::read(bytes).expect("holidays");
            assert_eq!(holidays.iter().collect::<Vec<_>>(), expected);
            assert_eq!(holidays.until(), Some(date(2026, 5, 6)));
        }
        assert_ne!(sjis, text.as_bytes());
    }

    #[test]
    fn each_bad_row_is_named_and_nothing_is_imported() {
        let bad = file(&[
            "2026/1/1,元日",
            "2026/2/30,建国記念の日",
            "2026/1/1,元日",
            "1026/3/20,春分の日",
            "2026/4/29,",
            "昭和の日",
            "2026/5/3,憲法記念日,よけい",
            "26-5-4,みどりの日",
            "2026/5/5/5,こどもの日",
            "2026/5/6,\"休\n日\"",
            "",
            "2026/7/40,海の日",
        ]);
        let named = flaws(&bad);
        let expected = [
            ("rows/3", "bad-date"),
            ("rows/4", "twice"),
            ("rows/5", "far-date"),
            ("rows/6", "required"),
            ("rows/7", "bad-row"),
            ("rows/8", "bad-row"),
            ("rows/9", "far-date"),
            ("rows/10", "bad-date"),
            ("rows/11", "too-long"),
            ("rows/14", "bad-date"),
        ];
        assert_eq!(named, expected.map(|(path, code)| (path.to_owned(), code)));
        let twice = Holidays::read(bad.as_bytes()).expect_err("flaws").remove(1);
        assert_eq!(twice.message, "4行目の日付は2行目と同じです。どちらかを消してください。");
    }

    #[test]
    fn what_is_no_such_file_is_refused_as_a_whole() {
        assert_eq!(flaws("2026/1/1,元日\r\n2026/5/6,休日"), [("rows/1".into(), "bad-heading")]);
        assert_eq!(flaws(HEADING), [("rows".into(), "required")]);
        assert_eq!(flaws(""), [("rows".into(), "required")]);
        assert_eq!(flaws(&"x".repeat(HOLIDAYS_BYTES_MAX + 1)), [("rows".into(), "too-long")]);
        let not_text = Holidays::read(b"\xff\xfe\x00\x01\xff").expect_err("flaws");
        assert_eq!(not_text[0].code, "bad-encoding");
        let rows: Vec<String> = (0..=HOLIDAYS_ROWS_MAX)
            .map(|day| format!("{},日", date(1950, 1, 1) + jiff::Span::new().days(day as i64)))
            .collect();
        let many = file(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(flaws(&many), [(format!("rows/{}", HOLIDAYS_ROWS_MAX + 2), "too-many")]);
    }

    #[test]
    fn next_years_holidays_are_due_in_october() {
        let this_year: Holidays = [(date(2026, 1, 1), "元日".to_owned())].into_iter().collect();
        assert!(!this_year.missing_next_year(date(2026, 9, 30)));
        assert!(this_year.missing_next_year(date(2026, 10, 1)));
        assert!(this_year.missing_next_year(date(2027, 1, 1)), "this year's are missing even more");
        assert!(Holidays::default().missing_next_year(date(2026, 3, 1)));
        let both: Holidays = this_year
            .iter()
            .map(|(on, name)| (on, name.to_owned()))
            .chain([(date(2027, 1, 1), "元日".to_owned())])
            .collect();
        assert!(!both.missing_next_year(date(2026, 12, 31)));
    }
}
