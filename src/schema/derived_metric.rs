//! What metrics made of logs and metrics made of spans have in common.

use super::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// What is computed.
    MetricCompute {
        /// Whether hits are counted or a number in them is measured.
        aggregation_type: MetricAggregation = "distribution",
        /// Attribute whose number is measured; only for a distribution.
        path: Option<String> = "@duration",
        /// Whether percentiles of a distribution can be queried; each counts as further custom metrics.
        include_percentiles: Option<Flag> = true,
    }
    example: {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": true}
}

open_enum! {
    /// Whether hits are counted or a number in them is measured.
    MetricAggregation {
        "count" => "how many there are",
        "distribution" => "how a number in them is distributed",
    }
}

object! {
    /// What counts.
    MetricFilter {
        /// A search in the language of the explorer; `*`, the default, is everything.
        query: Option<String> = "service:checkout",
    }
    example: {"query": "service:checkout"}
}

object! {
    /// A tag of the metric.
    MetricGroup {
        /// The attribute or tag that its values come from.
        path: String = "@http.status_code",
        /// Name of the tag; absent means the path.
        tag_name: Option<String> = "status",
    }
    example: {"path": "@http.status_code", "tag_name": "status"}
}
