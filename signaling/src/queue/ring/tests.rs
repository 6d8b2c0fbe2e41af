use super::super::sample::{NOW, account, call, desk, supervisor, talking, ticket};
use super::*;
use crate::clock::MINUTE;
use protocol::place::Language;

/// A ward whose time passes.
struct Floor {
    rings: Rings,
    tickets: Vec<Waiting>,
    desks: Vec<Desk>,
    now: Millis,
}

impl Floor {
    fn new(tickets: Vec<Waiting>, desks: Vec<Desk>) -> Self {
        let mut floor = Self { rings: Rings::new(Patience::default()), tickets, desks, now: NOW };
        assert_eq!(floor.settle(), []);
        floor
    }

    fn settle(&mut self) -> Vec<Verdict> {
        self.rings.settle(&self.tickets, &self.desks, self.now)
    }

    fn pass(&mut self, seconds: i64) -> Vec<Verdict> {
        self.now += seconds * SECOND;
        self.settle()
    }

    fn desk(&self, number: u32) -> Option<&str> {
        self.rings.desk(&call(number)).map(|desk| desk.as_str())
    }

    fn step(&self, number: u32) -> WaitStep {
        self.rings.step(&call(number))
    }
}

fn unanswered(number: u32) -> Verdict {
    Verdict::Unanswered(call(number))
}

#[test]
fn the_sections_own_desk_rings_before_the_duty_desk() {
    let care = desk("care", Some("care"));
    let floor = Floor::new(vec![ticket(1, NOW)], vec![desk("duty", None), desk("tax", Some("tax")), care.clone()]);
    assert_eq!((floor.desk(1), floor.step(1)), (Some("care"), WaitStep::Ringing));
    let floor = Floor::new(vec![ticket(1, NOW)], vec![desk("duty", None), talking(care.clone(), NOW)]);
    assert_eq!(floor.desk(1), Some("duty"), "who steps in where nobody of the section is free");
    let floor = Floor::new(vec![ticket(1, NOW), ticket(2, NOW)], vec![desk("duty", None), care]);
    assert_eq!([floor.desk(1), floor.desk(2)], [Some("care"), Some("duty")], "a peak");
}

#[test]
fn the_one_who_served_fewest_rings_and_then_the_one_who_is_free_longest() {
    let served = |name: &str, served, since| Desk {
        served,
        standing: super::super::line::Standing::Free { since },
        ..desk(name, Some("care"))
    };
    let desks = vec![served("busy", 3, NOW - 9), served("fresh", 2, NOW), served("idle", 2, NOW - 5)];
    let floor = Floor::new((1..=4).map(|number| ticket(number, NOW)).collect(), desks);
    assert_eq!([1, 2, 3, 4].map(|n| floor.desk(n)), [Some("idle"), Some("fresh"), Some("busy"), None]);
}

#[test]
fn a_language_is_preferred_and_never_exclusive() {
    let english = Desk { languages: vec![Language::En], served: 9, ..desk("english", Some("care")) };
    let mut foreign = ticket(1, NOW);
    foreign.language = Language::En;
    let plain = desk("plain", Some("care"));
    let floor = Floor::new(vec![foreign.clone()], vec![plain.clone(), english]);
    assert_eq!(floor.desk(1), Some("english"));
    let floor = Floor::new(vec![foreign], vec![plain]);
    assert_eq!(floor.desk(1), Some("plain"));
}

#[test]
fn an_unanswered_ring_goes_to_the_next_desk_then_the_supervisor_then_the_callback_list() {
    let desks = vec![desk("first", Some("care")), desk("second", Some("care")), supervisor("lead")];
    let mut floor = Floor::new(vec![ticket(1, NOW)], desks);
    assert_eq!(floor.pass(19), []);
    assert_eq!(floor.desk(1), Some("first"));
    for (desk, step) in [("second", WaitStep::RingingNext), ("lead", WaitStep::RingingSupervisor)] {
        assert_eq!(floor.rings.due(), Some(floor.now + if desk == "second" { SECOND } else { 20 * SECOND }));
        assert_eq!(floor.pass(if desk == "second" { 1 } else { 20 }), []);
        assert_eq!((floor.desk(1), floor.step(1)), (Some(desk), step));
    }
    for said in ["once", "again, until it has come true"] {
        assert_eq!(floor.pass(20), [unanswered(1)], "{said}");
        assert_eq!(floor.step(1), WaitStep::RingingSupervisor, "nothing else is being done for it");
    }
    floor.tickets.clear();
    assert_eq!((floor.pass(1), floor.rings.due()), (Vec::new(), None));
}

#[test]
fn a_ticket_waits_without_a_limit_while_everybody_is_taken() {
    let mut floor =
        Floor::new(vec![ticket(1, NOW)], vec![talking(desk("sato", Some("care")), NOW), supervisor("lead")]);
    assert_eq!(floor.pass(60 * 60), []);
    assert_eq!(
        (floor.desk(1), floor.step(1)),
        (None, WaitStep::InLine),
        "nobody let it pass: no business of the lead's"
    );
    floor.desks[0].standing = super::super::line::Standing::Free { since: floor.now };
    floor.pass(1);
    assert_eq!(floor.desk(1), Some("sato"));
}

