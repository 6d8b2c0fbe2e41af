//! One visit, from the ring to the wipe.

use super::Until;
use super::errands::{self, Back};
use crate::clock;
use crate::http::{HttpError, Server};
use crate::line::Line;
use crate::link::{Link, News};
use crate::media::peer::{Certificate, Channel, Event, Peer};
use crate::media::{Clip, Joined, Reception, Sink, Source};
use crate::panel::{Draft, NO_FORM, Writer};
use crate::report::{AUDIBLE_DB, LineQuality, Report};
use crate::resident::{Deed, Resident};
use crate::session::{End, Input, Output, Paper, Session, State};
use crate::stage;
use anyhow::Result;
use bytes::Bytes;
use protocol::control::{FromSfu, ToSfu};
use protocol::id::{PartyId, RequestId, SubjectId};
use protocol::media::Quality;
use protocol::panel::{PanelMessage, Step};
use protocol::place::Language;
use protocol::problem::Code;
use protocol::relay::Envelope;
use reqwest::Url;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// How fast the resident types: one field in this time.
const DEED: Duration = Duration::from_millis(150);
/// How long the receipt is looked at.
const RECEIPT: Duration = Duration::from_secs(1);

/// How long the server may take to close a call that the booth gave up.
const GOODBYE: Duration = Duration::from_secs(3);

/// What the visit is to be like.
pub(super) struct Plan {
    pub(super) subject: SubjectId,
    pub(super) language: Language,
    pub(super) video: Clip,
    pub(super) audio: Clip,
    pub(super) until: Option<Until>,
    pub(super) at_least: Option<Duration>,
    pub(super) patience: Duration,
}

/// The media of the present attempt.
struct Connection {
    party: PartyId,
    peer: Arc<Peer>,
    events: mpsc::Receiver<Event>,
    resource: Url,
    source: Option<Source>,
    panel_open: bool,
    reception: Reception,
    /// Sending and receiving, as the SFU said last; it speaks when that changes.
    words: (Quality, Quality),
}

/// When things happened.
#[derive(Default)]
struct Times {
    rang: Option<Instant>,
    accepted: Option<Instant>,
    in_call: Option<Instant>,
    received: Option<Instant>,
}

/// A visit under way.
pub(super) struct Visit {
    plan: Plan,
    server: Server,
    line: Line<Link>,
    certificate: Arc<Certificate>,
    errand: mpsc::UnboundedSender<Back>,
    session: Session,
    connection: Option<Connection>,
    sink: Sink,
    writer: Option<Writer>,
    resident: Option<Resident>,
    /// The submission's idempotency key.
    key: RequestId,
    times: Times,
    /// Its patience is at its end.
    gave_up: bool,
    report: Report,
}

/// Plays a visit and says what it measured.
pub(super) async fn play(plan: Plan, server: Server, line: Line<Link>, answers: Draft) -> Result<Report> {
    let (errand, mut back) = mpsc::unbounded_channel();
    let certificate = Arc::new(Certificate::generate()?);
    let patience = clock::sleep(plan.patience);
    let mut visit = Visit {
        plan,
        server,
        line,
        certificate,
        errand,
        session: Session::new(),
        connection: None,
        sink: Sink::default(),
        writer: None,
        resident: Some(Resident::new(answers)),
        key: random_id(),
        times: Times::default(),
        gave_up: false,
        report: Report::default(),
    };
    visit.ring().await;
    let mut deeds = tokio::time::interval(DEED);
    tokio::pin!(patience);
    while !matches!(visit.session.state, State::Ended(_)) {
        tokio::select! {
            news = visit.line.news() => match news {
                Some(News::Heard(message)) => visit.give(Input::Heard(message)).await,
                Some(News::Revoked) | None => visit.give(Input::Revoked).await,
            },
            event = next_event(&mut visit.connection) => visit.media(event).await,
            Some(back) = back.recv() => visit.back(back).await,
            _ = deeds.tick() => visit.deed().await,
            () = &mut patience => {
                if visit.gave_up {
                    break;
                }
                visit.gave_up = true;
                visit.give(Input::HangUp).await;
                patience.set(clock::sleep(GOODBYE));
            }
        }
    }
    Ok(visit.finish().await)
}

