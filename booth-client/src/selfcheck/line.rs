//! The line to the server: two native peers of this booth in a room of their own on the real SFU.

use crate::clock;
use crate::http::Server;
use crate::identity::Identity;
use crate::line::lateness;
use crate::media::peer::{Certificate, Channel, Event, Peer};
use crate::media::{Clip, Reception, Sink, Source, join};
use anyhow::{Context, Result};
use protocol::relay::Envelope;
use protocol::selfcheck::{LineFigures, SelfcheckRequest, SelfcheckRoom};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::time::{interval, timeout_at};

/// How long the server may take to answer a small request.
const ANSWER: Duration = Duration::from_secs(10);
/// How long the first picture may take.
const FIRST_PICTURE: Duration = Duration::from_secs(10);
/// How often the round trip is measured.
const PING: Duration = Duration::from_millis(200);

/// What came of one small request.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// How long the answer took, if one came.
    pub(super) answered: Option<Duration>,
    /// How far the two clocks are apart, if that could be seen.
    pub(super) apart: Option<Duration>,
}

/// Asks the server for a sign of life.
pub(super) async fn ask(identity: &Identity) -> Result<Asked> {
    let client = reqwest::Client::builder().tls_backend_preconfigured(identity.tls()?).no_proxy().timeout(ANSWER);
    let request = client.build()?.get(identity.place.mtls.join("/healthz")?);
    let began = clock::now();
    Ok(match request.send().await {
        Ok(response) => Asked { answered: Some(began.elapsed()), apart: lateness::of(&response) },
        Err(error) => {
            let apart = if lateness::is_out_of_time(&error) { lateness::apart(identity).await } else { None };
            tracing::warn!("the server gives no sign of life: {:#}", anyhow::Error::new(error.without_url()));
            Asked { answered: None, apart }
        }
    })
}

/// What was measured.
#[derive(Debug, Default)]
pub(super) struct Measured {
    reception: Reception,
    round_trips: Vec<Duration>,
    first_picture: Option<Duration>,
}

impl Measured {
    /// As they are reported. Nothing received is everything lost.
    pub(super) fn figures(mut self, echo: Option<Duration>) -> LineFigures {
        let millis = |span: Duration| u32::try_from(span.as_millis()).unwrap_or(u32::MAX);
        self.round_trips.sort_unstable();
        let middle = self.round_trips.get(self.round_trips.len() / 2).copied().unwrap_or_default();
        LineFigures {
            lost_permille: self.reception.lost_permille().unwrap_or(1_000),
            jitter_ms: millis(self.reception.jitter()),
            round_trip_ms: millis(middle),
            first_frame_ms: self.first_picture.map(millis),
            echo_ms: echo.map(millis),
        }
    }
}

/// Opens a room, sends from one peer to the other for so long after the first picture, and closes the room.
pub(super) async fn measure(server: &Server, time: Duration) -> Result<Measured> {
    let certificates = [Certificate::generate()?, Certificate::generate()?];
    let fingerprints = certificates.each_ref().map(|certificate| certificate.fingerprint.clone());
    let room: SelfcheckRoom =
        server.post("/api/selfcheck", &SelfcheckRequest { fingerprints }).await.context("no room was opened")?;
    let measured = converse(server, &room, &certificates, time).await;
    if let Err(error) = server.delete(server.url(&format!("/api/selfcheck/{}", room.room))).await {
        tracing::debug!(%error, "the room closes by itself");
    }
    measured
}

async fn converse(
    server: &Server,
    room: &SelfcheckRoom,
    [here, there]: &[Certificate; 2],
    time: Duration,
) -> Result<Measured> {
    let began = clock::now();
    let [first, second] = &room.parties;
    let (speaker, listener) = tokio::try_join!(
        join(server, here, &first.url, &first.token),
        join(server, there, &second.url, &second.token)
    )?;
    let mut talk = Talk {
        speaker: Arc::new(speaker.peer),
        listener: listener.peer,
        began,
        pings: Vec::new(),
        source: None,
        open: [false; 2],
        sink: Sink::default(),
        measured: Measured::default(),
    };
    talk.run(speaker.events, listener.events, time).await;
    drop(talk.source);
    for (peer, resource) in [(&*talk.speaker, speaker.resource), (&talk.listener, listener.resource)] {
        let _ = server.delete(resource).await;
        peer.close().await;
    }
    Ok(talk.measured)
}

/// One peer speaks, the other listens.
struct Talk {
    speaker: Arc<Peer>,
    listener: Peer,
    began: Instant,
    /// When each ping was sent.
    pings: Vec<Instant>,
    source: Option<Source>,
    /// Whose panel channel is open.
    open: [bool; 2],
    sink: Sink,
    measured: Measured,
}