#[test]
fn one_who_let_it_pass_is_asked_again_after_another_call() {
    let (sato, suzuki) = (desk("sato", Some("care")), talking(desk("suzuki", Some("care")), NOW));
    let mut floor = Floor::new(vec![ticket(1, NOW)], vec![sato.clone(), suzuki]);
    assert_eq!(floor.pass(20), []);
    assert_eq!((floor.desk(1), floor.step(1)), (None, WaitStep::InLine), "suzuki has not been asked yet");
    floor.desks[0] = talking(sato.clone(), floor.now);
    floor.pass(60);
    floor.desks[0] = Desk { standing: super::super::line::Standing::Free { since: floor.now }, ..sato };
    floor.pass(0);
    assert_eq!(floor.desk(1), Some("sato"));
}

#[test]
fn a_desk_that_misses_twice_in_a_row_is_away() {
    let sato = desk("sato", Some("care"));
    let mut floor = Floor::new(vec![ticket(1, NOW), ticket(2, NOW)], vec![sato.clone(), supervisor("lead")]);
    assert_eq!(floor.pass(20), []);
    assert_eq!([floor.desk(1), floor.desk(2)], [Some("lead"), Some("sato")]);
    let verdicts = floor.pass(20);
    assert!(verdicts.contains(&Verdict::Away(account("sato"))), "{verdicts:?}");

    let mut floor = Floor::new(vec![ticket(1, NOW), ticket(2, NOW)], vec![sato.clone(), supervisor("lead")]);
    floor.pass(20);
    floor.desks[0] = talking(sato.clone(), floor.now);
    floor.tickets = vec![ticket(3, NOW)];
    floor.pass(60);
    floor.desks[0] = Desk { standing: super::super::line::Standing::Free { since: floor.now }, ..sato };
    floor.pass(0);
    let verdicts = floor.pass(20);
    assert!(!verdicts.contains(&Verdict::Away(account("sato"))), "not in a row: there was a talk between them");
}

#[test]
fn a_decline_goes_on_at_once_and_is_no_miss() {
    let mut floor = Floor::new(vec![ticket(1, NOW)], vec![desk("first", Some("care")), desk("second", Some("care"))]);
    assert!(!floor.rings.decline(&call(1), &account("second"), NOW), "it does not ring there");
    assert!(floor.rings.decline(&call(1), &account("first"), NOW));
    floor.pass(0);
    assert_eq!(floor.desk(1), Some("second"));
    assert!(floor.rings.decline(&call(1), &account("second"), NOW));
    assert_eq!(floor.pass(0), [unanswered(1)]);
}

#[test]
fn a_ring_moves_on_when_its_desk_is_taken_or_goes() {
    let (first, second) = (desk("first", Some("care")), desk("second", Some("care")));
    let mut floor = Floor::new(vec![ticket(1, NOW)], vec![first.clone(), second.clone()]);
    floor.desks[0] = talking(first.clone(), NOW);
    floor.pass(1);
    assert_eq!((floor.desk(1), floor.step(1)), (Some("second"), WaitStep::Ringing), "nobody let it pass");
    floor.desks = vec![first];
    floor.pass(1);
    assert_eq!(floor.desk(1), Some("first"));
}

#[test]
fn an_assigned_ticket_rings_at_its_desk_before_the_others() {
    let desks = vec![desk("first", Some("care")), talking(desk("second", Some("care")), NOW)];
    let mut floor = Floor::new(vec![ticket(1, NOW), ticket(2, NOW)], desks);
    floor.rings.assign(&call(1), &account("second"));
    floor.pass(0);
    assert_eq!([floor.desk(1), floor.desk(2)], [None, Some("first")], "it waits for its desk");
    floor.rings.assign(&call(2), &account("second"));
    floor.rings.assign(&call(1), &account("first"));
    floor.desks[1] = desk("second", Some("care"));
    floor.pass(0);
    assert_eq!([floor.desk(1), floor.desk(2)], [Some("first"), Some("second")]);
    floor.pass(20);
    assert_eq!([floor.desk(1), floor.desk(2)], [Some("second"), Some("first")], "unanswered, it goes on as any other");
    floor.rings.assign(&call(1), &account("gone"));
    floor.pass(0);
    assert_eq!(floor.desk(2), Some("first"));
}

#[test]
fn a_ticket_whose_office_is_empty_goes_on_the_callback_list_after_a_while() {
    let mut floor = Floor::new(vec![ticket(1, NOW)], vec![desk("tax", Some("tax"))]);
    assert_eq!((floor.pass(119), floor.step(1)), (Vec::new(), WaitStep::InLine));
    assert_eq!(floor.rings.due(), Some(floor.now + SECOND));
    assert_eq!(floor.pass(1), [unanswered(1)]);
    floor.desks.push(supervisor("lead"));
    assert_eq!(floor.pass(0), []);
    assert_eq!(floor.step(1), WaitStep::RingingSupervisor, "nobody else is there to be asked first");
}

#[test]
fn a_booked_ticket_rings_at_its_time() {
    let booked = Waiting { booked_at: Some(NOW + MINUTE), ..ticket(1, NOW) };
    let mut floor = Floor::new(vec![booked], vec![desk("sato", Some("care"))]);
    assert_eq!((floor.desk(1), floor.rings.due()), (None, Some(NOW + MINUTE)));
    floor.pass(60);
    assert_eq!(floor.desk(1), Some("sato"));
}
