//! What is alive: which booths and desks are connected, who is 対応可, for whom which call rings. No I/O and no clock:
//! [`Hub::handle`] takes an input and `now` and returns what is to be done.
//!
//! ```text
//! place   one client's resumable place: its socket, its numbered frames and their answers
//! asks    what clients ask: answered here, or made an operation
//! rings   the wards' lines: at which desk a ticket rings, and how long it waits
//! scene   who is in which call, and what calls ask of people
//! facts   what each place is shown: its call, its presence, the queue
//! office  what staff are shown of each other
//! task    runs the hub: sockets' ends, clock, operations (the only part with I/O)
//! ```
//!
//! A journey: a booth says `hello` and gets a place; its `ring` becomes an [`Output::Act`], which the task runs as a
//! database operation. The changed call comes back as [`Input::Call`], the answer as [`Input::Answered`]; the ward's line
//! is settled, and the desks of the section are shown the row, ringing at one of them. Facts are derived anew and sent
//! where they differ from what was sent last.

mod asks;
mod facts;
mod office;
mod place;
mod rings;
mod scene;
pub mod task;

pub use crate::mailbox::SocketId;

use crate::access::{self, AccountCaller, Caller, Pass};
use crate::call::{Call, Event, Limits, Seat, State, room};
use crate::clock::{MINUTE, Millis, SECOND, on_the_wire};
use crate::queue::almanac::Almanac;
use crate::queue::estimate::Tail;
use crate::queue::ring::Patience;
use crate::revocation::Revoked;
use crate::turns::Heard;
use place::Place;
use protocol::call::CallState;
use protocol::id::{AccountId, BoothId, CallId, PartyId, ResumeToken, SiteId, WardId};
use protocol::media::Command;
use protocol::signal::{Bye, ClientMessage, DeskPresence, PresenceReason, ServerMessage, Who};
use rings::{Lines, arriving};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How everybody else speaks to the hub.
pub type Handle = crate::mailbox::Handle<Input, task::Word>;

/// How long a silent client is thought to be there.
const LEASE: Millis = 20 * SECOND;
/// How long a place is kept for a client whose socket dropped; then a booth's ringing call is abandoned.
const PLACE: Millis = MINUTE;
/// After which time a change that the database did not take is asked for again.
const ASK_AGAIN: Millis = 5 * SECOND;

/// What the hub is told.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "moved on at once; a box would be an allocation a message")]
pub enum Input {
    /// A client's first frame. `token` is drawn for the place that is made if the old one is not found.
    Hello { socket: SocketId, caller: Caller, resume: Option<ResumeToken>, token: ResumeToken },
    /// A further frame.
    Frame { socket: SocketId, id: u32, message: ClientMessage },
    /// A socket is gone.
    Dropped { socket: SocketId },
    /// An [`Output::Act`] was carried out or refused.
    Answered { place: ResumeToken, id: u32, answer: ServerMessage },
    /// A call as it stands after a change was committed.
    Call(Box<Call>),
    /// A ticket was given to a desk, and that was written down.
    Assigned { call: CallId, desk: AccountId },
    /// What is known of the days before.
    Almanac(Box<Almanac>),
    /// A booth was moved to another site.
    Moved { booth: BoothId, site: SiteId, ward: WardId },
    /// A counter of a ward was closed or opens again, or other hours were published.
    HoursChanged { ward: WardId },
    /// A right ended.
    Revoked(Revoked),
    /// Time passed.
    Tick,
    /// The server takes no new calls.
    Drain,
    /// The server stops.
    Stop,
}

/// What is to be done.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "moved on at once; a box would be an allocation a message")]
pub enum Output {
    /// Say it.
    Send { socket: SocketId, message: ServerMessage },
    /// Say goodbye and close.
    Close { socket: SocketId, why: Bye },
    /// Carry out what a client asks; the result comes back as [`Input::Answered`].
    Act(Box<Act>),
    /// Move a call; the result comes back as [`Input::Call`].
    Step { call: CallId, event: Event },
    /// Tell the SFU.
    Media(Command),
}

/// What a client asks.
#[derive(Debug)]
pub struct Act {
    /// Whose place the answer goes to.
    pub place: ResumeToken,
    /// The frame's number.
    pub id: u32,
    /// Who asks.
    pub caller: Caller,
    /// What.
    pub message: ClientMessage,
    /// Who is 対応可 in the ward: a transfer or an invitation that none of them may answer is refused.
    pub available: Vec<AccountCaller>,
    /// How a ticket would stand that is taken now.
    pub tail: Tail,
    /// Whether the booth of a call that is to be dialled has a socket.
    pub booth_here: bool,
}

