//! Retention filters: `/api/v2/apm/config/retention-filters`. Two of Datadog's own are there from the start.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::account;
use super::resource::{answer, attributes, resource, short_id};
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply};

pub(super) const FILTER: &str = "apm_retention_filter";
const OF_PEOPLE: &str = "spans-sampling-processor";

pub(super) static KIND: Kind =
    Kind { name: FILTER, title: |filter| filter["attributes"]["name"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/apm/config/retention-filters", list),
    Route::new(Method::POST, "/api/v2/apm/config/retention-filters", create),
    Route::new(Method::GET, "/api/v2/apm/config/retention-filters/{id}", read),
    Route::new(Method::PUT, "/api/v2/apm/config/retention-filters/{id}", update),
    Route::new(Method::DELETE, "/api/v2/apm/config/retention-filters/{id}", delete),
];

/// The list alone tells where a filter stands.
fn list(call: &Call<'_>) -> Answer {
    let mut filters = built_in();
    filters.extend(call.objects.list(FILTER)?);
    for (place, filter) in filters.iter_mut().enumerate() {
        filter["attributes"]["execution_order"] = json!(place + 1);
    }
    Ok(Reply::ok(json!({"data": filters})))
}

fn create(call: &Call<'_>) -> Answer {
    let sent = attributes(call, FILTER)?;
    let id = short_id(call.objects.next(FILTER)?);
    save(call, &id, sent, call.now.unix_timestamp())
}

fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    let born = before["attributes"]["created_at"].as_i64().unwrap_or_default();
    save(call, call.id(), attributes(call, FILTER)?, born)
}

/// A PUT replaces. The id in a body counts for nothing.
fn save(call: &Call<'_>, id: &str, sent: &Map<String, Value>, born: i64) -> Answer {
    if sent.get("filter_type").and_then(Value::as_str) != Some(OF_PEOPLE) {
        return Err(Reply::bad_request(format!("Field 'filter_type' is invalid, expected value is '{OF_PEOPLE}'")));
    }
    let share = |name: &str| sent.get(name).and_then(Value::as_f64);
    let Some(rate) = share("rate").filter(|rate| (0.0..=1.0).contains(rate)) else {
        let texts = json!({"errors": ["Invalid Pipeline", "'rate' must exist and be between 0 and 1"]});
        return Err(Reply { status: 400, ..Reply::ok(texts) });
    };
    let filter = json!({
        "name": sent.get("name"),
        "rate": rate,
        "trace_rate": share("trace_rate").unwrap_or(0.0),
        "enabled": sent.get("enabled"),
        "filter_type": OF_PEOPLE,
        "filter": sent.get("filter"),
        "editable": true,
        "modified_by": account::HANDLE,
        "modified_at": call.now.unix_timestamp(),
        "created_by": account::HANDLE,
        "created_at": born,
    });
    let stored = resource(FILTER, id, filter);
    call.objects.put(FILTER, id, &stored)?;
    Ok(answer(200, &stored))
}

fn read(call: &Call<'_>) -> Answer {
    Ok(answer(200, &stored(call)?))
}

fn delete(call: &Call<'_>) -> Answer {
    if let Some(own) = built_in().into_iter().find(|filter| filter["id"] == call.id()) {
        let name = own["attributes"]["name"].as_str().unwrap_or_default();
        return Err(Reply::bad_request(format!("{name} filter cannot be deleted")));
    }
    let filter = stored(call)?;
    call.objects.delete(FILTER, call.id(), &filter)?;
    Ok(Reply::ok(json!({})))
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    let found = built_in().into_iter().find(|filter| filter["id"] == call.id());
    let found = match found {
        Some(filter) => Some(filter),
        None => call.objects.get(FILTER, call.id())?,
    };
    found.ok_or_else(|| Reply::not_found(format!("retention filter with id: '{}' not found", call.id())))
}

fn built_in() -> Vec<Value> {
    let own = |id: &str, name: &str, sort: &str, query: &str| {
        resource(
            FILTER,
            id,
            json!({
                "name": name, "rate": 1.0, "trace_rate": 0.0, "enabled": true, "filter_type": sort,
                "filter": {"query": query}, "editable": false,
            }),
        )
    };
    vec![
        own("sandbox_errors_default", "Error Default", "spans-errors-sampling-processor", "status:error"),
        own(
            "sandbox_appsec_default",
            "Application Security Monitoring Default",
            "spans-appsec-sampling-processor",
            "@appsec.event:true",
        ),
    ]
}
