//! `/ws/device` and what administrators do with it: `/api/devices/{booth}/order`, `PATCH /api/devices/{booth}`.

use crate::calls::{SITE, counter, ring};
use crate::devices::{enrol, request};
use crate::harness::{Client, Device, PLACES, Socket, TestCity};
use protocol::device::{DeviceBye, DeviceMessage, DeviceOrder, Lamp, LampState, Note, OutOfOrder, Part, WipeReason};
use protocol::selfcheck::{LineFigures, SelfcheckReport};
use serde_json::{Value, json};
use signaling::revocation::Revoked;
use signaling::{audit, on, place};

const CAMERA: Lamp = Lamp { part: Part::Camera, state: LampState::Bad, note: Some(Note::Absent) };

fn report(passed: bool) -> DeviceMessage {
    let line =
        LineFigures { lost_permille: 2, jitter_ms: 1, round_trip_ms: 3, first_frame_ms: Some(400), echo_ms: None };
    let report = SelfcheckReport { passed, took_ms: 9_000, lamps: vec![CAMERA], line: Some(line) };
    DeviceMessage::Selfcheck { report }
}

async fn row(admin: &Client, booth: &str) -> Value {
    let rows = admin.get("/api/devices").await.expect(200).json();
    let row = rows.as_array().expect("rows").iter().find(|row| row["booth"] == booth);
    row.expect("the device").clone()
}

async fn order(admin: &Client, booth: &str, order: Value) -> crate::harness::Answer {
    admin.post(&format!("/api/devices/{booth}/order"), &order).await
}

/// The deeds in the audit log, and that its chains hold.
async fn deeds(city: &TestCity) -> String {
    audit::verify(&city.app.db, &[]).await.expect("read").expect("whole");
    let rows: sqlx::Result<Vec<String>> =
        on!(Db, &city.app.db, |pool| sqlx::query_scalar("SELECT act FROM audit").fetch_all(pool).await);
    rows.expect("rows").join(" ")
}

