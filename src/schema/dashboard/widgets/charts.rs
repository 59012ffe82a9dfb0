//! Charts of values at one time: numbers, bars, tiles, rings, maps, and how values are spread.

use super::{Heading, Linked, Timed};
use crate::schema::dashboard::formulas::{Formulas, ResponseFormat, Sort};
use crate::schema::dashboard::legacy::{
    ApmStatsQuery, LegacyAuditQueries, LegacyEventQueries, LegacyEventSearch, LegacyQueries,
};
use crate::schema::dashboard::queries::{Aggregator, Query};
use crate::schema::dashboard::streams::{StreamColumn, StreamQuery};
use crate::schema::dashboard::style::{
    Axis, AxisScale, BarStyle, ConditionalFormat, EventOverlay, LegendSize, Marker, PaletteStyle, RequestStyle,
    SortOrder, TextAlign, TextFormat,
};
use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum};

object! {
    /// One number.
    QueryValue {
        #[schemars(flatten)]
        heading: Heading,
        /// What is counted; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<QueryValueRequest> = [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env}", "aggregator": "avg"
            }]
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// Whether large numbers are scaled: 1200 bytes become 1.2 kB.
        autoscale: Option<Flag> = true,
        /// A unit of your own, written after the number.
        custom_unit: Option<String> = "orders",
        /// How many decimals are written; as many as there are where it is absent.
        precision: Option<Integer> = 2,
        /// Where the number stands.
        text_align: Option<TextAlign>,
        /// A small graph behind the number.
        timeseries_background: Option<TimeseriesBackground>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Load",
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env}", "aggregator": "avg"
            }],
            "formulas": [{"formula": "load"}]
        }],
        "autoscale": true,
        "precision": 2
    }
}

object! {
    /// The number that is shown.
    QueryValueRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// Rules that colour the number.
        conditional_formats: Option<Vec<ConditionalFormat>>
            = [{"comparator": ">", "value": 8, "palette": "white_on_red"}],
        /// How much the number changed since an earlier time.
        comparison: Option<Comparison>,
        /// How the points of the span become one value, for `q`.
        aggregator: Option<Aggregator>,
        #[schemars(flatten)]
        legacy: LegacyQueries,
        #[schemars(flatten)]
        legacy_events: LegacyEventQueries,
        #[schemars(flatten)]
        legacy_audit: LegacyAuditQueries,
    }
    example: {
        "response_format": "scalar",
        "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env}", "aggregator": "avg"}],
        "formulas": [{"formula": "load"}]
    }
}

object! {
    /// How much the number changed since an earlier time.
    Comparison {
        /// The earlier time.
        duration: ComparisonDuration,
        /// Which way is good, and so green.
        directionality: Option<Directionality>,
        /// How the change is written; `absolute` where it is absent.
        r#type: Option<ComparisonType>,
    }
    example: {"duration": {"type": "previous_week"}, "directionality": "decrease_better", "type": "relative"}
}

open_enum! {
    /// Which way of change is good.
    Directionality {
        "increase_better" => "more is good",
        "decrease_better" => "less is good",
        "neutral" => "neither",
    }
}

open_enum! {
    /// How a change is written.
    ComparisonType {
        "absolute" => "as a difference, in the unit of the number",
        "relative" => "in percent",
        "both" => "as both",
    }
}

object! {
    /// The earlier time that is compared with.
    ComparisonDuration {
        /// Which span it is.
        r#type: ComparisonSpan,
        /// The span, where `type` is `custom_timeframe`.
        custom_timeframe: Option<ComparisonTimeframe>,
    }
    example: {"type": "previous_week"}
}

open_enum! {
    /// The earlier span that is compared with.
    ComparisonSpan {
        "previous_timeframe" => "the span just before, as long as the one shown",
        "previous_day" => "the same span one day before",
        "previous_week" => "the same span one week before",
        "previous_month" => "the same span one month before",
        "custom_timeframe" => "the span of `custom_timeframe`",
    }
}

