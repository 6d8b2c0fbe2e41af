use super::*;
use crate::grid::{Cell, Line, Role};

/// A row of so many lines of 10 points, marked with its place.
fn row(mark: usize, lines: usize) -> Row {
    let line = Line { text: mark.to_string(), size: 10.0 };
    let cell = Cell { role: Role::Value, width: 100.0, lines: vec![line; lines], centred: false };
    Row::of(vec![cell]).remove(0)
}

fn section(heading_lines: usize, rows: Vec<Row>) -> Section {
    let heading = vec![Line { text: "見出し".to_owned(), size: 9.0 }; heading_lines];
    Section { title: "見出し".to_owned(), heading, rows }
}

fn mark(row: &Row) -> &str {
    &row.cells[0].lines[0].text
}

#[test]
fn every_row_stands_once_in_its_order_and_whole_on_a_page() {
    for step in 1..60 {
        let sizes = |n: usize| 1 + (n * step) % 36;
        let sections: Vec<Section> = (0..4)
            .map(|s| section(1 + (s * step) % 12, (0..15).map(|n| row(100 * s + n, sizes(n + s))).collect()))
            .collect();
        let pages = pages(&sections, 220.0, 85.0);
        let drawn: Vec<&str> = pages.iter().flat_map(|p| &p.segments).flat_map(|s| s.rows.iter().map(mark)).collect();
        let all: Vec<&str> = sections.iter().flat_map(|s| s.rows.iter().map(mark)).collect();
        assert_eq!(drawn, all, "step {step}");
        for (at, page) in pages.iter().enumerate() {
            let mut y = if at == 0 { 220.0 } else { TOP };
            for segment in &page.segments {
                assert!(segment.top >= y - 0.01, "step {step}: one over the other");
                y = segment.top + height(&segment.rows);
                assert!(
                    height(&segment.rows) + 0.01 >= segment.section.heading_height(),
                    "step {step}: a heading fits"
                );
            }
            assert!(y <= BOTTOM + 0.01, "step {step}: page {at} ends at {y}");
            assert_eq!(page.foot.is_some(), at + 1 == pages.len());
            assert!(page.foot.is_none_or(|foot| y + FOOT_GAP <= foot + 0.01), "step {step}: under the foot");
        }
    }
}

#[test]
fn heads_of_columns_are_repeated_and_never_left_behind() {
    for before in 1..36 {
        let head = row(0, 1);
        let mut rows = vec![row(1, before), head.clone()];
        let entry = |n| Row { under: Some(Box::new(head.clone())), ..row(2 + n, 3) };
        rows.extend((0..40_usize).map(entry));
        let sections = [section(1, rows)];
        let pages = pages(&sections, 220.0, 85.0);
        for segment in pages.iter().flat_map(|page| &page.segments) {
            let marks: Vec<&str> = segment.rows.iter().map(mark).collect();
            assert_ne!(marks.last(), Some(&"0"), "{before}: heads without an entry under them");
            let first_entry = segment.rows.iter().position(|row| row.under.is_some());
            assert!(first_entry.is_none_or(|at| marks[at - 1] == "0"), "{before}: entries without heads: {marks:?}");
        }
    }
}

#[test]
fn a_short_section_is_not_parted_and_the_last_one_goes_with_the_foot() {
    let short = |mark: usize| section(1, (0..3).map(|n| row(mark + n, 2)).collect());
    let long = section(1, (0..12).map(|n| row(n, 2)).collect());
    let sections = [long, short(100)];
    let pages = pages(&sections, 260.0, 85.0);
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[1].segments.len(), 1, "it goes along, whole");
    assert_eq!(pages[1].segments[0].rows.len(), 3);
}
