//! Writes the TypeScript twins of this crate's types: `cargo run -p forms --features types --example types <dir>`.
//! Those of `protocol` are its own example's.

use forms::{answers, definition, era, fault};
use ts_rs::{Config, TS};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: types <directory>")?;
    let config = Config::default().with_out_dir(&dir).with_large_int("number");
    definition::Definition::export_all(&config)?;
    answers::Asked::export_all(&config)?;
    fault::FieldError::export_all(&config)?;
    era::EraDate::export_all(&config)?;
    Ok(())
}
