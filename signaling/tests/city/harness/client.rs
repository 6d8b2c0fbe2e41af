//! A client of the router: keeps its cookies, or its certificate.

use axum::Router;
use axum::body::Body;
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use signaling::http::PeerCertificate;
use tower::ServiceExt;

/// A browser or a booth.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    cookies: String,
    certificate: Option<PeerCertificate>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: http::HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: axum::body::Bytes,
}

impl Client {
    pub(crate) fn new(router: Router) -> Self {
        Self { router, cookies: String::new(), certificate: None }
    }

    /// The same client with the cookies of an answer.
    pub(crate) fn keep_cookies(mut self, answer: Answer) -> Self {
        let set = answer.headers.get_all(header::SET_COOKIE).iter();
        let pairs: Vec<_> = set.filter_map(|c| c.to_str().ok()?.split(';').next().map(str::to_owned)).collect();
        self.cookies = pairs.join("; ");
        self
    }

    /// The same client, talking to another server.
    pub(crate) fn on(mut self, city: &super::TestCity) -> Self {
        self.router = city.router.clone();
        self
    }

    /// The cookies, as a browser sends them.
    pub(crate) fn cookies(&self) -> &str {
        &self.cookies
    }

    /// A client that the TLS layer let in by a certificate.
    pub(crate) fn with_certificate(mut self, serial: &str) -> Self {
        self.certificate = Some(PeerCertificate(serial.to_owned()));
        self
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(Request::delete(path).body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(json(Method::PATCH, path, body.to_string())).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(json(Method::POST, path, body.to_string())).await
    }

    /// The same for the revision that was read.
    pub(crate) async fn post_if(&self, path: &str, revision: &Value, body: &Value) -> Answer {
        let mut request = json(Method::POST, path, body.to_string());
        let tag = format!("\"{revision}\"").parse().expect("a tag");
        request.headers_mut().insert(header::IF_MATCH, tag);
        self.send(request).await
    }

    /// Sends anything, with the client's cookies or certificate.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, self.cookies.parse().expect("cookies"));
        }
        if let Some(certificate) = &self.certificate {
            request.extensions_mut().insert(certificate.clone());
        }
        let response: Response<Body> = self.router.clone().oneshot(request).await.expect("a router never fails");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text, bytes }
    }
}

/// A request with a JSON body.
pub(crate) fn json(method: Method, path: &str, body: String) -> Request<Body> {
    let request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
    request.body(Body::from(body)).expect("a request")
}

impl Answer {
    /// Asserts the status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// The body.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    /// Asserts a problem document of this status and code.
    #[track_caller]
    pub(crate) fn refuses(self, status: u16, code: &str) -> Self {
        let problem = self.expect(status);
        assert_eq!(problem.headers[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(problem.json()["code"], code);
        assert_eq!(problem.json()["status"], status);
        problem
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
