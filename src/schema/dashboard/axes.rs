//! What surrounds a graph: axes, markers, events, the legend's size.

use crate::schema::shapes::Flag;
use crate::{object, open_enum};

open_enum! {
    /// How much room the legend takes; rows, or as much as fits.
    LegendSize {
        "auto" => "as Datadog sees fit",
        "0" => "none",
        "2" => "2 rows",
        "4" => "4 rows",
        "8" => "8 rows",
        "16" => "16 rows",
    }
}

object! {
    /// An axis of a graph.
    Axis {
        /// The text beside the axis.
        label: Option<String> = "requests",
        /// The smallest value shown, in the unit of the axis, as text; `auto` fits the data.
        min: Option<String> = "0",
        /// The largest value shown, in the unit of the axis, as text; `auto` fits the data.
        max: Option<String> = "auto",
        /// Whether zero is always in view.
        include_zero: Option<Flag> = true,
        /// How values are spread over the axis.
        scale: Option<AxisScale>,
    }
    example: {"min": "0", "max": "auto", "include_zero": true, "scale": "linear"}
}

open_enum! {
    /// How values are spread over an axis. `pow` takes any exponent after it: `pow0.5`.
    AxisScale {
        "linear" => "evenly",
        "log" => "by their logarithm",
        "sqrt" => "by their square root",
        "pow" => "by a power of them",
        "pow2" => "by their square",
    }
}

object! {
    /// A line or band drawn across a graph.
    Marker {
        /// Where it lies, in the unit of the axis: `y = 15` is a line, `0 < y < 10` a band. On a distribution with
        /// `display_type` `percentile`, the percentile.
        value: String = "y = 15",
        /// A severity (`error`, `warning`, `ok`, `info`) and a line (`dashed`, `solid`, `bold`), with a space between.
        display_type: Option<String> = "error dashed",
        /// The text over the line.
        label: Option<String> = "SLO: 15 s",
        /// The moment it stands for.
        time: Option<String> = "2026-01-09T19:53:46Z",
    }
    example: {"value": "y = 15", "display_type": "error dashed", "label": "SLO: 15 s"}
}

object! {
    /// Events drawn over a graph, found by a search.
    EventOverlay {
        /// The search for events.
        q: String = "sources:deploy service:checkout",
        /// How several tags of the search are joined: `and` or `or`.
        tags_execution: Option<String> = "and",
    }
    example: {"q": "sources:deploy service:checkout"}
}
