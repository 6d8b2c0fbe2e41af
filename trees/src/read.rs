//! What a coordinator sent → values that cannot be wrong, or everything that is wrong with them, by its path. Nothing is
//! half read.

mod graph;
mod ranges;
mod tree;

use crate::tree::Effective;
use forms::{day, my_number, ruby};
use jiff::civil::Date;
use protocol::booking::Words;
use protocol::problem::FieldProblem;
use protocol::publication::Body;
use std::collections::BTreeSet;
use std::fmt::Display;

/// Most characters of any text.
const TEXT_MAX: usize = 600;

/// Everything that is wrong with a draft, and what should be looked at, whether or not it can be published.
pub fn check(body: &Body) -> (Vec<FieldProblem>, Vec<FieldProblem>) {
    let mut reader = Reader::default();
    match body {
        Body::Screening { screening } => drop(reader.screening(screening)),
        Body::Guide { guide } => drop(reader.guide(guide)),
    }
    (reader.flaws, reader.warnings)
}

/// Reads with eyes open: goes on after a flaw, so that all of them are told at once.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) flaws: Vec<FieldProblem>,
    /// What can be published all the same.
    pub(crate) warnings: Vec<FieldProblem>,
}

impl Reader {
    /// What was read, with its warnings, unless there is a flaw.
    pub(crate) fn end<T>(self, read: Option<T>) -> Result<(T, Vec<FieldProblem>), Vec<FieldProblem>> {
        match read {
            Some(read) if self.flaws.is_empty() => Ok((read, self.warnings)),
            _ => Err(self.flaws),
        }
    }

    /// Reads a part whose flaws and warnings stand at its place.
    pub(crate) fn inside<T>(&mut self, path: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let mut inner = Self::default();
        let value = read(&mut inner);
        let placed = |problem: FieldProblem| FieldProblem { path: format!("{path}/{}", problem.path), ..problem };
        self.flaws.extend(inner.flaws.into_iter().map(placed));
        self.warnings.extend(inner.warnings.into_iter().map(placed));
        value
    }

    pub(crate) fn flaw(&mut self, path: impl Display, code: &str, message: impl Into<String>) {
        self.flaws.push(problem(path, code, message));
    }

    pub(crate) fn warn(&mut self, path: impl Display, code: &str, message: impl Into<String>) {
        self.warnings.push(problem(path, code, message));
    }

    pub(crate) fn version(&mut self, version: u32) {
        if version == 0 {
            self.flaw("version", "bad-version", "版は1から数えてください。");
        }
    }

    /// The dates on which something counts.
    pub(crate) fn effective(&mut self, from: &str, until: Option<&str>) -> Option<Effective> {
        let first = self.date("effective_from", from);
        let last = match until {
            Some(until) => Some(self.date("effective_until", until)?),
            None => None,
        };
        let from = first?;
        if last.is_some_and(|last| last < from) {
            self.flaw("effective_until", "end-before-start", "終わりの日を始まりの日より前にはできません。");
        }
        Some(Effective { from, until: last })
    }

    pub(crate) fn date(&mut self, path: impl Display, text: &str) -> Option<Date> {
        let date = day::parse(text);
        if date.is_none() {
            self.flaw(path, "bad-date", "日付を確かめてください。例：2026-04-01");
        }
        date
    }

    /// Words in each language. Japanese must be there; what else is missing is told.
    pub(crate) fn words(&mut self, path: impl Display, words: &Words) {
        self.text(format!("{path}/ja"), &words.ja);
        let languages = [("easy", "やさしい日本語", &words.easy), ("en", "英語", &words.en)];
        for (language, name, text) in languages {
            match text.as_deref().filter(|text| !text.trim().is_empty()) {
                Some(text) => self.text(format!("{path}/{language}"), text),
                None => {
                    let message = format!("{name}がありません。日本語が代わりに出ます。");
                    self.warn(format!("{path}/{language}"), "missing-translation", message);
                }
            }
        }
    }

    pub(crate) fn text(&mut self, path: impl Display, text: &str) {
        if text.trim().is_empty() {
            self.flaw(&path, "required", "入力してください。");
        }
        if text.chars().count() > TEXT_MAX {
            self.flaw(&path, "too-long", format!("{TEXT_MAX}文字以内で入力してください。"));
        }
        if ruby::parse(text).is_none() {
            self.flaw(&path, "bad-ruby", "ふりがなは {漢字|かんじ} と書いてください。");
        }
        if my_number::is_in(text) {
            self.flaw(&path, "my-number", "個人番号（マイナンバー）は入力しないでください。");
        }
    }

    /// An id that stands once among its like.
    pub(crate) fn once<'a, T: Ord>(&mut self, path: impl Display, id: &'a T, seen: &mut BTreeSet<&'a T>) {
        if !seen.insert(id) {
            self.flaw(path, "twice", "同じIDが2つあります。どちらかを変えてください。");
        }
    }

    pub(crate) fn at_most(&mut self, path: impl Display, many: usize, most: usize) {
        if many > most {
            self.flaw(path, "too-many", format!("{most}個までにしてください。"));
        }
    }
}

fn problem(path: impl Display, code: &str, message: impl Into<String>) -> FieldProblem {
    FieldProblem { path: path.to_string(), code: code.to_owned(), message: message.into() }
}
