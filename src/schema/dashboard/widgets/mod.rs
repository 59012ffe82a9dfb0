//! The widgets, one type each, in families.

use self::cohort::{Cohort, RetentionCurve};
use self::content::{FreeText, Group, Iframe, Image, Note, Powerpack, RunWorkflow};
use self::funnel::Funnel;
use self::geomap::Geomap;
use self::hostmap::Hostmap;
use self::lists::{EventStream, EventTimeline, ListStream, LogStream};
use self::monitoring::{AlertGraph, AlertValue, CheckStatus, MonitorSummary};
use self::numbers::{Change, QueryValue};
use self::point_plot::PointPlot;
use self::sankey::Sankey;
use self::services::{ServiceMap, ServiceSummary, TopologyMap};
use self::shares::{BarChart, Sunburst, Treemap};
use self::slo::{Slo, SloList};
use self::split::SplitGraph;
use self::spread::{Distribution, Heatmap, ScatterPlot};
use self::tables::{Table, Toplist};
use self::timeseries::Timeseries;
use self::wildcard::Wildcard;
use super::style::{CustomLink, TextAlign};
use super::time::Time;
use crate::{object, tagged};

pub mod cohort;
pub mod content;
pub mod dataset;
pub mod funnel;
pub mod geomap;
pub mod hostmap;
pub mod lists;
pub mod monitoring;
pub mod numbers;
pub mod point_plot;
pub mod sankey;
pub mod services;
pub mod shares;
pub mod slo;
pub mod split;
pub mod spread;
pub mod tables;
pub mod timeseries;
pub mod wildcard;

tagged! {
    /// What a widget shows.
    Definition by "type" {
        Timeseries { "timeseries" => "values over time, as lines, areas or bars" }
        QueryValue { "query_value" => "one number" }
        Toplist { "toplist" => "groups, the largest first" }
        Table { "query_table" => "groups and their values, in columns" }
        BarChart { "bar_chart" => "groups as bars" }
        Change { "change" => "what changed since an earlier time" }
        Distribution { "distribution" => "how values are spread" }
        Heatmap { "heatmap" => "how values are spread, over time" }
        ScatterPlot { "scatterplot" => "groups as points, one measure against another" }
        Treemap { "treemap" => "groups as tiles of a rectangle" }
        Sunburst { "sunburst" => "groups as parts of a ring" }
        Geomap { "geomap" => "values on a map of the world" }
        Hostmap { "hostmap" => "hosts, containers and the like as coloured tiles" }
        PointPlot { "point_plot" => "single events as points over time" }
        Wildcard { "wildcard" => "a drawing of your own, in Vega" }
        Note { "note" => "text in Markdown" }
        FreeText { "free_text" => "a heading" }
        Image { "image" => "a picture" }
        Iframe { "iframe" => "another web page" }
        Group { "group" => "several widgets under one heading" }
        Powerpack { "powerpack" => "a group kept in the powerpack library" }
        SplitGraph { "split_group" => "one graph for each value of a tag" }
        ListStream { "list_stream" => "events, one a row" }
        LogStream { "log_stream" => "logs; list_stream replaces it" }
        EventStream { "event_stream" => "events; list_stream replaces it" }
        EventTimeline { "event_timeline" => "events on a line of time" }
        AlertGraph { "alert_graph" => "the graph of a monitor" }
        AlertValue { "alert_value" => "the value of a monitor" }
        MonitorSummary { "manage_status" => "monitors and their states" }
        CheckStatus { "check_status" => "the state of a service check" }
        Slo { "slo" => "a service level objective" }
        SloList { "slo_list" => "service level objectives, one a row" }
        ServiceSummary { "trace_service" => "hits, errors and latency of a traced service" }
        ServiceMap { "servicemap" => "a service and its neighbours; topology_map replaces it" }
        TopologyMap { "topology_map" => "services or streams, and how they are connected" }
        RunWorkflow { "run_workflow" => "a button that runs a workflow" }
        Funnel { "funnel" => "how many users get from step to step" }
        Sankey { "sankey" => "how users or traffic flow" }
        Cohort { "cohort" => "users who come back, as a grid" }
        RetentionCurve { "retention_curve" => "users who come back, as a curve" }
    }
    example: {
        "type": "timeseries",
        "title": "Requests",
        "requests": [{
            "response_format": "timeseries",
            "queries": [{"data_source": "metrics", "name": "hits", "query": "sum:trace.http.request.hits{$env}.as_count()"}],
            "formulas": [{"formula": "hits"}],
            "display_type": "bars"
        }]
    }
}

object! {
    /// The heading of a widget.
    Title {
        /// The text above the widget; Datadog makes one from the queries where it is absent.
        title: Option<String> = "Requests per second",
        /// The height of the text in pixels, as text.
        title_size: Option<String> = "16",
        /// Where the text stands.
        title_align: Option<TextAlign>,
    }
    example: {"title": "Requests per second", "title_size": "16", "title_align": "left"}
}

object! {
    /// The heading of a widget, and what it is about.
    Heading {
        #[schemars(flatten)]
        title: Title,
        /// What the widget is about. It opens from the heading.
        description: Option<String> = "Counts the load balancer's requests, health checks left out.",
    }
    example: {"title": "Requests per second", "description": "Health checks are left out."}
}

object! {
    /// The span of time of a widget.
    Timed {
        /// The span of time shown, where it is not the dashboard's.
        time: Option<Time>,
    }
    example: {"time": {"live_span": "1h"}}
}

object! {
    /// Where a value leads.
    Linked {
        /// Entries of the menu that opens on a value.
        custom_links: Option<Vec<CustomLink>> = [{"label": "Runbook", "link": "https://wiki.example.com/runbook"}],
    }
    example: {"custom_links": [{"label": "Runbook", "link": "https://wiki.example.com/runbook"}]}
}
