//! ブース端末: how a booth comes to be known, what it reports, and how it stops being known.
//!
//! ```text
//! code       one-time codes, as people read and type them
//! admit      ways in: codes, enrolment, renewal, pairing
//! manage     the administrator's side: list, rename, move, order, revoke
//! report     what a booth's own program reports, and what it has to know
//! clone      a key that is in use twice
//! store      their SQL
//! ```
//!
//! An administrator hands out a one-time code for a site. A native booth makes a key and *enrols*: code and signing
//! request for a certificate of 24 hours, which it renews by itself on the booths' port. A tablet's browser *pairs*:
//! code for a cookie. Either becomes a row that can be revoked, which takes its sockets and media. A booth whose key is
//! in use twice is *suspended*: a fresh code lets it in again, under a new key.

pub mod admit;
pub mod clone;
mod code;
pub mod manage;
pub mod report;
mod store;

pub use code::{BadCode, OneTimeCode};
pub use report::Standing;

use crate::fault::{Fault, Result};
use crate::free_text;
use protocol::device::DeviceKind;
use protocol::id::SiteId;

/// Longest name of a device, in characters.
pub const NAME_MAX: usize = 60;

/// A device to be let in.
#[derive(Debug, Clone)]
pub struct NewCode {
    /// Where it will stand.
    pub site: SiteId,
    /// What administrators call it: 「受付横」.
    pub name: String,
    /// How it will be let in.
    pub kind: DeviceKind,
}

/// A name that administrators may give.
fn check_name(name: &str) -> Result<()> {
    let length = name.chars().count();
    if length == 0 || length > NAME_MAX {
        let message = format!("名前は1文字以上{NAME_MAX}文字以内にしてください。");
        return Err(Fault::bad_field("name", "length", message));
    }
    free_text::take("name", name, NAME_MAX, false).map(drop)
}
