//! `/api/devices`

use crate::calls::SITE;
use crate::harness::TestCity;
use certs::{BoothKey, serial_of};
use protocol::device::DeviceKind;
use rcgen::{CertificateParams, KeyPair};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use serde_json::{Value, json};
use signaling::access::{self, Caller, Pass};
use signaling::clock::{HOUR, MINUTE};
use signaling::revocation::Revoked;

/// A signing request for a new key.
pub(crate) fn request() -> String {
    let key = KeyPair::generate().expect("a key");
    CertificateParams::default().serialize_request(&key).and_then(|request| request.pem()).expect("a request")
}

/// Enrols a booth: its id and its certificate's serial number.
pub(crate) async fn enrol(city: &TestCity, site: &str) -> (String, String) {
    let body = json!({ "code": city.code(site, DeviceKind::Enrol).await, "csr": request() });
    let enrolled = city.anybody().post("/api/devices/enrol", &body).await.expect(200).json();
    let certificate = enrolled["certificate"].as_str().expect("PEM").as_bytes();
    let serial = serial_of(&CertificateDer::from_pem_slice(certificate).expect("a certificate")).expect("a serial");
    assert_eq!(enrolled["ca"], city.app.authority.pem());
    assert_eq!(enrolled["mtls_port"], 8444);
    (enrolled["booth"].as_str().expect("an id").to_owned(), serial)
}

/// The same code with its last character changed.
fn wrong(code: &str) -> String {
    let other = if code.ends_with('A') { "C" } else { "A" };
    format!("{}{other}", &code[..code.len() - 1])
}

