//! One resident's visit to the booth: idle → ringing → joining → in call → ending → ended. No I/O. A ring that nobody
//! answered waits to be called back, and answers by itself.
//!
//! The form goes its own way inside a call ([`Paper`]): nothing of it waits for the desk.

use protocol::call::{CallState, CallView, CloseReason, Presence};
use protocol::grant::Fingerprint;
use protocol::id::{Attempt, CallId, Epoch, FormId, PartyId, RequestId, SubjectId};
use protocol::place::{Identity, Language};
use protocol::problem::{Code, Problem};
use protocol::signal::{ClientMessage, ServerMessage};

/// Offers of one visit that may fail before the visit does.
const JOINS: u32 = 6;

/// What happens.
#[expect(clippy::large_enum_variant, reason = "one at a time, passed on at once")]
#[derive(Debug)]
pub(crate) enum Input {
    /// The resident confirmed a subject.
    Ring { request: RequestId, subject: SubjectId, language: Language, fingerprint: Fingerprint },
    /// The server said something.
    Heard(ServerMessage),
    /// Media flows.
    Connected,
    /// Media broke off.
    Lost,
    /// The offer was refused or could not be posted.
    NotJoined(Option<Code>),
    /// The form is open.
    Opened,
    /// The resident has checked all answers and presses 送信.
    Send,
    /// The server has the application.
    Receipt(String),
    /// The server does not take the application before more is known of the resident (本人確認).
    NotIdentified,
    /// おわる
    HangUp,
    /// This booth is not let in any more.
    Revoked,
}

/// What is to be done.
#[derive(Debug, PartialEq)]
pub(crate) enum Output {
    /// Tell the server.
    Say(ClientMessage),
    /// Post an offer with this grant; media of an earlier attempt ends.
    Join(Grant),
    /// Open this form, as a desk has accepted.
    OpenForm(FormId),
    /// Send the application.
    Submit(CallId),
    /// Take the media away.
    Leave,
    /// Forget everything about the resident.
    Forget,
}

/// What to join with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) call: CallId,
    pub(crate) party: PartyId,
    pub(crate) attempt: Attempt,
    pub(crate) token: String,
    pub(crate) url: String,
}

/// Where the application stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Paper {
    /// None is open.
    None,
    /// The resident fills it in.
    Open,
    /// It is on its way.
    Sent,
    /// It has its 受付番号.
    Received { receipt: String },
}

/// How a visit ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// By a side that pressed おわる.
    Completed,
    /// The server refused to ring or to join.
    Refused(Code),
    /// The call closed for this reason.
    Closed(CloseReason),
    /// The booth was revoked.
    Revoked,
}

/// Where a visit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    Idle,
    Ringing {
        call: Option<CallId>,
    },
    /// An officer calls back, and was answered.
    Answering {
        call: CallId,
    },
    Joining(InCall),
    InCall(InCall),
    Ending {
        call: CallId,
    },
    Ended(End),
}

/// A call that a desk has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InCall {
    pub(crate) call: CallId,
    epoch: Epoch,
    /// Grants asked for.
    joins: u32,
    /// A grant was asked for and has not led to media yet.
    joining: bool,
    pub(crate) paper: Paper,
    /// What is known of the resident.
    identity: Identity,
    /// What was known when that was too little.
    too_little: Option<Identity>,
}

/// The machine.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) state: State,
    fingerprint: Option<Fingerprint>,
}

impl Session {
    pub(crate) const fn new() -> Self {
        Self { state: State::Idle, fingerprint: None }
    }

