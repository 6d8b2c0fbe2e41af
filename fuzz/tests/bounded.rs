//! Each parser, some thousand seeded inputs: bytes that mean nothing, and whole inputs that were damaged.

use fuzz::TARGETS;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// How many bytes the inputs of one parser have together, and how many inputs there are at most.
const BYTES: usize = 8 << 20;
const INPUTS: usize = 20_000;

/// Shows the input under which a parser broke: it becomes a seed.
struct Shown<'a>(&'a str, &'a [u8]);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{} broke on b\"{}\"", self.0, self.1.escape_ascii());
        }
    }
}

fn below(rng: &mut StdRng, end: usize) -> usize {
    (rng.next_u64() % end.max(1) as u64) as usize
}

fn noise(rng: &mut StdRng) -> Vec<u8> {
    let mut bytes = vec![0; below(rng, 200)];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// Some bytes changed, some cut out, some there twice.
fn damaged(rng: &mut StdRng, whole: &[u8]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=below(rng, 4) {
        let at = below(rng, bytes.len());
        let end = (at + below(rng, 16)).min(bytes.len());
        match below(rng, 6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.extend_from_within(at..end),
            3 => drop(bytes.splice(at..end, noise(rng))),
            4 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (rng.next_u32() % 8)),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = [0, 0xff, b'"', b'9', b'-'][at % 5]),
        }
    }
    bytes
}

#[test]
fn no_bytes_break_a_parser() {
    for (number, target) in TARGETS.iter().enumerate() {
        let mut rng = StdRng::seed_from_u64(number as u64);
        let mut left = BYTES;
        for round in 0..INPUTS {
            let input = match target.seeds.get(round % (target.seeds.len() + 1)) {
                Some(seed) => damaged(&mut rng, seed),
                None => noise(&mut rng),
            };
            let shown = Shown(target.name, &input);
            (target.parse)(shown.1);
            match left.checked_sub(input.len()) {
                Some(rest) => left = rest,
                None => break,
            }
        }
    }
}

/// A seed that is no input any more would test nothing but the first byte.
#[test]
fn every_seed_is_an_input() {
    for target in TARGETS {
        assert!(!target.seeds.is_empty(), "{}", target.name);
        for seed in target.seeds {
            assert!((target.parse)(seed), "{}: b\"{}\"", target.name, seed.escape_ascii());
        }
    }
}
