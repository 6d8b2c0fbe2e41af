//! リモート窓口の時間: decides when the counter is open.

mod almanac;
mod calendar;
mod changes;
mod closure;
mod findings;
mod flaw;
mod holidays;
mod place;
mod plan;
mod read;
mod time;

pub use almanac::{Almanac, Day, Start, Unit};
pub use calendar::Calendar;
pub use changes::changes;
pub use closure::Closure;
pub use findings::findings;
pub use flaw::Flaw;
pub use holidays::Holidays;
pub use place::{Place, SiteFacts, SubjectFacts};
pub use plan::{Days, Length, Opening, Plan};
pub use time::{Span, Time};
