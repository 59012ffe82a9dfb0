//! The Audit Trail: who did what to which object. It is kept for 90 days, in organisations that have it switched on.
//!
//! Events have the object's kind, id and state under `attributes.attributes` (Datadog's list of audit events; the OpenAPI
//! document leaves them open). Reading them needs `audit_logs_read`.

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::answer::bad;
use super::error::ApiError;
use super::fault::Why;
use super::reader::Reader;
use super::request::Request;

/// Ids in one question, whose text has to stay of a reasonable length.
const MOST_IDS: usize = 100;
/// Events in one answer, as the API allows. Older ones than these are not asked for.
const MOST_EVENTS: usize = 1000;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Audited {
    /// `asset.type`.
    pub asset: String,
    pub id: String,
    /// An e-mail address, or the name of a service account.
    pub by: Option<String>,
    pub at: OffsetDateTime,
    /// The object before and after it; None where the event does not show it.
    pub before: Option<Value>,
    pub after: Option<Value>,
}

impl Reader {
    /// Who created or changed these objects, the newest first.
    ///
    /// # Errors
    ///
    /// The Audit Trail cannot be read: often the key may not.
    pub async fn changes_of(&self, assets: &[&str], ids: &[&str]) -> Result<Vec<Audited>, ApiError> {
        let mut found = Vec::new();
        for some in ids.chunks(MOST_IDS) {
            let ids: Vec<String> = some.iter().map(|id| format!("\"{id}\"")).collect();
            let query = format!("{} @action:(created OR modified) @asset.id:({})", of(assets), ids.join(" OR "));
            found.extend(self.audited(&query).await?);
        }
        Ok(found)
    }

    /// Who deleted objects of these kinds, the newest first.
    ///
    /// # Errors
    ///
    /// As [`Reader::changes_of`].
    pub async fn deletions(&self, assets: &[&str]) -> Result<Vec<Audited>, ApiError> {
        self.audited(&format!("{} @action:deleted", of(assets))).await
    }

    async fn audited(&self, query: &str) -> Result<Vec<Audited>, ApiError> {
        let request = search(query, MOST_EVENTS);
        let answer = self.session.read(&request).await?;
        let events = answer.get("data").and_then(Value::as_array);
        let events =
            events.ok_or_else(|| bad(&self.session.http.call(&request), 200, Why::NotAList { field: "data" }))?;
        Ok(events.iter().filter_map(event).collect())
    }
}

/// The newest events that a search finds.
pub(super) fn search(query: &str, most: usize) -> Request {
    Request::search(
        "/api/v2/audit/events/search",
        json!({
            "filter": {"query": query, "from": "now-90d", "to": "now"},
            "sort": "-timestamp",
            "page": {"limit": most},
        }),
    )
}

fn of(assets: &[&str]) -> String {
    format!("@asset.type:({})", assets.join(" OR "))
}

/// None of an event that does not say what it is about.
fn event(event: &Value) -> Option<Audited> {
    let text = |at: &str| event.pointer(at).and_then(Value::as_str).filter(|text| !text.is_empty());
    let id = match event.pointer("/attributes/attributes/asset/id")? {
        Value::String(id) => id.clone(),
        id => id.to_string(),
    };
    let by = ["/attributes/attributes/usr/email", "/attributes/attributes/usr/name"].into_iter().find_map(text);
    let state = |at: &str| event.pointer(at).filter(|state| state.is_object()).map(opened);
    Some(Audited {
        asset: text("/attributes/attributes/asset/type")?.to_owned(),
        id,
        by: by.map(str::to_owned),
        at: OffsetDateTime::parse(text("/attributes/timestamp")?, &Rfc3339).ok()?,
        before: state("/attributes/attributes/asset/prev_value"),
        after: state("/attributes/attributes/asset/new_value"),
    })
}

/// A dashboard's state has the dashboard one level deeper.
fn opened(state: &Value) -> Value {
    state.get("dashboard_definition").unwrap_or(state).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_says_who_did_what_to_what() {
        let told = json!({
            "type": "audit", "id": "AQ",
            "attributes": {"timestamp": "2026-11-20T14:03:09.120Z", "attributes": {
                "action": "modified", "evt": {"name": "Monitor", "actor": {"type": "USER"}},
                "usr": {"email": "ana@example.com"}, "asset": {"type": "monitor", "id": "17", "prev_value": {"name": "a"}, "new_value": null},
            }},
        });
        let read = event(&told).unwrap();
        assert_eq!(
            (read.asset.as_str(), read.id.as_str(), read.by.as_deref()),
            ("monitor", "17", Some("ana@example.com"))
        );
        assert_eq!((read.at.hour(), read.before, read.after), (14, Some(json!({"name": "a"})), None));
        assert_eq!(event(&json!({"attributes": {"timestamp": "2026-11-20T14:03:09Z"}})), None);
        assert_eq!(
            event(
                &json!({"attributes": {"timestamp": "yesterday", "attributes": {"asset": {"type": "slo", "id": 1}}}})
            ),
            None
        );
    }
}
