//! Conflicts of a plan, before it is published.

use crate::almanac::{Almanac, Day};
use crate::plan::{Days, Opening};
use crate::time::{Span, spoken_date};
use crate::wall::{Wall, part_of};
use crate::words;
use jiff::ToSpan;
use jiff::civil::Date;
use protocol::id::SiteId;
use protocol::schedule::{Finding, FindingKind, Gravity, NotOpen, OpeningKind};
use std::collections::BTreeMap;

/// How many overlaps are told at most: a plan with more is a slip that shows by the first.
const OVERLAPS_MAX: usize = 100;

/// What the next twelve months hold against each opening, the gravest first. Dates that have passed hold nothing
/// against it any more, and what is still to begin is looked at for a year from then on.
pub fn findings(almanac: &Almanac<'_>, today: Date) -> Vec<Finding> {
    let mut year = Year { almanac, today, walls: BTreeMap::new() };
    let mut found = vec![];
    for opening in almanac.plan.openings() {
        found.extend(year.of(opening));
    }
    found.extend(year.overlaps());
    let rank = |finding: &Finding| (finding.gravity == Gravity::Warns, finding.why as u8);
    found.sort_by(|a, b| (rank(a), &a.opening, &a.date).cmp(&(rank(b), &b.opening, &b.date)));
    found
}

struct Year<'a> {
    almanac: &'a Almanac<'a>,
    today: Date,
    walls: BTreeMap<Date, Wall<'a>>,
}

/// Where a reason first cuts an opening, and on how many dates it does.
struct Hit {
    site: SiteId,
    date: Date,
    cut: (Span, NotOpen),
    dates: u16,
    last: Date,
}

impl<'a> Year<'a> {
    fn of(&mut self, opening: &Opening) -> Vec<Finding> {
        let almanac = self.almanac;
        let dates = self.dates(opening);
        let mut hits: BTreeMap<NotOpen, Hit> = BTreeMap::new();
        let mut opens = false;
        for date in &dates {
            // A closure passes; what it hides is told all the same.
            let closed = almanac.closures.iter().any(|closure| part_of(*date, closure.from, closure.until).is_some());
            for site in self.unlike(opening) {
                let bare = self.bare(opening, site, *date);
                opens |= self.is_asked(opening, site) && has_unit(opening, &bare);
                let mut cuts = bare.cuts;
                if closed {
                    let whole = almanac.cut(opening, site, *date, self.wall(*date)).cuts;
                    cuts.extend(whole.into_iter().filter(|(_, why)| *why <= NotOpen::Closure));
                }
                for cut in cuts {
                    let new = || Hit { site: site.clone(), date: *date, cut, dates: 0, last: Date::MIN };
                    let hit = hits.entry(cut.1).or_insert_with(new);
                    hit.dates += u16::from(hit.last != *date);
                    hit.last = *date;
                }
            }
        }
        let mut found: Vec<Finding> = hits.values().filter_map(|hit| self.cut(opening, hit)).collect();
        if !opens && !self.has_opened(opening, dates.is_empty()) {
            found.push(self.never(opening));
        }
        found.extend(self.too_short(opening));
        found
    }

    /// The dates of its own pattern that lie ahead.
    fn dates(&self, opening: &Opening) -> Vec<Date> {
        let first = first_date(opening).unwrap_or(self.today).max(self.today);
        let last = first.saturating_add(1.year());
        first.series(1.day()).take_while(|date| *date < last).filter(|date| opening.is_on(*date)).collect()
    }

    /// What was open last year is no slip, even where nothing of it is left; nor is what is over, however it was.
    fn has_opened(&mut self, opening: &Opening, over: bool) -> bool {
        let first = first_date(opening).unwrap_or(self.today).max(self.today.saturating_sub(1.year()));
        let today = self.today;
        let mut before = first.series(1.day()).take_while(|date| *date < today).filter(|date| opening.is_on(*date));
        if over {
            return before.next().is_some();
        }
        before.any(|date| {
            let mut sites = opening.sites.iter();
            sites.any(|site| self.is_asked(opening, site) && has_unit(opening, &self.bare(opening, site, date)))
        })
    }

