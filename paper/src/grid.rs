//! The ruled table of a sheet before it stands on pages: sections of rows of cells, each as high as its lines.

use crate::face::Face;

/// Width of what is printed, in points (1/72 inch).
pub(crate) const WIDTH: f32 = 493.0;
/// Width of the column of headings.
pub(crate) const HEADING: f32 = 58.0;
/// Width of a label.
pub(crate) const LABEL: f32 = 104.0;
/// Room between text and rule.
pub(crate) const PAD: f32 = 4.0;
/// Room between lines and the rules over and under them.
const AIR: f32 = 3.0;
/// From line to line, as a multiple of the size.
pub(crate) const LEADING: f32 = 1.35;
/// Sizes in points: of answers, of names, of labels, of small print.
pub(crate) const BODY: f32 = 10.0;
pub(crate) const NAME: f32 = 13.0;
pub(crate) const SMALL: f32 = 9.0;
pub(crate) const TINY: f32 = 8.0;
/// The least height of a row.
const ROW: f32 = 20.0;
/// Most lines of a row; what has more goes on in another one, so that every row fits on a page.
const ROW_LINES: usize = 36;
/// Most lines of a section's heading, and of a column's.
const HEADING_LINES: usize = 12;
const COLUMN_HEAD_LINES: usize = 6;

/// A line of text that fits where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) size: f32,
}

/// How a cell is read and drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What its row is about; shaded.
    RowHead,
    /// What its column is about; shaded.
    ColumnHead,
    /// An answer.
    Value,
}

/// A cell of a row.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) role: Role,
    pub(crate) width: f32,
    pub(crate) lines: Vec<Line>,
    pub(crate) centred: bool,
}

/// A row, as wide as the table without its headings.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    pub(crate) height: f32,
    /// A row of column heads that is drawn again where this one is the first of a page.
    pub(crate) under: Option<Box<Row>>,
}

/// Rows under one heading.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) heading: Vec<Line>,
    pub(crate) rows: Vec<Row>,
}

/// The lines of a text in a cell of this width.
pub(crate) fn lines(face: &Face, text: &str, size: f32, width: f32) -> Vec<Line> {
    let ems = (width - 2.0 * PAD) / size;
    face.wrap(text, ems).into_iter().map(|text| Line { text, size }).collect()
}

/// A heading on as few lines as it needs, and these as even as they get.
fn balanced(face: &Face, title: &str) -> Vec<Line> {
    let mut best = shortened(lines(face, title, SMALL, HEADING), HEADING_LINES);
    let mut width = HEADING - 1.0;
    while best.len() > 1 && width > 2.0 * PAD + SMALL {
        let narrower = lines(face, title, SMALL, width);
        if narrower.len() > best.len() {
            break;
        }
        best = narrower;
        width -= 1.0;
    }
    best
}

/// The first lines of a text that is longer than anybody would write there; the last one says so.
pub(crate) fn shortened(mut lines: Vec<Line>, most: usize) -> Vec<Line> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.text.pop();
            last.text.push('…');
        }
    }
    lines
}

/// How high lines are together.
pub(crate) fn height(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.size * LEADING).sum()
}

impl Cell {
    pub(crate) fn head(face: &Face, role: Role, text: &str, width: f32) -> Self {
        let all = lines(face, text, SMALL, width);
        let column = role == Role::ColumnHead;
        Self { role, width, lines: if column { shortened(all, COLUMN_HEAD_LINES) } else { all }, centred: column }
    }

    pub(crate) fn value(width: f32, lines: Vec<Line>) -> Self {
        Self { role: Role::Value, width, lines, centred: false }
    }
}

impl Row {
    /// A row of these cells; several where one would be too high for a page.
    pub(crate) fn of(cells: Vec<Cell>) -> Vec<Self> {
        let longest = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        (0..longest.div_ceil(ROW_LINES).max(1))
            .map(|part| {
                let cells: Vec<Cell> = cells
                    .iter()
                    .map(|cell| {
                        let rest = cell.lines.iter().skip(part * ROW_LINES).take(ROW_LINES);
                        let mut lines: Vec<Line> = rest.cloned().collect();
                        if lines.is_empty() && cell.role == Role::RowHead {
                            lines.push(Line { text: "（つづき）".to_owned(), size: SMALL });
                        }
                        Cell { lines, ..cell.clone() }
                    })
                    .collect();
                let tallest = cells.iter().map(|cell| height(&cell.lines)).fold(0.0, f32::max);
                // A row of small print alone, as フリガナ, may be lower.
                let small = cells.iter().flat_map(|cell| &cell.lines).all(|line| line.size <= TINY);
                let least = if small { 0.0 } else { ROW };
                Self { cells, height: (tallest + 2.0 * AIR).max(least), under: None }
            })
            .collect()
    }
}

impl Section {
    pub(crate) fn new(face: &Face, title: &str, rows: Vec<Row>) -> Self {
        Self { title: title.to_owned(), heading: balanced(face, title), rows }
    }

    /// The least height under which its heading fits.
    pub(crate) fn heading_height(&self) -> f32 {
        height(&self.heading) + 2.0 * AIR
    }
}
