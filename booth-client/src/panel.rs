//! The booth's side of the shared form: its single writer (PROTOCOL.md section 6). No I/O.
//!
//! Every operation changes the draft and gives the messages to send. With no desk there the messages go nowhere and
//! nothing else changes: a channel that opens again starts with a snapshot.

use forms::answers::Answers;
use forms::{Declared, Definition, FieldError, Kind};
use jiff::civil::Date;
use protocol::id::ProposalId;
use protocol::panel::{Change, Comparison, FromReader, FromWriter, PanelMessage, Proposal, Step};
use protocol::place::Language;
use serde::Serialize;
use std::collections::VecDeque;
use zeroize::{Zeroize, Zeroizing};

/// Proposals remembered against repetition.
const REMEMBERED: usize = 200;

/// What to tell a desk while no form is open.
pub(crate) const NO_FORM: PanelMessage = PanelMessage::Writer(FromWriter::NoForm);

/// Answers that are overwritten when they are dropped.
#[derive(Default)]
pub(crate) struct Draft(Answers);

impl Drop for Draft {
    fn drop(&mut self) {
        self.0.values_mut().for_each(Zeroize::zeroize);
    }
}

impl From<Answers> for Draft {
    fn from(answers: Answers) -> Self {
        Self(answers)
    }
}

impl Draft {
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    fn insert(&mut self, path: &str, value: String) {
        if let Some(mut old) = self.0.insert(path.to_owned(), value) {
            old.zeroize();
        }
    }
}

/// The writer of one opened form.
pub(crate) struct Writer {
    definition: Definition,
    language: Language,
    seq: u32,
    step: Step,
    draft: Draft,
    proposals: Vec<Proposal>,
    seen: VecDeque<ProposalId>,
}

#[derive(Serialize)]
struct Submission<'a> {
    form: &'a str,
    version: u32,
    answers: &'a Answers,
}

impl Writer {
    /// Opens a form at its first field.
    pub(crate) fn open(definition: Definition, language: Language) -> (Self, Vec<PanelMessage>) {
        let draft = Draft::default();
        let path = definition.fields(&draft.0).first().map(|field| field.path.clone()).unwrap_or_default();
        let step = Step::Field { path };
        let (proposals, seen) = (Vec::new(), VecDeque::new());
        let writer = Self { definition, language, seq: 0, step, draft, proposals, seen };
        let say = vec![writer.snapshot()];
        (writer, say)
    }

    /// Everything, redacted: for a desk that asks, and for every channel that opens.
    pub(crate) fn snapshot(&self) -> PanelMessage {
        PanelMessage::Writer(FromWriter::Snapshot {
            seq: self.seq,
            form: self.definition.id.clone(),
            version: self.definition.version,
            language: self.language,
            step: self.step.clone(),
            answers: self.definition.redacted(&self.draft.0),
            proposals: self.proposals.clone(),
        })
    }

    /// The paths to be asked now, in order, each with whether it must be answered.
    pub(crate) fn asked(&self) -> Vec<(String, bool)> {
        self.definition.fields(&self.draft.0).into_iter().map(|field| (field.path, field.required)).collect()
    }

    /// Whether a field has an answer.
    pub(crate) fn is_answered(&self, path: &str) -> bool {
        self.draft.get(path).is_some_and(|value| !value.is_empty())
    }

    /// Whether staff may propose a value for a field that is asked now.
    pub(crate) fn takes_proposals(&self, path: &str) -> bool {
        let asked = self.definition.fields(&self.draft.0);
        let open = asked.iter().any(|field| field.path == path && !field.private);
        let kind = self.definition.field(path).map(|field| &field.kind);
        open && !matches!(kind, None | Some(Kind::Consent | Kind::Repeat { .. }))
    }

    /// The proposals that wait for the resident.
    pub(crate) fn proposals(&self) -> &[Proposal] {
        &self.proposals
    }