on_both_databases! {
    async fn a_device_is_welcomed_and_seen_by_its_administrator(city: TestCity) {
        city.go_live().await;
        let address = city.listen_for_booths().await;
        let (booth, serial) = enrol(&city, SITE).await;
        let admin = city.person("admin1").await;
        let before = row(&admin, &booth).await;
        assert_eq!((&before["connected"], &before["last_seen"], &before["state"]), (&json!(false), &Value::Null, &json!("enrolled")));
        let mut device = Device::open(address, &serial, "a").await;
        let DeviceOrder::Welcome { site, site_name, out_of_order, handled, .. } = device.welcome().await else { unreachable!() };
        assert_eq!((site.as_str(), site_name.as_str(), out_of_order, handled), (SITE, "小倉中央市民センター", None, 0));
        device.ask(DeviceMessage::Health { lamps: vec![CAMERA] }).await.expect("taken in");
        let seen = row(&admin, &booth).await;
        assert_eq!((&seen["connected"], &seen["version"], &seen["browser"]), (&json!(true), &json!("0.1.0"), &json!("130")));
        assert_eq!(seen["lamps"], json!([{"part": "camera", "state": "bad", "note": "absent"}]));
        assert!(seen["certificate_ends"].as_f64() > seen["last_seen"].as_f64());
        assert_eq!(device.ask(DeviceMessage::Health { lamps: vec![CAMERA, CAMERA] }).await, Err("bad-field".to_owned()));
        device.ask(DeviceMessage::Wiped { why: WipeReason::Idle, took_ms: 900 }).await.expect("taken in");
        assert!(deeds(&city).await.contains("wiped-after-idle"));
    }

    async fn a_failed_self_check_marks_the_booth_until_one_passes(city: TestCity) {
        let address = city.go_live().await;
        let devices = city.listen_for_booths().await;
        let (booth, serial) = enrol(&city, SITE).await;
        let admin = city.person("admin1").await;
        let _desk = Socket::desk(address, &city.person("staff1").await).await;
        let mut device = Device::open(devices, &serial, "a").await;
        device.welcome().await;
        device.ask(report(false)).await.expect("kept");
        let mark = device.until(|order| if let DeviceOrder::OutOfOrder { reason } = order { Some(*reason) } else { None });
        assert_eq!(mark.await, Some(OutOfOrder::Selfcheck));
        let native = city.anybody().with_certificate(&serial);
        assert_eq!(native.get("/api/booth").await.expect(200).json()["out_of_order"], "selfcheck");
        let found = row(&admin, &booth).await;
        assert_eq!((&found["out_of_order"], &found["selfcheck"]["report"]["line"]["round_trip_ms"]), (&json!("selfcheck"), &json!(3)));
        let tried = json!({ "lamps": [{ "part": "camera", "state": "good" }] });
        native.post("/api/booth/selftest", &tried).await.refuses(403, "forbidden");
        let mut page = Socket::certified(devices, &serial).await;
        assert_eq!(page.refused(ring("r1")).await, "out-of-order");
        device.ask(report(true)).await.expect("kept");
        page.ask(ring("r2")).await.expect("it rings again");
    }

    async fn the_offices_mark_is_the_offices_to_take_away(city: TestCity) {
        city.go_live().await;
        let address = city.listen_for_booths().await;
        let (booth, serial) = enrol(&city, SITE).await;
        let admin = city.person("admin1").await;
        // Held for a booth that is not there yet.
        order(&admin, &booth, json!({"type": "out-of-order", "on": true})).await.expect(204);
        let mut device = Device::open(address, &serial, "a").await;
        let DeviceOrder::Welcome { out_of_order, .. } = device.welcome().await else { unreachable!() };
        assert_eq!(out_of_order, Some(OutOfOrder::Office));
        let mark = |on, reason| DeviceMessage::OutOfOrder { on, reason };
        assert_eq!(device.ask(mark(false, OutOfOrder::Attendant)).await, Err("wrong-state".to_owned()));
        assert_eq!(device.ask(mark(false, OutOfOrder::Office)).await, Err("forbidden".to_owned()));
        device.ask(report(true)).await.expect("kept");
        assert_eq!(row(&admin, &booth).await["out_of_order"], "office", "a passed check does not lift it");
        order(&admin, &booth, json!({"type": "out-of-order", "on": false})).await.expect(204);
        let lifted = device.until(|order| if let DeviceOrder::OutOfOrder { reason } = order { Some(*reason) } else { None });
        assert_eq!(lifted.await, None);
        device.ask(mark(true, OutOfOrder::Attendant)).await.expect("marked");
        assert_eq!(row(&admin, &booth).await["out_of_order"], "attendant");
        device.ask(mark(false, OutOfOrder::Attendant)).await.expect("in order again");
        assert_eq!(row(&admin, &booth).await["out_of_order"], Value::Null);
    }

    async fn orders_reach_a_booth_that_is_connected_and_nobody_elses(city: TestCity) {
        city.go_live().await;
        let address = city.listen_for_booths().await;
        let (booth, serial) = enrol(&city, SITE).await;
        let (admin, staff) = (city.person("admin1").await, city.person("staff1").await);
        let away = order(&admin, &booth, json!({"type": "selfcheck"})).await.refuses(409, "booth-away").json();
        assert!(away["title"].as_str().expect("a sentence").contains("つながっていません"));
        let mut device = Device::open(address, &serial, "a").await;
        device.welcome().await;
        for (word, expected) in [("selfcheck", DeviceOrder::Selfcheck), ("restart", DeviceOrder::Restart)] {
            order(&admin, &booth, json!({"type": word})).await.expect(204);
            device.until(|order| (*order == expected).then_some(())).await;
        }
        order(&staff, &booth, json!({"type": "restart"})).await.refuses(403, "forbidden");
        order(&admin, &booth, json!({"type": "dance"})).await.refuses(400, "bad-field");
        order(&admin, "nothing", json!({"type": "restart"})).await.refuses(404, "not-found");
        let (elsewhere, _) = enrol(&city, "dairi").await;
        order(&admin, &elsewhere, json!({"type": "out-of-order", "on": true})).await.refuses(403, "forbidden");
        admin.delete(&format!("/api/devices/{booth}")).await.expect(204);
        assert_eq!(device.bye().await, DeviceBye::Revoked);
        order(&admin, &booth, json!({"type": "out-of-order", "on": true})).await.refuses(409, "wrong-state");
    }

    async fn a_device_is_renamed_and_moved_but_not_out_of_a_call(city: TestCity) {
        let mut at = counter(&city).await;
        let address = city.listen_for_booths().await;
        let (booth, serial) = enrol(&city, SITE).await;
        let (admin, staff) = (city.person("admin1").await, city.person("staff1").await);
        let mut device = Device::open(address, &serial, "a").await;
        device.welcome().await;
        let path = format!("/api/devices/{booth}");
        let changed = admin.patch(&path, &json!({"name": "玄関", "site": "itozu"})).await.expect(200).json();
        assert_eq!((&changed["name"], &changed["site_name"], &changed["connected"]), (&json!("玄関"), &json!("到津市民センター"), &json!(true)));
        let DeviceOrder::Welcome { site_name, .. } = device.welcome().await else { unreachable!() };
        assert_eq!(site_name, "到津市民センター");
        for (body, status, code) in [
            (json!({"name": ""}), 400, "bad-field"),
            (json!({"site": "nowhere"}), 404, "not-found"),
            (json!({"site": "dairi"}), 403, "forbidden"),
            (json!({"colour": "red"}), 400, "bad-field"),
        ] {
            admin.patch(&path, &body).await.refuses(status, code);
        }
        staff.patch(&path, &json!({"name": "玄関"})).await.refuses(403, "forbidden");
        at.ring().await;
        let tablet = at.tablet.get("/api/booth").await.json()["booth"].as_str().expect("an id").to_owned();
        admin.patch(&format!("/api/devices/{tablet}"), &json!({"site": "itozu"})).await.refuses(409, "wrong-state");
        assert_eq!(row(&admin, &tablet).await["site"], SITE, "nothing was changed");
        admin.patch(&format!("/api/devices/{tablet}"), &json!({"name": "奥"})).await.expect(200);
    }

    async fn a_suspended_device_comes_back_by_a_fresh_code_alone(city: TestCity) {
        city.go_live().await;
        let address = city.listen_for_booths().await;
        let (booth, serial) = enrol(&city, SITE).await;
        let (admin, staff) = (city.person("admin1").await, city.person("staff1").await);
        let mut told = city.app.revocations.listen();
        let mut one = Device::open(address, &serial, "a").await;
        one.welcome().await;
        let mut two = Device::dial(address, &serial).await.expect("it is let in");
        two.hello("b").await;
        assert_eq!(tokio::join!(one.bye(), two.bye()), (DeviceBye::Cloned, DeviceBye::Cloned));
        assert_eq!(told.recv().await, Ok(Revoked::Booth(booth.parse().expect("an id"))));
        assert_eq!(Device::dial(address, &serial).await.err(), Some(403));
        let native = city.anybody().with_certificate(&serial);
        native.get("/api/booth").await.refuses(403, "suspended");
        native.post("/api/devices/renew", &json!({ "csr": request() })).await.refuses(403, "suspended");
        native.post("/api/selfcheck", &json!({ "fingerprints": [] })).await.refuses(403, "suspended");
        assert_eq!(row(&admin, &booth).await["state"], "suspended");
        assert!(deeds(&city).await.contains("device-suspended"));

        let again = format!("/api/devices/{booth}/code");
        staff.post(&again, &Value::Null).await.refuses(403, "forbidden");
        let code = admin.post(&again, &Value::Null).await.expect(200).json()["code"].clone();
        let body = json!({ "code": code, "csr": request() });
        let enrolled = city.anybody().post("/api/devices/enrol", &body).await.expect(200).json();
        assert_eq!(enrolled["booth"], booth, "the same device");
        assert_eq!(row(&admin, &booth).await["state"], "enrolled");
        native.get("/api/booth").await.refuses(401, "not-signed-in");
        city.anybody().post("/api/devices/enrol", &body).await.refuses(403, "bad-code");
        admin.delete(&format!("/api/devices/{booth}")).await.expect(204);
        admin.post(&again, &Value::Null).await.refuses(409, "wrong-state");
    }

    async fn a_code_does_not_bring_a_device_back_that_was_revoked_meanwhile(city: TestCity) {
        let (booth, _) = enrol(&city, SITE).await;
        let admin = city.person("admin1").await;
        let code = admin.post(&format!("/api/devices/{booth}/code"), &Value::Null).await.expect(200).json();
        admin.delete(&format!("/api/devices/{booth}")).await.expect(204);
        let body = json!({ "code": code["code"], "csr": request() });
        city.anybody().post("/api/devices/enrol", &body).await.refuses(403, "bad-code");
        admin.post("/api/devices/nothing/code", &Value::Null).await.refuses(404, "not-found");
    }
}