    /// Moves on.
    pub(crate) fn handle(&mut self, input: Input) -> Vec<Output> {
        match input {
            Input::Ring { request, subject, language, fingerprint } if self.state == State::Idle => {
                self.fingerprint = Some(fingerprint);
                self.state = State::Ringing { call: None };
                vec![Output::Say(ClientMessage::Ring {
                    request,
                    subject,
                    language,
                    booking: None,
                    screened: None,
                    disagrees: false,
                })]
            }
            Input::Heard(message) => self.hear(message),
            Input::Connected => {
                if let State::Joining(call) | State::InCall(call) = &mut self.state {
                    call.joining = false;
                    self.state = State::InCall(call.clone());
                }
                Vec::new()
            }
            Input::Lost => self.join_again(),
            Input::NotJoined(code) => self.not_joined(code),
            Input::Opened => self.paper(&Paper::None, Paper::Open),
            Input::Send => self.send(),
            Input::NotIdentified => {
                if let Some(call) = self.call_mut() {
                    call.too_little = Some(call.identity);
                }
                self.paper(&Paper::Sent, Paper::Open)
            }
            Input::Receipt(receipt) => self.paper(&Paper::Sent, Paper::Received { receipt }),
            Input::HangUp => self.hang_up(),
            Input::Revoked => self.end(End::Revoked),
            Input::Ring { .. } => Vec::new(),
        }
    }

    /// The call there is.
    pub(crate) fn call(&self) -> Option<&InCall> {
        match &self.state {
            State::Joining(call) | State::InCall(call) => Some(call),
            _ => None,
        }
    }

    fn call_mut(&mut self) -> Option<&mut InCall> {
        match &mut self.state {
            State::Joining(call) | State::InCall(call) => Some(call),
            _ => None,
        }
    }

    fn send(&mut self) -> Vec<Output> {
        let ready = |call: &&mut InCall| call.paper == Paper::Open && call.too_little != Some(call.identity);
        let Some(call) = self.call_mut().filter(ready) else { return Vec::new() };
        call.paper = Paper::Sent;
        vec![Output::Submit(call.call.clone())]
    }

    fn paper(&mut self, from: &Paper, to: Paper) -> Vec<Output> {
        if let Some(call) = self.call_mut().filter(|call| call.paper == *from) {
            call.paper = to;
        }
        Vec::new()
    }

    fn hear(&mut self, message: ServerMessage) -> Vec<Output> {
        match message {
            ServerMessage::Rang { call, .. } => {
                if let State::Ringing { call: known } = &mut self.state {
                    *known = Some(call);
                }
                Vec::new()
            }
            ServerMessage::Welcome { resumed: false, .. } => self.repeat(),
            ServerMessage::Call { call: Some(view) } => self.see(&view),
            ServerMessage::Call { call: None } => self.gone(),
            ServerMessage::Grant { call, epoch, party, attempt, token, url, .. } => match self.call() {
                Some(now) if now.call == call && now.epoch == epoch => {
                    vec![Output::Join(Grant { call, party, attempt, token, url })]
                }
                _ => Vec::new(),
            },
            ServerMessage::Refused { problem, .. } => self.refused(&problem),
            _ => Vec::new(),
        }
    }

    /// The server has forgotten what was under way between it and this booth.
    fn repeat(&mut self) -> Vec<Output> {
        match &mut self.state {
            State::Joining(call) | State::InCall(call) if call.joining => {
                call.joining = false;
                self.join_again()
            }
            State::Ending { call } => vec![Output::Say(ClientMessage::End { call: call.clone() })],
            State::Answering { call } => vec![Output::Say(ClientMessage::Answer { call: call.clone() })],
            _ => Vec::new(),
        }
    }

