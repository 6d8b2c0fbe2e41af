//! HTTPS to signaling: JSON in and out, refusals as problem documents.

use crate::line::lateness::is_out_of_time;
use protocol::problem::Problem;
use reqwest::{RequestBuilder, Response, Url};
use rustls::CertificateError;
use serde::de::DeserializeOwned;
use std::error::Error;
use std::time::Duration;

/// Why a request brought nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HttpError {
    /// No answer: the name, the network or the server.
    #[error("the server cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// Nobody whom this booth believes vouches for the server.
    #[error("the server's certificate is not believed: is this the city's server, and the CA the city's?")]
    NotBelieved(#[source] reqwest::Error),
    /// By this machine's clock the server's certificate does not hold.
    #[error("the server's certificate does not hold today: is this machine's clock right?")]
    OutOfTime(#[source] reqwest::Error),
    /// The server refused and said why.
    #[error("the server refused: {} ({})", .0.title, .0.code.word())]
    Refused(Problem),
    /// Something answered that is not our server.
    #[error("the server answered with status {0} and without a reason")]
    Unexpected(u16),
    /// An answer that this version cannot read.
    #[error("the server's answer cannot be read")]
    Unreadable(#[source] reqwest::Error),
}

const TIMEOUT: Duration = Duration::from_secs(15);

/// A server and how to talk to it.
#[derive(Debug, Clone)]
pub(crate) struct Server {
    client: reqwest::Client,
    base: Url,
}

impl Server {
    /// A server at `base`, over this TLS.
    pub(crate) fn new(base: Url, tls: rustls::ClientConfig) -> Self {
        Self::with(base, reqwest::Client::builder().tls_backend_preconfigured(tls))
    }

    /// A server whose certificate the machine's own list of authorities vouches for.
    pub(crate) fn known_to_the_machine(base: Url) -> Self {
        Self::with(base, reqwest::Client::builder())
    }

    fn with(base: Url, client: reqwest::ClientBuilder) -> Self {
        let client = client.no_proxy().timeout(TIMEOUT).build().expect("the TLS settings are rustls' own");
        Self { client, base }
    }

    /// An address below the base, or an absolute one as it is.
    pub(crate) fn url(&self, path: &str) -> Url {
        self.base.join(path).unwrap_or_else(|_| self.base.clone())
    }

    /// Gets a value.
    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, HttpError> {
        json(send(self.client.get(self.url(path))).await?).await
    }

    /// Posts a value, gets a value.
    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl serde::Serialize,
    ) -> Result<T, HttpError> {
        json(send(self.client.post(self.url(path)).json(body)).await?).await
    }

    /// Posts JSON bytes under an idempotency key: a retry gets the same answer.
    pub(crate) async fn post_once<T: DeserializeOwned>(
        &self,
        path: &str,
        key: &str,
        body: Vec<u8>,
    ) -> Result<T, HttpError> {
        let request = self.client.post(self.url(path)).header("idempotency-key", key);
        json(send(request.header("content-type", "application/json").body(body)).await?).await
    }

    /// Posts an offer with a grant; answers with the resource's address and the SDP.
    pub(crate) async fn whip(&self, url: &str, grant: &str, offer: String) -> Result<(Url, String), HttpError> {
        let url = self.url(url);
        let request = self.client.post(url.clone()).bearer_auth(grant);
        let response = send(request.header("content-type", "application/sdp").body(offer)).await?;
        let location = response.headers().get("location").and_then(|l| l.to_str().ok());
        let resource =
            location.and_then(|l| url.join(l).ok()).ok_or(HttpError::Unexpected(response.status().as_u16()))?;
        Ok((resource, response.text().await.map_err(HttpError::Unreadable)?))
    }

    /// Takes a media resource away.
    pub(crate) async fn delete(&self, resource: Url) -> Result<(), HttpError> {
        send(self.client.delete(resource)).await.map(|_| ())
    }
}

async fn send(request: RequestBuilder) -> Result<Response, HttpError> {
    let response = request.send().await.map_err(unanswered)?;
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    Err(response.json().await.map_or(HttpError::Unexpected(status.as_u16()), HttpError::Refused))
}

fn unanswered(error: reqwest::Error) -> HttpError {
    match disbelief(&error) {
        None => HttpError::Unreachable(error),
        Some(_) if is_out_of_time(&error) => HttpError::OutOfTime(error),
        Some(_) => HttpError::NotBelieved(error),
    }
}

/// Why the other side's certificate was not believed, where an error comes from that.
pub(crate) fn disbelief<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a CertificateError> {
    // An I/O error hides what it was made of from `source`.
    let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    let inner = inner.map(|inner| inner as &(dyn Error + 'static));
    match error.downcast_ref() {
        Some(rustls::Error::InvalidCertificate(why)) => Some(why),
        _ => inner.or_else(|| error.source()).and_then(disbelief),
    }
}

async fn json<T: DeserializeOwned>(response: Response) -> Result<T, HttpError> {
    response.json().await.map_err(HttpError::Unreadable)
}
