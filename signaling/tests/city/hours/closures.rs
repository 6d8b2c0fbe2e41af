//! 臨時休止: it acts at once, is told where residents look, and is lifted as quickly.

use super::{MACHI, audited, but, opening, paths, plan, publish};
use crate::calls::{SITE, counter, grant, ring};
use crate::harness::{Answer, Client, Socket, json};
use http::Method;
use protocol::call::Prospect;
use protocol::signal::ServerMessage;
use serde_json::{Value, json as value};
use signaling::account::Role;
use signaling::clock::{HOUR, MINUTE};

const CLOSURES: &str = "/api/closures";

fn typhoon() -> Value {
    value!({
        "scope": { "is": "all" }, "from": "2026-11-22T08:00", "until": "2026-11-22T12:00", "reason": "台風のため",
        "instead": "お急ぎの方はお電話ください。"
    })
}

async fn close(client: &Client, key: &str, closure: &Value) -> Answer {
    let mut request = json(Method::POST, CLOSURES, closure.to_string());
    if !key.is_empty() {
        request.headers_mut().insert("idempotency-key", key.parse().expect("a key"));
    }
    client.send(request).await
}

async fn lift(client: &Client, closure: &Value) -> Answer {
    let id = closure["id"].as_str().expect("an id");
    client.post(&format!("/api/closures/{id}/lift"), &Value::Null).await
}

/// Waits until a booth is told that its place is not as it was.
async fn place_changed(booth: &mut Socket) {
    booth.until(|message| (*message == ServerMessage::PlaceChanged).then_some(())).await;
}

