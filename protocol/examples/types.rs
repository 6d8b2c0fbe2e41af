//! Writes the TypeScript twins of this crate's types: `cargo run -p protocol --features types --example types <dir>`.

use protocol::{call, control, device, grant, memo, outlook, panel, place, problem, signal};
use ts_rs::{Config, TS};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: types <directory>")?;
    let config = Config::default().with_out_dir(&dir).with_large_int("number");
    signal::ClientFrame::export_all(&config)?;
    signal::ServerFrame::export_all(&config)?;
    call::CallView::export_all(&config)?;
    place::BoothInfo::export_all(&config)?;
    place::SiteRow::export_all(&config)?;
    control::FromSfu::export_all(&config)?;
    control::ToSfu::export_all(&config)?;
    panel::PanelMessage::export_all(&config)?;
    panel::Pointer::export_all(&config)?;
    device::DeviceFrame::export_all(&config)?;
    device::OrderFrame::export_all(&config)?;
    device::OfficeOrder::export_all(&config)?;
    device::DeviceRow::export_all(&config)?;
    place::SubjectRow::export_all(&config)?;
    memo::Memo::export_all(&config)?;
    memo::Hotline::export_all(&config)?;
    outlook::Board::export_all(&config)?;
    outlook::BoothRow::export_all(&config)?;
    problem::Problem::export_all(&config)?;
    grant::Fingerprint::export_all(&config)?;
    Ok(())
}
