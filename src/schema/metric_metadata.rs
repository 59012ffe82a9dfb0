//! What Datadog knows about a metric, as `PUT /api/v1/metrics/{name}` takes it, with the name beside it.

use super::shapes::Integer;
use crate::{object, open_enum};

object! {
    /// Describes a metric: what it means and in which unit it is. The metric itself comes with its points.
    MetricMetadata {
        /// Name of the metric that this is about.
        id: String = "checkout.requests",
        /// What the metric tells, in plain text.
        description: Option<String> = "Requests that reached the checkout service.",
        /// A short name for lists and legends.
        short_name: Option<String> = "requests",
        /// What a point is. Absent, it stays what the points say.
        r#type: Option<MetadataType> = "count",
        /// Unit of the values, in Datadog's own words, in the singular.
        unit: Option<String> = "request",
        /// Second unit of a rate: `second` in bytes per second.
        per_unit: Option<String> = "second",
        /// Seconds between two flushes of a `StatsD` metric. Absent, it stays what the Agent says.
        statsd_interval: Option<Integer> = 10,
        /// The integration that sends the metric. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        integration: Option<String> = "nginx",
    }
    example: {
        "id": "checkout.requests",
        "description": "Requests that reached the checkout service.",
        "unit": "request",
        "type": "count"
    }
}

open_enum! {
    /// What a point of the metric is.
    MetadataType {
        "gauge" => "the value at that moment",
        "count" => "how many there were since the point before",
        "rate" => "how many there were in each second",
        "distribution" => "a sketch of many values, aggregated by Datadog",
    }
}
