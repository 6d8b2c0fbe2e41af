//! Grants: what the SFU checks again, whatever signaling has checked before.

use crate::harness::{Client, TestRoom, UNIX, grants};
use protocol::grant::{Bearer, Claims, Fingerprint};
use protocol::id::CallId;
use protocol::media::{Answer, Command};
use protocol::problem::Code;

/// What becomes of a good offer with a changed grant.
fn refusal(change: impl FnOnce(Claims) -> Claims) -> Code {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let mut client = Client::new(0, room.now);
    let claims = change(grants::party("booth", 1, &client.fingerprint()));
    TestRoom::refused(room.join(&claims, client.offer()))
}

#[test]
fn a_grant_is_for_its_room_epoch_ward_and_time() {
    let other: CallId = "other".parse().unwrap();
    assert_eq!(refusal(|claims| Claims { call: other, ..claims }), Code::Gone);
    assert_eq!(refusal(|claims| Claims { epoch: 2, ..claims }), Code::BadGrant);
    assert_eq!(refusal(|claims| Claims { epoch: 0, ..claims }), Code::BadGrant);
    assert_eq!(refusal(|claims| Claims { ward: "moji".parse().unwrap(), ..claims }), Code::BadGrant);
    assert_eq!(refusal(|claims| Claims { exp: UNIX, ..claims }), Code::BadGrant);
    assert_eq!(refusal(|claims| Claims { iat: UNIX + 120, ..claims }), Code::BadGrant);
    assert_eq!(refusal(|claims| Claims { aud: "somebody-else".to_owned(), ..claims }), Code::BadGrant);
}

#[test]
fn a_grant_is_for_one_certificate() {
    let other = Fingerprint::try_from(["AB"; 32].join(":")).unwrap();
    let refused = refusal(|mut claims| {
        if let Bearer::Party { fingerprint, .. } = &mut claims.bearer {
            *fingerprint = other;
        }
        claims
    });
    assert_eq!(refused, Code::WrongFingerprint);
}

#[test]
fn a_forged_or_broken_grant_is_refused() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let mut client = Client::new(0, room.now);
    let claims = grants::party("booth", 1, &client.fingerprint());
    let forged = grants::sign_with(&rcgen::KeyPair::generate().unwrap(), &claims);
    let good = grants::sign(&claims);
    let unsigned = good.rsplit_once('.').unwrap().0.to_owned() + ".";
    for grant in [forged, unsigned, "nonsense".to_owned(), String::new()] {
        let offer = client.offer();
        let answer = room.ask(|request| Command::Join { request, grant, offer });
        assert_eq!(TestRoom::refused(answer), Code::BadGrant);
    }
    assert!(matches!(room.join(&claims, client.offer()), Answer::Joined { .. }), "the good one still counts");
}
