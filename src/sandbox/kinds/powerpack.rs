//! Powerpacks: `/api/v2/powerpacks`.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::resource::{answer, attributes, over, resource, uuid};
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

const POWERPACK: &str = "powerpack";
const DEFAULT_LIMIT: usize = 25;
const MOST: usize = 1000;
/// Widget ids have sixteen digits.
const FIRST_WIDGET: i64 = 3_000_000_000_000_000;

pub(super) static KIND: Kind =
    Kind { name: POWERPACK, title: |pack| pack["attributes"]["name"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/powerpacks", list),
    Route::new(Method::POST, "/api/v2/powerpacks", create),
    Route::new(Method::GET, "/api/v2/powerpacks/{id}", read),
    Route::new(Method::PATCH, "/api/v2/powerpacks/{id}", update),
    Route::new(Method::DELETE, "/api/v2/powerpacks/{id}", delete),
];

/// `links.next` leads on from the last page too.
fn list(call: &Call<'_>) -> Answer {
    let offset = call.query.number("page[offset]")?.unwrap_or(0);
    let limit = call.query.number("page[limit]")?.unwrap_or(DEFAULT_LIMIT).min(MOST);
    let packs: Vec<Value> = call.objects.list(POWERPACK)?.into_iter().skip(offset).take(limit).collect();
    let page = |offset: usize| {
        format!("https://api.datadoghq.com/api/v2/powerpacks?page[offset]={offset}&page[limit]={limit}")
    };
    let links =
        json!({"self": page(offset), "first": page(0), "last": null, "prev": null, "next": page(offset + limit)});
    let pagination = json!({"type": "offset_limit", "offset": offset, "limit": limit, "next_offset": offset + limit});
    Ok(Reply::ok(json!({"data": packs, "links": links, "meta": {"pagination": pagination}})))
}

fn create(call: &Call<'_>) -> Answer {
    let sent = attributes(call, POWERPACK)?.clone();
    let id = uuid(call.objects.next(POWERPACK)?);
    save(call, &id, sent)
}

fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    save(call, call.id(), over(&before, attributes(call, POWERPACK)?))
}

fn save(call: &Call<'_>, id: &str, mut pack: Map<String, Value>) -> Answer {
    if text(&pack, "name").is_empty() {
        return Err(Reply::invalid("name"));
    }
    let Some(group) = pack.get_mut("group_widget").filter(|group| group.pointer("/definition/widgets").is_some())
    else {
        return Err(Reply::invalid("group_widget"));
    };
    if group["layout"].is_null() {
        group["layout"] = json!({"x": 0, "y": 0, "width": 12, "height": 1});
    }
    for widget in group["definition"]["widgets"].as_array_mut().into_iter().flatten() {
        if !widget["id"].is_u64() {
            widget["id"] = json!(FIRST_WIDGET + call.objects.next("powerpack widget")?);
        }
    }
    let mut stored = resource(POWERPACK, id, pack);
    stored["relationships"] = json!({"author": {"data": {"type": "users", "id": uuid(1)}}});
    call.objects.put(POWERPACK, id, &stored)?;
    Ok(answer(200, &stored))
}

fn read(call: &Call<'_>) -> Answer {
    Ok(answer(200, &stored(call)?))
}

fn delete(call: &Call<'_>) -> Answer {
    let pack = stored(call)?;
    call.objects.delete(POWERPACK, call.id(), &pack)?;
    Ok(Reply::no_content())
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    let missing = || Reply::not_found(format!("Powerpack with ID {} not found", call.id()));
    call.objects.get(POWERPACK, call.id())?.ok_or_else(missing)
}
