//! Which places a booking takes: an opening's seats and a site's booths, in buckets of five minutes. No I/O.
//!
//! Officers and booths are not chosen with a booking, so a place is chosen for every bucket by itself. That loses nothing:
//! as long as no bucket holds more bookings than there are places, all of them can be seated (an interval graph needs as
//! many colours as its largest clique has members), while one place for the whole length would leave gaps that nobody
//! can book.

use crate::clock::{MINUTE, Millis};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The length of a bucket. Units are multiples of it, and so is every time zone's distance from UTC.
pub(super) const BUCKET: Millis = 5 * MINUTE;

/// The buckets that a time touches; its end is outside of it.
pub(super) const fn buckets(starts: Millis, ends: Millis) -> RangeInclusive<i64> {
    starts.div_euclid(BUCKET)..=(ends - 1).div_euclid(BUCKET)
}

/// The places of one resource that are taken, by bucket.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken {
    places: BTreeMap<i64, BTreeSet<i64>>,
    /// Who is there without a place of this resource, by bucket.
    besides: BTreeMap<i64, u32>,
}

impl Taken {
    /// A place is taken.
    pub(super) fn take(&mut self, bucket: i64, place: i64) {
        self.places.entry(bucket).or_default().insert(place);
    }

    /// Somebody needs a place then, and claims it elsewhere.
    pub(super) fn besides(&mut self, buckets: RangeInclusive<i64>) {
        for bucket in buckets {
            *self.besides.entry(bucket).or_default() += 1;
        }
    }

    /// A free place for each bucket, the lowest; `None` where a bucket has none.
    pub(super) fn choose(&self, buckets: RangeInclusive<i64>, capacity: u32) -> Option<Vec<(i64, i64)>> {
        let none = BTreeSet::new();
        let free = |bucket: i64| {
            let places = self.places.get(&bucket).unwrap_or(&none);
            let besides = self.besides.get(&bucket).copied().unwrap_or(0);
            let used = u32::try_from(places.len()).unwrap_or(u32::MAX).saturating_add(besides);
            // where there were more places once, the lowest free one still lies below the capacity
            (used < capacity).then(|| (0..).find(|place| !places.contains(place)).expect("numbers do not end"))
        };
        buckets.map(|bucket| Some((bucket, free(bucket)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn a_time_ends_before_the_next_begins() {
        assert_eq!(buckets(0, 30 * MINUTE), 0..=5);
        assert_eq!(buckets(30 * MINUTE, 60 * MINUTE), 6..=11);
        assert_eq!(buckets(-5 * MINUTE, 0), -1..=-1);
        assert_eq!(buckets(2 * MINUTE, 4 * MINUTE), 0..=0);
    }

    #[test]
    fn places_of_different_buckets_make_up_a_long_time() {
        let mut taken = Taken::default();
        taken.take(0, 0);
        taken.take(1, 1);
        assert_eq!(taken.choose(0..=1, 2), Some(vec![(0, 1), (1, 0)]), "neither place is free all the time");
        assert_eq!(taken.choose(0..=1, 1), None);
    }

    #[test]
    fn fewer_places_than_before_seat_nobody_beyond_them() {
        let mut taken = Taken::default();
        taken.take(0, 2);
        assert_eq!(taken.choose(0..=0, 1), None, "one is there, whatever its place was called");
        assert_eq!(taken.choose(0..=0, 2), Some(vec![(0, 0)]));
    }

    #[test]
    fn who_claims_elsewhere_needs_a_place_too() {
        let mut taken = Taken::default();
        taken.besides(0..=0);
        assert_eq!(taken.choose(0..=0, 1), None);
        assert_eq!(taken.choose(0..=1, 2), Some(vec![(0, 0), (1, 0)]));
    }

    /// A naive book of bookings, minute by minute.
    struct Naive(Vec<(Millis, Millis)>);

    impl Naive {
        fn may(&self, starts: Millis, ends: Millis, capacity: u32) -> bool {
            (starts..ends).step_by(60_000).all(|minute| {
                let there = self.0.iter().filter(|(from, until)| (*from..*until).contains(&minute)).count();
                there < capacity as usize
            })
        }
    }

    #[test]
    fn a_hundred_thousand_wishes_are_answered_as_by_counting_heads() {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        let mut wishes = 0;
        while wishes < 100_000 {
            let capacity = rng.random_range(1..4);
            let (mut naive, mut taken) = (Naive(Vec::new()), Taken::default());
            for _ in 0..20 {
                let starts = rng.random_range(0..30) * BUCKET;
                let ends = starts + rng.random_range(1..7) * BUCKET;
                let chosen = taken.choose(buckets(starts, ends), capacity);
                assert_eq!(chosen.is_some(), naive.may(starts, ends, capacity), "{starts} {ends} of {capacity}");
                if let Some(places) = chosen {
                    for (bucket, place) in places {
                        assert!(place < i64::from(capacity));
                        assert!(!taken.places.get(&bucket).is_some_and(|there| there.contains(&place)));
                        taken.take(bucket, place);
                    }
                    naive.0.push((starts, ends));
                }
                wishes += 1;
            }
        }
    }
}
