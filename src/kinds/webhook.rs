//! Webhooks that notifications call, `/api/v1/integration/webhooks`. There is no list of them.

use serde_json::{Map, Value, json};

use crate::model::{Danger, Dangers, Default, Id, IdType, Kind, Listing, Lit, Natural, Paging, Update, Verb};

pub static WEBHOOK: Kind = Kind {
    name: "webhook",
    folder: "webhooks",
    path: "/api/v1/integration/webhooks/configuration/webhooks",
    page: "/integrations/webhooks?name={id}",
    id: Id { field: "name", json: IdType::Text },
    natural: Natural::At("/name"),
    listing: Listing { paging: Paging::Unlisted, ..Kind::REST.listing },
    // 1 recording: a PUT of the address alone keeps the rest.
    update: Update { verb: Verb::Put, merges: true },
    dangers: Dangers { gone: Danger::Unheard, ..Kind::REST.dangers },
    server_owned: &["/auth_method_id"],
    secrets: &["/custom_headers"],
    sets: &["/custom_headers"],
    defaults: &[
        Default::new("/encode_as", Lit::Text("json")),
        Default::new("/payload", Lit::Text(PAYLOAD)),
        // They carry tokens, which no file of an import has.
        Default::new("/custom_headers", Lit::Unmanaged),
    ],
    canonical: |webhook| {
        if let Some(headers) = webhook.get_mut(HEADERS).filter(|headers| headers.is_string()) {
            let told = read(headers).map(|read| read.into_iter().map(|(name, _)| told(&name, HIDDEN)).collect());
            *headers = told.unwrap_or_else(|| json!([HIDDEN]));
        }
    },
    view,
    body: |webhook, live| {
        let Some(fields) = webhook.as_object_mut() else { return };
        // Carried over where the file says nothing: the PUT keeps them by itself.
        if live.is_some_and(|live| fields.get(HEADERS).is_some() && fields.get(HEADERS) == live.get(HEADERS)) {
            fields.shift_remove(HEADERS);
        }
    },
    ..Kind::REST
};

const HEADERS: &str = "custom_headers";

/// What a report shows of a header's value.
const HIDDEN: &str = "(hidden)";
const ANOTHER: &str = "(another value, hidden)";

/// What is sent where no payload is given (3 recordings).
const PAYLOAD: &str = concat!(
    r#"{"body": "$EVENT_MSG", "last_updated": "$LAST_UPDATED", "event_type": "$EVENT_TYPE", "title": "$EVENT_TITLE", "#,
    r#""date": "$DATE", "org": {"id": "$ORG_ID", "name": "$ORG_NAME"}, "id": "$ID"}"#
);

/// A read shows headers with their values (recorded in 2025). They are compared here, where nobody sees them: what is left
/// says which are the same.
fn view(live: &mut Value, desired: &Value) {
    let Some(wanted) = desired.get(HEADERS).filter(|headers| headers.is_string()) else { return };
    let shown = live.get(HEADERS).cloned().unwrap_or_default();
    let seen = match (read(&shown), read(wanted)) {
        (Some(shown), Some(wanted)) => {
            let same =
                |name: &str, value: &Value| wanted.get(name).is_none_or(|wanted| wanted == value) || is_masked(value);
            let seen = |(name, value): (String, Value)| told(&name, if same(&name, &value) { HIDDEN } else { ANOTHER });
            shown.into_iter().map(seen).collect()
        }
        (None, Some(wanted)) if wanted.is_empty() && shown.is_null() => json!([]),
        _ if shown.is_null() => Value::Null,
        _ => json!([if shown == *wanted { HIDDEN } else { ANOTHER }]),
    };
    if let Some(fields) = live.as_object_mut() {
        fields.insert(HEADERS.to_owned(), seen);
    }
}

/// A header in a list of them: names are compared, also those that the other side has not.
fn told(name: &str, value: &str) -> Value {
    json!(format!("{name}: {value}"))
}

/// The text of JSON that headers are; None where it is none.
fn read(headers: &Value) -> Option<Map<String, Value>> {
    serde_json::from_str(headers.as_str()?).ok()
}

/// Not recorded; stars would tell nothing of the value.
fn is_masked(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty() && text.chars().all(|c| c == '*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(live: &Value, desired: &str) -> Value {
        let mut live = json!({ HEADERS: live });
        view(&mut live, &json!({ HEADERS: desired }));
        (WEBHOOK.canonical)(&mut live);
        live[HEADERS].take()
    }

    #[test]
    fn values_are_compared_and_never_seen() {
        let live = json!(r#"{"a": "1", "b": "2", "c": "***"}"#);
        let all = json!([told("a", HIDDEN), told("b", ANOTHER), told("c", HIDDEN)]);
        assert_eq!(seen(&live, r#"{"c": "3", "a": "1", "b": "changed"}"#), all);
        assert_eq!(seen(&Value::Null, r#"{"a": "1"}"#), Value::Null);
        assert_eq!(seen(&Value::Null, "{}"), json!([]));
        assert_eq!(seen(&json!("no json"), "no json"), json!([HIDDEN]));
        assert_eq!(seen(&json!("no json"), "other"), json!([ANOTHER]));
    }

    #[test]
    fn what_a_definition_says_is_hidden_too() {
        let mut webhook = json!({ HEADERS: r#"{"authorization": "Bearer x"}"# });
        (WEBHOOK.canonical)(&mut webhook);
        assert_eq!(webhook, json!({ HEADERS: ["authorization: (hidden)"] }));
    }
}
