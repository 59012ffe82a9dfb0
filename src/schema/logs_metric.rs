//! Metrics made of logs, as `POST /api/v2/logs/config/metrics` takes their attributes, with the name beside them.

use super::derived_metric::{MetricCompute, MetricFilter, MetricGroup};
use crate::object;

object! {
    /// Counts logs, or measures a number in them, and keeps the result as a metric.
    LogsMetric {
        /// Name of the metric. Datadog turns every character but letters, digits, `_` and `.` into `_`.
        id: String = "checkout.logs",
        /// What is computed. Its aggregation and its path cannot change once the metric exists.
        compute: MetricCompute = {"aggregation_type": "distribution", "path": "@duration"},
        /// Which logs count.
        filter: Option<MetricFilter> = {"query": "service:checkout status:error"},
        /// Tags of the metric, each from an attribute of the log. Their order means nothing.
        group_by: Option<Vec<MetricGroup>> = [{"path": "@http.status_code", "tag_name": "status"}],
    }
    example: {
        "id": "checkout.logs",
        "compute": {"aggregation_type": "count"},
        "filter": {"query": "service:checkout status:error"},
        "group_by": [{"path": "@http.status_code", "tag_name": "status"}]
    }
}
