//! リモート窓口の時間: decides when the counter is open.

mod almanac;
mod calendar;
mod changes;
mod closure;
mod explain;
mod findings;
mod flaw;
mod holidays;
mod now;
mod place;
mod plan;
mod read;
mod stands;
mod time;
mod wall;
mod words;

pub use almanac::{Almanac, Day, Start, Unit};
pub use calendar::Calendar;
pub use changes::changes;
pub use closure::Closure;
pub use findings::findings;
pub use flaw::Flaw;
pub use holidays::{HOLIDAYS_BYTES_MAX, HOLIDAYS_ROWS_MAX, Holidays};
pub use place::{Place, SiteFacts, SubjectFacts};
pub use plan::{Days, Length, Opening, Plan};
pub use time::{Span, Time};
