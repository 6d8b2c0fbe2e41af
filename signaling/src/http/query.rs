//! The query of an address; types that are read from one say `deny_unknown_fields`.

use crate::fault::Fault;
use axum::extract::{FromRequestParts, Query};
use http::request::Parts;
use protocol::problem::Code;
use serde::de::DeserializeOwned;

/// A parsed query.
#[derive(Debug)]
pub(super) struct Asked<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(asked)| Self(asked)).map_err(|_| Fault::from(Code::BadField))
    }
}
