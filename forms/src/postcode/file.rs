//! The file that 日本郵便 offers for download: `KEN_ALL.CSV` (Shift_JIS, long towns go on in the next row) or
//! `utf_ken_all.csv` (UTF-8, one row each). Source: 日本郵便「郵便番号データの説明」.

use encoding_rs::SHIFT_JIS;
use protocol::address::Town;
use protocol::problem::FieldProblem;
use std::collections::BTreeSet;

/// The largest file, in bytes; the whole country's has about 18 million.
pub const BYTES_MAX: usize = 32 << 20;
/// How many columns a row has.
const COLUMNS: usize = 15;
const POSTCODE: usize = 2;
const PREFECTURE: usize = 6;
const CITY: usize = 7;
const TOWN: usize = 8;
/// How many bad rows are told.
const TOLD: usize = 20;

/// Reads the file.
///
/// # Errors
/// The first bad rows, by their number: `rows/12`. Nothing of the file counts then.
pub fn read(bytes: &[u8]) -> Result<BTreeSet<Town>, Vec<FieldProblem>> {
    if bytes.len() > BYTES_MAX {
        return Err(vec![problem(
            "rows",
            "too-long",
            "ファイルが大きすぎます。日本郵便の郵便番号データを選んでください。",
        )]);
    }
    let Some(text) = decoded(bytes) else {
        let words = "文字コードを読み取れません。日本郵便の郵便番号データを、そのまま選んでください。";
        return Err(vec![problem("rows", "bad-encoding", words)]);
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut towns, mut bad) = (BTreeSet::new(), vec![]);
    let mut open: Option<(String, String)> = None;
    for (index, row) in reader.records().enumerate() {
        let fields = row.as_ref().map(|row| (row.len(), row.get(POSTCODE), row.get(TOWN)));
        let Ok((COLUMNS, Some(typed), Some(town))) = fields else {
            bad.push(problem(&format!("rows/{}", index + 1), "bad-row", "15列の行ではありません。"));
            continue;
        };
        let Some(postcode) = super::normalise(typed) else {
            bad.push(problem(&format!("rows/{}", index + 1), "bad-postcode", "郵便番号が7けたの数字ではありません。"));
            continue;
        };
        let town = match open.take() {
            // A town that goes on has the same number; only the file in Shift_JIS has such rows.
            Some((before, begun)) if before == postcode => begun + town,
            _ => town.to_owned(),
        };
        if is_open(&town) {
            open = Some((postcode, town));
            continue;
        }
        let field = |column| row.as_ref().ok().and_then(|row| row.get(column)).unwrap_or_default();
        let address = format!("{}{}{}", field(PREFECTURE), field(CITY), said(&town));
        towns.insert(Town { postcode, address });
    }
    if open.is_some() {
        bad.push(problem("rows", "cut-off", "最後の行が途中で切れています。もう一度ダウンロードしてください。"));
    }
    if towns.is_empty() && bad.is_empty() {
        bad.push(problem("rows", "empty", "行がありません。"));
    }
    bad.truncate(TOLD);
    if bad.is_empty() { Ok(towns) } else { Err(bad) }
}

/// What of a town's column belongs into an address: no notes, and nothing where the rest of the municipality is meant.
fn said(town: &str) -> &str {
    let plain = town.split('（').next().unwrap_or_default();
    // 一円 is a place of its own in one town of 滋賀県, and a note everywhere else.
    let note = plain.starts_with("以下に掲載がない場合")
        || plain.ends_with("の次に番地がくる場合")
        || (plain.ends_with("一円") && plain != "一円");
    if note { "" } else { plain }
}

fn is_open(town: &str) -> bool {
    town.matches('（').count() > town.matches('）').count()
}

fn decoded(bytes: &[u8]) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.trim_start_matches('\u{feff}').to_owned());
    }
    let (text, _, broken) = SHIFT_JIS.decode(bytes);
    (!broken).then(|| text.into_owned())
}

