//! How the SFU behaves towards real WebRTC peers, one file per behaviour, in virtual time.

#![expect(unreachable_pub, reason = "the harness is written like a library")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]
#![expect(clippy::disallowed_methods, reason = "virtual time begins at some instant")]

mod harness;

mod channels;
mod cover;
mod grants;
mod ingest;
mod join;
mod lost;
mod nack;
mod panic;
mod policy;
mod quality;
mod refusals;
mod replace;
mod restart;
mod slots;
mod socket;
mod sound_first;
mod third_party;
