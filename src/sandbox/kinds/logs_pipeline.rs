//! Logs pipelines: `/api/v1/logs/config/pipelines`, and their order beside it. Whatever is not there answers 400.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::resource::short_id;
use crate::sandbox::limits::Bucket;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Body, Call, Reply};

pub(super) const PIPELINE: &str = "pipeline";

static READS: Bucket = Bucket { name: "logs_public_config_api_pipelines_read", limit: 420, period: 300 };
static WRITES: Bucket = Bucket { name: "logs_public_config_api_pipelines_write", limit: 300, period: 300 };

pub(super) static KIND: Kind =
    Kind { name: PIPELINE, title: |pipeline| pipeline["name"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v1/logs/config/pipelines", list).limited(&READS),
    Route::new(Method::POST, "/api/v1/logs/config/pipelines", create).limited(&WRITES),
    Route::new(Method::GET, "/api/v1/logs/config/pipelines/{id}", read).limited(&READS),
    Route::new(Method::PUT, "/api/v1/logs/config/pipelines/{id}", update).limited(&WRITES),
    Route::new(Method::DELETE, "/api/v1/logs/config/pipelines/{id}", delete).limited(&WRITES),
    Route::new(Method::GET, "/api/v1/logs/config/pipeline-order", read_order).limited(&READS),
    Route::new(Method::PUT, "/api/v1/logs/config/pipeline-order", write_order).limited(&WRITES),
];

const ORDER: &str = "pipeline-order";

/// Every account has pipelines of integrations, which nobody can write; here it is one.
fn integration() -> Value {
    json!({
        "id": "sandbox_nginx_pipeline", "type": PIPELINE, "name": "Nginx", "is_enabled": true, "is_read_only": true,
        "filter": {"query": "source:nginx"}, "tags": [], "processors": [],
    })
}

fn list(call: &Call<'_>) -> Answer {
    let mut pipelines = vec![integration()];
    pipelines.extend(call.objects.list(PIPELINE)?);
    Ok(Reply::ok(Value::Array(pipelines)))
}

fn read_order(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(json!({"pipeline_ids": order(call)?})))
}

/// Takes every pipeline once, or nothing.
fn write_order(call: &Call<'_>) -> Answer {
    let Some(sent) = call.object()?.get("pipeline_ids").and_then(Value::as_array) else {
        return Err(invalid("Invalid pipeline_ids"));
    };
    let names = |ids: &[Value]| ids.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    let now = order(call)?;
    if names(sent) != names(&now) || sent.len() != now.len() {
        let message = "Cannot map pipelines to existing ones";
        let error = json!({"error": {"code": "Unprocessable", "message": message}});
        return Err(Reply::new(422, Body::Json(error)));
    }
    call.objects.put(ORDER, ORDER, &json!({"pipeline_ids": sent}))?;
    read_order(call)
}

/// As written last, without the deleted, and with the new ones behind.
fn order(call: &Call<'_>) -> Result<Vec<Value>, Reply> {
    let integration = integration()["id"].clone();
    let stored = call.objects.list(PIPELINE)?;
    let all: Vec<Value> = std::iter::once(integration).chain(stored.iter().map(|one| one["id"].clone())).collect();
    let written = call.objects.get(ORDER, ORDER)?.unwrap_or_default();
    let written = written["pipeline_ids"].as_array().cloned().unwrap_or_default();
    let mut order: Vec<Value> = written.into_iter().filter(|id| all.contains(id)).collect();
    let new: Vec<Value> = all.into_iter().filter(|id| !order.contains(id)).collect();
    order.extend(new);
    Ok(order)
}

fn create(call: &Call<'_>) -> Answer {
    let id = short_id(call.objects.next(PIPELINE)?);
    save(call, &id)
}

fn update(call: &Call<'_>) -> Answer {
    stored(call)?;
    save(call, call.id())
}