/// How many desks of a ward could answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Staffed {
    /// 対応可
    pub free: u32,
    /// 対応可, 通話中 or 後処理
    pub at_work: u32,
}

/// A call that is not closed.
#[derive(Debug)]
struct Live {
    call: Call,
    /// Since when the booth has no socket.
    booth_away: Option<Millis>,
    /// Since when those are waited for who were let in and have not connected.
    arriving: BTreeMap<PartyId, Millis>,
    /// When a change by the passing of time was asked for.
    asked: Option<Millis>,
}

/// Everything that is alive.
#[derive(Debug, Default)]
pub struct Hub {
    limits: Limits,
    patience: Patience,
    almanac: Almanac,
    draining: bool,
    places: BTreeMap<Seat, Place>,
    sockets: HashMap<SocketId, Seat>,
    calls: BTreeMap<CallId, Live>,
    lines: Lines,
}

impl Hub {
    /// Nobody is there yet.
    pub fn new(limits: Limits, patience: Patience) -> Self {
        Self { limits, patience, ..Self::default() }
    }

    /// Takes an input and says what is to be done, in order.
    pub fn handle(&mut self, input: Input, now: Millis) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Hello { socket, caller, resume, token } => self.hello(socket, caller, resume, token, now, &mut out),
            Input::Frame { socket, id, message } => self.frame(socket, id, message, now, &mut out),
            Input::Dropped { socket } => self.dropped(socket, now, &mut out),
            Input::Answered { place, id, answer } => self.answered(&place, id, answer, now, &mut out),
            Input::Call(call) => self.call(*call, now, &mut out),
            Input::Assigned { call, desk } => {
                if let Some(ward) = self.assign(&call, &desk) {
                    self.refresh(&ward, now, &mut out);
                }
            }
            Input::Almanac(almanac) => self.almanac = *almanac,
            Input::Moved { booth, site, ward } => {
                if let Some(Place { caller: Caller::Booth(caller), .. }) = self.places.get_mut(&Seat::Booth(booth)) {
                    (caller.site, caller.ward) = (site, ward);
                }
            }
            Input::HoursChanged { ward } => self.tell_booths(&ward, &mut out),
            Input::Revoked(revoked) => self.revoked(&revoked, now, &mut out),
            Input::Tick => self.tick(now, &mut out),
            Input::Drain => {
                self.draining = true;
                out.push(Output::Media(Command::Drain));
            }
            Input::Stop => self.sockets.keys().for_each(|socket| {
                out.push(Output::Close { socket: *socket, why: Bye::Stopping });
            }),
        }
        out
    }

    /// Everybody who has a socket.
    pub fn callers(&self) -> Vec<Caller> {
        self.places.values().filter(|place| place.socket.is_some()).map(|place| place.caller.clone()).collect()
    }

    /// How many desks are free and at work in each ward.
    pub fn staffed(&self) -> BTreeMap<WardId, Staffed> {
        let mut wards: BTreeMap<WardId, Staffed> = BTreeMap::new();
        for place in self.places.values() {
            let Caller::Account(person) = &place.caller else { continue };
            let (presence, _) = place.stands;
            if presence == DeskPresence::Away || person.somewhere(access::Act::AnswerCall).is_err() {
                continue;
            }
            let ward = wards.entry(person.ward.clone()).or_default();
            ward.at_work += 1;
            ward.free += u32::from(presence == DeskPresence::Available);
        }
        wards
    }

    /// How many calls stand at each state but the last.
    pub fn calls_by_state(&self) -> [(CallState, usize); 8] {
        use CallState::{Accepted, Callback, Connecting, Dialling, InCall, Reconnecting, Ringing, WrapUp};
        [Ringing, Callback, Dialling, Accepted, Connecting, InCall, Reconnecting, WrapUp]
            .map(|state| (state, self.calls.values().filter(|live| live.call.state.word() == state).count()))
    }

    fn hello(
        &mut self,
        socket: SocketId,
        caller: Caller,
        resume: Option<ResumeToken>,
        token: ResumeToken,
        now: Millis,
        out: &mut Vec<Output>,
    ) {
        let (seat, ward, who) = introduce(&caller);
        let kept = self.places.remove(&seat);
        if let Some(older) = kept.as_ref().and_then(|place| place.socket) {
            self.sockets.remove(&older);
            out.push(Output::Close { socket: older, why: Bye::Replaced });
        }
        let kept = kept.filter(|place| resume.as_ref() == Some(&place.token));
        let resumed = kept.is_some();
        let place = match kept {
            Some(place) => place.taken_up(socket, caller, now),
            None => Place::new(socket, caller, token, now),
        };
        let (resume, handled) = (place.token.clone(), place.turns.handled());
        self.sockets.insert(socket, seat.clone());
        self.places.insert(seat.clone(), place);
        for live in self.calls_of_booth(&seat) {
            live.booth_away = None;
        }
        let welcome = ServerMessage::Welcome { resume, resumed, handled, who, now: on_the_wire(now) };
        out.push(Output::Send { socket, message: welcome });
        self.refresh(&ward, now, out);
    }

    fn frame(&mut self, socket: SocketId, id: u32, message: ClientMessage, now: Millis, out: &mut Vec<Output>) {
        let Some((seat, place)) = self.at(socket) else { return };
        place.heard_at = now;
        if message == ClientMessage::Ping {
            out.push(Output::Send { socket, message: ServerMessage::Pong });
            return;
        }
        let next = match place.turns.frame(id, message) {
            Heard::Answered(answer) => {
                out.push(Output::Send { socket, message: answer });
                return;
            }
            Heard::Waiting => return,
            Heard::New => place.turns.next(),
        };
        if let Some((id, message)) = next {
            self.take_on(&seat, id, message, now, out);
        }
    }

    fn answered(&mut self, token: &ResumeToken, id: u32, answer: ServerMessage, now: Millis, out: &mut Vec<Output>) {
        let Some((seat, place)) = self.places.iter_mut().find(|(_, place)| place.token == *token) else { return };
        place.turns.answer(id, answer.clone());
        if let Some(socket) = place.socket {
            out.push(Output::Send { socket, message: answer });
        }
        if let Some((id, message)) = place.turns.next() {
            let seat = seat.clone();
            self.take_on(&seat, id, message, now, out);
        }
    }

    fn dropped(&mut self, socket: SocketId, now: Millis, out: &mut Vec<Output>) {
        let Some((seat, place)) = self.at(socket) else { return };
        place.socket = None;
        place.left_at = Some(now);
        let ward = place.caller.ward().clone();
        self.sockets.remove(&socket);
        let mut waits = false;
        for live in self.calls_of_booth(&seat) {
            live.booth_away = Some(now);
            waits |= matches!(live.call.state, State::Callback { .. });
        }
        // its callbacks cannot be dialled now
        if waits {
            self.refresh(&ward, now, out);
        }
    }

    fn call(&mut self, call: Call, now: Millis, out: &mut Vec<Output>) {
        let known = self.calls.remove(&call.ticket.call);
        if known.as_ref().is_some_and(|known| known.call.revision >= call.revision) {
            self.calls.extend(known.map(|known| (call.ticket.call.clone(), known)));
            return;
        }
        self.count(known.as_ref().map(|known| &known.call), &call);
        out.extend(room::commands(known.as_ref().map(|known| &known.call), &call).into_iter().map(Output::Media));
        let booth = Seat::Booth(call.ticket.booth.clone());
        let there = self.places.get(&booth).is_some_and(|place| place.socket.is_some());
        let arriving = arriving(known.as_ref(), &call, now);
        let booth_away = known.and_then(|known| known.booth_away).or((!there).then_some(now));
        let ward = call.ticket.ward.clone();
        self.show_end(&call, out);
        if !matches!(call.state, State::Closed { .. }) {
            let live = Live { call, booth_away, arriving, asked: None };
            self.calls.insert(live.call.ticket.call.clone(), live);
        }
        self.refresh(&ward, now, out);
    }

    /// Counts the residents that each desk served today.
    fn count(&mut self, before: Option<&Call>, now: &Call) {
        let desk = |call: &Call| match &call.state {
            State::Running(running) => Some(running.desk.clone()),
            _ => None,
        };
        if let Some(desk) = desk(now).filter(|new| before.and_then(desk).as_ref() != Some(new)) {
            *self.almanac.served.entry(desk).or_default() += 1;
        }
    }

    fn revoked(&mut self, revoked: &Revoked, now: Millis, out: &mut Vec<Output>) {
        let gone: Vec<Seat> = match revoked {
            Revoked::Booth(booth) => vec![Seat::Booth(booth.clone())],
            Revoked::Account(account) => vec![Seat::Account(account.clone())],
            Revoked::Session(session) => {
                let of_session = |place: &Place| match &place.caller {
                    Caller::Account(person) => person.session == *session,
                    Caller::Booth(booth) => booth.pass == Pass::Session(session.clone()),
                };
                self.places.iter().filter(|(_, place)| of_session(place)).map(|(seat, _)| seat.clone()).collect()
            }
        };
        for seat in gone {
            let place = self.places.remove(&seat);
            if let Some(socket) = place.as_ref().and_then(|place| place.socket) {
                self.sockets.remove(&socket);
                out.push(Output::Close { socket, why: Bye::Revoked });
            }
            for live in self.calls.values().filter(|live| live.call.occupies(&seat)) {
                let event = Event::Revoke { seat: seat.clone() };
                out.push(Output::Step { call: live.call.ticket.call.clone(), event });
            }
            if let Some(place) = place {
                self.refresh(place.caller.ward(), now, out);
            }
        }
    }

    fn tick(&mut self, now: Millis, out: &mut Vec<Output>) {
        let mut changed: BTreeSet<WardId> = self.lines.due(now).into_iter().collect();
        for (seat, place) in &mut self.places {
            if place.heard_at + LEASE > now {
                continue;
            }
            if place.stated == DeskPresence::Available {
                place.send_away(PresenceReason::Silent);
                changed.insert(place.caller.ward().clone());
            }
            if let Some(socket) = place.socket.take() {
                place.left_at = Some(now);
                self.sockets.remove(&socket);
                for live in self.calls.values_mut().filter(|live| live.is_from(seat)) {
                    live.booth_away = Some(now);
                    if matches!(live.call.state, State::Callback { .. }) {
                        changed.insert(place.caller.ward().clone());
                    }
                }
                out.push(Output::Close { socket, why: Bye::Silent });
            }
        }
        self.places.retain(|_, place| place.left_at.is_none_or(|left_at| left_at + PLACE > now));
        for (call, live) in &mut self.calls {
            if let Some(event) = live.due(&self.limits, &self.patience, now) {
                live.asked = Some(now);
                out.push(Output::Step { call: call.clone(), event });
            }
        }
        for ward in changed {
            self.refresh(&ward, now, out);
        }
    }

    fn at(&mut self, socket: SocketId) -> Option<(Seat, &mut Place)> {
        let seat = self.sockets.get(&socket)?.clone();
        self.places.get_mut(&seat).map(|place| (seat, place))
    }

    fn calls_of_booth(&mut self, seat: &Seat) -> impl Iterator<Item = &mut Live> {
        self.calls.values_mut().filter(move |live| live.is_from(seat))
    }
}

