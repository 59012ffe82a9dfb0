//! Who is let in.

use axum::http::HeaderMap;

use super::route::Needs;

/// The keys that the sandbox takes. Neither is ever printed or stored.
#[derive(Clone, Default)]
pub enum Keys {
    /// Any that are not empty.
    #[default]
    Any,
    /// These alone; a bearer token must equal `app`.
    Exactly {
        /// `DD-API-KEY`.
        api: String,
        /// `DD-APPLICATION-KEY`.
        app: String,
    },
}

impl Keys {
    /// Whether these headers open a route that asks for `needs`.
    pub(super) fn admit(&self, headers: &HeaderMap, needs: Needs) -> bool {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let bearer = text("authorization").strip_prefix("Bearer ").unwrap_or_default();
        let (api, app) = (text("dd-api-key"), text("dd-application-key"));
        let (known, trusted, bears) = match self {
            Keys::Any => (!api.is_empty(), !app.is_empty(), !bearer.is_empty()),
            Keys::Exactly { api: wanted, app: secret } => (api == wanted, app == secret, bearer == secret),
        };
        bears || (known && (trusted || needs == Needs::ApiKey))
    }
}
