//! A sheet as PDF: A4, tagged for screen readers (PDF/UA-1), its text selectable, the font embedded as far as it is used.
//! The same sheet is the same bytes.

mod draw;
mod pen;

use crate::Sheet;
use crate::face::Face;
use crate::layout::Layout;
use crate::pages;
use crate::rows::Rows;

/// A printed sheet.
#[derive(Clone)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The characters that the font lacks, each once: they stand as 〓 on the paper, and are copied out of it as what they
    /// are.
    pub missing: Vec<String>,
}

impl std::fmt::Debug for Pdf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pdf").field("pages", &self.pages).finish_non_exhaustive()
    }
}

/// Why a sheet could not be printed.
#[derive(Debug, thiserror::Error)]
#[error("the sheet could not be written as PDF: {0}")]
pub struct NotPrinted(String);

/// Prints a sheet.
///
/// # Errors
/// [`NotPrinted`] where the font cannot be embedded, or a text has what PDF/UA forbids.
pub fn pdf(sheet: &Sheet<'_>, face: &Face) -> Result<Pdf, NotPrinted> {
    let layout = Layout::of(sheet.form);
    let rows = Rows::new(sheet, &layout, face);
    let mut sections = rows.sections();
    sections.extend(rows.records());
    let foot = rows.foot();
    let head = draw::Head::new(sheet, &layout, face);
    let pages = pages::pages(&sections, head.bottom, pages::height(&foot));
    let (bytes, missing) = draw::draw(&rows, &head, &pages, &foot).map_err(NotPrinted)?;
    Ok(Pdf { bytes, pages: pages.len(), missing })
}
