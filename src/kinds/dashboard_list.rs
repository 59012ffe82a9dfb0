//! Lists of dashboards, `/api/v1/dashboard/lists/manual`. Their dashboards have an endpoint of their own.

use serde_json::{Map, Value};

use super::ordered_as;
use crate::model::{Danger, Dangers, Default, Detail, History, Id, IdType, Kind, Listing, Lit, Natural, Part};

pub static DASHBOARD_LIST: Kind = Kind {
    name: "dashboard-list",
    folder: "dashboard-lists",
    path: "/api/v1/dashboard/lists/manual",
    page: "/dashboard/lists/manual/{id}",
    id: Id { field: "id", json: IdType::Integer },
    natural: Natural::At("/name"),
    // Its dashboards are null there, and in every answer but that of the part (22 recordings).
    listing: Listing { items: "dashboard_lists", detail: Detail::Summary, ..Kind::REST.listing },
    parts: &[Part { field: "dashboards", path: "/api/v2/dashboard/lists/manual/{id}/dashboards" }],
    history: History { at: "/modified", by: "", asset: "" },
    dangers: Dangers { gone: Danger::Looks, changed: Danger::Looks, extra: Danger::Looks, ..Kind::REST.dangers },
    server_owned: &["/id", "/type", "/author", "/created", "/modified", "/dashboard_count", "/is_favorite"],
    // A file without dashboards leaves it to people what they put into the list.
    defaults: &[Default::new("/dashboards", Lit::Unmanaged)],
    text_ids: &["/dashboards/*/id"],
    canonical,
    view,
    // What a read shows of an item beside that is not carried over.
    body: |list, _| canonical(list),
    ..Kind::REST
};

/// An item is its type and id; titles, owners and popularity come along when it is read.
fn canonical(list: &mut Value) {
    for item in list.get_mut("dashboards").and_then(Value::as_array_mut).into_iter().flatten() {
        let fields = ["id", "type"].into_iter().filter_map(|field| Some((field.to_owned(), item.get(field)?.clone())));
        *item = Value::Object(fields.collect::<Map<_, _>>());
    }
}

/// A list is a set.
fn view(live: &mut Value, desired: &Value) {
    if let (Some(items), Some(wanted)) = (live.get_mut("dashboards"), desired.get("dashboards")) {
        ordered_as(items, wanted, |item, wanted| {
            item.get("id") == wanted.get("id") && item.get("type") == wanted.get("type")
        });
    }
}
