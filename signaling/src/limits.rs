//! How often something may be tried, per login name or client address. Kept in this process only: behind several
//! servers each counts for itself.

use crate::booking::Guesses;
use crate::clock::Clock;
use crate::config::Config;
use crate::fault::{Fault, Result};
use governor::clock::Reference as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use protocol::id::BoothId;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Above this many keys, those that are full again are dropped.
const SWEEP_ABOVE: usize = 10_000;
/// Nobody answers three questions more often in a minute.
const SELFTESTS: u32 = 6;

impl governor::clock::Clock for Clock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::from(Duration::from_millis(u64::try_from(Clock::now(self)).unwrap_or(0)))
    }
}

/// One budget per key, refilled evenly over a minute.
#[derive(Debug)]
pub struct PerMinute<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, DashMapStateStore<K>, Clock, NoOpMiddleware<Nanos>>,
    clock: Clock,
}

impl<K: Hash + Eq + Clone> PerMinute<K> {
    /// At most `times` at once, and as many again per minute. Zero counts as one.
    pub fn new(times: u32, clock: Clock) -> Self {
        let times = NonZeroU32::new(times).unwrap_or(NonZeroU32::MIN);
        Self { limiter: RateLimiter::dashmap_with_clock(Quota::per_minute(times), clock.clone()), clock }
    }

    /// Takes one from the budget of `key`.
    ///
    /// # Errors
    /// `too-many`, with the seconds until the next one.
    pub fn take(&self, key: &K) -> Result<()> {
        if self.limiter.len() > SWEEP_ABOVE {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(key).map_err(|not_until| {
            let now = governor::clock::Clock::now(&self.clock);
            let wait = Duration::from(not_until.earliest_possible().duration_since(now));
            Fault::too_many(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
        })
    }
}

/// A client's address as far as one household or office shares it: an IPv6 /64 counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Neighbourhood(IpAddr);

impl From<IpAddr> for Neighbourhood {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) >> 64 << 64)),
            v4 => v4,
        })
    }
}

/// Every budget.
#[derive(Debug)]
pub struct Limits {
    /// Sign-ins by login name.
    pub sign_in_login: PerMinute<String>,
    /// Sign-ins by address.
    pub sign_in_address: PerMinute<Neighbourhood>,
    /// One-time codes by address.
    pub code_address: PerMinute<Neighbourhood>,
    /// Looks at a public board by address.
    pub board_address: PerMinute<Neighbourhood>,
    /// Self-tests that a tablet tells of.
    pub selftest: PerMinute<BoothId>,
    /// Times held and bookings made by address.
    pub book_holds: PerMinute<Neighbourhood>,
    /// Looks at what is free by address.
    pub book_looks: PerMinute<Neighbourhood>,
    guesses: Mutex<Guesses>,
}

impl Limits {
    /// All budgets full.
    pub fn new(config: &Config, clock: &Clock) -> Self {
        Self {
            sign_in_login: PerMinute::new(config.accounts.tries_per_login, clock.clone()),
            sign_in_address: PerMinute::new(config.accounts.tries_per_address, clock.clone()),
            code_address: PerMinute::new(config.devices.tries_per_address, clock.clone()),
            board_address: PerMinute::new(config.boards.looks_per_address, clock.clone()),
            selftest: PerMinute::new(SELFTESTS, clock.clone()),
            book_holds: PerMinute::new(config.bookings.holds_per_address, clock.clone()),
            book_looks: PerMinute::new(config.bookings.looks_per_address, clock.clone()),
            guesses: Mutex::new(Guesses::new(config.bookings.tries_per_address, config.bookings.wrong_in_all)),
        }
    }

    /// Wrong codes of bookings.
    pub fn guesses(&self) -> MutexGuard<'_, Guesses> {
        self.guesses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::MINUTE;
    use protocol::problem::Code;

    #[test]
    fn a_budget_runs_out_and_refills() {
        let clock = Clock::manual(1_000_000);
        let limit = PerMinute::new(2, clock.clone());
        assert!(limit.take(&"a").is_ok() && limit.take(&"a").is_ok());
        let refused = limit.take(&"a").expect_err("the third").into_problem();
        assert_eq!((refused.code, refused.retry_after), (Code::TooMany, Some(31)));
        assert!(limit.take(&"b").is_ok(), "another key has its own budget");
        clock.advance(MINUTE / 2);
        assert!(limit.take(&"a").is_ok());
    }

    #[test]
    fn neighbours_on_one_ipv6_network_share_a_budget() {
        let near = |text: &str| Neighbourhood::from(text.parse::<IpAddr>().expect("an address"));
        assert_eq!(near("2001:db8::1"), near("2001:db8::ffff:1"));
        assert_ne!(near("2001:db8::1"), near("2001:db8:0:1::1"));
        assert_eq!(near("::ffff:192.0.2.1"), near("192.0.2.1"));
        assert_ne!(near("192.0.2.1"), near("192.0.2.2"));
    }
}
