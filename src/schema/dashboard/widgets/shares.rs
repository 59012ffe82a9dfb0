//! Groups beside each other: bars, tiles, and parts of a ring.

use super::{Heading, Linked, Timed};
use crate::schema::dashboard::formats::ConditionalFormat;
use crate::schema::dashboard::formulas::{Formulas, Sort};
use crate::schema::dashboard::legacy::AllLegacyQueries;
use crate::schema::dashboard::style::{BarStyle, PaletteStyle, RequestStyle};
use crate::schema::shapes::Flag;
use crate::{object, open_enum};

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
        legacy: AllLegacyQueries,
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
        legacy: AllLegacyQueries,
    }
    example: {
        "response_format": "scalar",
        "queries": [{
            "data_source": "metrics", "name": "hits", "query": "sum:orders{$env} by {country}.as_count()", "aggregator": "sum"
        }],
        "formulas": [{"formula": "hits"}]
    }
}
