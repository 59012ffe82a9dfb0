//! Values over time.

use super::{Heading, Linked, Timed};
use crate::schema::dashboard::axes::{Axis, EventOverlay, LegendSize, Marker};
use crate::schema::dashboard::formulas::Formulas;
use crate::schema::dashboard::legacy::AllLegacyQueries;
use crate::schema::dashboard::style::RequestStyle;
use crate::schema::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Values over time, as lines, areas or bars.
    Timeseries {
        #[schemars(flatten)]
        heading: Heading,
        /// What is drawn, each request with its own look; at least one.
        #[schemars(length(min = 1))]
        requests: Vec<TimeseriesRequest> = [{
            "response_format": "timeseries",
            "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}"}],
            "display_type": "line"
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// The axis at the left.
        yaxis: Option<Axis>,
        /// The axis at the right, of the requests that have `on_right_yaxis`.
        right_yaxis: Option<Axis>,
        /// Lines and bands across the graph.
        markers: Option<Vec<Marker>> = [{"value": "y = 15", "display_type": "error dashed", "label": "limit"}],
        /// Events over the graph. A request with display type `overlay` replaces it.
        #[schemars(extend("deprecated" = true))]
        events: Option<Vec<EventOverlay>> = [{"q": "sources:deploy service:checkout"}],
        /// Whether there is a legend.
        show_legend: Option<Flag> = true,
        /// How the legend stands.
        legend_layout: Option<LegendLayout>,
        /// The columns of the legend.
        legend_columns: Option<Vec<LegendColumn>> = ["avg", "max", "value"],
        /// How much room the legend takes.
        legend_size: Option<LegendSize>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Load",
        "requests": [{
            "response_format": "timeseries",
            "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}"}],
            "display_type": "line"
        }]
    }
}

object! {
    /// One set of series and its look.
    TimeseriesRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// Lines, areas, bars, or marks of events.
        display_type: Option<DisplayType>,
        /// How the series are drawn.
        style: Option<TimeseriesStyle>,
        /// Whether the axis at the right is meant.
        on_right_yaxis: Option<Flag> = false,
        /// Names for the series of `q`.
        metadata: Option<Vec<ExpressionAlias>> = [{"expression": "avg:system.load.1{*}", "alias_name": "load"}],
        #[schemars(flatten)]
        legacy: AllLegacyQueries,
    }
    example: {
        "response_format": "timeseries",
        "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}"}],
        "formulas": [{"formula": "load", "alias": "load"}],
        "display_type": "line"
    }
}

open_enum! {
    /// How a request is drawn.
    DisplayType {
        "line" => "lines",
        "area" => "areas, stacked",
        "bars" => "bars, stacked",
        "overlay" => "marks over the other requests",
    }
}

object! {
    /// How series over time are drawn.
    TimeseriesStyle {
        #[schemars(flatten)]
        style: RequestStyle,
        /// Whether the values are written beside the points.
        has_value_labels: Option<Flag> = false,
    }
    example: {"palette": "dog_classic", "line_type": "solid", "line_width": "normal"}
}

object! {
    /// A name for the series of an expression.
    ExpressionAlias {
        /// The expression, as it stands in `q`.
        expression: String = "avg:system.load.1{*}",
        /// The name.
        alias_name: Option<String> = "load",
    }
    example: {"expression": "avg:system.load.1{*}", "alias_name": "load"}
}

open_enum! {
    /// How a legend stands.
    LegendLayout {
        "auto" => "as Datadog sees fit",
        "horizontal" => "below the graph",
        "vertical" => "beside the graph",
    }
}

open_enum! {
    /// A column of a legend.
    LegendColumn {
        "value" => "the latest value, or the one under the pointer",
        "avg" => "the mean",
        "sum" => "the sum",
        "min" => "the smallest",
        "max" => "the largest",
    }
}
