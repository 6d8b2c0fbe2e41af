//! Who is let in. Every program of the machine can reach the loopback, and every page of a browser can send a request
//! there; only the page of this launch holds the launch cookie. No I/O.

use super::protocol::LAUNCH_COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, header};
use protocol::private::Private;
use protocol::problem::Code;
use subtle::ConstantTimeEq;

/// Shortest token, in hex digits: 128 bits.
const TOKEN_MIN: usize = 32;

/// What a request must show.
pub(super) struct Door {
    host: String,
    origin: String,
    launch: Private<String>,
    input: Private<String>,
}

/// Who was let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guest {
    /// Anybody who asks for a file that holds no secret.
    Anybody,
    /// The page of this launch.
    Page,
    /// A local program that may press keys.
    Input,
}

impl Door {
    /// The door of 127.0.0.1 at this port; none if a token is too short to be a secret.
    pub(super) fn new(port: u16, launch: Private<String>, input: Private<String>) -> Option<Self> {
        let long = |token: &Private<String>| token.reveal().len() >= TOKEN_MIN;
        let host = format!("127.0.0.1:{port}");
        (long(&launch) && long(&input)).then(|| Self { origin: format!("http://{host}"), host, launch, input })
    }

    /// The page's origin.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// Lets a request in, or says why not.
    pub(super) fn admit(&self, request: &Parts) -> Result<Guest, Code> {
        // A name that somebody else's DNS points at the loopback comes with that name.
        let named = only(&request.headers, header::HOST) == Some(self.host.as_bytes());
        if !named || request.uri.authority().is_some_and(|authority| authority.as_str() != self.host) {
            return Err(Code::Forbidden);
        }
        let stated = request.headers.contains_key(header::ORIGIN);
        if stated && only(&request.headers, header::ORIGIN) != Some(self.origin.as_bytes()) {
            return Err(Code::ForeignOrigin);
        }
        let reads = request.method == Method::GET || request.method == Method::HEAD;
        match request.uri.path() {
            path if path.starts_with("/assets/") && reads => Ok(Guest::Anybody),
            "/terminal/input" => match bearer(&request.headers) {
                // A page has no business here, not even ours.
                Some(token) if !stated && same(token, &self.input) => Ok(Guest::Input),
                _ => Err(Code::Forbidden),
            },
            path => {
                // Browsers state the origin of whatever changes something, and of every WebSocket.
                if !stated && (!reads || path == "/ws") {
                    return Err(Code::ForeignOrigin);
                }
                let ours = cookies(&request.headers).any(|token| same(token, &self.launch));
                if ours { Ok(Guest::Page) } else { Err(Code::Forbidden) }
            }
        }
    }
}

/// The header's value, if it came once.
fn only(headers: &HeaderMap, name: HeaderName) -> Option<&[u8]> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then(|| value.as_bytes())
}

fn bearer(headers: &HeaderMap) -> Option<&[u8]> {
    only(headers, header::AUTHORIZATION)?.strip_prefix(b"Bearer ")
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    let pairs = headers.get_all(header::COOKIE).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    pairs.filter_map(|pair| pair.trim_ascii().strip_prefix(LAUNCH_COOKIE.as_bytes())?.strip_prefix(b"="))
}

