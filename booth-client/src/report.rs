//! What a headless visit measured, as JSON, and whether that is good enough.

use crate::media::{Reception, Seen};
use protocol::media::Quality;
use serde::Serialize;
use std::time::Duration;

/// Quieter than this is silence, in dBFS.
pub(crate) const AUDIBLE_DB: f64 = -60.0;
/// Of a hundred pictures, this many may have an unreadable time code.
const CODE_ERRORS_PERCENT: u64 = 2;
/// A tone may be heard this far from its pitch, in hertz.
const PITCH_TOLERANCE_HZ: f64 = 5.0;

/// The report.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Report {
    /// From the ring to the desk's accept.
    pub(crate) ring_to_accept_ms: Option<u64>,
    /// From the accept to the first picture decoded here.
    pub(crate) accept_to_first_frame_ms: Option<u64>,
    /// Pictures decoded.
    pub(crate) frames_decoded: u64,
    /// Pictures whose time code was read.
    pub(crate) time_codes_read: u64,
    /// Pictures without a readable time code.
    pub(crate) time_code_errors: u64,
    /// How old pictures were when decoded; both machines must share a clock.
    pub(crate) glass_to_glass_ms: Option<Percentiles>,
    /// The level of what was heard, in dBFS.
    pub(crate) audio_level_db: Option<f64>,
    /// Its pitch, if it is a tone.
    pub(crate) audio_tone_hz: Option<f64>,
    /// Proposals of the desk that the resident settled.
    pub(crate) form_rounds: u32,
    /// 受付番号
    pub(crate) receipt: Option<String>,
    /// Which receive slots carried something.
    pub(crate) slots_seen: Slots,
    /// This booth's own network.
    pub(crate) quality: Option<LineQuality>,
    /// How often media was joined: 1, unless a line was lost.
    pub(crate) joins: u32,
    /// How the visit ended.
    pub(crate) end: String,
    /// Nothing about the resident is left in this process.
    pub(crate) wiped: bool,
}

/// What a booth knows of its own network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct LineQuality {
    /// Packets lost on the way here, of a thousand.
    pub(crate) lost_permille: u16,
    /// RFC 3550 6.4.1, of the sound.
    pub(crate) jitter_ms: u64,
    /// To the SFU and back.
    pub(crate) round_trip_ms: Option<u64>,
    /// To the SFU, in its own words.
    pub(crate) sending: Quality,
    /// From the SFU, in its own words.
    pub(crate) receiving: Quality,
}

impl LineQuality {
    /// Of what was received; `None` if that is nothing. `words` are the SFU's: sending, receiving.
    pub(crate) fn of(
        reception: &Reception,
        round_trip: Option<Duration>,
        (sending, receiving): (Quality, Quality),
    ) -> Option<Self> {
        let millis = |span: Duration| u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        Some(Self {
            lost_permille: reception.lost_permille()?,
            jitter_ms: millis(reception.jitter()),
            round_trip_ms: round_trip.map(millis),
            sending,
            receiving,
        })
    }
}

/// The middle and the slowest twentieth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Percentiles {
    pub(crate) p50: i32,
    pub(crate) p95: i32,
}

impl Percentiles {
    /// Of these values; `None` of none.
    pub(crate) fn of(mut values: Vec<i32>) -> Option<Self> {
        values.sort_unstable();
        let at = |percent: usize| values.get((values.len().checked_sub(1)? * percent).div_ceil(100)).copied();
        Some(Self { p50: at(50)?, p95: at(95)? })
    }
}

/// Receive slots, from 0.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Slots {
    pub(crate) audio: Vec<usize>,
    pub(crate) video: Vec<usize>,
}

/// What a visit must show.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Goals {
    /// The far end paints time codes.
    pub(crate) time_code: bool,
    /// The far end plays a tone of this pitch.
    pub(crate) tone_hz: Option<f64>,
    /// The form is to be submitted.
    pub(crate) receipt: bool,
}

impl Report {
    /// Takes over what was seen and heard.
    pub(crate) fn take(&mut self, seen: Seen) {
        self.frames_decoded = seen.frames;
        self.time_codes_read = seen.codes;
        self.time_code_errors = seen.code_errors;
        self.glass_to_glass_ms = Percentiles::of(seen.ages_ms);
        self.audio_level_db = seen.level_db.map(tenths);
        self.audio_tone_hz = seen.pitch_hz.map(tenths);
        self.slots_seen = Slots { audio: seen.audio_slots, video: seen.video_slots };
    }

