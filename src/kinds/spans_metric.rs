//! Metrics made of spans, `/api/v2/apm/config/metrics`. The rules are those of metrics made of logs.

use super::logs_metric::{DERIVED_METRIC_DEFAULTS, DERIVED_METRIC_IMMUTABLE, derived_metric, metric_name, patch};
use crate::model::{Kind, Listing, Natural, Update, Verb, envelope};

pub static SPANS_METRIC: Kind = Kind {
    name: "spans-metric",
    folder: "spans-metrics",
    label: "id",
    path: "/api/v2/apm/config/metrics",
    page: "/metric/summary?metric={id}",
    natural: Natural::At("/id"),
    spelled: metric_name,
    open: envelope::resource,
    open_item: envelope::resource_item,
    wrap: |attributes, id| envelope::as_resource("spans_metrics", attributes, id),
    listing: Listing { items: "data", ..Kind::REST.listing },
    update: Update { verb: Verb::Patch, merges: true },
    defaults: DERIVED_METRIC_DEFAULTS,
    sets: &["/group_by"],
    immutable: DERIVED_METRIC_IMMUTABLE,
    canonical: derived_metric,
    body: patch,
    ..Kind::REST
};
