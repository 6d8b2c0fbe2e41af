//! `/api/accounts`

use signaling::access::RoleGrant;
use signaling::account::{self, NewAccount, Role};
use signaling::audit::Actor;
use signaling::revocation::Revoked;

fn new(login: &str, password: &str) -> NewAccount {
    let ward: protocol::id::WardId = "moji".parse().expect("an id");
    NewAccount {
        login: login.parse().expect("a login name"),
        name: protocol::private::Private::new("門司 八重（例）".to_owned()),
        family_name: None,
        seat: None,
        roles: vec![RoleGrant { role: Role::Administrator, ward: ward.clone(), section: None }],
        ward,
        languages: Vec::new(),
        password: protocol::private::Private::new(password.to_owned()),
    }
}

on_both_databases! {
    async fn revoking_an_account_ends_its_sessions_and_tells_its_sockets(city: TestCity) {
        let (staff, admin) = (city.person("staff1").await, city.person("admin1").await);
        let account = staff.get("/api/session").await.json()["account"].as_str().expect("an id").to_owned();
        let mut told = city.app.revocations.listen();

        admin.post(&format!("/api/accounts/{account}/revoke"), &serde_json::Value::Null).await.expect(204);

        assert_eq!(told.try_recv(), Ok(Revoked::Account(account.parse().expect("an id"))));
        staff.get("/api/session").await.refuses(401, "not-signed-in");
        let again = serde_json::json!({ "login": "staff1", "password": account::demo::PASSWORD });
        city.anybody().post("/api/session", &again).await.refuses(401, "bad-credentials");
    }

    async fn only_an_administrator_of_the_ward_revokes(city: TestCity) {
        let (staff, admin) = (city.person("staff1").await, city.person("admin1").await);
        let elsewhere = account::add(&city.app, new("moji1", "moji-no-password"), Actor::Operator).await;
        let elsewhere = format!("/api/accounts/{}/revoke", elsewhere.expect("an account"));
        let nothing = serde_json::Value::Null;
        admin.post(&elsewhere, &nothing).await.refuses(403, "forbidden");
        staff.post(&elsewhere, &nothing).await.refuses(403, "forbidden");
        city.anybody().post(&elsewhere, &nothing).await.refuses(401, "not-signed-in");
        admin.post("/api/accounts/nobody/revoke", &nothing).await.refuses(404, "not-found");
        admin.post("/api/accounts/a%20b/revoke", &nothing).await.refuses(404, "not-found");
    }

    async fn a_weak_password_or_a_taken_login_is_refused_by_name(city: TestCity) {
        for (login, password, field) in [("moji1", "short", "password"), ("staff1", "moji-no-password", "login")] {
            let refused = account::add(&city.app, new(login, password), Actor::Operator).await;
            let problem = refused.expect_err("refused").into_problem();
            assert_eq!(problem.errors[0].path, field);
        }
    }
}

#[test]
fn a_login_is_short_plain_text() {
    for bad in ["", "Staff1", "staff 1", "職員", &"a".repeat(65)] {
        assert!(bad.parse::<account::Login>().is_err(), "{bad:?}");
    }
}