object! {
    /// A span between two moments.
    ComparisonTimeframe {
        /// Where the span begins, in milliseconds since 1970 (UTC).
        from: crate::schema::shapes::Number = 1_767_225_600_000_u64,
        /// Where the span ends, in milliseconds since 1970 (UTC).
        to: crate::schema::shapes::Number = 1_767_830_400_000_u64,
    }
    example: {"from": 1_767_225_600_000_u64, "to": 1_767_830_400_000_u64}
}

object! {
    /// A small graph behind a number.
    TimeseriesBackground {
        /// The shape of the graph.
        r#type: BackgroundShape,
        /// The axis of the graph.
        yaxis: Option<Axis>,
    }
    example: {"type": "area", "yaxis": {"include_zero": true}}
}

open_enum! {
    /// The shape of the graph behind a number.
    BackgroundShape {
        "area" => "a filled area",
        "bars" => "bars",
    }
}

object! {
    /// Groups as bars.
    BarChart {
        #[schemars(flatten)]
        heading: Heading,
        /// What is drawn; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<BarChartRequest> = [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"
            }]
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// How the bars are drawn.
        style: Option<BarStyle>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"
            }],
            "formulas": [{"formula": "load"}]
        }],
        "style": {"display": {"type": "stacked", "legend": "automatic"}}
    }
}

object! {
    /// What a bar chart draws.
    BarChartRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// How many bars there are, and in which order.
        sort: Option<Sort>,
        /// Rules that colour the values.
        conditional_formats: Option<Vec<ConditionalFormat>>
            = [{"comparator": ">", "value": 8, "palette": "white_on_red"}],
        /// How the bars are drawn.
        style: Option<RequestStyle>,
        #[schemars(flatten)]
        legacy: LegacyQueries,
        #[schemars(flatten)]
        legacy_events: LegacyEventQueries,
        #[schemars(flatten)]
        legacy_audit: LegacyAuditQueries,
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
    /// What changed since an earlier time, group by group.
    Change {
        #[schemars(flatten)]
        heading: Heading,
        /// What is compared; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<ChangeRequest>
            = [{"q": "sum:orders{$env} by {country}.as_count()", "compare_to": "week_before", "increase_good": true}],
        #[schemars(flatten)]
        timed: Timed,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Orders against last week",
        "requests": [{
            "response_format": "scalar",
            "queries": [
                {"data_source": "metrics", "name": "now", "query": "sum:orders{$env} by {country}.as_count()", "aggregator": "sum"}
            ],
            "formulas": [{"formula": "now"}, {"formula": "week_before(now)"}],
            "change_type": "relative"
        }]
    }
}

object! {
    /// What is compared with an earlier time.
    ChangeRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// Whether the change is a difference or a share.
        change_type: Option<ChangeType>,
        /// The earlier time, for `q`.
        compare_to: Option<CompareTo>,
        /// Whether more is good, and so green.
        increase_good: Option<Flag> = true,
        /// What the rows are sorted by.
        order_by: Option<ChangeOrder>,
        /// Which way the rows are sorted.
        order_dir: Option<SortOrder>,
        /// Whether the value of now is shown too.
        show_present: Option<Flag> = true,
        #[schemars(flatten)]
        legacy: LegacyQueries,
        #[schemars(flatten)]
        legacy_events: LegacyEventQueries,
    }
    example: {"q": "sum:orders{$env} by {country}.as_count()", "compare_to": "week_before", "increase_good": true}
}

open_enum! {
    /// What a change is.
    ChangeType {
        "absolute" => "a difference, in the unit of the metric",
        "relative" => "a share, in percent",
    }
}

open_enum! {
    /// The earlier time that is compared with.
    CompareTo {
        "hour_before" => "one hour before",
        "day_before" => "one day before",
        "week_before" => "one week before",
        "month_before" => "one month before",
    }
}

open_enum! {
    /// What rows of changes are sorted by.
    ChangeOrder {
        "change" => "the change",
        "name" => "the name of the group",
        "present" => "the value of now",
        "past" => "the earlier value",
    }
}

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

