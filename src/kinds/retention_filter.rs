//! Which spans are kept, `/api/v2/apm/config/retention-filters`.

use serde_json::Value;

use crate::model::{Default, History, Kind, Listing, Lit, Natural, envelope};

pub static RETENTION_FILTER: Kind = Kind {
    name: "retention-filter",
    folder: "retention-filters",
    path: "/api/v2/apm/config/retention-filters",
    page: "/apm/traces/retention-filters?filter={id}",
    natural: Natural::At("/name"),
    open: envelope::resource,
    open_item: envelope::resource_item,
    wrap: |attributes, id| envelope::as_resource("apm_retention_filter", attributes, id),
    listing: Listing { items: "data", ..Kind::REST.listing },
    history: History { at: "/modified_at", by: "/modified_by", asset: "retention_filter" },
    server_owned: &[
        "/id",
        "/created_at",
        "/created_by",
        "/modified_at",
        "/modified_by",
        "/editable",
        // Where it stands among the others has an endpoint of its own.
        "/execution_order",
    ],
    defaults: &[Default::new("/trace_rate", Lit::Int(0))],
    foreign: is_built_in,
    ..Kind::REST
};

/// Datadog's own filters for errors, security and rare spans cannot be deleted.
fn is_built_in(filter: &Value) -> bool {
    let of_people =
        filter.get("filter_type").and_then(Value::as_str).is_none_or(|sort| sort == "spans-sampling-processor");
    !of_people || filter.get("editable") == Some(&Value::Bool(false))
}
