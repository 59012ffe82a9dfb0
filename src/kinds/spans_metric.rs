//! Metrics made of spans, `/api/v2/apm/config/metrics`.

use super::derived_metric::DERIVED_METRIC;
use crate::model::{Kind, envelope};

pub static SPANS_METRIC: Kind = Kind {
    name: "spans-metric",
    folder: "spans-metrics",
    path: "/api/v2/apm/config/metrics",
    wrap: |attributes, id| envelope::as_resource("spans_metrics", attributes, id),
    ..DERIVED_METRIC
};