/// A PUT replaces.
fn save(call: &Call<'_>, id: &str) -> Answer {
    let mut pipeline = call.object()?.clone();
    if !pipeline.get("name").is_some_and(Value::is_string) {
        return Err(invalid("Invalid name"));
    }
    pipeline.insert("id".to_owned(), json!(id));
    pipeline.insert("type".to_owned(), json!(PIPELINE));
    pipeline.insert("is_read_only".to_owned(), json!(false));
    pipeline.entry("is_enabled").or_insert(json!(false));
    pipeline.entry("processors").or_insert(json!([]));
    let tags = pipeline.entry("tags").or_insert(json!([]));
    if let Some(tags) = tags.as_array_mut() {
        tags.sort_by_cached_key(ToString::to_string);
    }
    for processor in items(&mut pipeline, "processors") {
        fill(processor, false);
    }
    let pipeline = Value::Object(pipeline);
    call.objects.put(PIPELINE, id, &pipeline)?;
    Ok(Reply::ok(pipeline))
}

/// What was recorded to be added to a processor; a sub-processor of a list gets more than one at the top.
fn fill(processor: &mut Value, within_list: bool) {
    match fields_type(processor) {
        "grok-parser" => set(processor, "samples", json!([])),
        "geo-ip-parser" => set(processor, "ip_processing_behavior", json!("do-nothing")),
        "attribute-remapper" if within_list => {
            set(processor, "override_on_conflict", json!(false));
            set(processor, "preserve_source", json!(false));
        }
        "arithmetic-processor" | "string-builder-processor" if within_list => {
            set(processor, "is_replace_missing", json!(false));
        }
        "pipeline" => {
            set(processor, "processors", json!([]));
            nested(processor, "processors", |inner| fill(inner, false));
        }
        "array-map-processor" => {
            set(processor, "preserve_source", json!(true));
            nested(processor, "processors", |inner| fill(inner, true));
        }
        "array-processor" => {
            let operation = &mut processor["operation"];
            match fields_type(operation) {
                "append" => set(operation, "preserve_source", json!(true)),
                "key-value" => set(operation, "override_on_conflict", json!(false)),
                _ => {}
            }
        }
        "schema-processor" => {
            set(&mut processor["schema"], "extensions", json!([]));
            nested(processor, "mappers", map);
        }
        _ => {}
    }
}

fn map(mapper: &mut Value) {
    match fields_type(mapper) {
        "schema-remapper" => {
            set(mapper, "override_on_conflict", json!(false));
            set(mapper, "preserve_source", json!(false));
        }
        "schema-category-mapper" => set(mapper, "fallback", json!({"values": {}, "sources": {}})),
        _ => {}
    }
}

fn fields_type(step: &Value) -> &str {
    step.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn set(step: &mut Value, name: &str, value: Value) {
    if let Some(fields) = step.as_object_mut()
        && fields.get(name).is_none_or(Value::is_null)
    {
        fields.insert(name.to_owned(), value);
    }
}

fn nested(step: &mut Value, name: &str, work: impl Fn(&mut Value)) {
    if let Some(fields) = step.as_object_mut() {
        items(fields, name).for_each(work);
    }
}

fn items<'a>(fields: &'a mut Map<String, Value>, name: &str) -> impl Iterator<Item = &'a mut Value> {
    fields.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten()
}

fn read(call: &Call<'_>) -> Answer {
    let integration = integration();
    if integration["id"] == *call.id() {
        return Ok(Reply::ok(integration));
    }
    stored(call).map(Reply::ok)
}

fn delete(call: &Call<'_>) -> Answer {
    let pipeline = stored(call)?;
    call.objects.delete(PIPELINE, call.id(), &pipeline)?;
    Ok(Reply::ok(json!({})))
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    call.objects.get(PIPELINE, call.id())?.ok_or_else(|| invalid("Non existing pipeline"))
}

fn invalid(message: &str) -> Reply {
    Reply::new(400, Body::Json(json!({"error": {"code": "InvalidArgument", "message": message}})))
}
