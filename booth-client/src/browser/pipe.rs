//! Chromium's debugging protocol over its pipe: JSON messages, each ended by a zero byte. Nobody else can reach it, unlike
//! a debugging port.

use serde::Deserialize;
use serde_json::{Value, json};
use std::io;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use zeroize::Zeroize;

/// What Chromium says.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    /// The answer to the call of this number.
    Answer { id: u32, result: Result<Value, String> },
    /// Something happened.
    Event { method: String, params: Value },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Frame {
    Answer {
        id: u32,
        #[serde(default)]
        result: Value,
        error: Option<Refusal>,
    },
    Event {
        method: String,
        #[serde(default)]
        params: Value,
    },
}

#[derive(Deserialize)]
struct Refusal {
    message: String,
}

/// Both ends of the pipe.
#[derive(Debug)]
pub(super) struct Pipe<W, R> {
    write: W,
    read: BufReader<R>,
    /// Kept here, so that a read that is given up loses nothing.
    partial: Vec<u8>,
    last: u32,
    /// The page that calls go to; the browser itself before there is one.
    session: Option<String>,
}

impl<W: AsyncWrite + Unpin, R: AsyncRead + Unpin> Pipe<W, R> {
    pub(super) fn new(write: W, read: R) -> Self {
        Self { write, read: BufReader::new(read), partial: Vec::new(), last: 0, session: None }
    }

    /// From now on calls go to this page.
    pub(super) fn attach(&mut self, session: String) {
        self.session = Some(session);
    }

    /// Asks; answers the number under which the answer will come.
    pub(super) async fn send(&mut self, method: &str, params: Value) -> io::Result<u32> {
        self.last += 1;
        let mut frame = json!({ "id": self.last, "method": method, "params": params });
        // What concerns targets is the browser's own.
        if let Some(session) = self.session.as_ref().filter(|_| !method.starts_with("Target.")) {
            frame["sessionId"] = session.as_str().into();
        }
        let mut bytes = frame.to_string().into_bytes();
        bytes.push(0);
        self.write.write_all(&bytes).await?;
        self.write.flush().await?;
        Ok(self.last)
    }

    /// Asks and waits; what happens meanwhile goes to `events`.
    pub(super) async fn call(&mut self, method: &str, params: Value, events: &mut Vec<Said>) -> io::Result<Value> {
        let asked = self.send(method, params).await?;
        loop {
            match self.next().await? {
                Said::Answer { id, result } if id == asked => {
                    return result.map_err(|refusal| io::Error::other(format!("{method}: {refusal}")));
                }
                other => events.push(other),
            }
        }
    }

    /// The next thing that Chromium says; an error when it has gone.
    pub(super) async fn next(&mut self) -> io::Result<Said> {
        loop {
            self.read.read_until(0, &mut self.partial).await?;
            if self.partial.pop() != Some(0) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let frame = serde_json::from_slice(&self.partial);
            // It may have been a printed page.
            self.partial.zeroize();
            match frame {
                Ok(Frame::Answer { id, result, error }) => {
                    let result = error.map_or(Ok(result), |refusal| Err(refusal.message));
                    return Ok(Said::Answer { id, result });
                }
                Ok(Frame::Event { method, params }) => return Ok(Said::Event { method, params }),
                Err(_) => tracing::warn!("the browser said something that is no message of its protocol"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncReadExt;

    /// Answers what was asked for by these bytes, and what `next` makes of each message.
    async fn heard(bytes: &'static [u8]) -> Vec<Said> {
        let mut pipe = Pipe::new(tokio::io::sink(), bytes);
        let mut all = Vec::new();
        while let Ok(said) = pipe.next().await {
            all.push(said);
        }
        all
    }

    #[tokio::test]
    async fn messages_end_with_a_zero_byte_and_nonsense_is_passed_over() {
        let said = heard(b"{\"id\":1,\"result\":{\"a\":2}}\0nonsense\0{\"method\":\"Page.x\"}\0{\"id\":3").await;
        let event = Said::Event { method: "Page.x".into(), params: Value::Null };
        assert_eq!(said, [Said::Answer { id: 1, result: Ok(json!({ "a": 2 })) }, event]);
    }

    #[tokio::test]
    async fn a_refusal_is_an_error_of_that_call() {
        let answers: &[u8] =
            b"{\"method\":\"Page.x\"}\0{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"Not allowed\"}}\0";
        let mut pipe = Pipe::new(tokio::io::sink(), answers);
        let mut events = Vec::new();
        let error = pipe.call("Page.enable", json!({}), &mut events).await.expect_err("refused");
        assert_eq!(error.to_string(), "Page.enable: Not allowed");
        assert_eq!(events.len(), 1);
    }

    #[tokio::test]
    async fn a_page_is_asked_in_its_session_and_the_browser_is_not() {
        let (mut near, far) = tokio::io::duplex(4096);
        let mut pipe = Pipe::new(far, tokio::io::empty());
        pipe.attach("S".into());
        pipe.send("Page.enable", json!({})).await.expect("writes");
        pipe.send("Target.closeTarget", json!({})).await.expect("writes");
        drop(pipe);
        let mut text = String::new();
        near.read_to_string(&mut text).await.expect("reads");
        let frames: Vec<Value> =
            text.split_terminator('\0').map(|frame| serde_json::from_str(frame).expect("JSON")).collect();
        assert_eq!(frames[0]["sessionId"], "S");
        assert_eq!(frames[1].get("sessionId"), None);
    }
}
