//! What a ward's coordinators publish besides hours: the screening, and guides. A draft may have flaws, so that nothing is
//! lost; what counts has none.

use crate::booking::Words;
use crate::guide::Guide;
use crate::id::{PublicationId, SiteId, SubjectId, TreeId};
use crate::problem::FieldProblem;
use crate::screening::{Screening, SiteAttributes, SubjectAttributes, VerdictChange};
use crate::tree::Difference;
use serde::{Deserialize, Serialize};

/// What is published. Its own `version` is set by the server when it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Body {
    /// 事前確認; its id is `screening`.
    Screening {
        /// The rules.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        screening: Screening,
    },
    /// 手続きガイド; its id is its tree's.
    Guide {
        /// The questions and the schemes.
        guide: Guide,
    },
}

/// One line of the list: `GET /api/publications`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicationRow {
    /// Which: `screening`, or a guide's tree.
    pub id: PublicationId,
    /// What it is called.
    pub title: Words,
    /// The newest version; 0 before anything is published.
    pub version: u32,
    /// The first date on which that counts.
    pub effective_from: Option<String>,
    /// Whether it is being changed.
    pub has_draft: bool,
}

/// One of them, for whoever changes it: `GET /api/publications/{id}`; its entity tag is the revision. `PUT …/draft` takes a
/// [`Body`] under `If-Match`, `"0"` for a new guide; `DELETE …/draft` and `POST …/publish` need the tag, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Publication {
    /// Which.
    pub id: PublicationId,
    /// Raised by every change of the draft.
    pub revision: u32,
    /// The newest version; 0 before anything is published.
    pub version: u32,
    /// That version.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub published: Option<Body>,
    /// What it is being changed to.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub draft: Option<Body>,
    /// What keeps the draft from being published, each with its place.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub flaws: Vec<FieldProblem>,
    /// What should be looked at: missing translations.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub warnings: Vec<FieldProblem>,
    /// Today, in the ward's time.
    pub today: String,
}

/// What publishing the draft would change: `GET /api/publications/{id}/review`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicationReview {
    /// The revision that was looked at.
    pub revision: u32,
    /// What is not the same.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub differences: Vec<Difference>,
    /// Of a screening: which combinations of subject, site and answers get another verdict.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub verdicts: Vec<VerdictChange>,
    /// What keeps it from being published.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub flaws: Vec<FieldProblem>,
    /// What should be looked at.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub warnings: Vec<FieldProblem>,
}

/// One version that was published: `GET /api/publications/{id}/versions`, the newest first. `POST …/rollback` with
/// `{"version": 3}` makes its content the draft's and publishes it as a new version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicationVersion {
    /// Which.
    pub version: u32,
    /// When it was published, in milliseconds since 1970.
    pub at: f64,
    /// By whom; none at the server's own command line.
    pub by: Option<String>,
    /// The first date on which it counts.
    pub effective_from: String,
    /// The version whose content it took up again.
    pub rolled_back_to: Option<u32>,
}

/// What a draft can be tried out on: `GET /api/screening/trial`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Trial {
    /// The ward's subjects, in their order.
    pub subjects: Vec<TrialSubject>,
    /// The ward's sites, by name.
    pub sites: Vec<TrialSite>,
}

/// A subject, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrialSubject {
    /// Which.
    pub subject: SubjectId,
    /// Its name.
    pub name: String,
    /// The tree that it names; none where it is not screened.
    pub tree: Option<TreeId>,
    /// What it is about; none where that is not known.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub about: Option<SubjectAttributes>,
}

/// A site, and what it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrialSite {
    /// Which.
    pub site: SiteId,
    /// Its name.
    pub name: String,
    /// What it has.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub about: SiteAttributes,
}
