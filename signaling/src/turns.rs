//! A client's numbered frames: each is handled once, one at a time and in order, and answered from memory if it comes
//! again after the line was lost.

use std::collections::VecDeque;

/// How many answers are remembered. A client resends only frames that were not answered, and flooding is cut at 50
/// frames a second, so that this is more than two seconds of the worst client.
const REMEMBERED: usize = 128;

/// The frames of one client.
#[derive(Debug)]
pub(crate) struct Turns<M, A> {
    handled: u32,
    answers: VecDeque<(u32, A)>,
    waiting: VecDeque<(u32, M)>,
    busy: bool,
}

/// What becomes of a numbered frame.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard<A> {
    /// It was handled before; this was the answer.
    Answered(A),
    /// It was heard before, and its answer comes.
    Waiting,
    /// It is new.
    New,
}

impl<M, A: Clone> Turns<M, A> {
    pub(crate) const fn new() -> Self {
        Self { handled: 0, answers: VecDeque::new(), waiting: VecDeque::new(), busy: false }
    }

    /// The highest number heard.
    pub(crate) const fn handled(&self) -> u32 {
        self.handled
    }

    /// Takes a frame in, once.
    pub(crate) fn frame(&mut self, id: u32, message: M) -> Heard<A> {
        if id > self.handled {
            self.handled = id;
            self.waiting.push_back((id, message));
            return Heard::New;
        }
        let answer = self.answers.iter().find(|(answered, _)| *answered == id);
        answer.map_or(Heard::Waiting, |(_, answer)| Heard::Answered(answer.clone()))
    }

    /// The frame whose turn it is: one at a time, in the order of their numbers.
    pub(crate) fn next(&mut self) -> Option<(u32, M)> {
        if self.busy {
            return None;
        }
        let next = self.waiting.pop_front();
        self.busy = next.is_some();
        next
    }

    /// Remembers the answer to the frame whose turn it was.
    pub(crate) fn answer(&mut self, id: u32, answer: A) {
        self.busy = false;
        if self.answers.len() == REMEMBERED {
            self.answers.pop_front();
        }
        self.answers.push_back((id, answer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_take_turns_and_each_has_one() {
        let mut turns = Turns::new();
        assert_eq!((turns.frame(1, "a"), turns.frame(2, "b")), (Heard::New, Heard::New));
        assert_eq!((turns.next(), turns.next()), (Some((1, "a")), None), "the second waits");
        assert_eq!(turns.frame(1, "a"), Heard::Waiting);
        turns.answer(1, "done");
        assert_eq!(turns.frame(1, "a"), Heard::Answered("done"));
        assert_eq!((turns.next(), turns.handled()), (Some((2, "b")), 2));
    }
}
