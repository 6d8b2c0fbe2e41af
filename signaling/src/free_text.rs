//! The one place where free text that people write is taken in. What a plan, a closure or a form says is read by
//! `schedule` and `forms`, by the same rule.

use crate::fault::{Fault, Result};
use forms::my_number;

/// The text without empty ends. `declared`: the writer says that its digits are no 個人番号.
///
/// # Errors
/// `bad-field` with the path: `too-long` over `most` characters; `my-number`.
pub fn take(path: &str, text: &str, most: usize, declared: bool) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > most {
        return Err(Fault::bad_field(path, "too-long", format!("{most}文字までで書いてください。")));
    }
    if !declared && my_number::is_in(text) {
        return Err(Fault::bad_field(path, "my-number", MY_NUMBER));
    }
    Ok(text.to_owned())
}

const MY_NUMBER: &str =
    "個人番号（マイナンバー）のような数字があるため、受け取りませんでした。消してから、もう一度お送りください。";
