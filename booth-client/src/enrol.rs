//! How a booth gets its certificate: once by a code, then by itself before it ends.

use crate::clock;
use crate::http::{HttpError, Server};
use crate::identity::{Identity, IdentityError, Place, Request, roots};
use protocol::id::BoothId;
use reqwest::Url;
use rustls::ClientConfig;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How soon a renewal that failed is tried again.
const RETRY: Duration = Duration::from_secs(60);

/// What an administrator gives the person who sets the booth up.
#[derive(Debug, clap::Args)]
pub(crate) struct Enrol {
    /// The server's address, for example https://madoguchi.example.jp:8443
    #[arg(long)]
    server: Url,
    /// The one-time code (10 minutes, 5 tries)
    #[arg(long)]
    code: String,
    /// The folder for the booth's key and certificate
    #[arg(long)]
    dir: PathBuf,
    /// The CA of the server's own certificate, where the machine does not know it
    #[arg(long)]
    ca: Option<PathBuf>,
    /// Replace the identity that the folder holds
    #[arg(long)]
    again: bool,
}

/// Why a booth has no certificate.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EnrolError {
    #[error("{} holds an identity already; --again replaces it", .0.display())]
    Already(PathBuf),
    #[error("the server's address begins with https:// and names a host")]
    BadAddress,
    #[error("{} cannot be read", .0.display())]
    NoCa(PathBuf, #[source] std::io::Error),
    #[error(transparent)]
    Identity(#[from] IdentityError),
    #[error(transparent)]
    Http(#[from] HttpError),
    #[error("the certificate has ended; enrol again with a new code and --again")]
    Ended,
}

#[derive(Serialize)]
struct Ask<'a> {
    code: &'a str,
    csr: &'a str,
}

#[derive(Deserialize)]
struct Enrolled {
    booth: BoothId,
    certificate: String,
    ca: String,
    mtls_port: u16,
}

#[derive(Serialize)]
struct AskAgain {
    csr: String,
}

#[derive(Deserialize)]
struct Renewed {
    certificate: String,
    ca: String,
}

/// Makes a key, has it certified with the code, keeps both.
pub(crate) async fn enrol(ask: &Enrol) -> Result<BoothId, EnrolError> {
    if Identity::exists(&ask.dir) && !ask.again {
        return Err(EnrolError::Already(ask.dir.clone()));
    }
    if ask.server.scheme() != "https" || ask.server.host_str().is_none() {
        return Err(EnrolError::BadAddress);
    }
    let own_ca = match &ask.ca {
        Some(path) => Some(std::fs::read_to_string(path).map_err(|e| EnrolError::NoCa(path.clone(), e))?),
        None => None,
    };
    let request = Request::new()?;
    let server = match &own_ca {
        Some(ca) => {
            let trust = ClientConfig::builder().with_root_certificates(roots(ca.as_bytes())?);
            Server::new(ask.server.clone(), trust.with_no_client_auth())
        }
        None => Server::known_to_the_machine(ask.server.clone()),
    };
    let enrolled: Enrolled =
        server.post("/api/devices/enrol", &Ask { code: ask.code.trim(), csr: &request.csr }).await?;
    let mut mtls = ask.server.clone();
    mtls.set_path("/");
    mtls.set_port(Some(enrolled.mtls_port)).map_err(|()| EnrolError::BadAddress)?;
    let place = Place { booth: enrolled.booth.clone(), server: ask.server.clone(), mtls };
    let ca = [enrolled.ca, own_ca.unwrap_or_default()].join("\n");
    request.keep(&ask.dir, &place, &enrolled.certificate, &ca)?;
    Ok(enrolled.booth)
}

/// Has the booth's key certified anew.
pub(crate) async fn renew(dir: &Path) -> Result<Identity, EnrolError> {
    renew_at(dir, clock::since_1970()).await
}

async fn renew_at(dir: &Path, now: Duration) -> Result<Identity, EnrolError> {
    let identity = Identity::load(dir)?;
    if identity.ends_at() <= now {
        return Err(EnrolError::Ended);
    }
    let server = Server::new(identity.place.mtls.clone(), identity.tls()?);
    let renewed: Renewed = server.post("/api/devices/renew", &AskAgain { csr: identity.request()? }).await?;
    Ok(identity.renewed(&renewed.certificate, &renewed.ca)?)
}

/// Renews whenever two thirds of a certificate's life are over. Runs until it is aborted.
pub(crate) async fn keep_fresh(dir: PathBuf, mut renew_at: Duration) {
    loop {
        clock::sleep(renew_at.saturating_sub(clock::since_1970())).await;
        match renew(&dir).await {
            Ok(identity) => renew_at = identity.renew_at(),
            Err(error) => {
                tracing::warn!(%error, "the certificate was not renewed; trying again");
                renew_at = clock::since_1970() + RETRY;
            }
        }
    }
}

#[cfg(test)]
mod tests;
