//! 申請書: how an application looks on paper and as files. Plain values: no I/O, no clock and no database; the same input is
//! the same bytes.
//!
//! ```text
//! face      the font: glyphs, widths, where a Japanese line may end; what it lacks is seen as 〓
//! words     answers as a form writes them: 令和8年12月1日, 1,400円, options by their labels
//! layout    what a form's paper says besides its definition; layouts/*.json
//! rows      definition and answers → sections of rows of cells; record: what the office adds
//! grid      the measures of these, and pages: onto which page they fall
//! pdf       the sheet: A4, ruled, tagged, its font embedded as far as it is used
//! json      an application for programs       table    applications of one form as CSV
//! bundle    a hand-over: one signed ZIP of all three; bundle::verify is the receiver's side
//! ```
//!
//! A journey: the server opens a released hand-over, makes a [`Sheet`] of each application, and calls [`bundle()`] with its
//! [`Face`] and its key. [`pdf()`] makes layout, rows and pages of each sheet in turn and draws them. The
//! receiver checks the file with [`verify`], or with two lines of OpenSSL and sha256sum.

mod bundle;
mod face;
mod grid;
mod json;
mod layout;
mod pages;
mod pdf;
mod record;
mod rows;
mod table;
mod words;

pub use bundle::{BadBundle, Bundle, MANIFEST, Manifest, ManifestFile, NotBundled, Release, SIGNATURE, bundle, verify};
pub use face::{BadFont, Face, GETA};
pub use json::json;
pub use pdf::{NotPrinted, Pdf, pdf};
pub use table::table;

use forms::Definition;
use protocol::application::ReviewedApplication;

/// What a sheet is made of.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The definition it was filled by: id and version of the application's row.
    pub form: &'a Definition,
    /// Answers, what follows from them, and all that is known of the application.
    pub application: &'a ReviewedApplication,
    /// 北九州市
    pub city: &'a str,
    /// 小倉北区
    pub ward: &'a str,
    /// Where the booth stands: 小倉中央市民センター（例）
    pub site: &'a str,
}
