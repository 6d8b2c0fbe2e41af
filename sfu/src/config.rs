//! The knobs of one SFU, as they stand in the configuration file's `[sfu]` section.

use serde::{Deserialize, Serialize};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// Every knob, with a default that suits one ward's PC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// UDP addresses that the first worker listens on, IPv4, IPv6 or both. Worker n takes the same addresses with the
    /// port raised by n. Port 0 lets the system choose.
    pub listen: Vec<SocketAddr>,
    /// Addresses that answers name instead of `listen`, for a server behind NAT or listening on 0.0.0.0 or `[::]`:
    /// each stands for the listening addresses of its family and keeps their port.
    pub advertise: Vec<IpAddr>,
    /// Threads, each with its own UDP port and its own rooms. One carries about a hundred two-party rooms.
    pub workers: usize,
    /// Rooms that one worker holds. Load beyond it is refused at the door; calls in progress go on.
    pub max_rooms: usize,
    /// Parties in one room.
    pub max_parties_per_room: usize,
    /// Milliseconds of silence after which a party is *lost*.
    pub lost_after_ms: u64,
    /// Milliseconds of silence after which a party is removed.
    pub removed_after_ms: u64,
    /// What a browser may send in its first second, in kbit/s, before it has measured its line. Left to itself it
    /// starts at 300 and the first picture is 320×180.
    pub start_bitrate_kbps: u32,
    /// Kernel buffer of each UDP socket and direction, in bytes. The kernel may grant less.
    pub socket_buffer_bytes: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: vec![SocketAddr::from(([127, 0, 0, 1], 40_000))],
            advertise: Vec::new(),
            workers: 1,
            max_rooms: 100,
            max_parties_per_room: 4,
            lost_after_ms: 5_000,
            removed_after_ms: 60_000,
            start_bitrate_kbps: 1_200,
            socket_buffer_bytes: 2 << 20,
        }
    }
}

impl Config {
    /// See `lost_after_ms`.
    pub const fn lost_after(&self) -> Duration {
        Duration::from_millis(self.lost_after_ms)
    }

    /// See `removed_after_ms`.
    pub const fn removed_after(&self) -> Duration {
        Duration::from_millis(self.removed_after_ms)
    }

    /// The addresses that answers name for a socket bound to `local`: the advertised ones of its family, or itself.
    pub fn public_addrs(&self, local: SocketAddr) -> Vec<SocketAddr> {
        let same_family = |ip: &&IpAddr| ip.is_ipv4() == local.is_ipv4();
        let named: Vec<_> =
            self.advertise.iter().filter(same_family).map(|ip| SocketAddr::new(*ip, local.port())).collect();
        if named.is_empty() && !local.ip().is_unspecified() { vec![local] } else { named }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_advertised_address_stands_for_its_family() {
        let config = Config { advertise: vec!["203.0.113.7".parse().unwrap()], ..Config::default() };
        let at = |text: &str| text.parse::<SocketAddr>().unwrap();
        assert_eq!(config.public_addrs(at("0.0.0.0:4000")), [at("203.0.113.7:4000")]);
        assert_eq!(config.public_addrs(at("[2001:db8::1]:4000")), [at("[2001:db8::1]:4000")]);
        assert_eq!(config.public_addrs(at("[::]:4000")), []);
    }

    #[test]
    fn a_file_may_name_some_knobs_but_no_unknown_one() {
        let config: Config = toml::from_str("listen = [\"[::1]:0\"]\nworkers = 2").unwrap();
        assert_eq!((config.workers, config.max_rooms), (2, Config::default().max_rooms));
        assert!(toml::from_str::<Config>("worker = 2").is_err());
    }
}
