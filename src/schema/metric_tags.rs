//! Which tags of a metric can be queried, as `POST /api/v2/metrics/{name}/tags` takes the attributes, with the name beside
//! them.

use super::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Keeps some tags of a custom metric and drops the others, which also decides what it costs.
    MetricTags {
        /// Name of the metric.
        id: String = "checkout.requests",
        /// What the metric is. Another one needs the configuration to be made anew.
        metric_type: MetricTagsType = "count",
        /// Keys of the tags that can be queried, or that cannot where `exclude_tags_mode` is set. Their order means nothing.
        tags: Vec<String> = ["service", "env"],
        /// Whether `tags` are those to drop, and all others stay.
        exclude_tags_mode: Option<Flag> = false,
        /// Whether percentiles can be queried; for distributions.
        include_percentiles: Option<Flag> = true,
        /// Combinations of time and space aggregation that can be queried; for counts, rates and gauges. Absent, it stays
        /// what Datadog chooses.
        aggregations: Option<Vec<MetricAggregation>> = [{"time": "sum", "space": "sum"}],
        /// When it was made, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_at: Option<String> = "2026-01-16T22:29:06.160810+00:00",
        /// When it was last changed, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified_at: Option<String> = "2026-01-16T22:29:06.160810+00:00",
    }
    example: {"id": "checkout.requests", "metric_type": "count", "tags": ["service", "env"]}
}

open_enum! {
    /// What the metric is.
    MetricTagsType {
        "gauge" => "the value at a moment",
        "count" => "how many there were",
        "rate" => "how many there were in each second",
        "distribution" => "a sketch of many values",
    }
}

object! {
    /// One way in which values are combined.
    MetricAggregation {
        /// How the points of one series are combined over time.
        time: TimeAggregation = "sum",
        /// How the series are combined with one another.
        space: SpaceAggregation = "sum",
    }
    example: {"time": "sum", "space": "sum"}
}

open_enum! {
    /// How points are combined over time.
    TimeAggregation {
        "avg" => "their mean",
        "count" => "how many there are",
        "max" => "the highest",
        "min" => "the lowest",
        "sum" => "their sum",
    }
}

open_enum! {
    /// How series are combined.
    SpaceAggregation {
        "avg" => "their mean",
        "max" => "the highest",
        "min" => "the lowest",
        "sum" => "their sum",
    }
}
