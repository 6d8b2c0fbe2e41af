//! Ranges that together are everything, each once.

use super::Reader;

/// A range as it was sent; an end that is left out is the end of all.
pub(super) type Sent = (Option<i64>, Option<i64>);

/// What the ranges are cut from.
pub(super) struct Whole {
    pub(super) least: i64,
    pub(super) most: i64,
    /// How an end is written.
    pub(super) show: fn(i64) -> String,
}

impl Reader {
    /// The first and last of each range; every gap and overlap is told.
    pub(super) fn ranges(&mut self, path: &str, sent: &[Sent], whole: &Whole) -> Vec<(i64, i64)> {
        let show = whole.show;
        let ends: Vec<(i64, i64)> =
            sent.iter().map(|(from, until)| (from.unwrap_or(whole.least), until.unwrap_or(whole.most))).collect();
        for (at, (from, until)) in ends.iter().enumerate() {
            if from > until {
                let message = format!("{}は{}より後です。", show(*from), show(*until));
                self.flaw(format!("{path}/{at}"), "end-before-start", message);
            }
            if *from < whole.least || *until > whole.most {
                let message = format!("{}から{}までの中にしてください。", show(whole.least), show(whole.most));
                self.flaw(format!("{path}/{at}"), "outside", message);
            }
        }
        let mut order: Vec<usize> = (0..ends.len()).filter(|at| ends[*at].0 <= ends[*at].1).collect();
        order.sort_by_key(|at| ends[*at]);
        let mut next = whole.least;
        for at in order {
            let (from, until) = ends[at];
            if from > next {
                self.gap(path, next, from - 1, show);
            }
            if from < next {
                let last = until.min(next - 1);
                let message = format!("{}は2つの行き先があります。1つにしてください。", span(from, last, show));
                self.flaw(format!("{path}/{at}"), "overlap", message);
            }
            next = next.max(until.saturating_add(1));
        }
        if next <= whole.most {
            self.gap(path, next, whole.most, show);
        }
        ends
    }

    fn gap(&mut self, path: &str, from: i64, until: i64, show: fn(i64) -> String) {
        self.flaw(path, "gap", format!("{}の行き先がありません。足してください。", span(from, until, show)));
    }
}

fn span(from: i64, until: i64, show: fn(i64) -> String) -> String {
    if from == until { show(from) } else { format!("{}から{}まで", show(from), show(until)) }
}
