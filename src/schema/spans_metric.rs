//! Metrics made of spans, as `POST /api/v2/apm/config/metrics` takes their attributes, with the name beside them.

use super::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Counts spans, or measures a number in them, and keeps the result as a metric.
    SpansMetric {
        /// Name of the metric. Datadog turns every character but letters, digits, `_` and `.` into `_`.
        id: String = "checkout.spans",
        /// What is computed. Its aggregation and its path cannot change once the metric exists.
        compute: SpansMetricCompute = {"aggregation_type": "distribution", "path": "@duration"},
        /// Which spans count.
        filter: Option<SpansMetricFilter> = {"query": "service:checkout @http.status_code:500"},
        /// Tags of the metric, each from an attribute of the span. Their order means nothing.
        group_by: Option<Vec<SpansMetricGroup>> = [{"path": "resource_name", "tag_name": "status"}],
    }
    example: {
        "id": "checkout.spans",
        "compute": {"aggregation_type": "count"},
        "filter": {"query": "service:checkout @http.status_code:500"},
        "group_by": [{"path": "resource_name", "tag_name": "status"}]
    }
}

object! {
    /// What is computed of the spans.
    SpansMetricCompute {
        /// Whether spans are counted or a number in them is measured.
        aggregation_type: SpansMetricAggregation = "distribution",
        /// Attribute whose number is measured; only for a distribution.
        path: Option<String> = "@duration",
        /// Whether percentiles of a distribution can be queried; each counts as further custom metrics.
        include_percentiles: Option<Flag> = true,
    }
    example: {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": true}
}

open_enum! {
    /// Whether spans are counted or a number in them is measured.
    SpansMetricAggregation {
        "count" => "how many there are",
        "distribution" => "how a number in them is distributed",
    }
}

object! {
    /// Which spans count.
    SpansMetricFilter {
        /// A search in the language of the Trace Explorer; `*`, the default, is everything.
        query: Option<String> = "service:checkout @http.status_code:500",
    }
    example: {"query": "service:checkout @http.status_code:500"}
}

object! {
    /// A tag of the metric.
    SpansMetricGroup {
        /// The attribute or tag that its values come from.
        path: String = "resource_name",
        /// Name of the tag; absent means the path.
        tag_name: Option<String> = "status",
    }
    example: {"path": "resource_name", "tag_name": "status"}
}