object! {
    /// Groups as tiles of a rectangle.
    Treemap {
        /// The text above the widget.
        title: Option<String> = "Cost by team",
        /// What the widget is about. It opens from the heading.
        description: Option<String> = "Net amortized, this month.",
        /// What is drawn; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<TreemapRequest> = [{
            "response_format": "scalar",
            "queries": [{"data_source": "cloud_cost", "name": "cost", "query": "sum:aws.cost.amortized{*} by {team}"}]
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// What tiles were once coloured by. Of no use any more.
        #[schemars(extend("deprecated" = true))]
        color_by: Option<TreemapColor>,
        /// What tiles were once grouped by. Of no use any more.
        #[schemars(extend("deprecated" = true))]
        group_by: Option<TreemapGroup>,
        /// What the size of tiles once told. Of no use any more.
        #[schemars(extend("deprecated" = true))]
        size_by: Option<TreemapSize>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Cost by team",
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "cloud_cost", "name": "cost", "query": "sum:aws.cost.amortized{*} by {team}", "aggregator": "sum"
            }],
            "formulas": [{"formula": "cost"}]
        }]
    }
}

object! {
    /// What a treemap draws.
    TreemapRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// How many tiles there are, and in which order.
        sort: Option<Sort>,
        /// The colours of the tiles.
        style: Option<RequestStyle>,
        /// A metric query, in the old form.
        #[schemars(extend("deprecated" = true))]
        q: Option<String> = "sum:aws.cost.amortized{*} by {team}",
    }
    example: {
        "response_format": "scalar",
        "queries": [{"data_source": "cloud_cost", "name": "cost", "query": "sum:aws.cost.amortized{*} by {team}"}],
        "formulas": [{"formula": "cost"}]
    }
}

open_enum! {
    /// What tiles of a treemap of processes were coloured by.
    TreemapColor { "user" => "their owner" }
}

open_enum! {
    /// What tiles of a treemap of processes were grouped by.
    TreemapGroup {
        "user" => "their owner",
        "family" => "their family",
        "process" => "the process",
    }
}

open_enum! {
    /// What the size of tiles of a treemap of processes told.
    TreemapSize {
        "pct_cpu" => "their use of CPU",
        "pct_mem" => "their use of memory",
    }
}

object! {
    /// Groups as parts of a ring.
    Sunburst {
        #[schemars(flatten)]
        heading: Heading,
        /// What is drawn; at least one request.
        #[schemars(length(min = 1))]
        requests: Vec<SunburstRequest> = [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "hits", "query": "sum:orders{$env} by {country}.as_count()", "aggregator": "sum"
            }]
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// Whether the total in the middle is hidden.
        hide_total: Option<Flag> = false,
        /// Where the legend stands, and what it tells.
        legend: Option<SunburstLegend>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Orders by country",
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "hits", "query": "sum:orders{$env} by {country}.as_count()", "aggregator": "sum"
            }],
            "formulas": [{"formula": "hits"}]
        }],
        "legend": {"type": "automatic"}
    }
}

object! {
    /// Where the legend of a sunburst stands, and what it tells.
    SunburstLegend {
        /// Where it stands.
        r#type: SunburstLegendType,
        /// Whether shares in percent are left out; not for a table.
        hide_percent: Option<Flag> = false,
        /// Whether values are left out; not for a table.
        hide_value: Option<Flag> = false,
    }
    example: {"type": "inline", "hide_percent": false, "hide_value": true}
}

open_enum! {
    /// Where the legend of a sunburst stands.
    SunburstLegendType {
        "automatic" => "where there is room",
        "inline" => "on the ring",
        "table" => "in a table beside the ring",
        "none" => "nowhere",
    }
}

object! {
    /// What a sunburst draws.
    SunburstRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// How many parts there are, and in which order.
        sort: Option<Sort>,
        /// The colours of the parts.
        style: Option<PaletteStyle>,
        #[schemars(flatten)]
        legacy: LegacyQueries,
        #[schemars(flatten)]
        legacy_events: LegacyEventQueries,
        #[schemars(flatten)]
        legacy_audit: LegacyAuditQueries,
    }
    example: {
        "response_format": "scalar",
        "queries": [{
            "data_source": "metrics", "name": "hits", "query": "sum:orders{$env} by {country}.as_count()", "aggregator": "sum"
        }],
        "formulas": [{"formula": "hits"}]
    }
}

