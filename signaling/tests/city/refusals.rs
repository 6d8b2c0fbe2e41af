//! Bad input to any route: a typed problem document each, and strict headers on every answer.

use crate::harness::{ORIGIN, TestCity, json as request};
use http::{Method, header};
use serde_json::json;

#[tokio::test]
async fn every_flaw_of_a_request_has_its_own_refusal() {
    let city = TestCity::on_sqlite().await;
    let cases = [
        (Method::GET, "/api/nothing", String::new(), 404, "not-found"),
        (Method::PUT, "/api/session", String::new(), 405, "wrong-method"),
        (Method::POST, "/api/session", "{".to_owned(), 400, "bad-message"),
        (Method::POST, "/api/session", "[]".to_owned(), 400, "bad-field"),
        (Method::POST, "/api/session", json!({ "login": "a" }).to_string(), 400, "bad-field"),
        (Method::POST, "/api/session", json!({ "login": 1, "password": "b" }).to_string(), 400, "bad-field"),
        (
            Method::POST,
            "/api/session",
            json!({ "login": "a", "password": "b", "remember": true }).to_string(),
            400,
            "bad-field",
        ),
        (Method::POST, "/api/session", json!({ "login": "a".repeat(70_000) }).to_string(), 413, "too-large"),
        (
            Method::POST,
            "/api/session",
            json!({ "login": "staff1", "password": "b".repeat(300) }).to_string(),
            401,
            "bad-credentials",
        ),
    ];
    for (method, path, body, status, code) in cases {
        city.anybody().send(request(method, path, body)).await.refuses(status, code);
    }
}

#[tokio::test]
async fn a_body_that_does_not_say_it_is_json_is_refused() {
    let city = TestCity::on_sqlite().await;
    let mut form = request(Method::POST, "/api/session", json!({ "login": "a", "password": "b" }).to_string());
    form.headers_mut().insert(header::CONTENT_TYPE, "text/plain".parse().expect("a value"));
    city.anybody().send(form).await.refuses(400, "bad-message");
}

#[tokio::test]
async fn a_page_of_another_origin_changes_nothing() {
    let city = TestCity::on_sqlite().await;
    let staff = city.person("staff1").await;
    let sign_out = |origin: &str| {
        let mut request = request(Method::DELETE, "/api/session", String::new());
        request.headers_mut().insert(header::ORIGIN, origin.parse().expect("a value"));
        request
    };
    for foreign in ["https://evil.example", "null", "http://localhost:8443", "https://localhost:8443.evil.example"] {
        staff.send(sign_out(foreign)).await.refuses(403, "foreign-origin");
    }
    staff.get("/api/session").await.expect(200);
    staff.send(sign_out(ORIGIN)).await.expect(204);
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    let city = TestCity::on_sqlite().await;
    for path in ["/", "/healthz", "/api/session", "/nothing"] {
        let answer = city.anybody().get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("permissions-policy"), "camera=(self), microphone=(self), geolocation=()");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}
