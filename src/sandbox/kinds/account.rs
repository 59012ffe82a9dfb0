//! The organisation behind the keys, and the person whose keys they are.

use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};

use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply};

/// The one organisation of the sandbox.
pub(super) const ORG_ID: i64 = 100_042;
/// The author of what is written here, as the objects show it.
pub(in crate::sandbox) const HANDLE: &str = "sandbox@example.com";
pub(super) const NAME: &str = "Sandbox";

pub(super) static KIND: Kind = Kind { name: "", title: |_| "", routes: ROUTES };

static ROUTES: &[Route] = &[Route::new(Method::GET, "/api/v1/validate", validate).with_api_key_alone()];

#[expect(clippy::unnecessary_wraps, reason = "a handler may refuse; this one never does")]
fn validate(_: &Call<'_>) -> Answer {
    Ok(Reply::ok(json!({"valid": true})))
}

/// In whose name a request acts: an application key that is an e-mail address is that person's.
pub(in crate::sandbox) fn of(headers: &HeaderMap) -> String {
    let key = headers.get("dd-application-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
    if key.contains('@') { key.to_owned() } else { HANDLE.to_owned() }
}

/// The author as a monitor shows it.
pub(super) fn creator() -> Value {
    json!({"name": NAME, "email": HANDLE, "handle": HANDLE, "id": 1})
}
