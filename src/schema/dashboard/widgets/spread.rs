//! How values are spread, and how one goes with another.

use super::{Heading, Linked, Timed};
use crate::schema::dashboard::axes::{Axis, AxisScale, EventOverlay, LegendSize, Marker};
use crate::schema::dashboard::formulas::{Formulas, ResponseFormat};
use crate::schema::dashboard::legacy::{ApmStatsQuery, LegacyEventQueries, LegacyEventSearch, LegacyQueries};
use crate::schema::dashboard::queries::Query;
use crate::schema::dashboard::style::PaletteStyle;
use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum};

object! {
    /// How values are spread.
    Distribution {
        #[schemars(flatten)]
        heading: Heading,
        /// What is drawn; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<DistributionRequest> = [{
            "request_type": "histogram",
            "query": {"data_source": "metrics", "name": "time", "query": "histogram:trace.http.request{$env}"}
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// The axis of values.
        xaxis: Option<DistributionXAxis>,
        /// The axis of counts.
        yaxis: Option<Axis>,
        /// Lines at values or percentiles.
        markers: Option<Vec<Marker>> = [{"display_type": "percentile", "value": "95"}],
        /// Whether there is a legend. Of no use any more.
        #[schemars(extend("deprecated" = true))]
        show_legend: Option<Flag> = false,
        /// How much room the legend takes. Of no use any more.
        #[schemars(extend("deprecated" = true))]
        legend_size: Option<String> = "0",
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Response times",
        "requests": [{
            "request_type": "histogram",
            "query": {"data_source": "metrics", "name": "time", "query": "histogram:trace.http.request{$env}"}
        }]
    }
}

object! {
    /// What a distribution draws: the points of a distribution metric (`request_type` and `query`), or the values of
    /// groups (`queries` and `formulas`).
    DistributionRequest {
        /// Given where the points of a distribution metric are meant.
        request_type: Option<HistogramType>,
        /// The one query, where `request_type` is given.
        query: Option<Query>,
        #[schemars(flatten)]
        formulas: Formulas,
        /// The colours of the bars.
        style: Option<PaletteStyle>,
        /// Statistics of a traced operation, in the old form.
        apm_stats_query: Option<ApmStatsQuery>,
        #[schemars(flatten)]
        legacy: LegacyQueries,
        #[schemars(flatten)]
        legacy_events: LegacyEventQueries,
    }
    example: {
        "request_type": "histogram",
        "query": {"data_source": "metrics", "name": "time", "query": "histogram:trace.http.request{$env}"}
    }
}

open_enum! {
    /// What kind of spread is asked for.
    HistogramType { "histogram" => "the points of a distribution metric" }
}

object! {
    /// The axis of values of a distribution.
    DistributionXAxis {
        /// The smallest value shown: a number as text, a percentile like `p5`, or `auto`.
        min: Option<String> = "0",
        /// The largest value shown: a number as text, a percentile like `p99`, or `auto`.
        max: Option<String> = "p99",
        /// Whether zero is always in view.
        include_zero: Option<Flag> = true,
        /// How values are spread over the axis; only `linear`.
        scale: Option<AxisScale>,
        /// About how many bars there are.
        #[schemars(range(min = 1))]
        num_buckets: Option<Integer> = 55,
    }
    example: {"min": "0", "max": "p99", "include_zero": true, "scale": "linear"}
}

object! {
    /// How values are spread, over time.
    Heatmap {
        #[schemars(flatten)]
        heading: Heading,
        /// What is drawn; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<HeatmapRequest> = [{
            "response_format": "timeseries",
            "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}"}]
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// The axis of time.
        xaxis: Option<HeatmapXAxis>,
        /// The axis of values.
        yaxis: Option<Axis>,
        /// Lines and bands across the map.
        markers: Option<Vec<Marker>> = [{"value": "y = 8", "display_type": "warning dashed"}],
        /// Events over the map. Of no use any more.
        #[schemars(extend("deprecated" = true))]
        events: Option<Vec<EventOverlay>> = [{"q": "sources:deploy"}],
        /// Whether there is a legend.
        show_legend: Option<Flag> = false,
        /// How much room the legend takes.
        legend_size: Option<LegendSize>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Load of all hosts",
        "requests": [{
            "response_format": "timeseries",
            "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}"}],
            "formulas": [{"formula": "load"}]
        }]
    }
}