async fn next_event(connection: &mut Option<Connection>) -> Event {
    match connection {
        Some(connection) => connection.events.recv().await.unwrap_or(Event::Lost),
        None => std::future::pending().await,
    }
}

impl Visit {
    async fn ring(&mut self) {
        self.times.rang = Some(clock::now());
        let request = random_id();
        let (subject, language) = (self.plan.subject.clone(), self.plan.language);
        let fingerprint = self.certificate.fingerprint.clone();
        self.give(Input::Ring { request, subject, language, fingerprint }).await;
    }

    /// Gives the session an input and does what it asks for.
    async fn give(&mut self, input: Input) {
        let outputs = self.session.handle(input);
        self.note_times();
        for output in outputs {
            self.act(output).await;
        }
    }

    fn note_times(&mut self) {
        let now = clock::now();
        if self.session.call().is_some() {
            let accepted = *self.times.accepted.get_or_insert(now);
            let since_ring = self.times.rang.map(|rang| millis(accepted - rang));
            self.report.ring_to_accept_ms = since_ring;
        }
        if matches!(self.session.state, State::InCall(_)) {
            self.times.in_call.get_or_insert(now);
        }
    }

    async fn act(&mut self, output: Output) {
        match output {
            Output::Say(message) => self.line.say(message),
            Output::Join(grant) => {
                self.report.joins += 1;
                self.disconnect().await;
                self.run(errands::join(self.server.clone(), self.certificate.clone(), grant));
            }
            Output::OpenForm(form) => self.run(errands::form(self.server.clone(), form)),
            Output::Submit(call) => self.submit(call).await,
            Output::Leave => {
                if let Some(connection) = &self.connection {
                    let resource = connection.resource.clone();
                    if let Err(error) = self.server.delete(resource).await {
                        tracing::debug!(%error, "the media resource was gone already");
                    }
                }
                self.disconnect().await;
            }
            Output::Forget => {
                self.writer = None;
                self.resident = None;
            }
        }
    }

    fn run(&self, errand: impl Future<Output = Back> + Send + 'static) {
        let back = self.errand.clone();
        tokio::spawn(async move {
            // A visit that is over does not wait for its errands.
            let _ = back.send(errand.await);
        });
    }

    async fn disconnect(&mut self) {
        if let Some(Connection { peer, source, reception, words, .. }) = self.connection.take() {
            let quality = LineQuality::of(&reception, peer.round_trip().await, words);
            self.report.quality = quality.or(self.report.quality.take());
            drop(source);
            peer.close().await;
        }
    }

    async fn back(&mut self, back: Back) {
        match back {
            Back::Joined(grant, Joined { peer, events, resource }) => {
                self.connection = Some(Connection {
                    party: grant.party,
                    peer: Arc::new(peer),
                    events,
                    resource,
                    source: None,
                    panel_open: false,
                    reception: Reception::default(),
                    words: (Quality::Good, Quality::Good),
                });
            }
            Back::NotJoined(code, error) => {
                tracing::warn!("the call could not be joined: {error:#}");
                self.give(Input::NotJoined(code)).await;
            }
            Back::Form(Ok(definition)) => {
                let (writer, say) = Writer::open(definition, self.plan.language);
                self.writer = Some(writer);
                self.tell(say).await;
                self.give(Input::Opened).await;
            }
            Back::Form(Err(error)) => tracing::warn!("the form could not be opened: {error:#}"),
            Back::Receipt(Ok(receipt)) => {
                self.times.received = Some(clock::now());
                self.report.receipt = Some(receipt.clone());
                let step = Step::Receipt { number: receipt.clone() };
                let say = self.writer.as_mut().map(|writer| writer.move_to(step)).unwrap_or_default();
                self.tell(say).await;
                self.give(Input::Receipt(receipt)).await;
            }
            Back::Receipt(Err(HttpError::Refused(problem))) if problem.code == Code::IdentityNeeded => {
                self.give(Input::NotIdentified).await;
            }
            Back::Receipt(Err(error)) => {
                tracing::warn!(%error, "the application was not received");
                self.give(Input::HangUp).await;
            }
        }
    }

