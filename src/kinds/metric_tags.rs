//! Which tags of a metric can be queried, `/api/v2/metrics/{name}/tags`.

use serde_json::Value;

use crate::model::{Create, Default, History, Kind, Listing, Lit, Natural, Paging, Update, Verb, envelope};

pub static METRIC_TAGS: Kind = Kind {
    name: "metric-tags",
    folder: "metric-tags",
    label: "id",
    path: "/api/v2/metrics",
    page: "/metric/summary?metric={id}",
    natural: Natural::At("/id"),
    open: envelope::resource,
    open_item: envelope::resource_item,
    wrap: |attributes, id| envelope::as_resource("manage_tags", attributes, id),
    object: |kind, id, _| format!("{}/{id}/tags", kind.path),
    create: Create::PostObject,
    listing: Listing { items: "data", paging: Paging::Unlisted, ..Kind::REST.listing },
    update: Update { verb: Verb::Patch, merges: true },
    history: History { at: "/modified_at", by: "", asset: "" },
    server_owned: &["/created_at", "/modified_at"],
    defaults: &[
        // A PATCH leaves it out (2 recordings), and answers 422 to another one (OpenAPI v2).
        Default::new("/metric_type", Lit::Unmanaged),
        // Filled in for gauges and counts: avg of avg in 2022, sum of sum in 2026.
        Default::new("/aggregations", Lit::Unmanaged),
        Default::new("/include_percentiles", Lit::Bool(false)),
        Default::new("/exclude_tags_mode", Lit::Bool(false)),
        Default::new("/tags", Lit::EmptyList),
    ],
    // They come back in any order (21 of 31 recordings).
    sets: &["/tags"],
    immutable: &["/metric_type"],
    body: |body, live| {
        if let (Some(map), Some(_)) = (body.as_object_mut(), live) {
            map.shift_remove("metric_type");
        }
    },
    canonical: sort_aggregations,
    ..Kind::REST
};

/// A set of pairs; sorted here by time and space, whatever the order of their keys.
fn sort_aggregations(tags: &mut Value) {
    let Some(pairs) = tags.get_mut("aggregations").and_then(Value::as_array_mut) else { return };
    let text = |pair: &Value, field: &str| pair.get(field).map(ToString::to_string);
    pairs.sort_by_cached_key(|pair| (text(pair, "time"), text(pair, "space")));
}
