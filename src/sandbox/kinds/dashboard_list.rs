//! Lists of dashboards: `/api/v1/dashboard/lists/manual`, with what is in them at `/api/v2`.

use axum::http::Method;
use serde_json::{Value, json};

use super::account;
use crate::sandbox::clock;
use crate::sandbox::limits::GLOBAL_ORG;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

const LIST: &str = "manual_dashboard_list";
const ITEMS: &str = "/api/v2/dashboard/lists/manual/{id}/dashboards";

pub(super) static KIND: Kind =
    Kind { name: LIST, title: |list| list["name"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v1/dashboard/lists/manual", list).limited(&GLOBAL_ORG),
    Route::new(Method::POST, "/api/v1/dashboard/lists/manual", create).limited(&GLOBAL_ORG),
    Route::new(Method::GET, "/api/v1/dashboard/lists/manual/{id}", read).limited(&GLOBAL_ORG),
    Route::new(Method::PUT, "/api/v1/dashboard/lists/manual/{id}", update).limited(&GLOBAL_ORG),
    Route::new(Method::DELETE, "/api/v1/dashboard/lists/manual/{id}", delete).limited(&GLOBAL_ORG),
    Route::new(Method::GET, ITEMS, items).limited(&GLOBAL_ORG),
    Route::new(Method::PUT, ITEMS, replace_items).limited(&GLOBAL_ORG),
];

fn list(call: &Call<'_>) -> Answer {
    let lists: Vec<Value> = call.objects.list(LIST)?.iter().map(shown).collect();
    Ok(Reply::ok(json!({"dashboard_lists": lists})))
}

fn create(call: &Call<'_>) -> Answer {
    let name = named(call)?;
    let id = 269_881 + call.objects.next(LIST)?;
    let list = json!({
        "dashboards": [],
        "name": name,
        "created": clock::stamp(call.now),
        "modified": clock::stamp(call.now),
        "author": {"handle": account::HANDLE, "name": account::NAME},
        "id": id,
    });
    call.objects.put(LIST, &id.to_string(), &list)?;
    Ok(Reply::ok(shown(&list)))
}

fn update(call: &Call<'_>) -> Answer {
    let mut list = stored(call)?;
    list["name"] = json!(named(call)?);
    list["modified"] = clock::stamp(call.now);
    call.objects.put(LIST, call.id(), &list)?;
    Ok(Reply::ok(shown(&list)))
}

fn named<'a>(call: &'a Call<'_>) -> Result<&'a str, Reply> {
    let name = text(call.object()?, "name");
    if name.is_empty() { Err(Reply::invalid("name")) } else { Ok(name) }
}

/// What is in a list is not shown there: null, and how many there are.
fn shown(list: &Value) -> Value {
    let mut list = list.clone();
    list["dashboard_count"] = json!(list["dashboards"].as_array().map_or(0, Vec::len));
    list["dashboards"] = Value::Null;
    list["is_favorite"] = json!(false);
    list["type"] = json!(LIST);
    list
}

fn read(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(shown(&stored(call)?)))
}

fn delete(call: &Call<'_>) -> Answer {
    let list = stored(call)?;
    call.objects.delete(LIST, call.id(), &list)?;
    Ok(Reply::ok(json!({"deleted_dashboard_list_id": list["id"]})))
}

/// With titles and the like, the newest first.
fn items(call: &Call<'_>) -> Answer {
    let list = stored(call)?;
    let mut items = Vec::new();
    for item in list["dashboards"].as_array().into_iter().flatten().rev() {
        let id = item["id"].as_str().unwrap_or_default();
        let board = call.objects.get("dashboard", id)?.unwrap_or_default();
        items.push(json!({
            "id": id, "type": item["type"], "title": board["title"], "url": board["url"],
            "author": {"handle": board["author_handle"], "name": board["author_name"]},
            "created": board["created_at"], "modified": board["modified_at"], "popularity": 0, "icon": null,
            "integration_id": null, "is_favorite": false, "is_read_only": false, "is_shared": false, "tags": [],
        }));
    }
    Ok(Reply::ok(json!({"total": items.len(), "dashboards": items})))
}

fn replace_items(call: &Call<'_>) -> Answer {
    let mut list = stored(call)?;
    let sent =
        call.object()?.get("dashboards").and_then(Value::as_array).ok_or_else(|| Reply::invalid("dashboards"))?;
    for item in sent {
        let (sort, id) = (item["type"].as_str().unwrap_or_default(), item["id"].as_str().unwrap_or_default());
        let of_people = matches!(sort, "custom_timeboard" | "custom_screenboard");
        let board = call.objects.get("dashboard", id)?;
        let layout = if sort == "custom_timeboard" { "ordered" } else { "free" };
        if of_people && board.is_none_or(|board| board["layout_type"] != layout) {
            return Err(Reply::not_found(format!("{sort} {id} not found")));
        }
    }
    list["dashboards"] = sent.iter().map(|item| json!({"id": item["id"], "type": item["type"]})).collect();
    call.objects.put(LIST, call.id(), &list)?;
    Ok(Reply::ok(json!({"dashboards": list["dashboards"]})))
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    let missing = || Reply::not_found(format!("Manual Dashboard List with id {} not found", call.id()));
    call.objects.get(LIST, call.id())?.ok_or_else(missing)
}