/// Whether it is the token, in a time that does not say how much of it was right.
fn same(shown: &[u8], token: &Private<String>) -> bool {
    shown.ct_eq(token.reveal().as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    const LAUNCH: &str = "11111111111111111111111111111111";
    const INPUT: &str = "22222222222222222222222222222222";

    fn token(text: &str) -> Private<String> {
        Private::new(text.to_owned())
    }

    fn door() -> Door {
        Door::new(8090, token(LAUNCH), token(INPUT)).expect("long tokens")
    }

    /// Asks with these headers, each `name: value`.
    fn ask(method: &str, path: &str, headers: &[&str]) -> Result<Guest, Code> {
        let mut request = Request::builder().method(method).uri(path);
        for line in headers {
            let (name, value) = line.split_once(": ").expect("a header");
            request = request.header(name, value);
        }
        door().admit(&request.body(()).expect("a request").into_parts().0)
    }

    const HOST: &str = "host: 127.0.0.1:8090";
    const ORIGIN: &str = "origin: http://127.0.0.1:8090";
    const COOKIE: &str = "cookie: launch=11111111111111111111111111111111";
    const BEARER: &str = "authorization: Bearer 22222222222222222222222222222222";

    #[test]
    fn the_page_of_this_launch_is_let_in() {
        assert_eq!(ask("GET", "/booth", &[HOST, COOKIE]), Ok(Guest::Page));
        assert_eq!(ask("PUT", "/terminal/visit", &[HOST, ORIGIN, COOKIE]), Ok(Guest::Page));
        assert_eq!(ask("GET", "/ws", &[HOST, ORIGIN, "cookie: a=b; launch=x", COOKIE]), Ok(Guest::Page));
        assert_eq!(ask("GET", "/assets/booth.js", &[HOST]), Ok(Guest::Anybody));
        assert_eq!(ask("POST", "/terminal/input", &[HOST, BEARER]), Ok(Guest::Input));
    }

    #[test]
    fn another_local_program_is_not() {
        for path in ["/booth", "/api/booth", "/ws", "/terminal/visit", "/terminal/events", "/nothing", "/"] {
            assert!(ask("GET", path, &[HOST, ORIGIN]).is_err(), "{path} without a cookie");
            for wrong in ["cookie: launch=", "cookie: launch=1", "cookie: xlaunch=11111111111111111111111111111111"] {
                assert!(ask("GET", path, &[HOST, ORIGIN, wrong]).is_err(), "{path} with {wrong}");
            }
            assert!(ask("GET", path, &[HOST, ORIGIN, BEARER]).is_err(), "{path} with the other token");
        }
        assert!(ask("PUT", "/assets/booth.js", &[HOST, ORIGIN]).is_err(), "a write among the files");
    }

    #[test]
    fn a_foreign_or_doubled_host_is_not() {
        for host in ["host: booth.example:8090", "host: 127.0.0.1", "host: localhost:8090", "host: 127.0.0.1:80901"] {
            for path in ["/booth", "/assets/booth.js"] {
                assert_eq!(ask("GET", path, &[host, COOKIE]), Err(Code::Forbidden), "{host} {path}");
            }
        }
        assert_eq!(ask("GET", "/booth", &[HOST, HOST, COOKIE]), Err(Code::Forbidden));
        assert_eq!(ask("GET", "/booth", &[COOKIE]), Err(Code::Forbidden));
        assert_eq!(ask("GET", "http://booth.example:8090/booth", &[HOST, COOKIE]), Err(Code::Forbidden));
    }

    #[test]
    fn a_foreign_page_is_not_even_with_the_cookie() {
        for origin in ["origin: http://localhost:8090", "origin: https://127.0.0.1:8090", "origin: null"] {
            for path in ["/ws", "/api/booth", "/assets/booth.js"] {
                assert_eq!(ask("GET", path, &[HOST, origin, COOKIE]), Err(Code::ForeignOrigin), "{origin} {path}");
            }
        }
        assert_eq!(ask("GET", "/ws", &[HOST, COOKIE]), Err(Code::ForeignOrigin), "a socket without an origin");
        assert_eq!(ask("POST", "/terminal/end", &[HOST, COOKIE]), Err(Code::ForeignOrigin), "a change without one");
    }

    #[test]
    fn keys_are_for_programs_with_the_input_token_alone() {
        let post = |headers: &[&str]| ask("POST", "/terminal/input", headers);
        assert!(post(&[HOST]).is_err());
        assert!(post(&[HOST, ORIGIN, COOKIE]).is_err(), "the page");
        assert!(post(&[HOST, ORIGIN, BEARER]).is_err(), "a page with the token");
        assert!(post(&[HOST, "authorization: Bearer 11111111111111111111111111111111"]).is_err(), "the launch token");
        assert!(post(&[HOST, "authorization: 22222222222222222222222222222222"]).is_err(), "no scheme");
    }

    #[test]
    fn a_short_token_opens_no_door() {
        assert!(Door::new(1, token(""), token(INPUT)).is_none());
        assert!(Door::new(1, token(LAUNCH), token("2222")).is_none());
    }
}
