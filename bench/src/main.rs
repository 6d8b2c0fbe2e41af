//! Measures リモート窓口 and prints tables; also writes `target/bench/<area>.json`, a list of
//! `{name, value, unit, goal?, note?}` with stable dotted names.
//!
//! Ratios are taken in one run: the SFU's cost per forwarded packet stands beside that of a bare UDP relay that carries
//! the same packets between the same callers, so that a slow or busy machine changes both.
//!
//! ```text
//! media    SFU CPU per forwarded packet, 10 and 50 two-party rooms, beside the bare relay
//! size     gzip size of each web face
//! hours    a year of effective hours of a whole city
//! guard    what the guard against 個人番号 stops, and what it does not
//! ```
#![expect(clippy::disallowed_methods, reason = "a bench measures real time")]
#![expect(clippy::print_stdout, reason = "its product is a table")]

mod caller;
mod cpu;
mod fleet;
mod guard;
mod hours;
mod media;
mod node;
mod relay;
mod report;
mod size;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Measures リモート窓口")]
struct Cli {
    #[command(subcommand)]
    area: Area,
}

#[derive(Subcommand)]
enum Area {
    /// SFU CPU per forwarded packet beside a bare relay.
    Media {
        /// Two-party rooms in each round.
        #[arg(long, value_delimiter = ',', default_values_t = [10, 50])]
        rooms: Vec<usize>,
        /// Measured seconds of each round.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
    /// Gzip size of each face.
    Size,
    /// Effective hours of 12 months at 140 sites.
    Hours,
    /// What the guard against 個人番号 stops, in 100,000 texts.
    Guard,
    /// The bare relay itself: a child of `media`.
    #[command(hide = true)]
    Relay,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().area {
        Area::Media { rooms, seconds } => report::write("media", &media::measure(&rooms, seconds)?),
        Area::Size => report::write("size", &size::measure()?),
        Area::Hours => report::write("hours", &hours::measure()?),
        Area::Guard => report::write("guard", &guard::measure()),
        Area::Relay => relay::run(),
    }
}
