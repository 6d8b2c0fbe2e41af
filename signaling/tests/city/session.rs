//! `/api/session`

use serde_json::json;
use signaling::account::demo;
use signaling::clock::{HOUR, MINUTE};

on_both_databases! {
    async fn a_person_signs_in_sees_themselves_and_signs_out(city: TestCity) {
        let staff = city.person("staff1").await;
        let me = staff.get("/api/session").await.expect(200).json();
        assert_eq!(me["name"], "職員 一郎（例）");
        assert_eq!(me["ward"], "kokurakita");
        assert_eq!(me["roles"], json!(["staff"]));
        let section = json!([{ "id": "kokurakita-machi", "name": "小倉北区役所 まちづくり推進課（例）" }]);
        assert_eq!(me["sections"], section);

        staff.delete("/api/session").await.expect(204);
        staff.get("/api/session").await.refuses(401, "not-signed-in");
    }

    async fn a_wrong_password_and_an_unknown_login_are_told_apart_by_nothing(city: TestCity) {
        let wrong = json!({ "login": "staff1", "password": "not this one" });
        let unknown = json!({ "login": "nobody", "password": demo::PASSWORD });
        let wrong = city.anybody().post("/api/session", &wrong).await.refuses(401, "bad-credentials");
        let unknown = city.anybody().post("/api/session", &unknown).await.refuses(401, "bad-credentials");
        assert_eq!(wrong.text, unknown.text);
        assert!(wrong.headers.get("set-cookie").is_none());
    }

    async fn guessing_is_slowed_down_per_login(city: TestCity) {
        let guess = json!({ "login": "staff1", "password": "not this one" });
        for _ in 0..5 {
            city.anybody().post("/api/session", &guess).await.refuses(401, "bad-credentials");
        }
        let refused = city.anybody().post("/api/session", &guess).await.refuses(429, "too-many");
        assert_eq!((refused.header("retry-after"), &refused.json()["retry_after"]), ("13", &json!(13)));
        city.person("staff2").await;
        city.wait(MINUTE);
        city.person("staff1").await;
    }

    async fn a_session_nobody_uses_ends(city: TestCity) {
        let staff = city.person("staff1").await;
        for _ in 0..3 {
            city.wait(59 * MINUTE);
            staff.get("/api/session").await.expect(200);
        }
        city.wait(60 * MINUTE);
        staff.get("/api/session").await.refuses(401, "not-signed-in");
    }

    async fn a_session_ends_after_a_working_day_however_much_it_is_used(city: TestCity) {
        let staff = city.person("staff1").await;
        for _ in 0..23 {
            city.wait(HOUR / 2);
            staff.get("/api/session").await.expect(200);
        }
        city.wait(HOUR / 2);
        staff.get("/api/session").await.refuses(401, "not-signed-in");
    }

    async fn the_cookie_is_bound_to_this_host_and_out_of_scripts_reach(city: TestCity) {
        let body = json!({ "login": "staff1", "password": demo::PASSWORD });
        let answer = city.anybody().post("/api/session", &body).await.expect(200);
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-session="), "{cookie}");
        for attribute in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
            assert!(cookie.split("; ").any(|part| part == attribute), "{attribute} in {cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}
