//! JSON bodies whose every flaw is a typed refusal. Request types say `deny_unknown_fields`.

use crate::fault::Fault;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use protocol::problem::Code;
use serde::de::DeserializeOwned;

/// A parsed JSON body.
#[derive(Debug)]
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(JsonRejection::JsonDataError(_)) => Err(Fault::from(Code::BadField)),
            Err(JsonRejection::BytesRejection(rejection))
                if rejection.status() == http::StatusCode::PAYLOAD_TOO_LARGE =>
            {
                Err(Fault::from(Code::TooLarge))
            }
            Err(_) => Err(Fault::from(Code::BadMessage)),
        }
    }
}