object! {
    /// Values on a map of the world.
    Geomap {
        #[schemars(flatten)]
        heading: Heading,
        /// What is drawn: a request for regions, one for points, or both.
        #[schemars(length(min = 1, max = 2))]
        requests: Vec<GeomapRequest> = [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "rum", "name": "views", "compute": {"aggregation": "count"},
                "group_by": [{"facet": "@geo.country_iso_code", "limit": 250}]
            }]
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// The colours of the map.
        style: GeomapStyle,
        /// Which part of the world is shown.
        view: GeomapView,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "rum", "name": "views", "compute": {"aggregation": "count"},
                "group_by": [{"facet": "@geo.country_iso_code", "limit": 250}]
            }],
            "formulas": [{"formula": "views"}]
        }],
        "style": {"palette": "hostmap_blues", "palette_flip": false},
        "view": {"focus": "WORLD"}
    }
}

object! {
    /// What a map draws: regions (`queries` and `formulas`), or points (`query` and `columns`).
    GeomapRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// Rules that colour regions by their values.
        conditional_formats: Option<Vec<ConditionalFormat>>
            = [{"comparator": ">", "value": 1000, "palette": "white_on_red"}],
        /// How many regions there are, and in which order.
        sort: Option<Sort>,
        /// The events that are drawn as points.
        query: Option<StreamQuery>,
        /// What is told of a point.
        columns: Option<Vec<StreamColumn>> = [{"field": "@network.client.geoip.location.latitude", "width": "auto"}],
        /// How points are drawn.
        style: Option<GeomapRequestStyle>,
        /// Rules that colour points by their texts.
        text_formats: Option<Vec<TextFormat>>
            = [{"match": {"type": "is", "value": "error"}, "palette": "white_on_red"}],
        /// A metric query, in the old form.
        #[schemars(extend("deprecated" = true))]
        q: Option<String> = "sum:orders{$env} by {country_iso_code}.as_count()",
        /// A search over logs, in the old form.
        #[schemars(extend("deprecated" = true))]
        log_query: Option<crate::schema::dashboard::legacy::LegacyQuery>,
        /// A search over real user monitoring, in the old form.
        #[schemars(extend("deprecated" = true))]
        rum_query: Option<crate::schema::dashboard::legacy::LegacyQuery>,
        /// A search over security signals, in the old form.
        #[schemars(extend("deprecated" = true))]
        security_query: Option<crate::schema::dashboard::legacy::LegacyQuery>,
    }
    example: {
        "response_format": "scalar",
        "queries": [{
            "data_source": "rum", "name": "views", "compute": {"aggregation": "count"},
            "group_by": [{"facet": "@geo.country_iso_code", "limit": 250}]
        }],
        "formulas": [{"formula": "views"}]
    }
}

object! {
    /// How points of a map are drawn.
    GeomapRequestStyle {
        /// The attribute by which points are coloured.
        color_by: Option<String> = "status",
    }
    example: {"color_by": "status"}
}

object! {
    /// The colours of a map.
    GeomapStyle {
        /// The name of a palette.
        palette: String = "hostmap_blues",
        /// Whether the palette is turned round.
        palette_flip: Flag = false,
    }
    example: {"palette": "hostmap_blues", "palette_flip": false}
}

object! {
    /// Which part of the world a map shows.
    GeomapView {
        /// `WORLD`; a country by its two letters; a region (`EMEA`, `APAC`, `LATAM`); or a continent (`AFRICA`, `ASIA`,
        /// `EUROPE`, `NORTH_AMERICA`, `OCEANIA`, `SOUTH_AMERICA`).
        focus: String = "WORLD",
    }
    example: {"focus": "WORLD"}
}
