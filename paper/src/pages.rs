//! Rows onto pages: no row is cut, a heading stands beside its rows on every page, heads of columns are repeated, a short
//! section stays whole, and 職員記入欄 stands at the foot of the last page.

use crate::grid::{Row, Section};

/// A4 in points.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);
/// Where what is printed begins, from the left.
pub(crate) const LEFT: f32 = 51.0;
/// Where a page's content begins and ends, from above.
pub(crate) const TOP: f32 = 40.0;
pub(crate) const BOTTOM: f32 = 796.0;
/// A section that is lower than this is not parted where it fits on a page of its own.
const WHOLE: f32 = 150.0;
/// Room above 職員記入欄, and of its name.
const FOOT_GAP: f32 = 22.0;

/// The rows of one section on one page.
#[derive(Debug)]
pub(crate) struct Segment<'a> {
    pub(crate) section: &'a Section,
    /// Whether an earlier page has its beginning.
    pub(crate) continued: bool,
    /// How many of its first rows repeat the heads of columns.
    pub(crate) repeated: usize,
    pub(crate) top: f32,
    pub(crate) rows: Vec<Row>,
}

/// One page.
#[derive(Debug, Default)]
pub(crate) struct Page<'a> {
    pub(crate) segments: Vec<Segment<'a>>,
    /// Where 職員記入欄 begins, on the last one.
    pub(crate) foot: Option<f32>,
}

/// The pages of these sections. `start`: where the table begins on the first page; `foot`: the height of 職員記入欄.
pub(crate) fn pages(sections: &[Section], start: f32, foot: f32) -> Vec<Page<'_>> {
    let mut pages = vec![Page::default()];
    let mut y = start;
    for (at, section) in sections.iter().enumerate() {
        let whole = height(&section.rows).max(section.heading_height());
        // The last one goes along with 職員記入欄, which would be alone on its page.
        let with_foot = if at + 1 == sections.len() { FOOT_GAP + foot } else { 0.0 };
        if whole < WHOLE && y + whole + with_foot > BOTTOM {
            turn(&mut pages, &mut y);
        }
        let mut rest = &section.rows[..];
        while !rest.is_empty() {
            let continued = rest.len() < section.rows.len();
            let mut rows: Vec<Row> = rest[0].under.as_deref().filter(|_| continued).cloned().into_iter().collect();
            let repeated = rows.len();
            let mut filled = height(&rows);
            let fit = rest.iter().take_while(|row| {
                filled += row.height;
                y + filled <= BOTTOM
            });
            rows.extend(fit.cloned());
            // Heads of columns are not left behind at the foot of a page.
            let entry_follows = rest.get(rows.len() - repeated).is_some_and(|row| row.under.is_some());
            if entry_follows && rows.len() > repeated && rows.last().is_some_and(|row| row.under.is_none()) {
                rows.pop();
            }
            let fresh = y <= TOP;
            if fresh && rows.len() == repeated {
                rows.push(rest[0].clone());
            }
            let taken = rows.len() - repeated;
            let lacks = (section.heading_height() - height(&rows)).max(0.0);
            if !fresh && (taken == 0 || y + height(&rows) + lacks > BOTTOM) {
                turn(&mut pages, &mut y);
                continue;
            }
            if let Some(last) = rows.last_mut() {
                last.height += lacks;
            }
            let top = y;
            y += height(&rows);
            pages.last_mut().expect("there is one").segments.push(Segment { section, continued, repeated, top, rows });
            rest = &rest[taken..];
            if !rest.is_empty() {
                turn(&mut pages, &mut y);
            }
        }
    }
    if y + FOOT_GAP + foot > BOTTOM {
        turn(&mut pages, &mut y);
    }
    pages.last_mut().expect("there is one").foot = Some(BOTTOM - foot);
    pages
}

fn turn(pages: &mut Vec<Page<'_>>, y: &mut f32) {
    pages.push(Page::default());
    *y = TOP;
}

/// How high rows are together.
pub(crate) fn height(rows: &[Row]) -> f32 {
    rows.iter().map(|row| row.height).sum()
}

#[cfg(test)]
mod tests;
