//! Metrics made of spans, as `POST /api/v2/apm/config/metrics` takes their attributes, with the name beside them.

use super::derived_metric::{MetricCompute, MetricFilter, MetricGroup};
use crate::object;

object! {
    /// Counts spans, or measures a number in them, and keeps the result as a metric.
    SpansMetric {
        /// Name of the metric. Datadog turns every character but letters, digits, `_` and `.` into `_`.
        id: String = "checkout.spans",
        /// What is computed. Its aggregation and its path cannot change once the metric exists.
        compute: MetricCompute = {"aggregation_type": "distribution", "path": "@duration"},
        /// Which spans count.
        filter: Option<MetricFilter> = {"query": "service:checkout @http.status_code:500"},
        /// Tags of the metric, each from an attribute of the span. Their order means nothing.
        group_by: Option<Vec<MetricGroup>> = [{"path": "resource_name", "tag_name": "status"}],
    }
    example: {
        "id": "checkout.spans",
        "compute": {"aggregation_type": "count"},
        "filter": {"query": "service:checkout @http.status_code:500"},
        "group_by": [{"path": "resource_name", "tag_name": "status"}]
    }
}
