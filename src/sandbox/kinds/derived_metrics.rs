//! Metrics made of logs and of spans: `/api/v2/logs/config/metrics` and `/api/v2/apm/config/metrics` behave as one.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::resource::{answer, attributes, over, resource, sent_id};
use crate::sandbox::limits::Bucket;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply};

static READS: Bucket = Bucket { name: "logs_public_config_api_custom_metrics_read", limit: 420, period: 300 };
static WRITES: Bucket = Bucket { name: "logs_public_config_api_custom_metrics_write", limit: 300, period: 300 };

pub(super) static LOGS: Kind =
    Kind { name: "logs_metrics", title: |metric| metric["id"].as_str().unwrap_or_default(), routes: LOGS_ROUTES };
pub(super) static SPANS: Kind =
    Kind { name: "spans_metrics", title: |metric| metric["id"].as_str().unwrap_or_default(), routes: SPANS_ROUTES };

static LOGS_ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/logs/config/metrics", |call| list(call, LOGS.name)).limited(&READS),
    Route::new(Method::POST, "/api/v2/logs/config/metrics", |call| create(call, LOGS.name)).limited(&WRITES),
    Route::new(Method::GET, "/api/v2/logs/config/metrics/{id}", |call| read(call, LOGS.name)),
    Route::new(Method::PATCH, "/api/v2/logs/config/metrics/{id}", |call| update(call, LOGS.name)).limited(&WRITES),
    Route::new(Method::DELETE, "/api/v2/logs/config/metrics/{id}", |call| delete(call, LOGS.name)),
];

static SPANS_ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/apm/config/metrics", |call| list(call, SPANS.name)),
    Route::new(Method::POST, "/api/v2/apm/config/metrics", |call| create(call, SPANS.name)),
    Route::new(Method::GET, "/api/v2/apm/config/metrics/{id}", |call| read(call, SPANS.name)),
    Route::new(Method::PATCH, "/api/v2/apm/config/metrics/{id}", |call| update(call, SPANS.name)),
    Route::new(Method::DELETE, "/api/v2/apm/config/metrics/{id}", |call| delete(call, SPANS.name)),
];

fn list(call: &Call<'_>, sort: &str) -> Answer {
    Ok(Reply::ok(json!({"data": call.objects.list(sort)?})))
}

fn create(call: &Call<'_>, sort: &str) -> Answer {
    let mut metric = attributes(call, sort)?.clone();
    let name = stored_name(sent_id(call));
    if name.is_empty() {
        return Err(Reply::invalid("data.id"));
    }
    if call.objects.get(sort, &name)?.is_some() {
        return Err(Reply::error(
            409,
            format!(
                "conflict(Field 'data.id' is invalid: '{name}' cannot be used as metric name, a metric already exists with that name)"
            ),
        ));
    }
    let aggregation = metric.get("compute").and_then(|compute| compute["aggregation_type"].as_str()).map(str::to_owned);
    match aggregation.as_deref() {
        Some("count") => {}
        Some("distribution") => {
            if let Some(compute) = metric.get_mut("compute").and_then(Value::as_object_mut) {
                compute.entry("include_percentiles").or_insert(json!(false));
            }
        }
        _ => return Err(Reply::invalid("data.attributes.compute.aggregation_type")),
    }
    settle(&mut metric);
    save(call, sort, &name, metric)
}

/// Takes the percentiles of `compute`; what is computed and of what stays as it was made.
fn update(call: &Call<'_>, sort: &str) -> Answer {
    let before = stored(call, sort)?;
    let sent = attributes(call, sort)?;
    let mut metric = over(&before, sent);
    let mut compute = before["attributes"]["compute"].clone();
    if let Some(changes) = sent.get("compute") {
        if changes.get("aggregation_type").is_some() || changes.get("path").is_some() {
            // The wording is ours: no recording tries.
            return Err(Reply::bad_request("Field 'data.attributes.compute' cannot be updated"));
        }
        if let Some(percentiles) = changes.get("include_percentiles") {
            compute["include_percentiles"] = percentiles.clone();
        }
    }
    metric.insert("compute".to_owned(), compute);
    settle(&mut metric);
    save(call, sort, call.id(), metric)
}

fn settle(metric: &mut Map<String, Value>) {
    if metric.get("filter").is_none_or(|filter| filter["query"].is_null()) {
        metric.insert("filter".to_owned(), json!({"query": "*"}));
    }
    if metric.get("group_by").is_none_or(Value::is_null) {
        metric.insert("group_by".to_owned(), json!([]));
    }
}

fn save(call: &Call<'_>, sort: &str, name: &str, metric: Map<String, Value>) -> Answer {
    let stored = resource(sort, name, metric);
    call.objects.put(sort, name, &stored)?;
    Ok(answer(200, &stored))
}

fn read(call: &Call<'_>, sort: &str) -> Answer {
    Ok(answer(200, &stored(call, sort)?))
}

fn delete(call: &Call<'_>, sort: &str) -> Answer {
    let metric = stored(call, sort)?;
    call.objects.delete(sort, call.id(), &metric)?;
    Ok(Reply::no_content())
}

fn stored(call: &Call<'_>, sort: &str) -> Result<Value, Reply> {
    let missing = || Reply::not_found(format!("not_found(Metric with name '{}' not found)", call.id()));
    call.objects.get(sort, call.id())?.ok_or_else(missing)
}

/// As recorded: hyphens became underscores, and quotes around the whole name went.
fn stored_name(sent: &str) -> String {
    let name: String = sent.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' }).collect();
    name.trim_matches('_').to_owned()
}
