//! A child `chikamado-sfu`, spoken to in JSON lines, and the grants its callers need.

use anyhow::{Context, Result, bail};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use protocol::grant::{AUDIENCE, Bearer, Claims, Fingerprint};
use protocol::id::{CallId, PartyId, RequestId};
use protocol::media::{Answer, Command, Event};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// A running SFU. Killed when dropped.
pub(crate) struct Node {
    child: Child,
    commands: ChildStdin,
    events: BufReader<ChildStdout>,
    key: EncodingKey,
    request: u64,
}

impl Node {
    /// Starts the release build's SFU on a free loopback port.
    pub(crate) fn start() -> Result<Self> {
        let dir = std::env::temp_dir().join(format!("chikamado-bench-{}", std::process::id()));
        std::fs::create_dir_all(&dir)?;
        let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256)?;
        std::fs::write(dir.join("grant.pem"), pair.public_key_pem())?;
        let config = dir.join("sfu.toml");
        std::fs::write(&config, "listen = [\"127.0.0.1:0\"]\nmax_rooms = 1000\n")?;
        let program = std::env::current_exe()?.with_file_name("chikamado-sfu");
        let mut child = std::process::Command::new(&program)
            .arg("--config")
            .arg(&config)
            .arg("--grant-key")
            .arg(dir.join("grant.pem"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}: build it first", program.display()))?;
        Ok(Self {
            commands: child.stdin.take().context("stdin is piped")?,
            events: BufReader::new(child.stdout.take().context("stdout is piped")?),
            child,
            key: EncodingKey::from_ec_pem(pair.serialize_pem().as_bytes())?,
            request: 0,
        })
    }

    /// Of the child.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a command that has no answer.
    pub(crate) fn send(&mut self, command: &Command) -> Result<()> {
        serde_json::to_writer(&mut self.commands, command)?;
        self.commands.write_all(b"\n")?;
        Ok(self.commands.flush()?)
    }

    /// Joins a party of a call; the answer's SDP.
    pub(crate) fn join(&mut self, call: &CallId, party: &PartyId, offer: String) -> Result<String> {
        self.request += 1;
        let request = self.request;
        let grant = self.grant(call, party, &offer)?;
        self.send(&Command::Join { request, grant, offer })?;
        for line in self.events.by_ref().lines() {
            match serde_json::from_str(&line?)? {
                Event::Answer { request: r, answer: Answer::Joined { sdp, .. } } if r == request => return Ok(sdp),
                Event::Answer { request: r, answer } if r == request => {
                    bail!("the SFU answers {answer:?}")
                }
                _ => {}
            }
        }
        bail!("the SFU is gone")
    }

    fn grant(&self, call: &CallId, party: &PartyId, offer: &str) -> Result<String> {
        let fingerprint = offer.lines().find_map(|l| l.strip_prefix("a=fingerprint:sha-256 "));
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let claims = Claims {
            aud: AUDIENCE.to_owned(),
            exp: now + 60,
            iat: now,
            jti: RequestId::random(&mut rand::rng()),
            ward: "bench".parse()?,
            call: call.clone(),
            epoch: 1,
            party: party.clone(),
            bearer: Bearer::Party {
                attempt: 1,
                fingerprint: Fingerprint::try_from(
                    fingerprint.context("an offer with a fingerprint")?.trim().to_owned(),
                )?,
                panel_writer: false,
                panel_reader: true,
            },
        };
        Ok(jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &self.key)?)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
