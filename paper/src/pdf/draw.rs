//! The pages of a sheet: its head, the ruled table, 職員記入欄, and the tags that tell what is what.

use super::pen::{Area, Pen};
use crate::Sheet;
use crate::face::Face;
use crate::grid::{BODY, Cell, HEADING, LEADING, Line, Role, Row, SMALL, TINY, WIDTH, height, lines, shortened};
use crate::layout::Layout;
use crate::pages::{self, BOTTOM, LEFT, PAGE, Page, Segment, TOP};
use crate::rows::Rows;
use crate::words;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{ArtifactType, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use krilla::{Document, SerializeSettings};
use std::collections::BTreeSet;
use std::num::{NonZeroU16, NonZeroU32};

const TITLE: f32 = 16.0;
const STAMP: f32 = 158.0;
const RECEIPT: f32 = 13.0;

/// What stands over the table on the first page.
pub(super) struct Head {
    number: Line,
    title: Vec<Line>,
    /// 受付: three lines in a box at the upper right.
    stamp: Vec<Line>,
    date: Line,
    addressee: Line,
    opening: Vec<Line>,
    /// Where the table begins.
    pub(super) bottom: f32,
}

/// Height of the box of 受付, and of its name.
const STAMP_HEIGHT: f32 = 70.0;
const STAMP_NAME: f32 = 16.0;

impl Head {
    pub(super) fn new(sheet: &Sheet<'_>, layout: &Layout, face: &Face) -> Self {
        let row = &sheet.application.row;
        let line = |text: &str, size| Line { text: text.to_owned(), size };
        let at = words::in_japan(row.submitted_at);
        let day = words::by_era(at.date());
        let time = format!("{day}　{}時{:02}分", at.hour(), at.minute());
        let named = |text: &str| text.replace("{city}", sheet.city).replace("{ward}", sheet.ward);
        let version = || format!("様式　{}　第{}版", sheet.form.id, sheet.form.version);
        let mut head = Self {
            number: line(&layout.number.clone().unwrap_or_else(version), SMALL),
            title: shortened(lines(face, &sheet.form.title.ja, TITLE, WIDTH), 3),
            stamp: vec![line(&time, SMALL), line(&row.receipt, RECEIPT), line(&named("{city}{ward}"), SMALL)],
            date: line(&day, BODY),
            addressee: line(&format!("{}　様", named(&layout.addressee)), 11.0),
            opening: lines(face, &format!("　{}", layout.opening), BODY, WIDTH),
            bottom: 0.0,
        };
        head.bottom = head.opening_top() + height(&head.opening) + 6.0;
        head
    }

    fn title_top(&self) -> f32 {
        TOP + STAMP_HEIGHT + 8.0
    }

    fn date_top(&self) -> f32 {
        self.title_top() + height(&self.title) + 10.0
    }

    fn opening_top(&self) -> f32 {
        self.date_top() + self.addressee.size * LEADING + 8.0
    }

    fn draw(&self, pen: &mut Pen<'_, '_>, tags: &mut Tags) {
        let title: String = self.title.iter().map(|line| line.text.as_str()).collect();
        let area = (LEFT, self.title_top(), WIDTH, height(&self.title));
        let id = pen.content(|pen| pen.lines(area, &self.title, true));
        tags.add(heading(1, &title), id);
        let id = pen.content(|pen| pen.line(LEFT, TOP, &self.number));
        tags.add(Tag::P.into(), id);

        let left = LEFT + WIDTH - STAMP;
        pen.frame((left, TOP, STAMP, STAMP_HEIGHT), false, 1.0);
        pen.frame((left, TOP, STAMP, STAMP_NAME), true, 0.5);
        let name = [Line { text: "受　付".to_owned(), size: SMALL }];
        let id = pen.content(|pen| pen.lines((left, TOP, STAMP, STAMP_NAME), &name, true));
        tags.add(Tag::P.into(), id);
        let mut top = TOP + (STAMP_NAME + STAMP_HEIGHT - height(&self.stamp)) / 2.0;
        for line in self.stamp.chunks(1) {
            let area = (left, top, STAMP, height(line));
            let id = pen.content(|pen| pen.lines(area, line, true));
            tags.add(Tag::P.into(), id);
            top += area.3;
        }

        let width = pen.face.width(&self.date.text) * self.date.size;
        let id = pen.content(|pen| pen.line(LEFT + WIDTH - width, self.date_top(), &self.date));
        tags.add(Tag::P.into(), id);
        let id = pen.content(|pen| pen.line(LEFT, self.date_top(), &self.addressee));
        tags.add(Tag::P.into(), id);
        let area = (LEFT, self.opening_top(), WIDTH, height(&self.opening));
        let id = pen.content(|pen| pen.lines(area, &self.opening, false));
        tags.add(Tag::P.into(), id);
    }
}

/// The tags of a sheet: a table under each heading.
#[derive(Default)]
struct Tags {
    tree: TagTree,
    /// The table that is being filled, and whether it is one of entries under heads of columns.
    table: Option<(TagGroup, bool)>,
}

impl Tags {
    fn add(&mut self, tag: TagKind, child: impl Into<Node>) {
        self.close();
        self.tree.push(TagGroup::with_children(tag, vec![child.into()]));
    }

    fn row(&mut self, row: TagGroup, entries: bool) {
        if self.table.as_ref().is_some_and(|(_, of_entries)| *of_entries != entries) {
            self.close();
        }
        self.table.get_or_insert_with(|| (TagGroup::new(Tag::Table), entries)).0.push(row);
    }

    fn close(&mut self) {
        if let Some((table, _)) = self.table.take() {
            self.tree.push(table);
        }
    }
}

/// Draws everything. Gives the file and the characters that the font lacks.
pub(super) fn draw(
    rows: &Rows<'_>,
    head: &Head,
    pages: &[Page<'_>],
    foot: &[Row],
) -> Result<(Vec<u8>, Vec<String>), String> {
    let (sheet, face) = (rows.sheet, rows.face);
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let (mut tags, mut outline, mut missing) = (Tags::default(), Outline::new(), BTreeSet::new());
    let receipt = &sheet.application.row.receipt;
    for (at, page) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or("no page of this size")?;
        let mut sheet_page = document.start_page_with(settings);
        let mut pen = Pen { surface: sheet_page.surface(), face, missing: &mut missing, boxes: Vec::new() };
        if at == 0 {
            head.draw(&mut pen, &mut tags);
        }
        for segment in &page.segments {
            if !segment.continued {
                let to = XyzDestination::new(at, Point::from_xy(LEFT, segment.top));
                outline.push_child(OutlineNode::new(segment.section.title.clone(), to));
            }
            draw_segment(&mut pen, &mut tags, segment);
        }
        if let Some(top) = page.foot {
            draw_foot(&mut pen, &mut tags, top, foot);
        }
        let number = format!("{}／{}", at + 1, pages.len());
        pen.ornament(ArtifactType::Footer, |pen| {
            let line = |text: &str| Line { text: text.to_owned(), size: TINY };
            let area = (LEFT, BOTTOM + 8.0, WIDTH, 14.0);
            pen.lines(area, &[line(&number)], true);
            pen.lines(area, &[line(&format!("受付番号　{receipt}"))], false);
            let title = face.wrap(&sheet.form.title.ja, WIDTH * 0.42 / TINY).remove(0);
            pen.line(LEFT + WIDTH - face.width(&title) * TINY, area.1 + 2.0, &line(&title));
        });
    }
    tags.close();
    document.set_tag_tree(tags.tree.with_lang(Some("ja".to_owned())));
    document.set_outline(outline);
    let title = format!("{}　{receipt}", sheet.form.title.ja);
    document.set_metadata(Metadata::new().title(title).language("ja".to_owned()));
    let bytes = document.finish().map_err(|error| error.to_string())?;
    Ok((bytes, missing.into_iter().collect()))
}

fn draw_segment(pen: &mut Pen<'_, '_>, tags: &mut Tags, segment: &Segment<'_>) {
    let room = pages::height(&segment.rows);
    let area = (LEFT, segment.top, HEADING, room);
    pen.frame(area, true, 0.5);
    let words = &segment.section.heading;
    if segment.continued {
        pen.ornament(ArtifactType::Header, |pen| pen.lines(area, words, true));
    } else {
        let id = pen.content(|pen| pen.lines(area, words, true));
        tags.add(heading(2, &segment.section.title), id);
    }
    let mut top = segment.top;
    for (at, row) in segment.rows.iter().enumerate() {
        draw_row(pen, LEFT + HEADING, top, row, Some(&mut *tags).filter(|_| at >= segment.repeated));
        top += row.height;
    }
    pen.frame((LEFT, segment.top, WIDTH, room), false, 1.0);
}

/// A row; without `tags`, as a repetition that is not read again.
fn draw_row(pen: &mut Pen<'_, '_>, left: f32, top: f32, row: &Row, tags: Option<&mut Tags>) {
    let mut x = left;
    let mut group = TagGroup::new(Tag::TR);
    let entries = row.under.is_some() || row.cells.iter().any(|cell| cell.role == Role::ColumnHead);
    // Beside rows of label, value, label, value, the only value of a row spans three.
    let span = NonZeroU32::new(3).filter(|_| !entries && row.cells.len() == 2);
    for cell in &row.cells {
        pen.ruled(x, top, row.height, cell);
        let area = (x, top, cell.width, row.height);
        if tags.is_some() {
            let id = pen.content(|pen| pen.lines(area, &cell.lines, cell.centred));
            group.push(TagGroup::with_children(cell_tag(cell, span), vec![id.into()]));
        } else {
            pen.ornament(ArtifactType::Header, |pen| pen.lines(area, &cell.lines, cell.centred));
        }
        x += cell.width;
    }
    if let Some(tags) = tags {
        tags.row(group, entries);
    }
}

fn cell_tag(cell: &Cell, span: Option<NonZeroU32>) -> TagKind {
    match cell.role {
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::Value => Tag::TD.with_col_span(span).into(),
    }
}

fn draw_foot(pen: &mut Pen<'_, '_>, tags: &mut Tags, top: f32, rows: &[Row]) {
    let title = Line { text: "職員記入欄".to_owned(), size: SMALL };
    let id = pen.content(|pen| pen.line(LEFT, top - 15.0, &title));
    tags.add(heading(2, &title.text), id);
    let area: Area = (LEFT, top, WIDTH, pages::height(rows));
    let mut y = top;
    for row in rows {
        draw_row(pen, LEFT, y, row, Some(&mut *tags));
        y += row.height;
    }
    pen.frame(area, false, 1.0);
}

fn heading(level: u16, title: &str) -> TagKind {
    Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(title.to_owned())).into()
}
