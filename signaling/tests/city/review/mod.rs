//! 審査: `/api/applications`, `/api/my-application`, `/api/batches`, and what is left of an application in the databases.

mod batches;
mod codes;
mod corrections;
mod papers;
mod reviews;
mod sealed;

use crate::applications::{hanako, submit};
use crate::calls::{Counter, counter};
use crate::harness::{Answer, Client, TestCity, json};
use http::Method;
use serde_json::{Value, json as value};

/// An application that was submitted in a call.
struct Filed {
    id: String,
    receipt: String,
    code: String,
    helped: Value,
    /// Keeps the sockets open.
    _at: Counter,
}

async fn filed(city: &TestCity) -> Filed {
    filed_with(city, &hanako()).await
}

async fn filed_with(city: &TestCity, body: &Value) -> Filed {
    let mut at = counter(city).await;
    let call = at.accepted().await.call;
    let receipt = submit(&at.tablet, &call, "k1", body).await.expect(201).json();
    let text = |name: &str| receipt[name].as_str().expect("a text").to_owned();
    let (id, code) = (text("application"), text("code"));
    Filed { id, receipt: text("receipt"), code, helped: receipt["helped"].clone(), _at: at }
}

impl Filed {
    fn path(&self) -> String {
        format!("/api/applications/{}", self.id)
    }

    async fn read(&self, by: &Client) -> Value {
        by.get(&self.path()).await.expect(200).json()
    }

    /// One act on the application as it is now.
    async fn act(&self, by: &Client, act: &str, body: &Value) -> Answer {
        let revision = self.read(by).await["revision"].clone();
        by.post_if(&format!("{}/{act}", self.path()), &revision, body).await
    }

    async fn completed(self, by: &Client) -> Self {
        self.act(by, "review", &Value::Null).await.expect(200);
        self.act(by, "complete", &Value::Null).await.expect(200);
        self
    }
}

/// What is asked where the address is wrong.
fn wrong_address() -> Value {
    value!({ "until": "2026-12-10", "reasons": [{ "path": "address", "words": "番地が抜けているようです。" }] })
}

async fn correct(client: &Client, key: &str, body: &Value) -> Answer {
    let mut request = json(Method::POST, "/api/my-application/correct", body.to_string());
    request.headers_mut().insert("idempotency-key", key.parse().expect("a key"));
    client.send(request).await
}

async fn look(client: &Client, code: &str) -> Answer {
    client.post("/api/my-application", &value!({ "code": code })).await
}