    /// The resident answers. A proposal for the field is settled by that.
    ///
    /// # Errors
    /// What the form says is wrong; the draft is as before.
    pub(crate) fn answer(&mut self, path: &str, raw: &str) -> Result<Vec<PanelMessage>, FieldError> {
        let value = self.definition.normalise(path, raw, false)?;
        if self.draft.get(path).unwrap_or_default() == value {
            return Ok(Vec::new());
        }
        let mut say = Vec::new();
        let (settled, waiting) = std::mem::take(&mut self.proposals).into_iter().partition(|p| p.path == path);
        self.proposals = waiting;
        let settled: Vec<Proposal> = settled;
        for Proposal { id, .. } in settled {
            say.push(self.change(Change::Settled { id, accepted: false }));
        }
        say.push(self.write(path, value));
        Ok(say)
    }

    /// The resident goes to a field or to the check of all answers; after a submission, to the receipt.
    pub(crate) fn move_to(&mut self, step: Step) -> Vec<PanelMessage> {
        if self.step == step {
            return Vec::new();
        }
        self.step = step.clone();
        vec![self.change(Change::Moved { step })]
    }

    /// はい、これでいいです, or not.
    pub(crate) fn settle(&mut self, id: &ProposalId, accepted: bool) -> Vec<PanelMessage> {
        let Some(at) = self.proposals.iter().position(|proposal| proposal.id == *id) else { return Vec::new() };
        let Proposal { id, path, value } = self.proposals.remove(at);
        let mut say = vec![self.change(Change::Settled { id, accepted })];
        if accepted {
            say.push(self.write(&path, value));
        }
        say
    }

    /// What a desk sends.
    pub(crate) fn receive(&mut self, message: FromReader) -> Vec<PanelMessage> {
        match message {
            FromReader::Snapshot => vec![self.snapshot()],
            FromReader::Propose { proposal } => self.propose(proposal),
            FromReader::Withdraw { id } => self.settle(&id, false),
            FromReader::Compare { seq, fingerprint } if seq == self.seq => {
                let same = fingerprint == self.definition.fingerprint(&self.draft.0);
                let found = if same { Comparison::Same } else { Comparison::Different };
                vec![PanelMessage::Writer(FromWriter::Compared { seq, found })]
            }
            // One form is open already, what is not its number is on its way, and the rest is for the eye.
            FromReader::OpenForm { .. }
            | FromReader::Compare { .. }
            | FromReader::Highlight { .. }
            | FromReader::Lead { .. }
            | FromReader::Look { .. } => Vec::new(),
        }
    }

    fn propose(&mut self, Proposal { id, path, value }: Proposal) -> Vec<PanelMessage> {
        if self.seen.contains(&id) {
            return Vec::new();
        }
        self.seen.push_back(id.clone());
        if self.seen.len() > REMEMBERED {
            self.seen.pop_front();
        }
        if matches!(self.step, Step::Receipt { .. }) || !self.takes_proposals(&path) {
            return Vec::new();
        }
        match self.definition.normalise(&path, &value, false) {
            Ok(value) if !value.is_empty() && self.draft.get(&path) != Some(&value) => {
                let proposal = Proposal { id, path, value };
                self.proposals.push(proposal.clone());
                vec![self.change(Change::Proposed { proposal })]
            }
            _ => Vec::new(),
        }
    }

    /// The body of the submission: the only thing that carries private values out of the booth.
    ///
    /// # Errors
    /// Everything that is wrong with the answers.
    pub(crate) fn submission(&self, today: Date) -> Result<Zeroizing<Vec<u8>>, Vec<FieldError>> {
        let answers = Draft(self.definition.accept(&self.draft.0, &Declared::new(), today)?);
        let body =
            Submission { form: self.definition.id.as_str(), version: self.definition.version, answers: &answers.0 };
        Ok(Zeroizing::new(serde_json::to_vec(&body).expect("plain values serialise")))
    }

    fn write(&mut self, path: &str, value: String) -> PanelMessage {
        self.draft.insert(path, value);
        let value = self.definition.shown(path, &self.draft.0);
        self.change(Change::Answer { path: path.to_owned(), value })
    }

    fn change(&mut self, change: Change) -> PanelMessage {
        self.seq += 1;
        PanelMessage::Writer(FromWriter::Change { seq: self.seq, change })
    }
}

#[cfg(test)]
pub(crate) mod tests;
