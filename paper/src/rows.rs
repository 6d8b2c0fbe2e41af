//! A definition and its answers as the rows of a paper form.

use crate::Sheet;
use crate::face::Face;
use crate::grid::{BODY, Cell, HEADING, LABEL, Line, NAME, Role, Row, SMALL, Section, TINY, WIDTH, lines};
use crate::layout::Layout;
use crate::words;
use forms::definition::{Choice, Field, HandIn, Kind, Step};
use std::collections::BTreeSet;

/// Most columns of a repeat that stand side by side; entries of more fields stand below each other.
const COLUMNS_MAX: usize = 6;
/// Width of a row without its heading.
const INNER: f32 = WIDTH - HEADING;
/// Width of the column of entry numbers.
const NUMBER: f32 = 26.0;

/// What the rows are made of.
pub(crate) struct Rows<'a> {
    pub(crate) sheet: &'a Sheet<'a>,
    pub(crate) layout: &'a Layout,
    pub(crate) face: &'a Face,
    asked: BTreeSet<String>,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(sheet: &'a Sheet<'a>, layout: &'a Layout, face: &'a Face) -> Self {
        let asked = sheet.form.fields(&sheet.application.answers).into_iter().map(|asked| asked.path).collect();
        Self { sheet, layout, face, asked }
    }

    /// What the applicant filled, in the order of the paper.
    pub(crate) fn sections(&self) -> Vec<Section> {
        let form = self.sheet.form;
        let named: Vec<&String> = self.layout.sections.iter().flat_map(|part| &part.steps).collect();
        let parts = self.layout.sections.iter().map(|part| {
            let steps = part.steps.iter().filter_map(|id| form.steps.iter().find(|step| step.id == *id)).collect();
            (part.title.as_str(), steps)
        });
        let others = form.steps.iter().filter(|step| !named.contains(&&step.id));
        let others = others.map(|step| (step.title.ja.as_str(), vec![step]));
        parts
            .chain(others)
            .map(|(title, steps): (&str, Vec<&Step>)| {
                let fields: Vec<&Field> = steps.iter().flat_map(|step| &step.fields).filter(on_its_own).collect();
                Section::new(self.face, title, self.fields(&fields))
            })
            .filter(|section| !section.rows.is_empty())
            .chain([self.papers(), self.consents()].into_iter().flatten())
            .collect()
    }

    fn fields(&self, fields: &[&Field]) -> Vec<Row> {
        if !fields.is_empty() && !fields.iter().any(|field| self.is_asked(&field.id) || computed(field)) {
            return self.row("", lines(self.face, "該当なし", BODY, INNER - LABEL));
        }
        let mut rows = Vec::new();
        let mut done: BTreeSet<&str> = BTreeSet::new();
        for (at, field) in fields.iter().enumerate() {
            if !done.insert(&field.id) {
                continue;
            }
            let reading = fields.iter().find(|other| reads(other, field));
            if let Some(reading) = reading.filter(|reading| done.insert(&reading.id)) {
                rows.extend(self.reading(reading));
            }
            let next = fields.get(at + 1).filter(|next| is_address(next) && matches!(field.kind, Kind::Postcode));
            if let Some(address) = next {
                done.insert(&address.id);
                rows.extend(self.address(field, address));
                continue;
            }
            let free = |other: &&&Field| !done.contains(other.id.as_str());
            let other = self.beside(field).and_then(|id| fields.iter().filter(free).find(|other| other.id == id));
            match other.and_then(|other| Some((other, self.pair(field, other)?))) {
                Some((other, pair)) => {
                    done.insert(&other.id);
                    rows.extend(pair);
                }
                None => rows.extend(self.field(field)),
            }
        }
        rows
    }

    fn field(&self, field: &Field) -> Vec<Row> {
        let label = self.layout.label(&field.id, field);
        match &field.kind {
            Kind::Repeat { fields, .. } => self.repeat(field, fields, label),
            _ => self.row(label, self.lines(&field.id, field, INNER - LABEL)),
        }
    }

    /// フリガナ, in small print over its name.
    fn reading(&self, field: &Field) -> Vec<Row> {
        let label = lines(self.face, self.layout.label(&field.id, field), TINY, LABEL);
        let value = lines(self.face, self.answer(&field.id), TINY, INNER - LABEL);
        let head = Cell { role: Role::RowHead, width: LABEL, lines: label, centred: false };
        Row::of(vec![head, Cell::value(INNER - LABEL, value)])
    }

    fn address(&self, postcode: &Field, address: &Field) -> Vec<Row> {
        let width = INNER - LABEL;
        let mut all = lines(self.face, &format!("〒{}", self.answer(&postcode.id)), SMALL, width);
        all.extend(lines(self.face, self.answer(&address.id), BODY, width));
        self.row(self.layout.label(&address.id, address), all)
    }

    /// Two answers in one row, where they are short enough.
    fn pair(&self, left: &Field, right: &Field) -> Option<Vec<Row>> {
        let widths = [LABEL, 131.0, 74.0, INNER - LABEL - 131.0 - 74.0];
        let head =
            |field: &Field, width| Cell::head(self.face, Role::RowHead, self.layout.label(&field.id, field), width);
        let value = |field: &Field, width| Cell::value(width, self.lines(&field.id, field, width));
        let cells =
            vec![head(left, widths[0]), value(left, widths[1]), head(right, widths[2]), value(right, widths[3])];
        let short = cells.iter().all(|cell| cell.lines.len() <= 2);
        short.then(|| Row::of(cells))
    }

    pub(crate) fn row(&self, label: &str, value: Vec<Line>) -> Vec<Row> {
        Row::of(vec![Cell::head(self.face, Role::RowHead, label, LABEL), Cell::value(INNER - LABEL, value)])
    }

    fn repeat(&self, field: &Field, fields: &[Field], label: &str) -> Vec<Row> {
        let entries: usize = self.answer(&field.id).parse().unwrap_or(0);
        let count = match entries {
            0 if self.is_asked(&field.id) => "なし".to_owned(),
            0 => String::new(),
            _ => entries.to_string(),
        };
        let mut rows = self.row(label, lines(self.face, &count, BODY, INNER - LABEL));
        if entries == 0 {
            return rows;
        }
        let columns: Vec<&Field> = fields.iter().filter(|sub| !fields.iter().any(|name| reads(sub, name))).collect();
        if columns.len() > COLUMNS_MAX {
            for entry in 0..entries {
                let head = format!("{}（{}）", label, entry + 1);
                rows.extend(Row::of(vec![Cell::head(self.face, Role::RowHead, &head, INNER)]));
                for sub in fields {
                    let path = format!("{}/{entry}/{}", field.id, sub.id);
                    let label = self.layout.label(&format!("{}/{}", field.id, sub.id), sub);
                    rows.extend(self.row(label, self.entry_lines(&path, sub, INNER - LABEL)));
                }
            }
            return rows;
        }
        let weights: f32 = columns.iter().map(|sub| weight(sub)).sum();
        let widths: Vec<f32> = columns.iter().map(|sub| (INNER - NUMBER) * weight(sub) / weights).collect();
        let mut head = vec![Cell::head(self.face, Role::ColumnHead, "番号", NUMBER)];
        for (sub, width) in columns.iter().zip(&widths) {
            let label = self.layout.label(&format!("{}/{}", field.id, sub.id), sub);
            head.push(Cell::head(self.face, Role::ColumnHead, label, *width));
        }
        let heads = Row::of(head);
        let under = heads.first().cloned().map(Box::new);
        rows.extend(heads);
        for entry in 0..entries {
            let number = lines(self.face, &(entry + 1).to_string(), BODY, NUMBER);
            let mut cells = vec![Cell { centred: true, ..Cell::value(NUMBER, number) }];
            for (sub, width) in columns.iter().zip(&widths) {
                let path = |sub: &Field| format!("{}/{entry}/{}", field.id, sub.id);
                let reading = fields.iter().find(|other| reads(other, sub));
                let mut all = reading
                    .map_or_else(Vec::new, |reading| lines(self.face, self.answer(&path(reading)), TINY, *width));
                all.extend(self.entry_lines(&path(sub), sub, *width));
                cells.push(Cell::value(*width, all));
            }
            rows.extend(under_heads(cells, &under));
        }
        rows
    }

    /// An answer in a table of entries: only what was chosen.
    fn entry_lines(&self, path: &str, field: &Field, width: f32) -> Vec<Line> {
        lines(self.face, &words::answer(field, self.answer(path)), BODY, width)
    }

    /// An answer as a form shows it: every option, the chosen ones ticked.
    fn lines(&self, path: &str, field: &Field, width: f32) -> Vec<Line> {
        let value = self.answer(path);
        let options: Vec<&Choice> = match &field.kind {
            Kind::Choice { options } => options.iter().collect(),
            Kind::Several { options, none } => options.iter().chain(none).collect(),
            Kind::Consent => return self.boxes([("同意します", value == "yes")], width),
            Kind::Name { .. } => return lines(self.face, value, NAME, width),
            _ if field.autocomplete.as_deref() == Some("name") => return lines(self.face, value, NAME, width),
            _ if value.is_empty() => return lines(self.face, "", BODY, width),
            _ => return lines(self.face, &words::answer(field, value), BODY, width),
        };
        let chosen: Vec<&str> = value.split(',').collect();
        self.boxes(options.iter().map(|o| (o.label.ja.as_str(), chosen.contains(&o.id.as_str()))), width)
    }

    /// Boxes with their words, as many on a line as there is room for.
    pub(crate) fn boxes<'w>(&self, options: impl IntoIterator<Item = (&'w str, bool)>, width: f32) -> Vec<Line> {
        let mut all: Vec<String> = Vec::new();
        for (words, ticked) in options {
            let option = format!("{} {words}", if ticked { '☑' } else { '□' });
            let joined = all.last().map(|last| format!("{last}　{option}"));
            match joined.filter(|joined| lines(self.face, joined, BODY, width).len() == 1) {
                Some(joined) => *all.last_mut().expect("there is one to join") = joined,
                None => all.push(option),
            }
        }
        all.iter().flat_map(|line| lines(self.face, line, BODY, width)).collect()
    }

    /// 添付書類: each paper, how it comes, and when it came.
    fn papers(&self) -> Option<Section> {
        let asked: Vec<&Field> = self.top().filter(|field| matches!(field.kind, Kind::Attachment { .. })).collect();
        let widths = [INNER - 190.0 - 105.0, 190.0, 105.0];
        let heads = ["書類", "提出の方法", "受領"].iter().zip(widths);
        let mut rows =
            Row::of(heads.map(|(head, width)| Cell::head(self.face, Role::ColumnHead, head, width)).collect());
        let under = rows.first().cloned().map(Box::new);
        for field in &asked {
            let Kind::Attachment { ways } = &field.kind else { continue };
            let value = self.answer(&field.id);
            let boxes = ways.iter().map(|way: &HandIn| (words::hand_in(*way), way.word() == value));
            let promised = self.sheet.application.papers.iter().find(|paper| paper.path == field.id);
            let received = promised.and_then(|paper| paper.received_at);
            let received = received
                .map_or_else(|| "　　年　　月　　日".to_owned(), |at| words::by_era(words::in_japan(at).date()));
            let cells = vec![
                Cell::head(self.face, Role::RowHead, self.layout.label(&field.id, field), widths[0]),
                Cell::value(widths[1], self.boxes(boxes, widths[1])),
                Cell::value(widths[2], lines(self.face, &received, SMALL, widths[2])),
            ];
            rows.extend(under_heads(cells, &under));
        }
        (!asked.is_empty()).then(|| Section::new(self.face, "添付書類", rows))
    }

    /// 同意: the purpose of use, and what was agreed to.
    fn consents(&self) -> Option<Section> {
        let asked: Vec<&Field> = self.top().filter(|field| matches!(field.kind, Kind::Consent)).collect();
        let width = INNER - LABEL;
        let mut rows = self.row("利用目的", lines(self.face, &self.sheet.form.purpose.ja, SMALL, width));
        for field in &asked {
            let mut all = lines(self.face, self.layout.label(&field.id, field), SMALL, width);
            all.extend(self.lines(&field.id, field, width));
            rows.extend(self.row("同意", all));
        }
        (!asked.is_empty()).then(|| Section::new(self.face, "同意事項", rows))
    }

    fn beside(&self, field: &Field) -> Option<&str> {
        self.layout.beside.iter().find(|[left, _]| *left == field.id).map(|[_, right]| right.as_str())
    }

    fn top(&self) -> impl Iterator<Item = &'a Field> {
        self.sheet.form.steps.iter().flat_map(|step| &step.fields)
    }

    fn is_asked(&self, path: &str) -> bool {
        self.asked.contains(path)
    }

    /// The answer or computed value at a path; empty where there is none.
    fn answer(&self, path: &str) -> &str {
        let application = self.sheet.application;
        application.answers.get(path).or_else(|| application.computed.get(path)).map_or("", String::as_str)
    }
}

