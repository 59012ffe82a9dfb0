//! Single events as points over time.

use super::{Heading, Linked, Timed};
use crate::schema::dashboard::axes::{Axis, Marker};
use crate::schema::shapes::Integer;
use crate::{object, open_enum};

object! {
    /// Single events as points over time.
    PointPlot {
        #[schemars(flatten)]
        heading: Heading,
        /// Which events are drawn, and how.
        requests: Vec<PointPlotRequest> = [{
            "request_type": "data_projection",
            "query": {"data_source": "logs", "query_string": "service:checkout"},
            "projection": {"type": "point_plot", "dimensions": [{"column": "duration", "dimension": "y"}]}
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// Whether there is a legend.
        legend: Option<PointPlotLegend>,
        /// Lines and bands across the graph.
        markers: Option<Vec<Marker>> = [{"value": "y = 500", "display_type": "error dashed"}],
        /// The axis of values.
        yaxis: Option<Axis>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Slow requests",
        "requests": [{
            "request_type": "data_projection",
            "query": {"data_source": "logs", "query_string": "service:checkout"},
            "projection": {"type": "point_plot", "dimensions": [{"column": "duration", "dimension": "y"}]}
        }]
    }
}

object! {
    /// Whether a point plot has a legend.
    PointPlotLegend {
        /// Where it stands.
        r#type: PointPlotLegendType,
    }
    example: {"type": "automatic"}
}

open_enum! {
    /// Where the legend of a point plot stands.
    PointPlotLegendType {
        "automatic" => "where there is room",
        "none" => "nowhere",
    }
}

object! {
    /// Which events a point plot draws, and how.
    PointPlotRequest {
        /// Always `data_projection`.
        request_type: ProjectionType,
        /// Which events are drawn.
        query: ProjectionQuery,
        /// What the columns of an event decide of its point.
        projection: PointPlotProjection,
        /// How many points there are at most.
        limit: Option<Integer> = 1000,
    }
    example: {
        "request_type": "data_projection",
        "query": {"data_source": "logs", "query_string": "service:checkout"},
        "projection": {"type": "point_plot", "dimensions": [{"column": "duration", "dimension": "y"}]}
    }
}

open_enum! {
    /// The kind of a request that draws rows as they come.
    ProjectionType { "data_projection" => "columns of rows are put on dimensions of the drawing" }
}

object! {
    /// Which events are drawn.
    ProjectionQuery {
        /// What kind of event it is.
        data_source: String = "logs",
        /// The search.
        query_string: String = "service:checkout $env",
        /// Names of the indexes that are searched; all where it is absent or empty.
        indexes: Option<Vec<String>> = ["main"],
        /// Which storage is searched.
        storage: Option<String> = "hot",
    }
    example: {"data_source": "logs", "query_string": "service:checkout $env", "indexes": ["main"]}
}

object! {
    /// What the columns of an event decide of its point.
    PointPlotProjection {
        /// Always `point_plot`.
        r#type: PointPlotProjectionType,
        /// One entry for each column that decides something.
        dimensions: Vec<PointPlotColumn> = [{"column": "duration", "dimension": "y"}],
        /// Further columns, told of a point when it is pointed at.
        extra_columns: Option<Vec<String>> = ["@http.url"],
    }
    example: {"type": "point_plot", "dimensions": [{"column": "duration", "dimension": "y"}]}
}

open_enum! {
    /// The kind of drawing that columns are put on.
    PointPlotProjectionType { "point_plot" => "a point plot" }
}

object! {
    /// What one column decides of a point.
    PointPlotColumn {
        /// The column.
        column: String = "duration",
        /// What it decides.
        dimension: PointPlotDimension,
        /// What it is called.
        alias: Option<String> = "time taken",
    }
    example: {"column": "duration", "dimension": "y"}
}

open_enum! {
    /// What a column decides of a point.
    PointPlotDimension {
        "y" => "its height",
        "time" => "its place from left to right",
        "group" => "the group that it belongs to",
        "radius" => "its size",
    }
}
