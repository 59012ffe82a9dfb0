//! The Audit Trail. Events as Datadog's list of them describes; of its search, what `ddsync drift` asks.

use axum::http::Method;
use serde_json::{Value, json};

use crate::sandbox::route::{Kind, Route};
use crate::sandbox::store::Event;
use crate::sandbox::wire::{Answer, Call, Reply};

pub(super) static KIND: Kind = Kind { name: "", title: |_| "", routes: ROUTES };

static ROUTES: &[Route] = &[Route::new(Method::POST, "/api/v2/audit/events/search", search)];

/// What an event calls the objects that are stored under a name, and the product they belong to.
#[rustfmt::skip]
static ASSETS: &[(&str, &str, &str)] = &[
    (super::monitor::MONITOR,            "monitor",          "Monitor"),
    (super::dashboard::DASHBOARD,        "dashboard",        "Dashboard"),
    (super::slo::SLO,                    "slo",              "SLO"),
    (super::notebook::NOTEBOOKS,         "notebook",         "Notebook"),
    (super::synthetic_test::TEST,        "synthetics_test",  "Synthetics Monitoring"),
    (super::logs_pipeline::PIPELINE,     "pipeline",         "Log Management"),
    (super::retention_filter::FILTER,    "retention_filter", "APM"),
];

/// Of the search syntax, `@name:value` and `@name:(value OR value)`; all of them must hold.
fn search(call: &Call<'_>) -> Answer {
    let body = call.object()?;
    let query = body.get("filter").and_then(|filter| filter.get("query")).and_then(Value::as_str).unwrap_or_default();
    let limit = call.body.pointer("/page/limit").map_or(Some(10), Value::as_u64);
    let limit = limit.filter(|limit| (1..=1000).contains(limit)).ok_or_else(|| Reply::invalid("page[limit]"))?;
    let wanted = |name: &str, value: &str| values(query, name).is_none_or(|values| values.contains(&value));
    let assets = ASSETS.iter().filter(|(_, asset, _)| wanted("asset.type", asset));
    let events = call.objects.events(&assets.map(|(kind, ..)| *kind).collect::<Vec<_>>())?;
    let found = events.iter().filter(|event| wanted("action", &event.action) && wanted("asset.id", &event.id));
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(Reply::ok(json!({"data": found.take(limit).filter_map(shown).collect::<Vec<_>>(), "meta": {"status": "done"}})))
}

/// None where the search says nothing about the attribute.
fn values<'a>(query: &'a str, name: &str) -> Option<Vec<&'a str>> {
    let (_, rest) = query.split_once(&format!("@{name}:"))?;
    let list = match rest.strip_prefix('(') {
        Some(rest) => rest.split_once(')')?.0,
        None => rest.split(' ').next()?,
    };
    Some(list.split(" OR ").map(|value| value.trim_matches('"')).collect())
}

fn shown(event: &Event) -> Option<Value> {
    let (_, asset, product) = ASSETS.iter().find(|(kind, ..)| *kind == event.kind)?;
    Some(json!({
        "type": "audit",
        "id": format!("AQ{:014}", event.number),
        "attributes": {
            "timestamp": event.at,
            "service": "datadog",
            "attributes": {
                "action": event.action,
                "evt": {"name": product, "actor": {"type": "USER"}},
                "usr": {"email": event.who},
                "asset": {"type": asset, "id": event.id, "prev_value": event.before, "new_value": event.after},
            },
        },
    }))
}
