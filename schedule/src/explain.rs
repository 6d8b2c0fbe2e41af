//! Why a time is not open, in words for staff.

use crate::almanac::{Almanac, Start};
use crate::plan::Opening;
use crate::time::{Span, Time, spoken, spoken_date};
use crate::wall::{Wall, shown};
use crate::words;
use jiff::civil::{Date, DateTime};
use protocol::id::{SectionId, SiteId, SubjectId};
use protocol::schedule::{ClosureScope, NotOpen, OpeningKind, Reason};

/// What a time lacks that is open: whoever keeps the bookings knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A seat.
    Seat,
    /// A booth; so many of the site are in order.
    Booth {
        /// How many.
        in_order: u32,
    },
}

/// A section's counter at a site on a date.
struct There<'w, 'z> {
    section: &'w SectionId,
    site: &'w SiteId,
    date: Date,
    wall: &'w Wall<'z>,
}

/// A talk that would begin there.
struct Wish<'w, 'z> {
    there: There<'w, 'z>,
    subject: &'w SubjectId,
    from: Time,
}

impl Wish<'_, '_> {
    /// As much of the date as some minutes from its begin on; none at the very end of the day.
    fn span(&self, minutes: u32) -> Option<Span> {
        let until = u32::from(self.from.minute()).saturating_add(minutes.max(1));
        let until = u16::try_from(until).ok().and_then(Time::from_minute).unwrap_or(Time::END);
        Span::new(self.from, until)
    }

    fn when(&self) -> String {
        format!("{}{}", spoken_date(self.there.date), spoken(self.from))
    }
}

