//! The OpenAPI document, PROTOCOL.md's table and the router name the same routes.

use crate::harness::TestCity;
use http::Method;
use std::collections::BTreeSet;

const PROSE: &str = include_str!("../../../PROTOCOL.md");

/// The document's operations: `POST /api/session`.
fn documented() -> BTreeSet<String> {
    let document = serde_json::to_value(signaling::http::document()).expect("plain values serialise");
    let paths = document["paths"].as_object().expect("paths").iter();
    paths
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().expect("methods").keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect()
}

/// The operations in the table of §2, and the WebSockets of §3 and §8. `GET /metrics` has a listener of its own.
fn told() -> BTreeSet<String> {
    let table =
        PROSE.lines().skip_while(|line| !line.starts_with("## 2.")).take_while(|line| !line.starts_with("## 3."));
    let mut told = BTreeSet::from(["GET /ws", "GET /ws/device"].map(str::to_owned));
    for cell in table.filter_map(|line| line.strip_prefix("| `")).filter_map(|line| line.split(" | ").next()) {
        let words: Vec<_> = cell.split(|c: char| c.is_whitespace() || c == '`').collect();
        let mut method = None;
        for word in words {
            if Method::from_bytes(word.as_bytes()).is_ok_and(|m| {
                [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS].contains(&m)
            }) {
                method = Some(word);
            } else if let (Some(method), true) = (method, word.starts_with('/')) {
                told.insert(format!("{method} {word}"));
            }
        }
    }
    told.remove("GET /metrics");
    told
}

#[test]
fn the_document_and_the_protocols_table_name_the_same_routes() {
    assert_eq!(documented(), told());
}

#[tokio::test]
async fn the_router_has_every_documented_route() {
    let city = TestCity::on_sqlite().await;
    for operation in documented() {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        // TRACE is nowhere: a path that the router has refuses it as a method, any other as a path.
        let answer = city.anybody().send(crate::harness::json(Method::TRACE, path, String::new())).await;
        assert_eq!(answer.status.as_u16(), 405, "{method} {path}");
    }
}

/// A body that is a mere object tells a reader nothing. Forms are: their definitions and answers are data of `forms`.
#[test]
fn every_body_has_a_schema_but_the_forms_and_the_document_itself() {
    let document = serde_json::to_value(signaling::http::document()).expect("plain values serialise");
    let mut plain = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for operation in methods.as_object().expect("methods").values() {
            let answers = operation["responses"].as_object().expect("responses").values();
            for content in answers.chain([&operation["requestBody"]]) {
                let schema = &content["content"]["application/json"]["schema"];
                if schema.is_object() && schema["$ref"].is_null() && schema["items"]["$ref"].is_null() {
                    plain.push(path.as_str());
                }
            }
        }
    }
    let forms = ["/api/applications/{application}/form", "/api/forms/{form}", "/api/my-application/form"];
    assert_eq!(plain, [&forms[..], &["/api/openapi.json"]].concat());
}