object! {
    /// What a heat map draws: the points of a distribution metric (`request_type` and `query`), or the values of
    /// groups (`queries` and `formulas`).
    HeatmapRequest {
        /// Given where the points of a distribution metric are meant.
        request_type: Option<HistogramType>,
        /// The one query over metrics, where `request_type` is given.
        query: Option<Query>,
        #[schemars(flatten)]
        formulas: Formulas,
        /// The colours of the map.
        style: Option<PaletteStyle>,
        /// A search over events, in the old form.
        #[schemars(extend("deprecated" = true))]
        event_query: Option<LegacyEventSearch>,
        #[schemars(flatten)]
        legacy: LegacyQueries,
    }
    example: {
        "response_format": "timeseries",
        "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}"}]
    }
}

object! {
    /// The axis of time of a heat map.
    HeatmapXAxis {
        /// About how many columns there are; only for the points of a distribution metric.
        num_buckets: Option<Integer> = 75,
    }
    example: {"num_buckets": 75}
}

object! {
    /// Groups as points, one measure against another.
    ScatterPlot {
        #[schemars(flatten)]
        heading: Heading,
        /// The measures: `table`, or `x` and `y` in the old form.
        requests: ScatterPlotRequests,
        #[schemars(flatten)]
        timed: Timed,
        /// The axis from left to right.
        xaxis: Option<Axis>,
        /// The axis from bottom to top.
        yaxis: Option<Axis>,
        /// Tags by which the points are coloured.
        color_by_groups: Option<Vec<String>> = ["service"],
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "requests": {"table": {
            "response_format": "scalar",
            "queries": [
                {"data_source": "metrics", "name": "cpu", "query": "avg:system.cpu.user{$env} by {host}", "aggregator": "avg"},
                {"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"}
            ],
            "formulas": [{"formula": "cpu", "dimension": "x"}, {"formula": "load", "dimension": "y"}]
        }}
    }
}

object! {
    /// The measures of a scatter plot.
    ScatterPlotRequests {
        /// All measures, each formula with its dimension.
        table: Option<ScatterPlotTable>,
        /// The measure from left to right, in the old form.
        x: Option<ScatterPlotRequest>,
        /// The measure from bottom to top, in the old form.
        y: Option<ScatterPlotRequest>,
    }
    example: {
        "x": {"q": "avg:system.cpu.user{$env} by {host}", "aggregator": "avg"},
        "y": {"q": "avg:system.load.1{$env} by {host}", "aggregator": "avg"}
    }
}

object! {
    /// All measures of a scatter plot.
    ScatterPlotTable {
        /// Where the numbers come from.
        queries: Option<Vec<Query>>
            = [{"data_source": "metrics", "name": "cpu", "query": "avg:system.cpu.user{$env} by {host}"}],
        /// The measures; one each for x and y.
        formulas: Option<Vec<ScatterPlotFormula>> = [{"formula": "cpu", "dimension": "x"}],
        /// Always `scalar`.
        response_format: Option<ResponseFormat>,
    }
    example: {
        "response_format": "scalar",
        "queries": [
            {"data_source": "metrics", "name": "cpu", "query": "avg:system.cpu.user{$env} by {host}", "aggregator": "avg"},
            {"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"}
        ],
        "formulas": [{"formula": "cpu", "dimension": "x"}, {"formula": "load", "dimension": "y"}]
    }
}

object! {
    /// A measure of a scatter plot.
    ScatterPlotFormula {
        /// Names of queries, joined by arithmetic and functions.
        formula: String = "cpu",
        /// What the measure decides of a point.
        dimension: ScatterPlotDimension,
        /// What the measure is called.
        alias: Option<String> = "CPU use",
    }
    example: {"formula": "cpu", "dimension": "x", "alias": "CPU use"}
}

open_enum! {
    /// What a measure decides of a point.
    ScatterPlotDimension {
        "x" => "its place from left to right",
        "y" => "its place from bottom to top",
        "radius" => "its size",
        "color" => "its colour",
    }
}

object! {
    /// One measure of a scatter plot, in the old form.
    ScatterPlotRequest {
        /// How the points of the span become one value.
        aggregator: Option<ScatterPlotAggregator>,
        #[schemars(flatten)]
        legacy: LegacyQueries,
        #[schemars(flatten)]
        legacy_events: LegacyEventQueries,
    }
    example: {"q": "avg:system.cpu.user{$env} by {host}", "aggregator": "avg"}
}

open_enum! {
    /// How the points of a span become one value, in the old form of scatter plots.
    ScatterPlotAggregator {
        "avg" => "their mean",
        "last" => "the latest",
        "max" => "the largest",
        "min" => "the smallest",
        "sum" => "their sum",
    }
}
