//! Drawings of your own, in Vega.

use std::collections::BTreeMap;

use serde_json::Value;

use super::shares::TreemapRequest;
use super::spread::DistributionRequest;
use super::timeseries::TimeseriesRequest;
use super::{Linked, Timed, Title};
use crate::schema::dashboard::streams::StreamRequest;
use crate::{object, open_enum, tagged};

object! {
    /// A drawing of your own, in Vega.
    Wildcard {
        #[schemars(flatten)]
        title: Title,
        /// Where the data of the drawing comes from.
        requests: Vec<WildcardRequest> = [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"
            }]
        }],
        /// The drawing.
        specification: WildcardSpecification,
        #[schemars(flatten)]
        timed: Timed,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Load",
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"
            }],
            "formulas": [{"formula": "load"}]
        }],
        "specification": {"type": "vega-lite", "contents": {"mark": "bar", "data": {"name": "table1"}}}
    }
}

tagged! {
    /// Where data of a drawing comes from.
    WildcardRequest by "response_format" {
        TreemapRequest { "scalar" => "one value a group" }
        TimeseriesRequest { "timeseries" => "points over time" }
        StreamRequest { "event_list" => "events, one a row" }
        DistributionRequest {}
    }
    example: {
        "response_format": "scalar",
        "queries": [{
            "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"
        }],
        "formulas": [{"formula": "load"}]
    }
}

object! {
    /// A drawing in Vega.
    WildcardSpecification {
        /// The language of the drawing.
        r#type: WildcardLanguage,
        /// The drawing, as the language has it. Its data bears the name of a table (`table1`) or of a query.
        contents: BTreeMap<String, Value> = {"mark": "bar", "data": {"name": "table1"}},
    }
    example: {"type": "vega-lite", "contents": {"mark": "bar", "data": {"name": "table1"}}}
}

open_enum! {
    /// The language of a drawing.
    WildcardLanguage {
        "vega-lite" => "Vega-Lite: short, for usual charts",
        "vega" => "Vega: long, for any drawing",
    }
}