    async fn media(&mut self, event: Event) {
        match event {
            Event::Connected => {
                let (video, audio) = (self.plan.video.clone(), self.plan.audio.clone());
                if let Some(connection) = self.connection.as_mut().filter(|c| c.source.is_none()) {
                    match Source::start(&connection.peer, &video, &audio) {
                        Ok(source) => connection.source = Some(source),
                        Err(error) => tracing::error!("nothing can be sent: {error:#}"),
                    }
                }
                self.give(Input::Connected).await;
            }
            Event::Lost => {
                self.disconnect().await;
                self.give(Input::Lost).await;
            }
            Event::Opened(Channel::Panel) => {
                if let Some(connection) = &mut self.connection {
                    connection.panel_open = true;
                }
                let everything = self.writer.as_ref().map_or(NO_FORM, Writer::snapshot);
                self.tell(vec![everything]).await;
            }
            Event::Opened(_) => {}
            Event::Message(Channel::Control, text) => self.control(&text).await,
            Event::Message(Channel::Panel, bytes) => self.panel(&bytes).await,
            Event::Message(..) => {}
            Event::Audio { slot, stamp, packet } => {
                if let Some(connection) = &mut self.connection {
                    connection.reception.sound(slot, stamp, clock::since_1970());
                }
                if let Err(error) = self.sink.sound(slot, &packet) {
                    tracing::debug!("a packet of sound was not decoded: {error:#}");
                }
            }
            Event::Video { slot, stamp, marker, payload } => {
                if let Some(connection) = &mut self.connection {
                    connection.reception.picture(slot, stamp, clock::since_1970());
                }
                self.picture(slot, stamp.sequence, marker, &payload).await;
            }
            Event::KeyframeWanted => {
                if let Some(source) = self.connection.as_ref().and_then(|c| c.source.as_ref()) {
                    source.want_keyframe();
                }
            }
        }
    }

    async fn picture(&mut self, slot: usize, sequence: u16, marker: bool, payload: &Bytes) {
        let now = clock::unix_ms();
        let taken = tokio::task::block_in_place(|| self.sink.picture(slot, sequence, marker, payload, now));
        match (taken, &self.connection) {
            (Ok(true), Some(connection)) => {
                if let Err(error) = connection.peer.want_keyframe(slot).await {
                    tracing::debug!("a keyframe could not be asked for: {error:#}");
                }
            }
            (Ok(_), _) => {}
            (Err(error), _) => tracing::debug!("a picture cannot be decoded: {error:#}"),
        }
        if self.report.accept_to_first_frame_ms.is_none() && self.sink.frames() > 0 {
            self.report.accept_to_first_frame_ms = self.times.accepted.map(|accepted| millis(accepted.elapsed()));
        }
    }

    async fn control(&mut self, text: &[u8]) {
        let Some(connection) = &mut self.connection else { return };
        match serde_json::from_slice(text) {
            Ok(FromSfu::Policy { version, .. }) => {
                let ack = serde_json::to_string(&ToSfu::PolicyAck { version }).expect("plain values serialise");
                if let Err(error) = connection.peer.say(Channel::Control, &ack).await {
                    tracing::debug!("the policy was not acknowledged: {error:#}");
                }
            }
            Ok(FromSfu::Quality { parties }) => {
                if let Some(own) = parties.into_iter().find(|quality| quality.party == connection.party) {
                    connection.words = (own.sending, own.receiving);
                }
            }
            Ok(FromSfu::Refused { code, .. }) => tracing::warn!(code = code.word(), "the SFU refused a message"),
            Ok(_) => {}
            Err(_) => tracing::warn!("the SFU sent a message that this version does not know"),
        }
    }

