use super::*;
use crate::grid::{PAD, height};
use forms::{Answers, Declared};
use jiff::civil::date;
use protocol::application::ReviewedApplication;

#[test]
fn no_line_is_wider_and_none_higher_than_its_cell() {
    let font = std::fs::read("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf");
    let face = Face::new(font.expect("tools/setup installs the font")).expect("a Japanese font");
    let today = date(2026, 12, 1);
    for form in forms::builtin::all() {
        let sample = format!("{}/samples/{}.json", env!("CARGO_MANIFEST_DIR"), form.id);
        let raw: Answers = serde_json::from_str(&std::fs::read_to_string(sample).expect("a sample")).expect("answers");
        let any = include_str!("../../samples/application.json");
        let mut application: ReviewedApplication = serde_json::from_str(any).expect("an application");
        application.answers = form.accept(&raw, &Declared::new(), today).expect("a sample that is accepted");
        let sheet = Sheet {
            form, application: &application, city: "北九州市", ward: "小倉北区", site: "施設（例）"
        };
        // The layout that ships, and that of a form which has none.
        for layout in [Layout::of(form), Layout::default()] {
            let rows = Rows::new(&sheet, &layout, &face);
            let all: Vec<Row> = rows
                .sections()
                .into_iter()
                .chain(rows.records())
                .flat_map(|section| section.rows)
                .chain(rows.foot())
                .collect();
            assert!(all.len() > 20);
            for row in all {
                let width: f32 = row.cells.iter().map(|cell| cell.width).sum();
                assert!((width - INNER).abs() < 0.1 || (width - WIDTH).abs() < 0.1, "{}: {width}", form.id);
                for cell in &row.cells {
                    assert!(height(&cell.lines) <= row.height, "{}: {cell:?}", form.id);
                    for line in &cell.lines {
                        let room = cell.width - 2.0 * PAD + 0.01;
                        assert!(face.width(&line.text) * line.size <= room, "{}: {line:?} in {room}", form.id);
                    }
                }
            }
        }
    }
}