on_both_databases! {
    async fn an_administrator_hands_out_a_code_that_pairs_one_tablet(city: TestCity) {
        let admin = city.person("admin1").await;
        let body = json!({ "site": "kokura-chuo", "name": "受付横", "kind": "pair" });
        let issued = admin.post("/api/devices/codes", &body).await.expect(200).json();
        let body = json!({ "code": issued["code"] });
        let paired = city.anybody().post("/api/devices/pair", &body).await.expect(200);
        assert!(paired.header("set-cookie").starts_with("__Host-device="));
        assert_eq!(paired.json()["site"], "kokura-chuo");
        city.anybody().post("/api/devices/pair", &body).await.refuses(403, "bad-code");
    }

    async fn a_code_is_dead_after_five_wrong_guesses(city: TestCity) {
        let code = city.code("kokura-chuo", DeviceKind::Pair).await;
        for _ in 0..5 {
            let guess = json!({ "code": wrong(&code) });
            city.anybody().post("/api/devices/pair", &guess).await.refuses(403, "bad-code");
        }
        city.anybody().post("/api/devices/pair", &json!({ "code": code })).await.refuses(403, "bad-code");
    }

    async fn a_code_is_dead_after_ten_minutes(city: TestCity) {
        let code = city.code("kokura-chuo", DeviceKind::Pair).await;
        city.wait(10 * MINUTE);
        city.anybody().post("/api/devices/pair", &json!({ "code": code })).await.refuses(403, "bad-code");
    }

    async fn a_code_for_pairing_does_not_enrol(city: TestCity) {
        let body = json!({ "code": city.code("kokura-chuo", DeviceKind::Pair).await, "csr": request() });
        city.anybody().post("/api/devices/enrol", &body).await.refuses(403, "bad-code");
    }

    async fn guessing_codes_is_slowed_down_per_address(city: TestCity) {
        for _ in 0..10 {
            city.anybody().post("/api/devices/pair", &json!({ "code": "" })).await.refuses(403, "bad-code");
        }
        let refused = city.anybody().post("/api/devices/pair", &json!({ "code": "" })).await;
        assert!(!refused.refuses(429, "too-many").header("retry-after").is_empty());
    }

    async fn a_native_booth_enrols_and_is_known_by_its_certificate_for_a_day(city: TestCity) {
        let (booth, serial) = enrol(&city, SITE).await;
        let client = city.anybody().with_certificate(&serial);
        assert_eq!(client.get("/api/booth").await.expect(200).json()["booth"], booth);
        city.wait(24 * HOUR);
        client.get("/api/booth").await.refuses(401, "not-signed-in");
    }

    async fn a_socket_outlives_its_certificate_if_the_booth_has_the_next_one(city: TestCity) {
        let (_, serial) = enrol(&city, SITE).await;
        let booth = access::booth_by_certificate(&city.app, &serial).await.expect("looked up").expect("known");
        let caller = Caller::Booth(booth);
        city.wait(16 * HOUR);
        let client = city.anybody().with_certificate(&serial);
        client.post("/api/devices/renew", &json!({ "csr": request() })).await.expect(200);
        city.wait(9 * HOUR);
        client.get("/api/booth").await.refuses(401, "not-signed-in");
        assert!(access::still_holds(&city.app, &caller).await.expect("looked up"), "the next one holds it");
        city.wait(15 * HOUR);
        assert!(!access::still_holds(&city.app, &caller).await.expect("looked up"), "that has ended too");
    }

    async fn a_certificate_is_renewed_for_another_day(city: TestCity) {
        let (booth, serial) = enrol(&city, SITE).await;
        city.wait(20 * HOUR);
        let client = city.anybody().with_certificate(&serial);
        let renewed = client.post("/api/devices/renew", &json!({ "csr": request() })).await.expect(200).json();
        let pem = renewed["certificate"].as_str().expect("PEM").as_bytes();
        let next = serial_of(&CertificateDer::from_pem_slice(pem).expect("a certificate")).expect("a serial");
        city.wait(20 * HOUR);
        let client = city.anybody().with_certificate(&next);
        assert_eq!(client.get("/api/booth").await.expect(200).json()["booth"], booth);
    }

    async fn a_request_that_its_key_did_not_sign_leaves_the_code_unspent(city: TestCity) {
        let code = city.code("kokura-chuo", DeviceKind::Enrol).await;
        for bad in ["", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----"] {
            assert!(BoothKey::from_request(bad).is_err());
            let body = json!({ "code": code, "csr": bad });
            let refused = city.anybody().post("/api/devices/enrol", &body).await.refuses(400, "bad-field").json();
            assert_eq!(refused["errors"][0]["path"], "csr");
        }
        let body = json!({ "code": code, "csr": request() });
        city.anybody().post("/api/devices/enrol", &body).await.expect(200);
    }

    async fn a_tablet_gets_no_certificate(city: TestCity) {
        let tablet = city.booth("kokura-chuo").await;
        tablet.post("/api/devices/renew", &json!({ "csr": request() })).await.refuses(403, "forbidden");
        city.anybody().post("/api/devices/renew", &json!({ "csr": request() })).await.refuses(401, "not-signed-in");
    }

    async fn a_revoked_device_is_let_in_nowhere_and_its_sockets_are_told(city: TestCity) {
        let admin = city.person("admin1").await;
        let (booth, serial) = enrol(&city, SITE).await;
        let tablet = city.booth("kokura-chuo").await;
        let paired = tablet.get("/api/booth").await.json()["booth"].as_str().expect("an id").to_owned();
        let native = city.anybody().with_certificate(&serial);
        let caller = Caller::Booth(
            access::booth_by_certificate(&city.app, &serial).await.expect("looked up").expect("known"),
        );
        assert!(access::still_holds(&city.app, &caller).await.expect("looked up"));
        let mut told = city.app.revocations.listen();
        for (client, id) in [(&native, &booth), (&tablet, &paired)] {
            client.get("/api/booth").await.expect(200);
            admin.delete(&format!("/api/devices/{id}")).await.expect(204);
            assert_eq!(told.try_recv(), Ok(Revoked::Booth(id.parse().expect("an id"))));
            client.get("/api/booth").await.refuses(401, "not-signed-in");
        }
        assert!(!access::still_holds(&city.app, &caller).await.expect("looked up"));
        native.post("/api/devices/renew", &json!({ "csr": request() })).await.refuses(401, "not-signed-in");
        let devices = admin.get("/api/devices").await.expect(200).json();
        assert_eq!(devices.as_array().expect("devices").len(), 2);
        assert!(devices.as_array().expect("devices").iter().all(|device| device["state"] == "revoked"));
    }

    async fn a_wards_devices_are_its_own_administrators_business(city: TestCity) {
        let (admin, staff) = (city.person("admin1").await, city.person("staff1").await);
        let tablet = city.booth("dairi").await;
        let id = tablet.get("/api/booth").await.json()["booth"].as_str().expect("an id").to_owned();
        assert_eq!(admin.get("/api/devices").await.expect(200).json(), Value::Array(Vec::new()));
        admin.delete(&format!("/api/devices/{id}")).await.refuses(403, "forbidden");
        let there = json!({ "site": "dairi", "name": "入口", "kind": "pair" });
        admin.post("/api/devices/codes", &there).await.refuses(403, "forbidden");
        for (site, name, status, code) in
            [("nowhere", "入口", 404, "not-found"), ("kokura-chuo", "", 400, "bad-field"), ("a b", "入口", 400, "bad-field")]
        {
            let body = json!({ "site": site, "name": name, "kind": "pair" });
            admin.post("/api/devices/codes", &body).await.refuses(status, code);
        }
        let here = json!({ "site": "kokura-chuo", "name": "入口", "kind": "pair" });
        staff.post("/api/devices/codes", &here).await.refuses(403, "forbidden");
        staff.get("/api/devices").await.refuses(403, "forbidden");
        tablet.get("/api/devices").await.refuses(401, "not-signed-in");
        admin.delete("/api/devices/nothing").await.refuses(404, "not-found");
    }

    async fn an_administrator_chooses_among_the_sites_of_their_own_ward(city: TestCity) {
        let (admin, staff) = (city.person("admin1").await, city.person("staff1").await);
        let sites = admin.get("/api/sites").await.expect(200).json();
        let of_the_ward: Vec<_> = sites.as_array().expect("sites").iter().map(|site| &site["site"]).collect();
        assert!(of_the_ward.contains(&&json!(SITE)) && !of_the_ward.contains(&&json!("dairi")), "{of_the_ward:?}");
        assert!(sites.as_array().expect("sites").contains(&json!({"site": "itozu", "name": "到津市民センター"})));
        staff.get("/api/sites").await.refuses(403, "forbidden");
        city.booth(SITE).await.get("/api/sites").await.refuses(401, "not-signed-in");
    }

    async fn a_paired_tablet_is_a_session_that_can_be_looked_at_again(city: TestCity) {
        let tablet = city.booth("kokura-chuo").await;
        let token = tablet.cookies().trim_start_matches("__Host-device=").to_owned();
        let found = access::session::device(&city.app, &protocol::private::Private::new(token)).await;
        let booth = found.expect("looked up").expect("known");
        assert!(matches!(booth.pass, Pass::Session(_)));
        assert!(access::still_holds(&city.app, &Caller::Booth(booth.clone())).await.expect("looked up"));
        city.wait(90 * 24 * HOUR);
        assert!(!access::still_holds(&city.app, &Caller::Booth(booth)).await.expect("looked up"));
    }
}
