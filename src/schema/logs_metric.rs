//! Metrics made of logs, as `POST /api/v2/logs/config/metrics` takes their attributes, with the name beside them.

use super::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Counts logs, or measures a number in them, and keeps the result as a metric.
    LogsMetric {
        /// Name of the metric. Datadog turns every character but letters, digits, `_` and `.` into `_`.
        id: String = "checkout.logs",
        /// What is computed. Its aggregation and its path cannot change once the metric exists.
        compute: LogsMetricCompute = {"aggregation_type": "distribution", "path": "@duration"},
        /// Which logs count.
        filter: Option<LogsMetricFilter> = {"query": "service:checkout status:error"},
        /// Tags of the metric, each from an attribute of the log. Their order means nothing.
        group_by: Option<Vec<LogsMetricGroup>> = [{"path": "@http.status_code", "tag_name": "status"}],
    }
    example: {
        "id": "checkout.logs",
        "compute": {"aggregation_type": "count"},
        "filter": {"query": "service:checkout status:error"},
        "group_by": [{"path": "@http.status_code", "tag_name": "status"}]
    }
}

object! {
    /// What is computed of the logs.
    LogsMetricCompute {
        /// Whether logs are counted or a number in them is measured.
        aggregation_type: LogsMetricAggregation = "distribution",
        /// Attribute whose number is measured; only for a distribution.
        path: Option<String> = "@duration",
        /// Whether percentiles of a distribution can be queried; each counts as further custom metrics.
        include_percentiles: Option<Flag> = true,
    }
    example: {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": true}
}

open_enum! {
    /// Whether logs are counted or a number in them is measured.
    LogsMetricAggregation {
        "count" => "how many there are",
        "distribution" => "how a number in them is distributed",
    }
}

object! {
    /// Which logs count.
    LogsMetricFilter {
        /// A search in the language of the Log Explorer; `*`, the default, is everything.
        query: Option<String> = "service:checkout status:error",
    }
    example: {"query": "service:checkout status:error"}
}

object! {
    /// A tag of the metric.
    LogsMetricGroup {
        /// The attribute or tag that its values come from.
        path: String = "@http.status_code",
        /// Name of the tag; absent means the path.
        tag_name: Option<String> = "status",
    }
    example: {"path": "@http.status_code", "tag_name": "status"}
}
