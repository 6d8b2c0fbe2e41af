//! Writes the TypeScript twins of this crate's types: `cargo run -p forms --features types --example types <dir>`.
//! Those of `protocol`, which they import, are written by its own example.

use forms::{Access, answers, definition, era, fault};
use ts_rs::{Config, TS};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: types <directory>")?;
    let config = Config::default().with_out_dir(&dir).with_large_int("number");
    definition::Definition::export(&config)?;
    definition::Step::export(&config)?;
    definition::Field::export(&config)?;
    definition::When::export(&config)?;
    definition::Kind::export(&config)?;
    definition::Paper::export(&config)?;
    definition::Choice::export(&config)?;
    definition::Acting::export(&config)?;
    definition::Proxy::export(&config)?;
    definition::Limit::export(&config)?;
    definition::HandIn::export(&config)?;
    definition::Computation::export(&config)?;
    definition::Text::export(&config)?;
    answers::Asked::export(&config)?;
    Access::export(&config)?;
    fault::Fault::export(&config)?;
    fault::FieldError::export(&config)?;
    era::Era::export(&config)?;
    era::EraDate::export(&config)?;
    Ok(())
}