impl Live {
    fn is_from(&self, seat: &Seat) -> bool {
        matches!(seat, Seat::Booth(booth) if *booth == self.call.ticket.booth)
    }

    /// What the passing of time makes of the call, unless that was asked for a moment ago.
    fn due(&self, limits: &Limits, patience: &Patience, now: Millis) -> Option<Event> {
        if !self.may_ask(now) {
            return None;
        }
        let ringing = self.call.state == State::Ringing;
        let booth_gone = self.booth_away.is_some_and(|since| since + PLACE <= now);
        let late = self.call.deadline(limits).is_some_and(|deadline| deadline <= now);
        if ringing && booth_gone {
            Some(Event::BoothAway)
        } else if late {
            Some(Event::Expire)
        } else {
            self.unreached(patience, now).or_else(|| self.absent(patience, now))
        }
    }

    /// Whether a change was not asked for a moment ago.
    fn may_ask(&self, now: Millis) -> bool {
        self.asked.is_none_or(|asked| asked + ASK_AGAIN <= now)
    }
}

fn introduce(caller: &Caller) -> (Seat, WardId, Who) {
    match caller {
        Caller::Account(person) => (
            Seat::Account(person.account.clone()),
            person.ward.clone(),
            Who::Desk {
                account: person.account.clone(),
                name: person.name.reveal().clone(),
                ward: person.ward.clone(),
            },
        ),
        Caller::Booth(booth) => (
            Seat::Booth(booth.booth.clone()),
            booth.ward.clone(),
            Who::Booth { booth: booth.booth.clone(), ward: booth.ward.clone() },
        ),
    }
}

#[cfg(test)]
mod tests;
