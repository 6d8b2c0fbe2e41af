//! The resident whom a headless booth plays: answers field by field, leaves to staff what they do not know, checks,
//! sends. No I/O.

use crate::panel::{Draft, Writer};
use forms::FieldError;
use protocol::panel::{PanelMessage, Step};

/// The resident, with what they will say.
pub(crate) struct Resident {
    answers: Draft,
    /// Proposals settled.
    pub(crate) rounds: u32,
    checked: bool,
}

/// What the resident does next.
pub(crate) enum Deed {
    /// They did something, and the desk is told.
    Did(Vec<PanelMessage>),
    /// They stand at a field that they cannot answer, until staff propose a value.
    Wait,
    /// All is checked: 送信.
    Send,
}

impl Resident {
    pub(crate) fn new(answers: Draft) -> Self {
        Self { answers, rounds: 0, checked: false }
    }

    /// The next deed. One a call, so that a person at the desk can follow.
    ///
    /// # Errors
    /// The form refuses an answer.
    pub(crate) fn next(&mut self, writer: &mut Writer) -> Result<Deed, FieldError> {
        if let Some(proposal) = writer.proposals().first() {
            let id = proposal.id.clone();
            self.rounds += 1;
            return Ok(Deed::Did(writer.settle(&id, true)));
        }
        for (path, required) in writer.asked() {
            if writer.is_answered(&path) {
                continue;
            }
            match self.answers.get(&path) {
                Some(value) => {
                    let mut say = writer.move_to(Step::Field { path: path.clone() });
                    say.extend(writer.answer(&path, value)?);
                    return Ok(Deed::Did(say));
                }
                None if required => {
                    let say = writer.move_to(Step::Field { path: path.clone() });
                    return Ok(if say.is_empty() { Deed::Wait } else { Deed::Did(say) });
                }
                None => {}
            }
        }
        if self.checked {
            return Ok(Deed::Send);
        }
        self.checked = true;
        Ok(Deed::Did(writer.move_to(Step::Check)))
    }
}
