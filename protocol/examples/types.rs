//! Writes the TypeScript twins of this crate's types: `cargo run -p protocol --features types --example types <dir>`.

use protocol::{
    address, application, booking, call, control, coordination, device, grant, guidance, guide, memo, outlook, panel,
    place, problem, publication, schedule, screening, signal, tree,
};
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
    memo::MemoChange::export_all(&config)?;
    memo::Hotline::export_all(&config)?;
    outlook::Board::export_all(&config)?;
    outlook::BoothRow::export_all(&config)?;
    outlook::TurnAway::export_all(&config)?;
    schedule::Plan::export_all(&config)?;
    schedule::NewClosure::export_all(&config)?;
    schedule::Explanation::export_all(&config)?;
    schedule::Finding::export_all(&config)?;
    schedule::Holiday::export_all(&config)?;
    schedule::AffectedRow::export_all(&config)?;
    address::Towns::export_all(&config)?;
    application::Worklist::export_all(&config)?;
    application::ReviewedApplication::export_all(&config)?;
    application::NotePaper::export_all(&config)?;
    application::Batches::export_all(&config)?;
    application::NewBatch::export_all(&config)?;
    application::ByApplicationCode::export_all(&config)?;
    application::OwnApplication::export_all(&config)?;
    application::CorrectByCode::export_all(&config)?;
    booking::Bookable::export_all(&config)?;
    booking::FreeTimes::export_all(&config)?;
    booking::HoldAsked::export_all(&config)?;
    booking::Held::export_all(&config)?;
    booking::NewBooking::export_all(&config)?;
    booking::Booking::export_all(&config)?;
    booking::ByCode::export_all(&config)?;
    booking::CancelByCode::export_all(&config)?;
    booking::MoveByCode::export_all(&config)?;
    booking::CheckedIn::export_all(&config)?;
    booking::BookingRow::export_all(&config)?;
    booking::Settlement::export_all(&config)?;
    booking::MoveBooking::export_all(&config)?;
    booking::ChangeBooking::export_all(&config)?;
    booking::SettleBooking::export_all(&config)?;
    booking::NoteRemedy::export_all(&config)?;
    booking::ReleaseHold::export_all(&config)?;
    booking::Feed::export_all(&config)?;
    coordination::Schedule::export_all(&config)?;
    coordination::PlanOf::export_all(&config)?;
    coordination::Grid::export_all(&config)?;
    coordination::Review::export_all(&config)?;
    coordination::PlanVersion::export_all(&config)?;
    coordination::Live::export_all(&config)?;
    coordination::Figures::export_all(&config)?;
    tree::Walk::export_all(&config)?;
    tree::Carried::export_all(&config)?;
    tree::Difference::export_all(&config)?;
    screening::Screening::export_all(&config)?;
    screening::SubjectAttributes::export_all(&config)?;
    screening::SiteAttributes::export_all(&config)?;
    screening::Decision::export_all(&config)?;
    screening::VerdictChange::export_all(&config)?;
    guidance::ScreeningAsked::export_all(&config)?;
    guidance::ScreeningStep::export_all(&config)?;
    publication::PublicationRow::export_all(&config)?;
    publication::Publication::export_all(&config)?;
    publication::PublicationReview::export_all(&config)?;
    publication::PublicationVersion::export_all(&config)?;
    publication::Trial::export_all(&config)?;
    guide::Guide::export_all(&config)?;
    guide::Advice::export_all(&config)?;
    problem::Problem::export_all(&config)?;
    grant::Fingerprint::export_all(&config)?;
    Ok(())
}
