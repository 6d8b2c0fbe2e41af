//! The booth's face, embedded in this program.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use protocol::problem::Code;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/face.rs"));
}

/// Tells the face that a supervisor is behind it.
const UNDER_THE_TERMINAL: &str = "<head><meta name=\"terminal\" content=\"1\" />";

/// What the page is made of.
pub(super) struct Face {
    page: String,
    files: &'static [(&'static str, &'static [u8])],
}

impl Face {
    /// The face that this program was built with, if it was built with one.
    pub(super) fn embedded() -> Option<Self> {
        embedded::PAGE.map(|page| Self::new(page, embedded::FILES))
    }

    pub(super) fn new(page: &str, files: &'static [(&'static str, &'static [u8])]) -> Self {
        Self { page: page.replacen("<head>", UNDER_THE_TERMINAL, 1), files }
    }

    /// `/booth`
    pub(super) fn page(&self) -> Response {
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], self.page.clone()).into_response()
    }

    /// `/assets/<name>`: by its whole name in a list, so that no path leads elsewhere.
    pub(super) fn file(&self, name: &str) -> Result<Response, Code> {
        let (_, bytes) = self.files.iter().find(|(known, _)| *known == name).ok_or(Code::NotFound)?;
        // A name holds the hash of its content.
        let headers =
            [(header::CONTENT_TYPE, kind(name)), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
        Ok((headers, *bytes).into_response())
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "json" => "application/json",
        "mp3" => "audio/mpeg",
        "ogg" | "opus" => "audio/ogg",
        _ => "application/octet-stream",
    }
}
