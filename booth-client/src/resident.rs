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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::tests::{answers, definition};
    use forms::Answers;
    use protocol::panel::{Change, FromReader, FromWriter, Proposal};
    use protocol::place::Language;

    fn visit(answers: Answers) -> (Resident, Writer) {
        (Resident::new(answers.into()), Writer::open(definition(), Language::Ja).0)
    }

    /// Lets the resident act until they wait or send; answers with the steps they went through.
    fn act(resident: &mut Resident, writer: &mut Writer) -> (Vec<Step>, bool) {
        let mut steps = Vec::new();
        loop {
            match resident.next(writer).expect("good answers") {
                Deed::Did(say) => steps.extend(say.into_iter().filter_map(|message| match message {
                    PanelMessage::Writer(FromWriter::Change { change: Change::Moved { step }, .. }) => Some(step),
                    _ => None,
                })),
                Deed::Wait => return (steps, false),
                Deed::Send => return (steps, true),
            }
        }
    }

    #[test]
    fn who_knows_every_answer_fills_the_form_in_order_checks_and_sends() {
        let (mut resident, mut writer) = visit(answers());
        let (steps, sent) = act(&mut resident, &mut writer);
        assert!(sent);
        assert_eq!(steps.first(), Some(&Step::Field { path: "filled-by".into() }));
        assert_eq!(steps.last(), Some(&Step::Check));
        assert!(steps.contains(&Step::Field { path: "household/0/relation".into() }));
        assert!(writer.submission(jiff::civil::date(2026, 11, 22)).is_ok());
    }

    #[test]
    fn who_does_not_know_waits_there_for_staff() {
        let mut known = answers();
        known.remove("postcode");
        let (mut resident, mut writer) = visit(known);
        let (steps, sent) = act(&mut resident, &mut writer);
        assert!(!sent);
        assert_eq!(steps.last(), Some(&Step::Field { path: "postcode".into() }));
        let proposal = Proposal { id: "p".parse().expect("an id"), path: "postcode".into(), value: "8030814".into() };
        writer.receive(FromReader::Propose { proposal });
        assert!(act(&mut resident, &mut writer).1);
        assert_eq!(resident.rounds, 1);
    }

    #[test]
    fn an_answer_that_the_form_refuses_is_told() {
        let mut wrong = answers();
        wrong.insert("telephone".into(), "12".into());
        let (mut resident, mut writer) = visit(wrong);
        let refused = std::iter::repeat_with(|| resident.next(&mut writer)).take(50).find_map(Result::err);
        assert_eq!(refused.map(|error| error.path), Some("telephone".into()));
    }
}
