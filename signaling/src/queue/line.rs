//! Who waits, in which order, and who could answer.

use crate::access::RoleGrant;
use crate::account::Role;
use crate::clock::{MINUTE, Millis};
use protocol::id::{AccountId, CallId, SectionId, SubjectId, WardId};
use protocol::place::Language;
use std::collections::HashMap;

/// How much earlier than they came those who booked are counted. So somebody without a booking is overtaken only by
/// those whose booked time is less than this after their own coming, however many bookings a day has.
pub const HEADSTART: Millis = 15 * MINUTE;

/// A ticket that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub call: CallId,
    /// Who answers.
    pub section: SectionId,
    /// About what.
    pub subject: SubjectId,
    /// What the resident speaks.
    pub language: Language,
    /// 受付番号札
    pub number: u32,
    /// When the ticket was taken.
    pub rang_at: Millis,
    /// The time that was booked; none for a walk-in.
    pub booked_at: Option<Millis>,
}

impl Waiting {
    /// From when on it rings: at once, but not before the time that was booked.
    pub fn due(&self) -> Millis {
        self.booked_at.map_or(self.rang_at, |booked_at| booked_at.max(self.rang_at))
    }

    /// First come, first served; a booking is a head start of [`HEADSTART`].
    pub fn turn(&self) -> (Millis, u32) {
        let head_start = if self.booked_at.is_some() { HEADSTART } else { 0 };
        (self.due() - head_start, self.number)
    }
}

/// Somebody at work: who is away is not in the queue's world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// Whose.
    pub account: AccountId,
    /// For whom they answer.
    pub posts: Posts,
    /// What they speak besides Japanese.
    pub languages: Vec<Language>,
    /// How many they served today.
    pub served: u32,
    /// How they stand.
    pub standing: Standing,
}

/// How somebody at work stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// 対応可
    Free {
        /// Since when.
        since: Millis,
    },
    /// 通話中
    Talking {
        /// About what.
        subject: SubjectId,
        /// Since when.
        since: Millis,
    },
    /// 後処理
    Writing {
        /// About what they talked, if they did.
        subject: Option<SubjectId>,
    },
}

/// Where somebody answers; `None` is the whole ward.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posts {
    /// As staff.
    pub staff: Vec<Option<SectionId>>,
    /// As supervisor.
    pub supervisor: Vec<Option<SectionId>>,
}

/// As what somebody answers for a section. The first ones ring first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The section's own staff.
    Own,
    /// 当番: staff of the whole ward, who step in where a section has nobody free.
    Duty,
    /// 責任者, when the staff did not answer.
    Supervisor,
}

impl Posts {
    /// What the roles of a person mean in a ward.
    pub fn of(roles: &[RoleGrant], ward: &WardId) -> Self {
        let posts = |role| {
            let here = roles.iter().filter(move |grant| grant.role == role && grant.ward == *ward);
            here.map(|grant| grant.section.clone()).collect()
        };
        Self { staff: posts(Role::Staff), supervisor: posts(Role::Supervisor) }
    }

    /// As what they answer for a section, if at all.
    pub fn tier(&self, section: &SectionId) -> Option<Tier> {
        let is_it = |post: &Option<SectionId>| post.as_ref() == Some(section);
        let supervises = || self.supervisor.iter().any(|post| post.is_none() || is_it(post));
        if self.staff.iter().any(is_it) {
            Some(Tier::Own)
        } else if self.staff.contains(&None) {
            Some(Tier::Duty)
        } else {
            supervises().then_some(Tier::Supervisor)
        }
    }
}

impl Desk {
    /// Whether they can talk with a resident of this language without help. Everybody speaks Japanese.
    pub fn speaks(&self, language: Language) -> bool {
        matches!(language, Language::Ja | Language::Easy) || self.languages.contains(&language)
    }

    /// Since when they are free, if they are.
    pub const fn free_since(&self) -> Option<Millis> {
        match self.standing {
            Standing::Free { since } => Some(since),
            Standing::Talking { .. } | Standing::Writing { .. } => None,
        }
    }

    /// Who rings first among equals: who speaks the language, then who served fewest today, then who waits longest.
    pub(super) fn rank(&self, language: Language) -> (bool, u32, Option<Millis>, &AccountId) {
        (!self.speaks(language), self.served, self.free_since(), &self.account)
    }
}

/// Who answers for each section, worked out once for all its tickets.
#[derive(Debug)]
pub(super) struct Pools<'a>(HashMap<&'a SectionId, Vec<(Tier, &'a Desk)>>);

impl<'a> Pools<'a> {
    pub(super) fn of(sections: impl Iterator<Item = &'a SectionId>, desks: &'a [Desk]) -> Self {
        let mut pools: HashMap<&SectionId, Vec<(Tier, &Desk)>> = HashMap::new();
        for section in sections {
            pools.entry(section).or_insert_with(|| {
                desks.iter().filter_map(|desk| desk.posts.tier(section).map(|tier| (tier, desk))).collect()
            });
        }
        Self(pools)
    }

    pub(super) fn pool(&self, section: &SectionId) -> &[(Tier, &'a Desk)] {
        self.0.get(section).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{NOW, section, ticket};
    use super::*;

    #[test]
    fn a_booking_is_a_head_start_and_no_more() {
        let walk_in = ticket(1, NOW);
        let booked = |number, after: Millis| Waiting { booked_at: Some(NOW + after), ..ticket(number, NOW + after) };
        assert!(booked(2, 14 * MINUTE).turn() < walk_in.turn(), "pinned before who came a quarter of an hour earlier");
        assert!(booked(2, 16 * MINUTE).turn() > walk_in.turn(), "and never before who waited longer");
        let early = Waiting { booked_at: Some(NOW + MINUTE), ..ticket(2, NOW) };
        let late = Waiting { booked_at: Some(NOW - 60 * MINUTE), ..ticket(2, NOW) };
        assert_eq!((early.due(), late.due()), (NOW + MINUTE, NOW), "who comes late is due when they come");
    }

    #[test]
    fn a_post_counts_where_it_was_given() {
        let here = section("care");
        let posts = |staff: &[Option<&str>], supervisor: &[Option<&str>]| {
            let posts = |list: &[Option<&str>]| list.iter().map(|post| post.map(section)).collect();
            Posts { staff: posts(staff), supervisor: posts(supervisor) }
        };
        for (posts, tier) in [
            (posts(&[Some("care")], &[]), Some(Tier::Own)),
            (posts(&[None, Some("care")], &[]), Some(Tier::Own)),
            (posts(&[None], &[Some("care")]), Some(Tier::Duty)),
            (posts(&[Some("tax")], &[None]), Some(Tier::Supervisor)),
            (posts(&[], &[Some("care")]), Some(Tier::Supervisor)),
            (posts(&[Some("tax")], &[Some("tax")]), None),
        ] {
            assert_eq!(posts.tier(&here), tier, "{posts:?}");
        }
    }
}
