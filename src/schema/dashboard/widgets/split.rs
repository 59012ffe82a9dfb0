//! One graph for each value of a tag.

use super::Timed;
use super::geomap::Geomap;
use super::numbers::{Change, QueryValue};
use super::shares::{BarChart, Sunburst, Treemap};
use super::spread::ScatterPlot;
use super::tables::{Table, Toplist};
use super::timeseries::Timeseries;
use crate::schema::dashboard::style::SortOrder;
use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum, tagged};

object! {
    /// One graph for each value of a tag.
    SplitGraph {
        /// The text above the widget.
        title: Option<String> = "Load by service",
        /// The graph that is repeated.
        source_widget_definition: SplitSource,
        /// By what the graph is repeated.
        split_config: SplitConfig,
        /// How large each graph is.
        size: SplitSize,
        /// Whether all graphs have one scale.
        has_uniform_y_axes: Option<Flag> = true,
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {
        "title": "Load by service",
        "size": "md",
        "source_widget_definition": {
            "type": "timeseries",
            "requests": [{
                "response_format": "timeseries",
                "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env}"}]
            }]
        },
        "split_config": {
            "split_dimensions": [{"one_graph_per": "service"}],
            "limit": 24,
            "sort": {"compute": {"aggregation": "avg", "metric": "system.load.1"}, "order": "desc"}
        }
    }
}

tagged! {
    /// The graph that is repeated.
    SplitSource by "type" {
        Timeseries { "timeseries" => "values over time, as lines, areas or bars" }
        QueryValue { "query_value" => "one number" }
        Toplist { "toplist" => "groups, the largest first" }
        Table { "query_table" => "groups and their values, in columns" }
        BarChart { "bar_chart" => "groups as bars" }
        Change { "change" => "what changed since an earlier time" }
        ScatterPlot { "scatterplot" => "groups as points, one measure against another" }
        Treemap { "treemap" => "groups as tiles of a rectangle" }
        Sunburst { "sunburst" => "groups as parts of a ring" }
        Geomap { "geomap" => "values on a map of the world" }
    }
    example: {
        "type": "timeseries",
        "requests": [{
            "response_format": "timeseries",
            "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env}"}]
        }]
    }
}

open_enum! {
    /// How large each repeated graph is.
    SplitSize {
        "xs" => "tiny",
        "sm" => "small",
        "md" => "of middle size",
        "lg" => "large",
    }
}

object! {
    /// By what a graph is repeated.
    SplitConfig {
        /// The tag or attribute with one graph for each value; exactly one.
        #[schemars(length(equal = 1))]
        split_dimensions: Vec<SplitDimension> = [{"one_graph_per": "service"}],
        /// How many graphs there are at most, 1 to 500.
        #[schemars(range(min = 1, max = 500))]
        limit: Integer = 24,
        /// Which graphs come first.
        sort: SplitSort,
        /// The values, where they are chosen by hand: one list for each graph, 500 at most.
        #[schemars(length(max = 500), inner(length(min = 1)))]
        static_splits: Option<Vec<Vec<SplitTag>>> = [[{"tag_key": "service", "tag_values": ["checkout"]}]],
    }
    example: {
        "split_dimensions": [{"one_graph_per": "service"}],
        "limit": 24,
        "sort": {"compute": {"aggregation": "avg", "metric": "system.load.1"}, "order": "desc"}
    }
}

object! {
    /// The tag or attribute with one graph for each value.
    SplitDimension {
        /// A tag for metrics, an attribute or tag for events.
        one_graph_per: String = "service",
    }
    example: {"one_graph_per": "service"}
}

object! {
    /// Which graphs come first.
    SplitSort {
        /// What is sorted by; the value of the tag where it is absent.
        compute: Option<SplitSortCompute>,
        /// Which way.
        order: SortOrder,
    }
    example: {"compute": {"aggregation": "avg", "metric": "system.load.1"}, "order": "desc"}
}

object! {
    /// What graphs are sorted by.
    SplitSortCompute {
        /// How the points of the span become one value.
        aggregation: String = "avg",
        /// The metric.
        metric: String = "system.load.1",
    }
    example: {"aggregation": "avg", "metric": "system.load.1"}
}

object! {
    /// Values of a tag, chosen by hand for one graph.
    SplitTag {
        /// The tag.
        #[schemars(length(min = 1))]
        tag_key: String = "service",
        /// Its values; none of them empty.
        #[schemars(inner(length(min = 1)))]
        tag_values: Vec<String> = ["checkout"],
    }
    example: {"tag_key": "service", "tag_values": ["checkout"]}
}
