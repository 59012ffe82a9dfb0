//! What is known of a metric: its metadata (`/api/v1/metrics/{name}`) and its tags (`/api/v2/metrics/{name}/tags`).

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::resource::{answer, attributes, over, resource};
use crate::sandbox::clock;
use crate::sandbox::limits::Bucket;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply};

const METADATA: &str = "metric_metadata";
const TAGS: &str = "manage_tags";
/// What an answer shows of a metric, null where nothing is known.
const KNOWN: [&str; 6] = ["description", "short_name", "type", "unit", "per_unit", "statsd_interval"];

static METADATA_WRITES: Bucket = Bucket { name: "put_metrics", limit: 2000, period: 60 };
/// As recorded; more would be wished for.
static TAGS_API: Bucket = Bucket { name: "manage_tags_api", limit: 50, period: 60 };

pub(super) static METADATA_KIND: Kind =
    Kind { name: METADATA, title: |metric| metric["short_name"].as_str().unwrap_or_default(), routes: METADATA_ROUTES };
pub(super) static TAGS_KIND: Kind = Kind {
    name: TAGS,
    title: |tags| tags["attributes"]["metric_type"].as_str().unwrap_or_default(),
    routes: TAGS_ROUTES,
};

static METADATA_ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v1/metrics/{name}", metadata),
    Route::new(Method::PUT, "/api/v1/metrics/{name}", describe).limited(&METADATA_WRITES),
];

static TAGS_ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/metrics/{name}/tags", tags).limited(&TAGS_API),
    Route::new(Method::POST, "/api/v2/metrics/{name}/tags", create).limited(&TAGS_API),
    Route::new(Method::PATCH, "/api/v2/metrics/{name}/tags", update).limited(&TAGS_API),
    Route::new(Method::DELETE, "/api/v2/metrics/{name}/tags", delete).limited(&TAGS_API),
];

/// Without the name: only the path has it.
fn metadata(call: &Call<'_>) -> Answer {
    let found = call.objects.get(METADATA, call.id())?;
    found.map(Reply::ok).ok_or_else(|| Reply::not_found(format!("metric_name {} not found", call.id())))
}

/// A PUT keeps what it leaves out. No metric is ever sent to the sandbox, so any name will do.
fn describe(call: &Call<'_>) -> Answer {
    let mut metric: Map<String, Value> = KNOWN.iter().map(|field| ((*field).to_owned(), Value::Null)).collect();
    metric.insert("integration".to_owned(), Value::Null);
    if let Some(Value::Object(before)) = call.objects.get(METADATA, call.id())? {
        metric.extend(before);
    }
    let sent = call.object()?;
    metric.extend(KNOWN.iter().filter_map(|field| Some(((*field).to_owned(), sent.get(*field)?.clone()))));
    let metric = Value::Object(metric);
    call.objects.put(METADATA, call.id(), &metric)?;
    Ok(Reply::ok(metric))
}

fn tags(call: &Call<'_>) -> Answer {
    Ok(answer(200, &stored(call)?))
}

fn create(call: &Call<'_>) -> Answer {
    let mut sent = attributes(call, TAGS)?.clone();
    if call.objects.get(TAGS, call.id())?.is_some() {
        return Err(Reply::error(409, format!("{} already has a tag configuration", call.id())));
    }
    match sent.get("metric_type").and_then(Value::as_str) {
        Some("gauge" | "count" | "rate") => {
            sent.entry("aggregations").or_insert(json!([{"time": "sum", "space": "sum"}]));
        }
        Some("distribution") => {
            sent.entry("include_percentiles").or_insert(json!(false));
        }
        _ => return Err(Reply::invalid("data.attributes.metric_type")),
    }
    sent.insert("created_at".to_owned(), clock::stamp(call.now));
    save(call, 201, sent)
}

fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    let sent = attributes(call, TAGS)?;
    let other = sent.get("metric_type").is_some_and(|sort| *sort != before["attributes"]["metric_type"]);
    if other {
        return Err(Reply::error(422, "metric_type cannot be changed"));
    }
    save(call, 200, over(&before, sent))
}

fn save(call: &Call<'_>, status: u16, mut tags: Map<String, Value>) -> Answer {
    // In an order of the API's own (21 of 31 recordings): here, backwards.
    if let Some(keys) = tags.get_mut("tags").and_then(Value::as_array_mut) {
        keys.sort_by_cached_key(|key| std::cmp::Reverse(key.to_string()));
    }
    tags.insert("modified_at".to_owned(), clock::stamp(call.now));
    let stored = resource(TAGS, call.id(), tags);
    call.objects.put(TAGS, call.id(), &stored)?;
    Ok(answer(status, &stored))
}

fn delete(call: &Call<'_>) -> Answer {
    let tags = stored(call)?;
    call.objects.delete(TAGS, call.id(), &tags)?;
    Ok(Reply::no_content())
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    call.objects.get(TAGS, call.id())?.ok_or_else(|| Reply::not_found(format!("{} not found", call.id())))
}
