use super::*;

fn face() -> Face {
    let path = "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf";
    Face::new(std::fs::read(path).expect("tools/setup installs the font")).expect("a Japanese font")
}

#[test]
fn no_line_is_wider_than_its_room_and_nothing_is_lost() {
    let face = face();
    let texts = [
        "書いていただいた内容は、ふれあい収集を利用できるかの確認と、収集の準備、緊急のときの連絡だけに使います。",
        "hanako.shikada.very-long-address@mail.example.co.jp",
        "「「「「「「「「」」」」」」」」、、、、、、、、、、、、",
        "𠮟𠮟𠮟𠮟𠮟𠮟𠮟𠮟髙﨑 髙﨑　髙﨑",
        "",
    ];
    for text in texts {
        for width in 1..60 {
            let lines = face.wrap(text, width as f32);
            assert!(
                lines.iter().all(|line| face.width(line) <= (width as f32).max(1.0)),
                "{text} in {width}: {lines:?}"
            );
            let squeezed = |text: &str| text.replace([' ', '　'], "");
            assert_eq!(squeezed(&lines.concat()), squeezed(text), "in {width}");
        }
    }
}

#[test]
fn lines_end_where_japanese_lines_may() {
    let face = face();
    assert_eq!(face.wrap("あいうえお、かき", 5.0), ["あいうえ", "お、かき"], "no comma begins a line");
    assert_eq!(face.wrap("あいうえ「かき」", 5.0), ["あいうえ", "「かき」"], "no bracket ends one that opens there");
    assert_eq!(face.wrap("コンピューター", 4.0), ["コン", "ピュー", "ター"], "no small kana and no ー either");
    assert_eq!(face.wrap("ーーーー", 3.0), ["ーーー", "ー"], "where nothing else is possible, it is cut all the same");
    assert_eq!(face.wrap("電話は093-582-3311へ", 6.0), ["電話は", "093-582-3311", "へ"], "a number stays whole");
    assert_eq!(face.wrap("taro.yamada@example.jp", 7.0), ["taro.yamada@", "example.jp"]);
    assert_eq!(face.wrap("あ\nい", 5.0), ["あ", "い"]);
}

#[test]
fn what_the_font_lacks_is_named() {
    let face = face();
    let missing = |text: &'static str| face.missing(text).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(missing("髙﨑𠮟☑□〒"), Vec::<String>::new());
    assert_eq!(missing("山😀\u{7}田"), ["😀", "\u{7}"]);
    assert_eq!(missing("葛\u{e01ef}"), ["葛\u{e01ef}"], "a variant that it does not have");
    assert_eq!(face.glyphs("😀")[0].glyph_id, face.glyphs("〓")[0].glyph_id);
}

#[test]
fn other_files_are_refused() {
    assert!(matches!(Face::new(b"not a font".to_vec()), Err(BadFont::Unreadable)));
    let latin = std::fs::read("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").ok();
    assert!(latin.is_none_or(|latin| matches!(Face::new(latin), Err(BadFont::Lacks(_)))));
}