    async fn panel(&mut self, bytes: &[u8]) {
        let message = Envelope::decode(bytes).ok().and_then(|e| serde_json::from_slice(&e.payload).ok());
        let say = match (message, &mut self.writer) {
            (Some(PanelMessage::Reader(message)), Some(writer)) => writer.receive(message),
            (Some(PanelMessage::Reader(_)), None) => vec![NO_FORM],
            (Some(PanelMessage::Guest(message)), _) => stage::answer(message),
            (Some(_), _) => return,
            (None, _) => {
                tracing::warn!("a desk sent a message that this version does not know");
                return;
            }
        };
        self.tell(say).await;
    }

    /// Tells the desk, if there is a channel to it.
    async fn tell(&self, messages: Vec<PanelMessage>) {
        let Some(connection) = self.connection.as_ref().filter(|c| c.panel_open) else { return };
        for message in messages {
            let text = serde_json::to_string(&message).expect("plain values serialise");
            if let Err(error) = connection.peer.say(Channel::Panel, &text).await {
                // The desk asks for a snapshot when it sees the gap.
                tracing::debug!("a panel message was not sent: {error:#}");
            }
        }
    }

    /// Lets the resident do the next thing, and ends the call when enough has happened.
    async fn deed(&mut self) {
        if self.is_enough() {
            return self.give(Input::HangUp).await;
        }
        if self.session.call().is_none_or(|call| call.paper != Paper::Open) {
            return;
        }
        let (Some(writer), Some(resident)) = (&mut self.writer, &mut self.resident) else { return };
        match resident.next(writer) {
            Ok(Deed::Did(say)) => {
                self.report.form_rounds = resident.rounds;
                self.tell(say).await;
            }
            Ok(Deed::Wait) => {}
            Ok(Deed::Send) => self.give(Input::Send).await,
            Err(error) => {
                tracing::error!(
                    field = error.path,
                    fault = error.fault.code(),
                    "the form refuses one of the answers given"
                );
                self.give(Input::HangUp).await;
            }
        }
    }

    async fn submit(&mut self, call: protocol::id::CallId) {
        let Some(writer) = &self.writer else { return };
        match writer.submission(clock::today()) {
            Ok(body) => self.run(errands::submit(self.server.clone(), call, self.key.clone(), body)),
            Err(errors) => {
                for error in errors {
                    tracing::error!(field = error.path, fault = error.fault.code(), "the form refuses the application");
                }
                Box::pin(self.give(Input::HangUp)).await;
            }
        }
    }

    fn is_enough(&self) -> bool {
        let Some(in_call) = self.times.in_call else { return false };
        let long_enough = self.plan.at_least.map(|least| in_call.elapsed() >= least);
        let happened = self.plan.until.map(|until| match until {
            Until::Met => self.sink.frames() > 0 && self.sink.seen().level_db.is_some_and(|db| db >= AUDIBLE_DB),
            Until::Submitted => self.times.received.is_some_and(|received| received.elapsed() >= RECEIPT),
        });
        match (long_enough, happened) {
            (None, None) => false,
            (long_enough, happened) => long_enough.unwrap_or(true) && happened.unwrap_or(true),
        }
    }

    async fn finish(mut self) -> Report {
        self.act(Output::Leave).await;
        self.act(Output::Forget).await;
        self.report.take(self.sink.seen());
        self.report.end = match &self.session.state {
            _ if self.gave_up => "the booth gave up".to_owned(),
            State::Ended(End::Completed) => "completed".to_owned(),
            State::Ended(End::Refused(code)) => format!("refused, {}", code.word()),
            State::Ended(End::Closed(reason)) => format!("closed, {reason:?}").to_lowercase(),
            State::Ended(End::Revoked) => "this booth was revoked".to_owned(),
            _ => "still under way".to_owned(),
        };
        self.report.wiped = self.writer.is_none() && self.resident.is_none() && self.connection.is_none();
        self.report
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[expect(clippy::disallowed_methods, reason = "this is the rim, where randomness comes in")]
fn random_id() -> RequestId {
    RequestId::random(&mut rand::rng())
}