    /// Its sites, but only one of those that have no calendar or closure of their own: they are alike.
    fn unlike<'o>(&self, opening: &'o Opening) -> Vec<&'o SiteId> {
        let almanac = self.almanac;
        let special = |site: &SiteId| {
            almanac.plan.buildings.contains_key(site) || almanac.closures.iter().any(|closure| closure.hits(site, None))
        };
        let mut seen = [false; 2];
        let alike = |site: &&SiteId| {
            special(site) || !std::mem::replace(&mut seen[usize::from(self.is_asked(opening, site))], true)
        };
        opening.sites.iter().filter(alike).collect()
    }

    /// Whether anything can be asked there.
    fn is_asked(&self, opening: &Opening, site: &SiteId) -> bool {
        let place = self.almanac.place;
        let mut subjects = place.subjects.keys();
        subjects.any(|subject| opening.names(subject) && place.answers(&opening.section, site, subject))
    }

    fn wall(&mut self, date: Date) -> &Wall<'a> {
        let zone = self.almanac.zone;
        self.walls.entry(date).or_insert_with(|| Wall::of(zone, date))
    }

    /// A day as it is without closures.
    fn bare(&mut self, opening: &Opening, site: &SiteId, date: Date) -> Day {
        let bare = Almanac { closures: &[], ..*self.almanac };
        bare.cut(opening, site, date, self.wall(date))
    }

    fn cut(&self, opening: &Opening, hit: &Hit) -> Option<Finding> {
        let why = match hit.cut.1 {
            NotOpen::Suspended | NotOpen::Closure => FindingKind::Closure,
            NotOpen::Holiday => FindingKind::Holiday,
            NotOpen::Building => FindingKind::Building,
            NotOpen::Office => FindingKind::Office,
            NotOpen::Interpreter => FindingKind::Interpreter,
            NotOpen::ClockChange => FindingKind::ClockChange,
            _ => return None,
        };
        let (name, because) = (self.name(opening), self.almanac.sentence(opening, &hit.site, hit.date, hit.cut));
        let dates = hit.dates;
        let sentence = if dates == 1 {
            format!("{name}は、{}に一部または全部が開きません。{because}", spoken_date(hit.date))
        } else {
            format!("{name}は、1年のうち{dates}日、一部または全部が開きません。{because}")
        };
        let date = Some(hit.date.to_string());
        Some(Finding { gravity: Gravity::Warns, why, opening: opening.id.clone(), date, dates, sentence })
    }

    fn never(&self, opening: &Opening) -> Finding {
        let name = self.name(opening);
        let asked = opening.sites.iter().any(|site| self.is_asked(opening, site));
        let sentence = if asked {
            format!(
                "{name}は、1年のうち一度も開きません。曜日、期間、時間と、開館・執務・通訳の時間を確かめてください。"
            )
        } else {
            format!("{name}の施設では、受け付ける用件がありません。施設か用件を選び直してください。")
        };
        let why = FindingKind::Never;
        Finding { gravity: Gravity::Blocks, why, opening: opening.id.clone(), date: None, dates: 0, sentence }
    }

    fn too_short(&self, opening: &Opening) -> Option<Finding> {
        if opening.kind == OpeningKind::Lecture {
            return None;
        }
        let units = opening.grid().count();
        let longer = |subject: &&_| self.almanac.needed(opening, subject) > units;
        let subject = opening.subjects.iter().find(longer)?;
        let words = words::too_long(self.almanac.place.subject_name(subject), self.almanac.length(subject), opening);
        let sentence = format!("{}では予約できない用件があります。{words}", self.name(opening));
        let why = FindingKind::TooShort;
        Some(Finding { gravity: Gravity::Warns, why, opening: opening.id.clone(), date: None, dates: 0, sentence })
    }

    /// A booking names a site, a subject and a time, and must find one opening.
    fn overlaps(&mut self) -> Vec<Finding> {
        let openings = self.almanac.plan.openings();
        let mut found = vec![];
        for (at, one) in openings.iter().enumerate() {
            let dates = self.dates(one);
            for other in &openings[at + 1..] {
                if found.len() == OVERLAPS_MAX {
                    return found;
                }
                found.extend(self.overlap(one, other, &dates));
            }
        }
        found
    }

    fn overlap(&mut self, one: &Opening, other: &Opening, dates: &[Date]) -> Option<Finding> {
        if one.section != other.section || one.hours.meet(other.hours).is_none() {
            return None;
        }
        let common: Vec<&SiteId> = one.sites.intersection(&other.sites).collect();
        let place = self.almanac.place;
        let asked = |site: &SiteId| {
            let both = |subject: &_| one.names(subject) && other.names(subject);
            place.subjects.keys().any(|subject| both(subject) && place.answers(&one.section, site, subject))
        };
        let common: Vec<&SiteId> = common.into_iter().filter(|site| asked(site)).collect();
        let mut first: Option<(Date, &SiteId)> = None;
        let mut count: u16 = 0;
        for date in dates.iter().filter(|date| other.is_on(**date)) {
            let site = common.iter().find(|site| {
                let (a, b) = (self.bare(one, site, *date), self.bare(other, site, *date));
                a.open.iter().any(|a| b.open.iter().any(|b| a.meet(*b).is_some()))
            });
            if let Some(site) = site {
                first.get_or_insert((*date, site));
                count += 1;
            }
        }
        let (date, site) = first?;
        let when = match count {
            1 => spoken_date(date),
            more => format!("{}など{more}日", spoken_date(date)),
        };
        let (one_name, other_name, site) = (self.name(one), self.name(other), place.site_name(site));
        let sentence = format!(
            "{when}、{site}で{one_name}と{other_name}が同じ用件について重なっています。どちらかの時間、施設か用件を直してください。"
        );
        let (why, opening) = (FindingKind::Overlap, one.id.clone());
        Some(Finding { gravity: Gravity::Blocks, why, opening, date: Some(date.to_string()), dates: count, sentence })
    }

    fn name(&self, opening: &Opening) -> String {
        words::name(opening, self.almanac.place)
    }
}

fn has_unit(opening: &Opening, day: &Day) -> bool {
    opening.grid().any(|unit| day.open.iter().any(|open| open.covers(unit)))
}

fn first_date(opening: &Opening) -> Option<Date> {
    match &opening.days {
        Days::Weekly { from, .. } => Some(*from),
        Days::Dates(dates) => dates.first().copied(),
    }
}
