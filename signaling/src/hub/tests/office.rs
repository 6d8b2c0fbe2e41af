//! What staff are shown of each other.

use super::*;

#[test]
fn a_desk_sees_whom_it_could_hand_over_to_and_nobody_counts_themselves() {
    let mut ward = Ward::new();
    let sato = ward.desk("sato");
    let other = ward.connect(&person("kato", Role::Staff, Some("kokurakita-kodomo")), None);
    ward.connect(&person("ito", Role::Interpreter, None), None);
    let seen = |ward: &Ward| {
        ward.last(sato, |message| match message {
            ServerMessage::Colleagues { sections, interpreters, .. } => {
                Some((sections.iter().map(|row| (row.available, row.busy)).collect::<Vec<_>>(), *interpreters))
            }
            _ => None,
        })
    };
    assert_eq!(seen(&ward), Some((vec![(0, 0), (0, 0)], 0)), "nobody else is 対応可 yet");
    ward.say(other, 1, ClientMessage::SetPresence { presence: DeskPresence::Available });
    assert_eq!(seen(&ward), Some((vec![(0, 0), (1, 0)], 0)));
    ward.say(other, 2, ClientMessage::SetPresence { presence: DeskPresence::WrapUp });
    assert_eq!(seen(&ward), Some((vec![(0, 0), (0, 1)], 0)));
}

#[test]
fn an_officer_who_asks_for_help_is_shown_to_every_desk_until_the_call_ends() {
    let mut ward = Ward::new();
    let (sato, suzuki) = (ward.desk("sato"), ward.desk("suzuki"));
    let alarms = |ward: &Ward, desk| {
        ward.last(desk, |m| if let ServerMessage::Alarms { rows } = m { Some(rows.len()) } else { None })
    };
    let call = sample::accepted();
    ward.fact(&call);
    assert_eq!(alarms(&ward, suzuki), Some(0));
    let call = super::step(&call, Event::Alarm { desk: sample::account("sato"), on: true });
    ward.fact(&call);
    assert_eq!([sato, suzuki].map(|desk| alarms(&ward, desk)), [Some(1), Some(1)]);
    ward.fact(&super::step(&call, Event::End { seat: sample::booth() }));
    assert_eq!(alarms(&ward, suzuki), Some(0));
}

#[test]
fn a_supervisor_sees_the_desks_and_an_officer_does_not() {
    let mut ward = Ward::new();
    let sato = ward.desk("sato");
    let lead = ward.connect(&person("lead", Role::Supervisor, None), None);
    let desks = |ward: &Ward, reader| {
        ward.last(reader, |message| match message {
            ServerMessage::Desks { rows } => {
                Some(rows.iter().map(|row| (row.presence, row.number)).collect::<Vec<_>>())
            }
            _ => None,
        })
    };
    assert_eq!(desks(&ward, lead), Some(vec![(DeskPresence::Available, None)]));
    ward.fact(&sample::accepted());
    assert_eq!(desks(&ward, lead), Some(vec![(DeskPresence::InCall, Some(1))]));
    assert_eq!(desks(&ward, sato), None);
}