on_both_databases! {
    async fn one_act_closes_every_counter_of_the_ward_and_one_opens_them_again(city: TestCity) {
        let mut at = counter(&city).await;
        let coordinator = city.person("coordinator1").await;
        assert!(matches!(at.booth.prospect().await, Prospect::Open { .. }));
        let closure = close(&coordinator, "k1", &typhoon()).await.expect(201).json();
        assert_eq!((&closure["lifted"], &closure["scope"]), (&value!(false), &value!({ "is": "all" })));

        let noon = 1_795_305_600_000_i64 + 3 * HOUR;
        assert!(matches!(at.booth.prospect().await, Prospect::Closed { opens_at: Some(opens) } if opens as i64 == noon));
        assert_eq!(at.booth.refused(ring("r1")).await, "closing");
        let told = value!({ "all": true, "section": null, "reason": "台風のため", "instead": "お急ぎの方はお電話ください。", "opens_at": noon as f64 });
        assert_eq!(at.tablet.get("/api/booth").await.expect(200).json()["notices"], value!([told]));
        let board = city.anybody().get(&format!("/api/board/{SITE}")).await.expect(200).json();
        assert_eq!((&board["crowd"], &board["notice"]), (&value!("closed"), &told));

        for _ in 0..2 {
            assert_eq!(lift(&coordinator, &closure).await.expect(200).json()["lifted"], true);
        }
        assert!(matches!(at.booth.prospect().await, Prospect::Open { .. }));
        assert_eq!(at.tablet.get("/api/booth").await.json().get("notices"), None);
        assert_eq!((audited(&city, "closure-made").await, audited(&city, "closure-lifted").await), (1, 1));
    }

    async fn a_booth_is_told_at_once_when_its_counter_closes_opens_again_or_has_other_hours(city: TestCity) {
        let mut at = counter(&city).await;
        let coordinator = city.person("coordinator1").await;
        let notices = || async { at.tablet.get("/api/booth").await.expect(200).json()["notices"].as_array().map_or(0, Vec::len) };
        let closure = close(&coordinator, "k1", &typhoon()).await.expect(201).json();
        place_changed(&mut at.booth).await;
        assert_eq!(notices().await, 1);
        lift(&coordinator, &closure).await.expect(200);
        place_changed(&mut at.booth).await;
        assert_eq!(notices().await, 0);
        publish(&city, &plan(&[opening("o1")])).await;
        place_changed(&mut at.booth).await;
        publish(&city, &plan(&[])).await;
        place_changed(&mut at.booth).await;
        coordinator.post("/api/schedule/rollback", &value!({ "version": 1 })).await.expect(200);
        place_changed(&mut at.booth).await;
    }

    async fn a_visit_under_way_goes_on_when_its_counter_closes(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await;
        close(&city.person("coordinator1").await, "k1", &typhoon()).await.expect(201);
        place_changed(&mut at.booth).await;
        at.booth.ask(grant(&call.call, call.epoch)).await.expect("the call goes on");
    }

    async fn a_closed_site_or_section_leaves_the_others_open(city: TestCity) {
        let mut at = counter(&city).await;
        let coordinator = city.person("coordinator1").await;
        let notices = || async { at.tablet.get("/api/booth").await.expect(200).json().get("notices").cloned() };
        close(&coordinator, "k1", &but(typhoon(), "scope", value!({ "is": "site", "site": "itozu" }))).await.expect(201);
        assert_eq!(notices().await, None);
        close(&coordinator, "k2", &but(typhoon(), "scope", value!({ "is": "section", "section": "kokurakita-kodomo" }))).await.expect(201);
        assert_eq!(notices().await.expect("one")[0]["section"], "kokurakita-kodomo");
        assert!(matches!(at.booth.prospect().await, Prospect::Open { .. }), "another section answers");
        let board = city.anybody().get(&format!("/api/board/{SITE}")).await.expect(200).json();
        assert_eq!((&board["crowd"], &board["notice"]), (&value!("free"), &Value::Null));
        close(&coordinator, "k3", &but(typhoon(), "scope", value!({ "is": "section", "section": MACHI }))).await.expect(201);
        assert!(matches!(at.booth.prospect().await, Prospect::Closed { .. }));
    }

    async fn nobody_gets_a_ticket_whose_turn_would_come_after_a_closure_begins(city: TestCity) {
        let mut at = counter(&city).await;
        let soon = but(but(typhoon(), "from", value!("2026-11-22T09:01")), "until", value!("2026-11-22T10:00"));
        close(&city.person("coordinator1").await, "k1", &soon).await.expect(201);
        assert!(matches!(at.booth.prospect().await, Prospect::Open { .. }), "it is open for a minute");
        let _call = at.accepted().await;
        let another = || async { Socket::open(at.address, &city.booth(SITE).await).await.prospect().await };
        assert!(matches!(another().await, Prospect::Closing { opens_at: Some(_) }));
        city.wait(MINUTE);
        assert!(matches!(another().await, Prospect::Closed { opens_at: Some(_) }));
        city.wait(HOUR);
        assert!(!matches!(another().await, Prospect::Closed { .. }), "it is over by itself");
    }

    async fn a_closure_asked_for_twice_is_made_once(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        let first = close(&coordinator, "k1", &typhoon()).await.expect(201).json();
        assert_eq!(close(&coordinator, "k1", &typhoon()).await.expect(201).json(), first);
        close(&coordinator, "k1", &but(typhoon(), "reason", value!("雪のため"))).await.refuses(409, "key-reused");
        assert_eq!(coordinator.get(CLOSURES).await.expect(200).json(), value!([first]));
        // it stays listed for thirty days after its end
        city.wait(29 * 24 * HOUR);
        let coordinator = city.person("coordinator1").await;
        assert_eq!(coordinator.get(CLOSURES).await.json(), value!([first]));
        city.wait(2 * 24 * HOUR);
        let coordinator = city.person("coordinator1").await;
        assert_eq!(coordinator.get(CLOSURES).await.json(), value!([]));
    }

    async fn every_flaw_of_a_closure_is_named(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        close(&coordinator, "", &typhoon()).await.refuses(400, "bad-field");
        for (field, is, path) in [
            ("until", value!("2026-11-22T07:00"), "until"),
            ("from", value!("2026-11-22"), "from"),
            ("reason", value!(""), "reason"),
            ("instead", value!("あ".repeat(121)), "instead"),
            ("scope", value!({ "is": "site", "site": "dairi" }), "scope"),
            ("scope", value!({ "is": "section", "section": "moji-machi" }), "scope"),
        ] {
            let refused = close(&coordinator, "k1", &but(typhoon(), field, is)).await.refuses(400, "bad-field");
            assert_eq!(paths(&refused), [path]);
        }
        let over = but(but(typhoon(), "from", value!("2026-11-21T08:00")), "until", value!("2026-11-22T09:00"));
        assert_eq!(paths(&close(&coordinator, "k1", &over).await.refuses(400, "bad-field")), ["until"]);
        let all_of_one = value!({ "is": "all", "site": "itozu" });
        for nonsense in [value!({ "is": "site" }), value!({ "is": "ward" }), value!(null), all_of_one] {
            close(&coordinator, "k1", &but(typhoon(), "scope", nonsense)).await.refuses(400, "bad-field");
        }
        assert_eq!(coordinator.get(CLOSURES).await.json(), value!([]), "nothing was closed");
    }

    async fn a_ward_closes_and_lifts_its_own_only(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        let closure = close(&coordinator, "k1", &typhoon()).await.expect(201).json();
        let elsewhere = city.hire_in("moji", "coordinator2", Role::Coordinator, None).await;
        lift(&elsewhere, &closure).await.refuses(404, "not-found");
        assert_eq!(elsewhere.get(CLOSURES).await.expect(200).json(), value!([]));
        for nobody in ["staff1", "admin1"] {
            let nobody = city.person(nobody).await;
            close(&nobody, "k2", &typhoon()).await.refuses(403, "forbidden");
            lift(&nobody, &closure).await.refuses(403, "forbidden");
        }
        close(&city.anybody(), "k2", &typhoon()).await.refuses(401, "not-signed-in");
        coordinator.post("/api/closures/nothing/lift", &Value::Null).await.refuses(404, "not-found");
        assert_eq!(city.booth("dairi").await.get("/api/booth").await.json().get("notices"), None, "another ward is open");
    }
}
