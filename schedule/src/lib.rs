//! リモート窓口の時間: decides when the counter is open. Plain values, no I/O and no clock: `now` and `today` are arguments,
//! the zone is handed in, holidays come from a file that the city imports.
//!
//! ```text
//! plan       計画: openings, calendars, lengths, rules, as types that cannot be wrong
//! read       what a coordinator sent → a plan, or every flaw of it by its path
//! calendar   hours of each weekday and dates that are not like it
//! holidays   祝日, from the 内閣府's CSV; whether next year's are due
//! closure    臨時休止: of everything, a site, a section
//! place      the ward's sections, sites and subjects, for names and for who answers what where
//! almanac    all of it together: what is left of an opening on a date, its units, the starts of a subject
//! stands     whether a time may be booked now; whether a booking that was made earlier still stands
//! office     when an office works, in words
//! now        whether who comes without a booking finds the counter open, and when it next is
//! explain    everything that speaks against a time; words has the sentences
//! findings   what stands against a draft; changes tells it from what is published
//! time wall  minutes of a day; where clocks are changed, a time of day is there twice or never
//! flaw       what is wrong, where, and what to do
//! ```
//!
//! Effective hours are the hours of an opening ∩ building ∩ office ∩ interpreter − holidays − closures, minute by minute
//! on the wall. A building or section without a calendar is not held by one. What the clocks leave out or show twice is
//! never offered, nothing crosses midnight, and the first of [`protocol::schedule::NotOpen`] that applies is the one that
//! is told.
//!
//! A journey: a coordinator sends a draft → [`Plan::read`] names each flaw → [`findings`] looks at the next twelve
//! months, [`changes`] says what is new → published. A resident asks for times → [`Almanac::starts`] of each site and
//! date, those that are [`Almanac::within`] lead time and horizon; the server takes away what others have. A typhoon → a
//! [`Closure`] of everything → [`Almanac::fits`] finds the bookings that it hits, [`Almanac::closed`] tells the booths.
//! A resident calls and asks why not at 17:30 → [`Almanac::explain`].

mod almanac;
mod calendar;
mod changes;
mod closure;
mod explain;
mod findings;
mod flaw;
mod holidays;
mod now;
mod office;
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
pub use explain::Missing;
pub use findings::findings;
pub use flaw::Flaw;
pub use holidays::{HOLIDAYS_BYTES_MAX, HOLIDAYS_ROWS_MAX, Holidays};
pub use place::{Place, SiteFacts, SubjectFacts};
pub use plan::{Days, Length, Opening, Plan};
pub use time::{Span, Time};
