//! How applications leave: as the crate `paper` makes them. Each alone for a reviewer, or many as the file of a hand-over.

use super::{Application, definition, found, note, review, store, tell};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::audit::{Actor, Deed};
use crate::clock::Millis;
use crate::fault::{Fault, Result};
use crate::place::{self, Site};
use forms::Definition;
use paper::{Bundle, Face, Sheet};
use protocol::application::{ApplicationDeed, ApplicationHistory, ApplicationStatus, ReviewedApplication};
use protocol::id::{AccountId, ApplicationId, BatchId};
use protocol::problem::Code;
use serde::Deserialize;

/// As what a reviewer takes one application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// The paper form.
    Pdf,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// How the name of its file ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// Who hands over what, and when.
pub(super) struct Handing {
    pub(super) batch: BatchId,
    pub(super) prepared_at: Millis,
    pub(super) prepared_by: AccountId,
    pub(super) released_at: Millis,
    pub(super) released_by: AccountId,
}

/// All that a sheet says.
pub(super) struct Content {
    form: &'static Definition,
    application: ReviewedApplication,
    site: Site,
}

impl Content {
    fn sheet(&self) -> Sheet<'_> {
        Sheet {
            form: self.form,
            application: &self.application,
            city: &self.site.municipality,
            // 小倉北区役所 is the office of 小倉北区
            ward: self.site.ward_name.trim_end_matches("役所"),
            site: &self.site.name,
        }
    }
}

/// One application as a file, and the 受付番号 that names it. That it was taken is written down.
///
/// # Errors
/// `forbidden`, `not-found`; `gone` once its key was destroyed.
pub async fn export(app: &App, by: &AccountCaller, id: &ApplicationId, format: Format) -> Result<(String, Vec<u8>)> {
    let found = found(app, by, Act::SeeApplications, id).await?;
    let content = content(app, &found).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    tell(&mut tx, id, ApplicationDeed::Exported, Some(&by.account), now).await?;
    note(app, &mut tx, &found, Actor::Account(&by.account), Deed::ApplicationExported, now).await?;
    tx.commit().await?;
    let bytes = match format {
        Format::Json => paper::json(&content.sheet()).into_bytes(),
        Format::Csv => paper::table(content.form, &[content.sheet()]),
        Format::Pdf => {
            printing(app, move |face, _| {
                paper::pdf(&content.sheet(), face)
                    .map(|pdf| pdf.bytes)
                    .map_err(Fault::broken("an application could not be printed"))
            })
            .await?
        }
    };
    Ok((found.receipt, bytes))
}

/// All that is known of an application.
///
/// # Errors
/// `gone` once its key was destroyed.
pub(super) async fn content(app: &App, of: &Application) -> Result<Content> {
    // refuses what was erased, of which a sheet would say that nothing was written
    super::contents::key(app, of.id.as_str()).await?;
    let form = definition(&of.form, of.version).ok_or(Code::Internal)?;
    let application = review::whole(app, &of.id).await?;
    let site = store::site(&mut app.db.hold().await?.conn(), &of.call).await?;
    let site = place::site(&app.db, &site).await?.ok_or(Code::Internal)?;
    Ok(Content { form, application, site })
}

/// The file of a hand-over, in which every application is handed over.
///
/// # Errors
/// When a sheet or the archive cannot be made.
pub(super) async fn bundle(app: &App, handing: Handing, mut contents: Vec<Content>) -> Result<Bundle> {
    for content in &mut contents {
        let at = super::moment(handing.released_at);
        content.application.row.status = ApplicationStatus::HandedOver;
        content.application.history.push(ApplicationHistory { at, deed: ApplicationDeed::HandedOver, by: None });
    }
    printing(app, move |face, app| {
        let release = paper::Release {
            batch: &handing.batch,
            prepared_by: handing.prepared_by.as_str(),
            prepared_at: super::moment(handing.prepared_at),
            released_by: handing.released_by.as_str(),
            released_at: super::moment(handing.released_at),
        };
        let sheets: Vec<Sheet<'_>> = contents.iter().map(Content::sheet).collect();
        paper::bundle(&sheets, &release, face, |text| app.signer.sign(text))
            .map_err(Fault::broken("a hand-over could not be packed"))
    })
    .await
}

/// Does what takes long beside what answers requests.
async fn printing<T: Send + 'static>(
    app: &App,
    print: impl FnOnce(&Face, &App) -> Result<T> + Send + 'static,
) -> Result<T> {
    let app = app.clone();
    let printed = tokio::task::spawn_blocking(move || {
        let font = std::fs::read(&app.config.applications.font).map_err(Fault::broken("the font could not be read"))?;
        let face = Face::new(font).map_err(Fault::broken("the font cannot print"))?;
        print(&face, &app)
    });
    printed.await.map_err(Fault::broken("printing stopped"))?
}