impl Almanac<'_> {
    /// Everything that speaks against a talk about a subject that begins at a time on the wall, in the order of
    /// [`NotOpen`]; nothing where it could be booked. Seats and booths are not known here; [`Almanac::missing`] has
    /// the words for them. `now` is in milliseconds since 1970.
    pub fn explain(&self, site: &SiteId, subject: &SubjectId, at: DateTime, now: i64) -> Vec<Reason> {
        let Some(section) = self.place.section_at(site, subject) else {
            let (site, subject) = (self.place.site_name(site), self.place.subject_name(subject));
            return vec![reason(NotOpen::Subject, format!("{site}では「{subject}」を受け付けません。"))];
        };
        let wall = Wall::of(self.zone, at.date());
        let there = There { section, site, date: at.date(), wall: &wall };
        let wish = Wish { there, subject, from: Time::of(at) };
        let mut reasons = self.against(&wish);
        reasons.extend(self.out_of_time(&wish, now));
        reasons.sort_by_key(|reason| reason.why);
        reasons.dedup();
        reasons
    }

    /// That a time is open and all the same not to be had at a site, in words.
    pub fn missing(&self, start: &Start<'_>, site: &SiteId, what: Missing) -> Reason {
        let at = shown(self.zone, start.starts);
        let when = at.map(|at| format!("{}{}", spoken_date(at.date()), spoken(Time::of(at)))).unwrap_or_default();
        match what {
            Missing::Seat => reason(NotOpen::Full, words::no_seat(&when, start.opening.seats)),
            Missing::Booth { in_order } => {
                reason(NotOpen::Booth, words::no_booth(&when, self.place.site_name(site), in_order))
            }
        }
    }

    /// Why a part of a day does not take place, in words.
    pub fn sentence(&self, opening: &Opening, site: &SiteId, date: Date, cut: (Span, NotOpen)) -> String {
        let wall = Wall::of(self.zone, date);
        let there = There { section: &opening.section, site, date, wall: &wall };
        self.told(&there, Some(opening), cut.1, cut.0)
    }

    /// What the plan says against it.
    fn against(&self, wish: &Wish<'_, '_>) -> Vec<Reason> {
        let then: Vec<&Opening> = self
            .about(wish.there.site, wish.subject)
            .filter(|opening| opening.is_on(wish.there.date) && opening.hours.holds(wish.from))
            .collect();
        if then.is_empty() {
            return self.without_opening(wish);
        }
        let mut reasons = vec![];
        for opening in then {
            let against = self.against_opening(wish, opening);
            if against.is_empty() {
                return vec![];
            }
            reasons.extend(against);
        }
        reasons.sort_by(|a, b| (a.why, &a.sentence).cmp(&(b.why, &b.sentence)));
        reasons
    }

    fn against_opening(&self, wish: &Wish<'_, '_>, opening: &Opening) -> Vec<Reason> {
        let needed = self.needed(opening, wish.subject) as u32 * u32::from(opening.unit_minutes);
        let whole = wish.span(needed);
        let mut reasons = whole.map(|whole| self.shut_reasons(wish, Some(opening), whole)).unwrap_or_default();
        if !opening.grid().any(|unit| unit.from() == wish.from) {
            reasons.push(reason(NotOpen::NoOpening, words::off_grid(wish.from, opening)));
        }
        let fits = whole.is_some_and(|whole| opening.hours.covers(whole) && u32::from(whole.minutes()) == needed);
        if !fits {
            let length = self.length(wish.subject);
            let subject = self.place.subject_name(wish.subject);
            reasons.push(reason(NotOpen::Subject, words::too_long(subject, length, opening)));
        }
        reasons
    }

    fn without_opening(&self, wish: &Wish<'_, '_>) -> Vec<Reason> {
        let whole = wish.span(self.length(wish.subject).whole());
        let mut reasons = whole.map(|whole| self.shut_reasons(wish, None, whole)).unwrap_or_default();
        let mut on_holidays = self
            .about(wish.there.site, wish.subject)
            .filter(|opening| opening.is_on(wish.there.date) && opening.on_holidays);
        if self.holidays.on(wish.there.date).is_some() && on_holidays.next().is_none() {
            reasons.push(reason(NotOpen::Holiday, words::holiday(wish.there.date, self.holidays)));
        }
        let of_section: Vec<&Opening> = self
            .plan
            .openings
            .iter()
            .filter(|opening| opening.section == *wish.there.section && opening.sites.contains(wish.there.site))
            .filter(|opening| opening.is_on(wish.there.date))
            .collect();
        let (site, section) = (self.place.site_name(wish.there.site), self.place.section_name(wish.there.section));
        reasons.push(if of_section.iter().any(|opening| opening.hours.holds(wish.from)) {
            let subject = self.place.subject_name(wish.subject);
            reason(NotOpen::Subject, format!("{}の開設枠は「{subject}」を受け付けません。", wish.when()))
        } else {
            let mut sentence = format!("{}には、{site}で{section}の開設枠がありません。", wish.when());
            let hours: Vec<Span> = of_section.iter().map(|opening| opening.hours).collect();
            if !hours.is_empty() {
                let hours = words::list(&crate::time::joined(hours));
                sentence.push_str(&format!("この日の開設枠は{hours}です。"));
            }
            reason(NotOpen::NoOpening, sentence)
        });
        reasons
    }

    /// What shuts some of a span.
    fn shut_reasons(&self, wish: &Wish<'_, '_>, opening: Option<&Opening>, span: Span) -> Vec<Reason> {
        let there = &wish.there;
        self.shut(opening, there.section, there.site, there.date, there.wall)
            .into_iter()
            .filter(|(_, shut)| shut.iter().any(|part| part.meet(span).is_some()))
            .map(|(why, _)| reason(why, self.told(there, opening, why, span)))
            .collect()
    }

    fn told(&self, there: &There<'_, '_>, opening: Option<&Opening>, why: NotOpen, span: Span) -> String {
        let date = there.date;
        let hours = |name: &str, kind: words::Kind, calendar: Option<&crate::Calendar>| {
            words::hours(date, name, kind, calendar.map_or(&[], |calendar| calendar.on(date)), span)
        };
        match why {
            NotOpen::Suspended | NotOpen::Closure => {
                let all = why == NotOpen::Suspended;
                let closure = self.closures.iter().find(|closure| {
                    let part = crate::wall::part_of(date, closure.from, closure.until);
                    (closure.scope == ClosureScope::All) == all
                        && closure.hits(there.site, Some(there.section))
                        && part.and_then(|part| part.meet(span)).is_some()
                });
                closure.map(|closure| words::closure(closure, self.place)).unwrap_or_default()
            }
            NotOpen::Holiday => words::holiday(date, self.holidays),
            NotOpen::Building => {
                let calendar = self.plan.buildings.get(there.site);
                hours(self.place.site_name(there.site), words::Kind::Building, calendar)
            }
            NotOpen::Office => {
                let calendar = self.plan.offices.get(there.section);
                hours(self.place.section_name(there.section), words::Kind::Office, calendar)
            }
            NotOpen::Interpreter => {
                let interpreter = opening.and_then(|opening| opening.interpreter.as_ref());
                let interpreter = interpreter.and_then(|id| self.plan.interpreters.get(id));
                let name = interpreter.map_or("通訳", |interpreter| &interpreter.name);
                hours(name, words::Kind::Interpreter, interpreter.map(|interpreter| &interpreter.calendar))
            }
            NotOpen::ClockChange => words::clock_change(date, there.wall, span),
            NotOpen::NoOpening
            | NotOpen::Subject
            | NotOpen::TooSoon
            | NotOpen::TooFar
            | NotOpen::Full
            | NotOpen::Booth => String::new(),
        }
    }

    /// What the time itself says against it.
    fn out_of_time(&self, wish: &Wish<'_, '_>, now: i64) -> Option<Reason> {
        let starts = wish.there.wall.moment(wish.from)?;
        let why = self.within(starts, now).err()?;
        let (when, rules) = (wish.when(), self.plan.rules());
        let sentence = if why == NotOpen::TooFar {
            let last = self.last_date(now).map(spoken_date).unwrap_or_default();
            format!("予約できるのは今日から{}日間、{last}までです。", rules.horizon_days)
        } else if starts < now {
            format!("{when}は、もう過ぎました。")
        } else {
            format!("予約は開始の{}分前までです。{when}には間に合いません。", rules.lead_minutes)
        };
        Some(reason(why, sentence))
    }
}

/// Whether an opening is one unit in all.
pub(crate) fn is_lecture(opening: &Opening) -> bool {
    opening.kind == OpeningKind::Lecture
}

fn reason(why: NotOpen, sentence: String) -> Reason {
    Reason { why, sentence }
}
