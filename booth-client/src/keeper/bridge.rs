//! The page's WebSocket, one to one with the server's. The page numbers and resumes by itself, as without a terminal
//! (PROTOCOL.md §3); after a crash it says `hello` anew and the server tells it of its call.

use super::pace::Pace;
use super::protocol::{Away, Report};
use super::state::Keeper;
use super::upstream::Socket;
use crate::clock;
use axum::extract::ws::{CloseFrame, Message as FromPage, WebSocket, close_code};
use futures_util::{SinkExt, StreamExt};
use protocol::problem::Code;
use protocol::signal::Bye;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_tungstenite::tungstenite::Message as FromServer;

/// How often the server is pinged.
const PING: Duration = Duration::from_secs(1);
/// A server that was not heard for this long is away: with a ping's length, the page knows within 5 s.
const SILENT: Duration = Duration::from_secs(4);
/// How long either side may take to read one message.
const SEND: Duration = Duration::from_secs(4);
/// Most frames of the page in a second. The server closes above 50, and counts our pings too.
const FRAMES: u32 = 40;

/// Why a bridge falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The page went.
    Page,
    /// The server closed or broke off.
    Server,
    /// The server is silent.
    Silent,
    /// The page sent more than a page sends.
    Flood,
}

/// Carries messages until either side goes; then both are closed.
pub(super) async fn carry(keeper: Arc<Keeper>, mut page: WebSocket, mut server: Socket) {
    let end = pass(&keeper, &mut page, &mut server).await;
    let code = match end {
        End::Flood => close_code::POLICY,
        End::Page | End::Server | End::Silent => close_code::AGAIN,
    };
    match end {
        End::Silent => keeper.server_is(Err(Away::Silent)),
        End::Server => keeper.server_is(Err(Away::Unreachable)),
        End::Flood => keeper.count_refusal(),
        End::Page => {}
    }
    let close = FromPage::Close(Some(CloseFrame { code, reason: "".into() }));
    // Whoever is gone cannot be told.
    let _ = timeout(SEND, page.send(close)).await;
    let _ = timeout(SEND, server.close(None)).await;
}

async fn pass(keeper: &Keeper, page: &mut WebSocket, server: &mut Socket) -> End {
    let mut pace = Pace::a_second(FRAMES);
    let mut heard_at = clock::now();
    let mut ping = interval(PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let (to_server, to_page) = tokio::select! {
            message = page.recv() => {
                let now = clock::now();
                keeper.heard_page(now);
                if !pace.allows(now) {
                    return End::Flood;
                }
                match message {
                    Some(Ok(FromPage::Text(text))) => (Some(FromServer::text(text.as_str())), None),
                    Some(Ok(FromPage::Ping(_) | FromPage::Pong(_))) => (None, None),
                    // Nothing of ours is binary.
                    Some(Ok(FromPage::Binary(_))) => return End::Flood,
                    Some(Ok(FromPage::Close(_)) | Err(_)) | None => return End::Page,
                }
            }
            message = server.next() => {
                heard_at = clock::now();
                match message {
                    Some(Ok(FromServer::Text(text))) => {
                        if let Some(report) = news(&text) {
                            keeper.tell(report);
                        }
                        (None, Some(FromPage::Text(text.as_str().into())))
                    }
                    Some(Ok(FromServer::Close(_)) | Err(_)) | None => return End::Server,
                    Some(Ok(_)) => (None, None),
                }
            }
            _ = ping.tick() => {
                if heard_at + SILENT <= clock::now() {
                    return End::Silent;
                }
                (Some(FromServer::Ping(Default::default())), None)
            }
        };
        if let Some(message) = to_server
            && !matches!(timeout(SEND, server.send(message)).await, Ok(Ok(())))
        {
            return End::Silent;
        }
        if let Some(message) = to_page
            && !matches!(timeout(SEND, page.send(message)).await, Ok(Ok(())))
        {
            return End::Page;
        }
    }
}

/// What of the server's frames is the supervisor's business too.
fn news(text: &str) -> Option<Report> {
    #[derive(Deserialize)]
    struct Frame {
        v: u16,
        body: Body,
    }
    #[derive(Deserialize)]
    #[serde(tag = "type", rename_all = "kebab-case")]
    enum Body {
        Bye {
            why: Bye,
        },
        Refused {
            problem: Refusal,
        },
        #[serde(other)]
        Else,
    }
    #[derive(Deserialize)]
    struct Refusal {
        code: Code,
    }
    let frame: Frame = serde_json::from_str(text).ok()?;
    match frame.body {
        _ if !protocol::speaks(frame.v) => Some(Report::Outdated),
        Body::Bye { why: Bye::Revoked } | Body::Refused { problem: Refusal { code: Code::NotSignedIn } } => {
            Some(Report::Revoked)
        }
        Body::Refused { problem: Refusal { code: Code::BadVersion } } => Some(Report::Outdated),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::problem::Problem;
    use protocol::signal::{ServerFrame, ServerMessage};

    fn says(body: ServerMessage) -> Option<Report> {
        news(&serde_json::to_string(&ServerFrame { v: 1, body }).expect("plain values serialise"))
    }

    #[test]
    fn the_supervisor_hears_of_revocation_and_of_other_versions_alone() {
        assert_eq!(says(ServerMessage::Bye { why: Bye::Revoked }), Some(Report::Revoked));
        assert_eq!(says(ServerMessage::Bye { why: Bye::Stopping }), None);
        let refused = |code: Code| says(ServerMessage::Refused { id: None, problem: Problem::from(code) });
        assert_eq!(refused(Code::NotSignedIn), Some(Report::Revoked));
        assert_eq!(refused(Code::BadVersion), Some(Report::Outdated));
        assert_eq!(refused(Code::Full), None);
        assert_eq!(says(ServerMessage::Pong), None);
        assert_eq!(news(r#"{"v":9,"body":{"type":"pong"}}"#), Some(Report::Outdated));
        for strange in ["", "{", r#"{"v":1,"body":{"type":"of-tomorrow","x":1}}"#] {
            assert_eq!(news(strange), None, "{strange}");
        }
    }
}
