//! Slow work of a visit, done beside it: each errand reports back as a value.

use crate::clock;
use crate::http::{HttpError, Server};
use crate::media::peer::Certificate;
use crate::media::{self, Joined};
use crate::session::Grant;
use anyhow::Result;
use forms::Definition;
use protocol::id::{CallId, FormId, RequestId};
use protocol::problem::Code;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

/// How often a submission is sent when the server does not answer.
const SUBMISSIONS: u32 = 5;
const BETWEEN_SUBMISSIONS: Duration = Duration::from_secs(2);

const AFTER_REFUSAL: Duration = Duration::from_secs(1);

/// What an errand brings back.
pub(super) enum Back {
    Joined(Grant, Joined),
    NotJoined(Option<Code>, anyhow::Error),
    Form(Result<Definition>),
    Receipt(Result<String, HttpError>),
}

/// Offers, posts, takes the answer.
pub(super) async fn join(server: Server, certificate: Arc<Certificate>, grant: Grant) -> Back {
    match media::join(&server, &certificate, &grant.url, &grant.token).await {
        Ok(joined) => Back::Joined(grant, joined),
        Err(error) => {
            let code = match error.downcast_ref() {
                Some(HttpError::Refused(problem)) => Some(problem.code),
                _ => None,
            };
            // The SFU may need a moment to see that an earlier attempt is lost.
            clock::sleep(AFTER_REFUSAL).await;
            Back::NotJoined(code, error)
        }
    }
}

/// Fetches the form in force.
pub(super) async fn form(server: Server, form: FormId) -> Back {
    Back::Form(try_form(&server, &form).await)
}

async fn try_form(server: &Server, form: &FormId) -> Result<Definition> {
    let definition: serde_json::Value = server.get(&format!("/api/forms/{form}")).await?;
    Ok(Definition::parse(&definition.to_string())?)
}

#[derive(Deserialize)]
struct Received {
    receipt: String,
}

/// Sends the application until the server answers, always under the same key.
pub(super) async fn submit(server: Server, call: CallId, key: RequestId, body: Zeroizing<Vec<u8>>) -> Back {
    let path = format!("/api/calls/{call}/application");
    let mut attempt = 1;
    loop {
        match server.post_once::<Received>(&path, key.as_str(), body.to_vec()).await {
            Err(HttpError::Unreachable(_)) if attempt < SUBMISSIONS => attempt += 1,
            answer => return Back::Receipt(answer.map(|received| received.receipt)),
        }
        clock::sleep(BETWEEN_SUBMISSIONS).await;
    }
}
