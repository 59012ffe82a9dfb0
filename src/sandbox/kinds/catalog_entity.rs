//! Entities of the software catalog: `/api/v2/catalog/entity`. What was sent comes back beside the items, where asked for.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::resource::uuid;
use crate::sandbox::clock;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

const ENTITY: &str = "entity";
const DEFAULT_SIZE: usize = 100;
pub(super) static KIND: Kind = Kind {
    name: ENTITY,
    title: |entity| entity["attributes"]["displayName"].as_str().unwrap_or_default(),
    routes: ROUTES,
};

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/catalog/entity", list),
    Route::new(Method::POST, "/api/v2/catalog/entity", upsert),
    Route::new(Method::DELETE, "/api/v2/catalog/entity/{id}", delete),
];

fn list(call: &Call<'_>) -> Answer {
    let offset = call.query.number("page[offset]")?.unwrap_or(0);
    let limit = call.query.number("page[limit]")?.unwrap_or(DEFAULT_SIZE);
    let wanted = |entity: &Value| {
        let is = |filter: &str, value: &Value| call.query.text(filter).is_none_or(|wanted| *value == *wanted);
        let attributes = &entity["attributes"];
        let by_reference = call.query.text("filter[ref]").is_none_or(|wanted| full(wanted) == reference(attributes));
        by_reference
            && is("filter[id]", &entity["id"])
            && is("filter[name]", &attributes["name"])
            && is("filter[kind]", &attributes["kind"])
            && is("filter[owner]", &attributes["owner"])
    };
    let found = call.objects.list(ENTITY)?.into_iter().filter(wanted);
    let page: Vec<Value> = found.skip(offset).take(limit).collect();
    let with_schema = call.query.list("include").contains(&"schema");
    Ok(Reply::ok(compound(page, with_schema)))
}

/// Makes or replaces the entity of its kind, namespace and name.
fn upsert(call: &Call<'_>) -> Answer {
    let mut schema = call.object()?.clone();
    for field in ["apiVersion", "kind"] {
        if text(&schema, field).is_empty() {
            return Err(Reply::invalid(field));
        }
    }
    let (version, kind) = (text(&schema, "apiVersion").to_owned(), text(&schema, "kind").to_owned());
    let Some(metadata) = schema.get_mut("metadata").and_then(Value::as_object_mut) else {
        return Err(Reply::invalid("metadata"));
    };
    if text(metadata, "name").is_empty() {
        return Err(Reply::invalid("metadata.name"));
    }
    metadata.entry("namespace").or_insert(json!("default"));
    let attributes = attributes(&version, &kind, metadata);
    let reference = reference(&attributes);
    let before = call.objects.get(ENTITY, &reference)?;
    let id = match &before {
        Some(before) => before["id"].clone(),
        None => json!(uuid(call.objects.next(ENTITY)?)),
    };
    let now = clock::stamp(call.now);
    let created = before.map_or_else(|| now.clone(), |before| before["meta"]["createdAt"].clone());
    let meta = json!({"createdAt": created, "modifiedAt": now, "ingestionSource": "api"});
    metadata.insert("managed".to_owned(), meta.clone());
    settle(&mut schema);
    let entity = json!({"id": id, "type": ENTITY, "attributes": attributes, "meta": meta, "schema": schema});
    call.objects.put(ENTITY, &reference, &entity)?;
    Ok(Reply { status: 202, ..Reply::ok(compound(vec![entity], true)) })
}

/// What an item of a list shows of an entity.
fn attributes(version: &str, kind: &str, metadata: &Map<String, Value>) -> Value {
    let mut attributes = json!({"apiVersion": version, "kind": kind});
    for field in ["name", "namespace", "displayName", "description", "owner", "tags"] {
        if let Some(value) = metadata.get(field) {
            attributes[field] = value.clone();
        }
    }
    attributes
}

/// Lists that are empty go, and searches without a name get an empty one, as recorded.
fn settle(schema: &mut Map<String, Value>) {
    for part in ["metadata", "spec", "datadog"] {
        if let Some(fields) = schema.get_mut(part).and_then(Value::as_object_mut) {
            fields.retain(|_, value| *value != json!([]));
        }
    }
    for searches in ["events", "logs"] {
        let found = schema.get_mut("datadog").and_then(|datadog| datadog.get_mut(searches));
        for search in found.and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut) {
            search.entry("name").or_insert(json!(""));
        }
    }
}

/// Items, and beside them what was sent for each.
fn compound(entities: Vec<Value>, with_schema: bool) -> Value {
    let mut included = Vec::new();
    let mut data = Vec::new();
    for mut entity in entities {
        let schema = entity["schema"].take();
        if let Some(fields) = entity.as_object_mut() {
            fields.shift_remove("schema");
            if with_schema {
                let link = json!({"id": fields["id"], "type": "schema"});
                included.push(json!({"id": fields["id"], "type": "schema", "attributes": {"schema": schema}}));
                fields.insert("relationships".to_owned(), json!({"schema": {"data": link}}));
            }
        }
        data.push(entity);
    }
    json!({"data": data, "meta": {"count": data.len(), "includeCount": included.len()}, "included": included})
}

fn delete(call: &Call<'_>) -> Answer {
    let wanted = |entity: &Value| entity["id"] == *call.id() || reference(&entity["attributes"]) == full(call.id());
    // The wording is ours: no recording tries.
    let missing = || Reply::not_found("entity not found");
    let entity = call.objects.list(ENTITY)?.into_iter().find(wanted).ok_or_else(missing)?;
    call.objects.delete(ENTITY, &reference(&entity["attributes"]), &entity)?;
    Ok(Reply::no_content())
}

fn reference(attributes: &Value) -> String {
    let text = |field: &str| attributes[field].as_str().unwrap_or_default().to_owned();
    format!("{}:{}/{}", text("kind"), text("namespace"), text("name"))
}

/// `service:checkout` is short for `service:default/checkout`.
fn full(reference: &str) -> String {
    match reference.split_once(':') {
        Some((kind, name)) if !name.contains('/') => format!("{kind}:default/{name}"),
        _ => reference.to_owned(),
    }
}
