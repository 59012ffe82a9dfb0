//! What a route is given and what it gives back.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::store::Objects;

/// One request, as a route's handler sees it.
pub(super) struct Call<'a> {
    /// What stood in the `{..}` places of the route's path, in order, percent-decoded.
    pub(super) params: Vec<String>,
    pub(super) query: Query,
    /// The parsed body; null where none was sent.
    pub(super) body: Value,
    /// The stored objects, inside the request's own transaction.
    pub(super) objects: &'a Objects<'a>,
    pub(super) now: OffsetDateTime,
}

/// `Err` is a refusal: it is answered just the same, and nothing it did is kept.
pub(super) type Answer = Result<Reply, Reply>;

/// The code behind a route.
pub(super) type Handler = fn(&Call<'_>) -> Answer;

impl Call<'_> {
    /// The first `{..}` of the path; empty where the route has none.
    pub(super) fn id(&self) -> &str {
        self.params.first().map_or("", String::as_str)
    }

    /// The body as a JSON object, or the refusal.
    pub(super) fn object(&self) -> Result<&Map<String, Value>, Reply> {
        self.body.as_object().ok_or_else(|| Reply::bad_request("the request body must be a JSON object"))
    }
}

/// The decoded query parameters, in order.
#[derive(Default)]
pub(super) struct Query(pub(super) Vec<(String, String)>);

impl Query {
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A boolean parameter: absent is false.
    pub(super) fn is(&self, name: &str) -> bool {
        self.text(name).is_some_and(|value| value.eq_ignore_ascii_case("true") || value == "1")
    }

    /// A whole number from zero up.
    pub(super) fn number(&self, name: &str) -> Result<Option<usize>, Reply> {
        self.text(name).map(|value| value.parse().map_err(|_| Reply::invalid(name))).transpose()
    }

    /// A comma-separated list; empty entries are dropped.
    pub(super) fn list(&self, name: &str) -> Vec<&str> {
        self.text(name).unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty()).collect()
    }
}

/// An HTTP answer.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
}

#[derive(Debug, Clone)]
pub(super) enum Body {
    Empty,
    Json(Value),
    Html(String),
    /// A fault's own bytes; the headers say what they are.
    Raw(Vec<u8>),
}

impl Reply {
    pub(super) fn new(status: u16, body: Body) -> Reply {
        Reply { status, headers: Vec::new(), body }
    }

    pub(super) fn ok(body: Value) -> Reply {
        Reply::new(200, Body::Json(body))
    }

    pub(super) fn no_content() -> Reply {
        Reply::new(204, Body::Empty)
    }

    /// The usual shape of a refusal: `{"errors": [text]}`.
    pub(super) fn error(status: u16, text: impl Into<String>) -> Reply {
        Reply::new(status, Body::Json(json!({"errors": [text.into()]})))
    }

    pub(super) fn bad_request(text: impl Into<String>) -> Reply {
        Reply::error(400, text)
    }

    pub(super) fn not_found(text: impl Into<String>) -> Reply {
        Reply::error(404, text)
    }

    pub(super) fn invalid(parameter: &str) -> Reply {
        Reply::bad_request(format!("The value provided for parameter '{parameter}' is invalid"))
    }

    /// The shape of the gateway in front of the API (recorded for 403, 404 and 502).
    pub(super) fn gateway(status: u16, text: &str) -> Reply {
        Reply::new(status, Body::Json(json!({"status": "error", "code": status, "errors": [text]})))
    }
}

impl From<rusqlite::Error> for Reply {
    fn from(error: rusqlite::Error) -> Reply {
        Reply::error(500, format!("the sandbox cannot use its state: {error}"))
    }
}

/// A text field; empty where it is missing or something else.
pub(super) fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> &'a str {
    fields.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Decodes `%XX`; what is not a valid escape stays as it is.
pub(super) fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escape = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
