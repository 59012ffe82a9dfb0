//! Service definitions: `/api/v2/services/definitions`.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::sandbox::clock;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Body, Call, Reply, text};

const DEFINITION: &str = "service-definition";
const DEFAULT_SIZE: usize = 10;
pub(super) static KIND: Kind = Kind {
    name: DEFINITION,
    title: |definition| definition["attributes"]["schema"]["dd-service"].as_str().unwrap_or_default(),
    routes: ROUTES,
};

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/services/definitions", list),
    Route::new(Method::POST, "/api/v2/services/definitions", write),
    Route::new(Method::GET, "/api/v2/services/definitions/{name}", read),
    Route::new(Method::DELETE, "/api/v2/services/definitions/{name}", delete),
];

fn list(call: &Call<'_>) -> Answer {
    let number = call.query.number("page[number]")?.unwrap_or(0);
    let size = call.query.number("page[size]")?.unwrap_or(DEFAULT_SIZE);
    let all = call.objects.list(DEFINITION)?.into_iter();
    let page: Vec<Value> = all.skip(number.saturating_mul(size)).take(size).collect();
    Ok(Reply::ok(json!({"data": page})))
}

/// Makes or replaces the definition of a service, and answers with a list of one.
fn write(call: &Call<'_>) -> Answer {
    let mut schema = call.object()?.clone();
    let ingested = [text(&schema, "apiVersion"), text(&schema, "schema-version")].concat();
    if ingested.starts_with("backstage.io/") {
        schema = made_of_backstage(&schema);
    }
    let name = text(&schema, "dd-service").to_owned();
    let version = text(&schema, "schema-version").to_owned();
    if name.is_empty() || version.is_empty() {
        return Err(Reply::invalid(if name.is_empty() { "dd-service" } else { "schema-version" }));
    }
    if version == "v2" {
        // Later versions add nothing.
        let added = json!({"docs": [], "links": [], "repos": [], "extensions": {}, "integrations": {}, "team": ""});
        for (field, value) in added.as_object().into_iter().flatten() {
            schema.entry(field.clone()).or_insert_with(|| value.clone());
        }
        let slug = text(&schema, "team").to_lowercase().replace(' ', "-");
        schema.entry("dd-team").or_insert(json!(slug));
    }
    // In an order of the API's own (8 recordings): here, backwards.
    for field in ["tags", "contacts"] {
        if let Some(items) = schema.get_mut(field).and_then(Value::as_array_mut) {
            items.reverse();
        }
    }
    let definition = json!({
        "id": format!("{:032x}", name.bytes().fold(7_u128, |sum, byte| sum.wrapping_mul(257).wrapping_add(byte.into()))),
        "type": DEFINITION,
        "attributes": {
            "meta": {"ingested-schema-version": ingested, "ingestion-source": "api", "github-html-url": "",
                "last-modified-time": clock::stamp(call.now), "origin": "unknown", "origin-detail": "", "warnings": []},
            "schema": schema,
        },
    });
    call.objects.put(DEFINITION, &name, &definition)?;
    Ok(Reply::ok(json!({"data": [definition]})))
}

/// What a component of Backstage becomes, as recorded in 2025.
fn made_of_backstage(component: &Map<String, Value>) -> Map<String, Value> {
    let component = Value::Object(component.clone());
    let (metadata, spec) = (&component["metadata"], &component["spec"]);
    let mut tags: Vec<String> = Vec::new();
    for (name, value) in metadata["annotations"].as_object().into_iter().flatten() {
        tags.push(format!("{name}:{}", value.as_str().unwrap_or_default()));
    }
    for (name, value) in
        [("backstage.type", &spec["type"]), ("namespace", &metadata["namespace"]), ("system", &spec["system"])]
    {
        tags.extend(value.as_str().map(|value| format!("{name}:{value}")));
    }
    tags.extend(metadata["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
    tags.sort();
    let links = metadata["links"].as_array().into_iter().flatten();
    let links: Vec<Value> =
        links.map(|link| json!({"name": link["title"], "type": "other", "url": link["url"]})).collect();
    let mut made = Map::from_iter([("schema-version".to_owned(), json!("v2.2"))]);
    for (field, value) in [
        ("dd-service", &metadata["name"]),
        ("team", &spec["owner"]),
        ("description", &metadata["description"]),
        ("lifecycle", &spec["lifecycle"]),
    ] {
        if value.is_string() {
            made.insert(field.to_owned(), value.clone());
        }
    }
    made.insert("links".to_owned(), links.into());
    made.insert("tags".to_owned(), tags.into());
    let called = json!({"pagerduty": {"service-url": ""}, "opsgenie": {"service-url": ""}});
    made.insert("integrations".to_owned(), called);
    made
}

fn read(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(json!({"data": stored(call)?})))
}

fn delete(call: &Call<'_>) -> Answer {
    let definition = stored(call)?;
    call.objects.delete(DEFINITION, call.id(), &definition)?;
    Ok(Reply::no_content())
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    let missing = || Reply::new(404, Body::Json(json!({"errors": ["Not Found"], "error_details": [{}]})));
    call.objects.get(DEFINITION, call.id())?.ok_or_else(missing)
}