fn problem(path: &str, code: &str, message: &str) -> FieldProblem {
    FieldProblem { path: path.to_owned(), code: code.to_owned(), message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(postcode: &str, city: &str, town: &str) -> String {
        format!("40106,\"803  \",\"{postcode}\",ｶﾅ,ｶﾅ,ｶﾅ,\"福岡県\",\"{city}\",\"{town}\",0,0,0,0,0,0\r\n")
    }

    fn read_rows(rows: &[String]) -> Vec<(String, String)> {
        let towns = read(rows.concat().as_bytes()).expect("reads");
        towns.into_iter().map(|town| (town.postcode, town.address)).collect()
    }

    fn codes(bytes: &[u8]) -> Vec<(String, String)> {
        read(bytes).expect_err("refused").into_iter().map(|bad| (bad.path, bad.code)).collect()
    }

    #[test]
    fn a_town_is_an_address_without_its_notes() {
        for (town, said) in [
            ("大手町", "福岡県北九州市小倉北区大手町"),
            ("風師（１～３丁目）", "福岡県北九州市小倉北区風師"),
            ("以下に掲載がない場合", "福岡県北九州市小倉北区"),
            ("小倉北区の次に番地がくる場合", "福岡県北九州市小倉北区"),
            ("小倉北区一円", "福岡県北九州市小倉北区"),
            ("一円", "福岡県北九州市小倉北区一円"),
        ] {
            let read = read_rows(&[row("8030814", "北九州市小倉北区", town)]);
            assert_eq!(read, [("803-0814".to_owned(), said.to_owned())], "{town}");
        }
    }

    #[test]
    fn one_number_may_mean_several_towns_and_each_is_said_once() {
        let twice = row("8020000", "北九州市小倉北区", "以下に掲載がない場合");
        let other = row("8020000", "北九州市小倉南区", "以下に掲載がない場合");
        let towns = read_rows(&[twice.clone(), other, twice]);
        let addresses: Vec<_> = towns.iter().map(|(_, address)| address.as_str()).collect();
        assert_eq!(addresses, ["福岡県北九州市小倉北区", "福岡県北九州市小倉南区"]);
    }

    #[test]
    fn shift_jis_is_read_with_a_town_that_goes_on() {
        let rows = row("0660005", "千歳市", "協和（８８－２、２７１－１０、３４３－２、４０４－１、４２７－")
            + &row("0660005", "千歳市", "３、４３１－１２）")
            + &row("0660006", "千歳市", "東丘");
        let (bytes, _, broken) = SHIFT_JIS.encode(&rows);
        assert!(!broken);
        let towns = read(&bytes).expect("reads");
        let addresses: Vec<_> = towns.iter().map(|town| town.address.as_str()).collect();
        assert_eq!(addresses, ["福岡県千歳市協和", "福岡県千歳市東丘"]);
    }

    #[test]
    fn what_is_no_such_file_is_refused_by_its_row() {
        let good = row("8030814", "北九州市小倉北区", "大手町");
        let told = |path: &str, code: &str| vec![(path.to_owned(), code.to_owned())];
        assert_eq!(codes(format!("{good}1,2,3\r\n").as_bytes()), told("rows/2", "bad-row"));
        assert_eq!(codes(row("803081", "a", "b").as_bytes()), told("rows/1", "bad-postcode"));
        assert_eq!(codes(b""), told("rows", "empty"));
        assert_eq!(codes(b"\x80\x80\xff\xff"), told("rows", "bad-encoding"));
        assert_eq!(codes(row("0660005", "千歳市", "協和（８８").as_bytes()), told("rows", "cut-off"));
        assert_eq!(codes(&vec![b'a'; BYTES_MAX + 1]), told("rows", "too-long"));
        assert_eq!(codes("a\r\n".repeat(50).as_bytes()).len(), TOLD);
    }
}
