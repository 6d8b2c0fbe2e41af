//! The one place that reads a clock; everything that decides takes `now` as an argument.
#![expect(clippy::disallowed_methods, reason = "this file is where the rim reads the clock")]

use jiff::civil::{Date, Time};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Now, for measuring spans.
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Waits.
pub(crate) async fn sleep(span: Duration) {
    tokio::time::sleep(span).await;
}

/// Since 1970.
pub(crate) fn since_1970() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// Milliseconds since 1970.
pub(crate) fn unix_ms() -> u64 {
    u64::try_from(since_1970().as_millis()).expect("fits for 500 million years")
}

/// Today where the city is. Forms count their days in Japan's time.
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::offset(9).to_time_zone()).date()
}

/// The time of the day where the city is.
pub(crate) fn time_of_day() -> Time {
    jiff::Timestamp::now().to_zoned(jiff::tz::offset(9).to_time_zone()).time()
}
