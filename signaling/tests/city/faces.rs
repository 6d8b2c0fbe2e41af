//! The web faces, and what operators ask.

use crate::harness::TestCity;
use std::fs;

#[tokio::test]
async fn faces_are_served_from_the_configured_directory() {
    let city = TestCity::on_sqlite().await;
    let faces = city.directory.path().join("faces");
    fs::create_dir_all(faces.join("assets")).expect("a directory");
    fs::write(faces.join("desk.html"), "<title>desk</title>").expect("a file");
    fs::write(faces.join("book.html"), "<title>book</title>").expect("a file");
    fs::write(faces.join("assets/desk-1a2b.js"), "export {}").expect("a file");
    fs::write(city.directory.path().join("secret"), "secret").expect("a file");

    let desk = city.anybody().get("/desk").await.expect(200);
    assert_eq!((desk.text.as_str(), desk.header("cache-control")), ("<title>desk</title>", "no-store"));
    assert_eq!(city.anybody().get("/book").await.expect(200).text, "<title>book</title>");
    assert!(city.anybody().get("/").await.expect(200).text.contains(r#"href="/book""#));
    let script = city.anybody().get("/assets/desk-1a2b.js").await.expect(200);
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(script.header("content-type"), "text/javascript");
    for missing in ["/booth", "/assets/none.js", "/assets/../../secret", "/assets/%2e%2e/%2e%2e/secret"] {
        let answer = city.anybody().get(missing).await.refuses(404, "not-found");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_server_without_its_database_is_alive_but_not_ready() {
    let city = TestCity::on_sqlite().await;
    city.anybody().get("/healthz").await.expect(200);
    city.anybody().get("/readyz").await.expect(200);
    city.app.db.close().await;
    city.anybody().get("/healthz").await.expect(200);
    city.anybody().get("/readyz").await.refuses(503, "draining");
}

#[tokio::test]
async fn metrics_count_by_pattern_and_never_by_id() {
    let city = TestCity::on_sqlite().await;
    city.anybody().post("/api/accounts/somebody/revoke", &serde_json::Value::Null).await.expect(401);
    let text = city.app.metrics.text();
    assert!(text.contains(r#"route="/api/accounts/{account}/revoke",status="401"} 1"#), "{text}");
    assert!(!text.contains("somebody"));
    city.anybody().get("/metrics").await.refuses(404, "not-found");
}