type Events = tokio::sync::mpsc::Receiver<Event>;

impl Talk {
    async fn run(&mut self, mut speaker: Events, mut listener: Events, time: Duration) {
        let mut end = clock::now() + FIRST_PICTURE;
        let mut ping = interval(PING);
        loop {
            let next = async {
                tokio::select! {
                    event = speaker.recv() => event.map(|event| (0, event)),
                    event = listener.recv() => event.map(|event| (1, event)),
                    _ = ping.tick() => Some((2, Event::Connected)),
                }
            };
            match timeout_at(end.into(), next).await {
                Ok(Some((2, _))) => self.ping().await,
                Ok(Some((side, event))) => {
                    let waiting = self.measured.first_picture.is_none();
                    self.take(side, event).await;
                    if waiting && self.measured.first_picture.is_some() {
                        end = clock::now() + time;
                    }
                }
                Ok(None) | Err(_) => return,
            }
        }
    }

    /// There and back is from this booth to the SFU and to this booth again.
    async fn ping(&mut self) {
        if self.open != [true; 2] {
            return;
        }
        let number = self.pings.len().to_string();
        self.pings.push(clock::now());
        if let Err(error) = self.speaker.say(Channel::Panel, &number).await {
            tracing::debug!("a ping was not sent: {error:#}");
        }
    }

    async fn take(&mut self, side: usize, event: Event) {
        match (side, event) {
            (0, Event::Connected) if self.source.is_none() => {
                match Source::start(&self.speaker, &Clip::Test, &Clip::Test) {
                    Ok(source) => self.source = Some(source),
                    Err(error) => tracing::error!("nothing can be sent: {error:#}"),
                }
            }
            (side, Event::Opened(Channel::Panel)) => self.open[side] = true,
            (0, Event::KeyframeWanted) => self.source.as_ref().map(Source::want_keyframe).unwrap_or_default(),
            (1, Event::Message(Channel::Panel, bytes)) => self.pong(&bytes),
            (1, Event::Audio { slot, stamp, .. }) => self.measured.reception.sound(slot, stamp, clock::since_1970()),
            (1, Event::Video { slot, stamp, marker, payload }) => {
                self.measured.reception.picture(slot, stamp, clock::since_1970());
                let now = clock::unix_ms();
                let sink = &mut self.sink;
                let taken = tokio::task::block_in_place(|| sink.picture(slot, stamp.sequence, marker, &payload, now));
                if taken.is_ok_and(|wanted| wanted) {
                    let _ = self.listener.want_keyframe(slot).await;
                }
                if self.sink.frames() > 0 {
                    self.measured.first_picture.get_or_insert(self.began.elapsed());
                }
            }
            _ => {}
        }
    }

    fn pong(&mut self, bytes: &[u8]) {
        let number = Envelope::decode(bytes).ok().and_then(|said| String::from_utf8(said.payload).ok()?.parse().ok());
        if let Some(sent) = number.and_then(|number: usize| self.pings.get(number)) {
            self.measured.round_trips.push(sent.elapsed());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::reception::Stamp;

    #[test]
    fn figures_are_the_middle_of_what_was_measured() {
        let mut measured = Measured { first_picture: Some(Duration::from_millis(480)), ..Measured::default() };
        measured.round_trips = [9, 30, 2].map(Duration::from_millis).to_vec();
        for sequence in [1, 2, 4] {
            measured.reception.sound(0, Stamp { sequence, timestamp: u32::from(sequence) * 960 }, Duration::ZERO);
        }
        let figures = measured.figures(None);
        assert_eq!((figures.lost_permille, figures.round_trip_ms, figures.first_frame_ms), (250, 9, Some(480)));
    }

    #[test]
    fn nothing_received_is_everything_lost() {
        let figures = Measured::default().figures(None);
        assert_eq!((figures.lost_permille, figures.first_frame_ms), (1_000, None));
    }

    #[tokio::test]
    async fn a_server_that_is_away_gives_no_sign_of_life() {
        let closed = std::net::TcpListener::bind("127.0.0.1:0").and_then(|gone| gone.local_addr()).expect("a port");
        let folder = tempfile::tempdir().expect("a folder");
        crate::identity::tests::enrolled(folder.path());
        let mut identity = Identity::load(folder.path()).expect("an identity");
        identity.place.mtls = format!("https://{closed}/").parse().expect("an address");
        let asked = ask(&identity).await.expect("it can be asked");
        assert!(asked.answered.is_none() && asked.apart.is_none());
    }
}
