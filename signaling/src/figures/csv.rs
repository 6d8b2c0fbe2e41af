//! Figures as CSV (RFC 4180), with the byte order mark that spreadsheets need to read UTF-8. A hidden count is 「5未満」.

use protocol::coordination::{FigureRow, Figures, FiguresBy};

const HIDDEN: &str = "5未満";
const HEAD: &str = "予約,来所,来所なし,取消,番号札,対応,対応なし,お断り,待ち時間の中央値（秒）,待ち時間の90パーセンタイル（秒）,\
                    開設（分）,うち予約なし（分）";

/// The whole table.
pub(super) fn csv(figures: &Figures) -> String {
    let by = match figures.by {
        FiguresBy::Site => "施設",
        FiguresBy::Subject => "用件",
        FiguresBy::Task => "業務",
        FiguresBy::Day => "日",
    };
    let mut text = format!("\u{feff}{by},{HEAD}\r\n");
    for row in &figures.rows {
        line(&mut text, &row.name, row);
    }
    line(&mut text, "合計", &figures.whole);
    text
}

fn line(text: &mut String, name: &str, row: &FigureRow) {
    text.push_str(&quoted(name));
    let counts =
        [row.bookings, row.attended, row.missed, row.cancelled, row.tickets, row.talks, row.abandoned, row.turned_away];
    for count in counts {
        text.push(',');
        text.push_str(&count.map_or_else(|| HIDDEN.to_owned(), |count| count.to_string()));
    }
    for number in [row.wait_p50, row.wait_p90, row.open_minutes, row.unused_minutes] {
        text.push(',');
        text.push_str(&number.map_or_else(String::new, |number| number.to_string()));
    }
    text.push_str("\r\n");
}

/// In quotation marks; what a spreadsheet would take for a formula is kept a text.
fn quoted(text: &str) -> String {
    let harmless = if text.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
    format!("\"{harmless}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_reads_names_and_hidden_counts_and_runs_nothing() {
        let row = |name: &str| FigureRow { name: name.to_owned(), bookings: Some(12), ..FigureRow::default() };
        let figures = Figures {
            by: FiguresBy::Site,
            from: "2026-06-01".to_owned(),
            until: "2026-06-30".to_owned(),
            whole: FigureRow { wait_p50: Some(360), ..row("") },
            rows: vec![row("小倉\"中央\""), row("=1+1")],
        };
        let text = csv(&figures);
        let lines: Vec<_> = text.split("\r\n").collect();
        assert!(lines[0].starts_with("\u{feff}施設,予約,"));
        assert_eq!(lines[1], format!("\"小倉\"\"中央\"\"\",12{},,,,", format!(",{HIDDEN}").repeat(7)));
        assert!(lines[2].starts_with("\"'=1+1\",12,"));
        assert!(lines[3].starts_with("\"合計\",12,") && lines[3].ends_with(",360,,,"));
        let columns = |line: &str| line.split(',').count();
        assert_eq!(columns(lines[0]), columns(lines[3]));
    }
}