#[tokio::test]
async fn another_site_with_a_booth_in_order_is_named() {
    let city = TestCity::on_sqlite().await;
    city.go_live().await;
    let address = city.listen_for_booths().await;
    let (itozu, other) = enrol(&city, "itozu").await;
    let (_, serial) = enrol(&city, SITE).await;
    let mut neighbour = Device::open(address, &other, "n").await;
    neighbour.welcome().await;
    let mut device = Device::open(address, &serial, "a").await;
    let nearest = |order| if let DeviceOrder::Welcome { nearest, .. } = order { nearest } else { None };
    assert_eq!(nearest(device.welcome().await).as_deref(), Some("到津市民センター"));
    let tablet = city.booth(SITE).await;
    assert_eq!(tablet.get("/api/booth").await.json()["nearest"], "到津市民センター", "its page knows it, too");
    let admin = city.person("admin1").await;
    order(&admin, &itozu, json!({"type": "out-of-order", "on": true})).await.expect(204);
    device.ask(DeviceMessage::Health { lamps: Vec::new() }).await.expect("taken in");
    assert_eq!(nearest(device.welcome().await), None, "said again, as it changed");
    assert_eq!(tablet.get("/api/booth").await.json()["nearest"], Value::Null);
}

#[tokio::test]
async fn a_sites_hours_are_told_and_are_hours() {
    let city = TestCity::on_sqlite().await;
    let with = |hours: &str| {
        PLACES.replacen("\"id\": \"kokura-chuo\",", &format!("\"id\": \"kokura-chuo\", \"hours\": {hours},"), 1)
    };
    for bad in [
        r#"{"opens": "9:00", "closes": "17:00"}"#,
        r#"{"opens": "17:00", "closes": "09:00"}"#,
        r#"{"opens": "25:00", "closes": "26:00"}"#,
    ] {
        assert!(with(bad).parse::<place::Municipality>().is_err(), "{bad}");
    }
    let data = with(r#"{"opens": "09:00", "closes": "17:00"}"#).parse().expect("places");
    place::seed(&city.app.db, &data).await.expect("seeded");
    city.go_live().await;
    let address = city.listen_for_booths().await;
    let (_, serial) = enrol(&city, SITE).await;
    let mut device = Device::open(address, &serial, "a").await;
    let DeviceOrder::Welcome { hours, .. } = device.welcome().await else { unreachable!() };
    assert_eq!(hours.map(|hours| (hours.opens, hours.closes)), Some(("09:00".to_owned(), "17:00".to_owned())));
}

#[tokio::test]
async fn only_a_certificate_opens_a_device_socket_and_only_hello_begins_it() {
    let city = TestCity::on_sqlite().await;
    city.go_live().await;
    let address = city.listen_for_booths().await;
    assert_eq!(Device::dial(address, "unknown").await.err(), Some(401));
    let tablet = city.booth(SITE).await;
    let stream = tokio::net::TcpStream::connect(address).await.expect("a connection");
    assert_eq!(
        Device::over(stream, &[("cookie", tablet.cookies())]).await.err(),
        Some(403),
        "a tablet has a page only"
    );
    let (_, serial) = enrol(&city, SITE).await;
    let mut device = Device::dial(address, &serial).await.expect("it is let in");
    assert_eq!(device.ask(DeviceMessage::Health { lamps: Vec::new() }).await, Err("wrong-state".to_owned()));
    let novel = format!(
        r#"{{"v":1,"id":0,"body":{{"type":"hello","instance":"a","version":"{}","browser":null}}}}"#,
        "x".repeat(121)
    );
    for (text, id, code) in [
        ("no json", None, "bad-message"),
        (r#"{"v":9,"id":0,"body":{"type":"ping"}}"#, Some(0), "bad-version"),
        (r#"{"v":9,"id":0,"body":{"type":"hello","instance":"a","of":"tomorrow"}}"#, Some(0), "bad-version"),
        (&novel, Some(0), "bad-field"),
    ] {
        device.text(text).await;
        let refused = |order: &DeviceOrder| match order {
            DeviceOrder::Refused { id, problem } => Some((*id, problem.code.word())),
            _ => None,
        };
        assert_eq!(device.until(refused).await, (id, code.to_owned()));
    }
    device.hello("a").await;
    device.welcome().await;
}
