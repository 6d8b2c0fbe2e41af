//! 郵便番号 and the places they stand for, from 日本郵便's file.

use serde::{Deserialize, Serialize};

/// A place that a postcode stands for; one postcode may stand for several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Town {
    /// `803-0814`
    pub postcode: String,
    /// Prefecture, municipality and, where the postcode tells it, the town: `福岡県北九州市小倉北区大手町`.
    pub address: String,
}

/// `GET /api/postcodes/{area}`: every postcode that begins with the same three digits. By area, so that nobody is told
/// whole postcodes of whom an application is about before it is submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Towns {
    /// In order of postcode; empty where nothing is known.
    pub towns: Vec<Town>,
}