    fn see(&mut self, view: &CallView) -> Vec<Output> {
        if view.state == CallState::Closed {
            let reason = view.closed.unwrap_or(CloseReason::Completed);
            return match (&self.state, reason) {
                (State::Idle | State::Ended(_), _) => Vec::new(),
                (State::Ending { .. }, _) | (_, CloseReason::Completed) => self.end(End::Completed),
                (_, reason) => self.end(End::Closed(reason)),
            };
        }
        match &self.state {
            // an earlier visit's ticket may wait beside a ring that is on its way
            State::Ringing { call: None } if matches!(view.state, CallState::Callback | CallState::Dialling) => {
                Vec::new()
            }
            State::Ringing { call: None } => self.waits(view),
            State::Ringing { call: Some(call) } | State::Answering { call } if *call == view.call => self.waits(view),
            State::Ending { call } if *call == view.call && view.state == CallState::Callback => {
                vec![Output::Say(ClientMessage::End { call: call.clone() })]
            }
            State::Joining(now) | State::InCall(now) if now.call == view.call => {
                let newer = view.epoch > now.epoch;
                let you_are_lost = view.you.as_ref().is_some_and(|you| {
                    view.parties
                        .iter()
                        .any(|p| p.party == *you && matches!(p.presence, Presence::Lost | Presence::Gone))
                });
                if let Some(now) = self.call_mut() {
                    now.identity = view.identity;
                    if newer {
                        now.epoch = view.epoch;
                        now.joining = false;
                    }
                }
                if newer || you_are_lost { self.join_again() } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    /// What becomes of a ticket that waits.
    fn waits(&mut self, view: &CallView) -> Vec<Output> {
        let call = view.call.clone();
        match view.state {
            CallState::Ringing => Vec::new(),
            CallState::Callback => {
                self.state = State::Ringing { call: Some(call) };
                Vec::new()
            }
            CallState::Dialling if matches!(self.state, State::Ringing { .. }) => {
                self.state = State::Answering { call: call.clone() };
                vec![Output::Say(ClientMessage::Answer { call })]
            }
            CallState::Dialling => Vec::new(),
            CallState::Accepted
            | CallState::Connecting
            | CallState::InCall
            | CallState::Reconnecting
            | CallState::WrapUp
            | CallState::Closed => self.accepted(view),
        }
    }

    fn accepted(&mut self, view: &CallView) -> Vec<Output> {
        self.state = State::Joining(InCall {
            call: view.call.clone(),
            epoch: view.epoch,
            joins: 0,
            joining: false,
            paper: Paper::None,
            identity: view.identity,
            too_little: None,
        });
        let mut out = self.join_again();
        out.extend(view.form.clone().map(Output::OpenForm));
        out
    }

    /// Asks for a grant, unless one is under way.
    fn join_again(&mut self) -> Vec<Output> {
        let Some(fingerprint) = self.fingerprint.clone() else { return Vec::new() };
        let Some(now) = self.call_mut().filter(|now| !now.joining) else { return Vec::new() };
        now.joining = true;
        now.joins += 1;
        vec![Output::Say(ClientMessage::RequestGrant { call: now.call.clone(), epoch: now.epoch, fingerprint })]
    }

    fn not_joined(&mut self, code: Option<Code>) -> Vec<Output> {
        let Some(now) = self.call_mut() else { return Vec::new() };
        now.joining = false;
        if now.joins < JOINS {
            return self.join_again();
        }
        let mut out = self.hang_up();
        self.state = State::Ended(End::Refused(code.unwrap_or(Code::Internal)));
        out.push(Output::Forget);
        out
    }

    fn refused(&mut self, problem: &Problem) -> Vec<Output> {
        match &self.state {
            State::Ringing { call: None } => self.end(End::Refused(problem.code)),
            State::Ending { .. } => self.end(End::Completed),
            State::Joining(_) | State::InCall(_) => self.not_joined(Some(problem.code)),
            _ => Vec::new(),
        }
    }

    fn gone(&mut self) -> Vec<Output> {
        match &self.state {
            // Before the ring is written down there is no call, and the server says so after its welcome.
            State::Idle | State::Ended(_) | State::Ringing { call: None } => Vec::new(),
            State::Ending { .. } => self.end(End::Completed),
            State::Ringing { .. } | State::Answering { .. } | State::Joining(_) | State::InCall(_) => {
                self.end(End::Closed(CloseReason::Lost))
            }
        }
    }

    fn hang_up(&mut self) -> Vec<Output> {
        let call = match &self.state {
            State::Ringing { call: Some(call) } | State::Answering { call } => call.clone(),
            State::Joining(now) | State::InCall(now) => now.call.clone(),
            State::Idle | State::Ringing { call: None } => return self.end(End::Completed),
            State::Ending { .. } | State::Ended(_) => return Vec::new(),
        };
        self.state = State::Ending { call: call.clone() };
        vec![Output::Say(ClientMessage::End { call }), Output::Leave]
    }

    fn end(&mut self, end: End) -> Vec<Output> {
        if matches!(self.state, State::Ended(_)) {
            return Vec::new();
        }
        self.state = State::Ended(end);
        self.fingerprint = None;
        vec![Output::Leave, Output::Forget]
    }
}

#[cfg(test)]
mod tests;
