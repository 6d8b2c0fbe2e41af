//! What the office adds to a sheet: how it was received, what was asked to be put right, and the boxes of 職員記入欄.

use crate::grid::{Cell, HEADING, LABEL, Line, Role, Row, SMALL, Section, WIDTH, lines};
use crate::rows::Rows;
use crate::words;
use protocol::application::{ApplicationDeed, ApplicationStatus};

/// A day that somebody will write by hand.
const BLANK_DAY: &str = "　　年　　月　　日";

impl Rows<'_> {
    /// 補正のお願い and 受付の記録.
    pub(crate) fn records(&self) -> Vec<Section> {
        let application = self.sheet.application;
        let mut sections = Vec::new();
        if let Some(asked) = &application.correction {
            let mut rows = Vec::new();
            for reason in &asked.reasons {
                rows.extend(self.record(&self.place_of(&reason.path), &reason.words));
            }
            let until = forms::day::parse(&asked.until).map_or_else(|| asked.until.clone(), words::by_era);
            let done = if application.row.corrected { "補正済み" } else { "補正を待っている" };
            rows.extend(self.record("期限", &format!("{until}（{done}）")));
            sections.push(Section::new(self.face, "補正のお願い", rows));
        }
        let place = format!("{}　{}", self.sheet.site, application.row.section_name);
        let mut rows = self.record("受付の場所", &place);
        rows.extend(self.record("本人確認", words::identity(application.identity)));
        if !application.helped.is_empty() {
            rows.extend(self.record("入力を手伝った席", &application.helped.join("、")));
        }
        if !application.proposed.is_empty() {
            let labels: Vec<String> = application.proposed.iter().map(|path| self.place_of(path)).collect();
            let words = format!("{}（職員が案を書き、申請者が認めた）", labels.join("、"));
            rows.extend(self.record("職員の案", &words));
        }
        sections.push(Section::new(self.face, "受付の記録", rows));
        sections
    }

    /// 職員記入欄: 形式審査, 補正 and 引渡し side by side.
    pub(crate) fn foot(&self) -> Vec<Row> {
        let application = self.sheet.application;
        let status = application.row.status;
        let complete = matches!(status, ApplicationStatus::Complete | ApplicationStatus::HandedOver);
        let handed_over = status == ApplicationStatus::HandedOver;
        let corrected = application.correction.is_some();
        let width = WIDTH / 3.0;
        let head = |text| Cell::head(self.face, Role::ColumnHead, text, width);
        // What was done is told with its day and by whom; what was not is left to be written by hand.
        let cell = |boxes, done: bool, deed| {
            let deed = application.history.iter().rev().find(|line| line.deed == deed).filter(|_| done);
            let day = deed.map_or_else(|| BLANK_DAY.to_owned(), |deed| words::by_era(words::in_japan(deed.at).date()));
            let by = deed.and_then(|deed| deed.by.as_deref()).unwrap_or_default();
            let mut all: Vec<Line> = boxes;
            all.extend(lines(self.face, &day, SMALL, width));
            all.extend(lines(self.face, &format!("担当　{by}"), SMALL, width));
            Cell::value(width, all)
        };
        let boxes = |options: &[(&str, bool)]| self.boxes(options.iter().copied(), width);
        let mut rows = Row::of(vec![head("形式審査"), head("補正"), head("引渡し")]);
        rows.extend(Row::of(vec![
            cell(boxes(&[("審査済", complete)]), complete, ApplicationDeed::Completed),
            cell(
                boxes(&[("なし", complete && !corrected), ("あり", corrected)]),
                corrected,
                ApplicationDeed::CorrectionAsked,
            ),
            cell(boxes(&[("引渡し済", handed_over)]), handed_over, ApplicationDeed::HandedOver),
        ]));
        rows
    }

    /// A field as one finds it on the paper: `同居する人 氏名（2）`.
    fn place_of(&self, path: &str) -> String {
        let Some(field) = self.sheet.form.field(path) else { return path.to_owned() };
        let parts: Vec<&str> = path.split('/').collect();
        let step = self.sheet.form.steps.iter().find(|step| step.fields.iter().any(|field| field.id == parts[0]));
        let heading = step.map_or("", |step| self.layout.heading(step));
        match parts.as_slice() {
            [repeat, entry, id] => {
                let number = entry.parse::<u32>().map_or(0, |entry| entry + 1);
                let label = self.layout.label(&format!("{repeat}/{id}"), field);
                format!("{heading} {label}（{number}）")
            }
            _ => format!("{heading} {}", self.layout.label(path, field)),
        }
    }

    fn record(&self, label: &str, words: &str) -> Vec<Row> {
        self.row(label, lines(self.face, words, SMALL, WIDTH - HEADING - LABEL))
    }
}
