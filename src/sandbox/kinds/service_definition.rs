//! Service definitions: `/api/v2/services/definitions`.

use axum::http::Method;
use serde_json::{Value, json};

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
            "meta": {"ingested-schema-version": version, "ingestion-source": "api", "github-html-url": "",
                "last-modified-time": clock::stamp(call.now), "origin": "unknown", "origin-detail": "", "warnings": []},
            "schema": schema,
        },
    });
    call.objects.put(DEFINITION, &name, &definition)?;
    Ok(Reply::ok(json!({"data": [definition]})))
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