    /// One sentence for everything that was missed; none for a good visit.
    pub(crate) fn misses(&self, goals: Goals) -> Vec<String> {
        let mut misses = Vec::new();
        let mut miss = |missed: bool, sentence: String| {
            if missed {
                misses.push(sentence);
            }
        };
        miss(self.ring_to_accept_ms.is_none(), "No desk accepted the call.".into());
        miss(self.frames_decoded == 0, "No picture was decoded.".into());
        let allowed = self.frames_decoded * CODE_ERRORS_PERCENT / 100;
        miss(
            goals.time_code && (self.time_codes_read == 0 || self.time_code_errors > allowed),
            format!("{} of {} pictures had no readable time code.", self.time_code_errors, self.frames_decoded),
        );
        match self.audio_level_db {
            None => miss(true, "No sound was heard.".into()),
            Some(db) => miss(db < AUDIBLE_DB, format!("The sound was at {db} dBFS, which is silence.")),
        }
        if let Some(wanted) = goals.tone_hz {
            let near = self.audio_tone_hz.is_some_and(|hz| (hz - wanted).abs() <= PITCH_TOLERANCE_HZ);
            let heard = self.audio_tone_hz.map_or("no tone".to_owned(), |hz| format!("{hz} Hz"));
            miss(!near, format!("Instead of a tone of {wanted} Hz, {heard} was heard."));
        }
        miss(goals.receipt && self.receipt.is_none(), "The application has no receipt.".into());
        miss(!self.wiped, "Something about the resident may be left.".into());
        misses
    }
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Report {
        Report {
            ring_to_accept_ms: Some(900),
            frames_decoded: 100,
            time_codes_read: 98,
            time_code_errors: 2,
            audio_level_db: Some(-14.0),
            audio_tone_hz: Some(880.4),
            receipt: Some("1".into()),
            wiped: true,
            ..Report::default()
        }
    }

    const ALL: Goals = Goals { time_code: true, tone_hz: Some(880.0), receipt: true };

    #[test]
    fn a_good_visit_misses_nothing() {
        assert_eq!(good().misses(ALL), Vec::<String>::new());
    }

    #[test]
    fn each_miss_has_its_own_sentence() {
        type Spoil = fn(&mut Report);
        let spoil: [(Spoil, &str); 9] = [
            (|r| r.ring_to_accept_ms = None, "No desk accepted the call."),
            (|r| r.frames_decoded = 0, "No picture was decoded."),
            (|r| r.time_code_errors = 3, "3 of 100 pictures had no readable time code."),
            (|r| r.time_codes_read = 0, "2 of 100 pictures had no readable time code."),
            (|r| r.audio_level_db = None, "No sound was heard."),
            (|r| r.audio_level_db = Some(-80.0), "The sound was at -80 dBFS, which is silence."),
            (|r| r.audio_tone_hz = Some(440.0), "Instead of a tone of 880 Hz, 440 Hz was heard."),
            (|r| r.receipt = None, "The application has no receipt."),
            (|r| r.wiped = false, "Something about the resident may be left."),
        ];
        for (spoil, sentence) in spoil {
            let mut report = good();
            spoil(&mut report);
            assert!(report.misses(ALL).contains(&sentence.to_owned()), "{sentence}: {:?}", report.misses(ALL));
        }
    }

    #[test]
    fn what_is_not_a_goal_is_not_missed() {
        let report = Report { time_codes_read: 0, time_code_errors: 100, receipt: None, ..good() };
        assert_eq!(report.misses(Goals::default()), Vec::<String>::new());
    }

    #[test]
    fn percentiles_are_values_that_were_seen() {
        assert_eq!(Percentiles::of(vec![]), None);
        assert_eq!(Percentiles::of(vec![7]), Some(Percentiles { p50: 7, p95: 7 }));
        assert_eq!(Percentiles::of((1..=101).rev().collect()), Some(Percentiles { p50: 51, p95: 96 }));
    }
}
