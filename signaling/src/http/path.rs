//! The one id in a path; anything that is no id is simply not found.

use crate::fault::Fault;
use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use protocol::problem::Code;
use serde::de::DeserializeOwned;

/// A parsed id.
#[derive(Debug)]
pub(super) struct Id<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Id<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(id)| Self(id)).map_err(|_| Fault::from(Code::NotFound))
    }
}