fn under_heads(cells: Vec<Cell>, heads: &Option<Box<Row>>) -> impl Iterator<Item = Row> {
    Row::of(cells).into_iter().map(|row| Row { under: heads.clone(), ..row })
}

/// Whether it has rows of its own; agreements and papers stand at the end of the paper.
fn on_its_own(field: &&Field) -> bool {
    !matches!(field.kind, Kind::Consent | Kind::Attachment { .. })
}

fn computed(field: &Field) -> bool {
    matches!(field.kind, Kind::Computed { .. })
}

/// Whether the one is the フリガナ of the other.
fn reads(reading: &Field, name: &Field) -> bool {
    matches!(&reading.kind, Kind::Kana { of: Some(of), .. } if *of == name.id)
}

fn is_address(field: &Field) -> bool {
    matches!(field.kind, Kind::Address { .. })
}

/// How wide a column is beside others.
fn weight(field: &Field) -> f32 {
    match &field.kind {
        Kind::Number { max, .. } if *max < 10_000 => 2.0,
        Kind::Number { .. } | Kind::Computed { .. } | Kind::Postcode => 3.0,
        Kind::Date { .. } | Kind::Telephone | Kind::Digits { .. } => 3.0,
        Kind::Text { max_length } if *max_length > 100 => 6.0,
        Kind::Address { .. } => 6.0,
        _ => 4.0,
    }
}

#[cfg(test)]
mod tests;
