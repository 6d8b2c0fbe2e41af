//! What the booth has besides its screen, as its page uses it: devices by name, a voice, a printer; and how the page says
//! that its devices are.

use super::protocol::Report;
use super::routes::{Body, Refused, read};
use super::state::{Keeper, locked};
use crate::clock;
use crate::speech::{self, Speech};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use protocol::device::{Lamp, Part};
use protocol::place::Language;
use protocol::private::Private;
use protocol::problem::Code;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long a slip may take until it is in the printer's queue.
const PRINT: Duration = Duration::from_secs(15);

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Equipment {
    pub(crate) devices: Devices,
    /// Whether there is a printer.
    pub(crate) prints: bool,
    pub(crate) speech: Speech,
}

/// `[page.devices]`: which devices the page takes, each by a part of the name that the browser gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Devices {
    pub(crate) camera: Option<String>,
    pub(crate) document_camera: Option<String>,
    pub(crate) microphone: Option<String>,
    pub(crate) speaker: Option<String>,
    /// 受話器: what is heard and spoken into, where there is one.
    pub(crate) handset: Option<String>,
    /// An earphone or bone conduction, where there is one.
    pub(crate) earphone: Option<String>,
}

#[derive(Serialize)]
struct Config<'a> {
    devices: &'a Devices,
    prints: bool,
    speaks: Vec<Language>,
}

/// `GET /terminal/config`
pub(super) async fn config(State(keeper): State<Arc<Keeper>>) -> Response {
    let Equipment { devices, prints, speech } = &keeper.equipment;
    axum::Json(Config { devices, prints: *prints, speaks: speech.speaks() }).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Say {
    text: Private<String>,
    language: Language,
}

/// `POST /terminal/speech`: a further one ends this one.
pub(super) async fn speak(State(keeper): State<Arc<Keeper>>, body: Body) -> Result<Response, Refused> {
    let Say { text, language } = read(body)?;
    if text.reveal().chars().count() > speech::LONGEST {
        return Err(Code::TooLarge.into());
    }
    if !keeper.equipment.speech.has(language) {
        return Err(Code::NotFound.into());
    }
    if !locked(&keeper.speeches).allows(clock::now()) {
        return Err(Code::TooMany.into());
    }
    let later = keeper.speak();
    let sound = tokio::select! {
        sound = keeper.equipment.speech.read(&text, language) => sound,
        () = later => return Err(Code::TooMany.into()),
    };
    match sound {
        Ok(wav) => Ok(([(header::CONTENT_TYPE, "audio/wav")], wav).into_response()),
        Err(error) => {
            tracing::warn!(?language, %error, "nothing could be read aloud");
            Err(Code::Internal.into())
        }
    }
}

/// `POST /terminal/print`
pub(super) async fn print(State(keeper): State<Arc<Keeper>>) -> Result<StatusCode, Refused> {
    if !keeper.equipment.prints {
        return Err(Code::NotFound.into());
    }
    let (number, printed) = keeper.printing.begin().ok_or(Code::WrongState)?;
    keeper.tell(Report::Print { number });
    match timeout(PRINT, printed).await {
        Ok(true) => Ok(StatusCode::NO_CONTENT),
        Ok(false) | Err(_) => Err(Code::Unreachable.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Health {
    lamps: Vec<Lamp>,
}

/// `PUT /terminal/health`
pub(super) async fn health(State(keeper): State<Arc<Keeper>>, body: Body) -> Result<StatusCode, Refused> {
    let Health { lamps } = read(body)?;
    let known = |part| matches!(part, Part::Camera | Part::DocumentCamera | Part::Microphone | Part::Speaker);
    let once = |at: usize, lamp: &Lamp| !lamps[..at].iter().any(|other| other.part == lamp.part);
    if !lamps.iter().enumerate().all(|(at, lamp)| known(lamp.part) && once(at, lamp)) {
        return Err(Code::BadMessage.into());
    }
    keeper.tell(Report::Lamps { lamps });
    Ok(StatusCode::NO_CONTENT)
}
