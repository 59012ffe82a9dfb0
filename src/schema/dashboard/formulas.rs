//! Formulas over named queries, and how their results are limited, sorted and shown.

use super::formats::{ConditionalFormat, NumberFormat};
use super::queries::Query;
use super::style::{FormulaStyle, SortOrder};
use crate::schema::shapes::Integer;
use crate::{object, open_enum, tagged};

object! {
    /// Queries, formulas over them, and the form of the answer.
    Formulas {
        /// Where the numbers come from. Formulas use each query by its name.
        queries: Option<Vec<Query>>
            = [{"data_source": "metrics", "name": "hits", "query": "sum:trace.http.request.hits{$env}.as_count()"}],
        /// What is shown, one series or column each. Absent: the queries themselves.
        formulas: Option<Vec<Formula>> = [{"formula": "errors / hits * 100", "alias": "error rate"}],
        /// Whether series, single values or a list of events are asked for; each widget takes one kind.
        response_format: Option<ResponseFormat>,
    }
    example: {
        "queries": [{"data_source": "metrics", "name": "hits", "query": "sum:trace.http.request.hits{$env}.as_count()"}],
        "formulas": [{"formula": "hits"}],
        "response_format": "timeseries"
    }
}

open_enum! {
    /// The form of an answer.
    ResponseFormat {
        "timeseries" => "points over time: timeseries, heat maps",
        "scalar" => "one value a group: query values, top lists, tables and other charts",
        "event_list" => "events, one a row: list streams",
    }
}

object! {
    /// An expression over named queries.
    Formula {
        /// Names of queries, joined by arithmetic and functions.
        formula: String = "errors / hits * 100",
        /// What the result is called.
        alias: Option<String> = "error rate",
        /// How many groups are kept, and which end.
        limit: Option<FormulaLimit>,
        /// How the numbers are written.
        number_format: Option<NumberFormat>,
        /// The colours of the series.
        style: Option<FormulaStyle>,
        /// Rules that colour the values.
        conditional_formats: Option<Vec<ConditionalFormat>>
            = [{"comparator": ">", "value": 5, "palette": "white_on_red"}],
        /// How a table shows the result.
        cell_display_mode: Option<CellDisplayMode>,
        /// Details of the cell display mode `trend`.
        cell_display_mode_options: Option<TrendOptions>,
    }
    example: {"formula": "errors / hits * 100", "alias": "error rate"}
}

object! {
    /// How many groups are kept, and which end.
    FormulaLimit {
        /// How many groups are kept.
        count: Option<Integer> = 10,
        /// Which come first.
        order: Option<SortOrder>,
    }
    example: {"count": 10, "order": "desc"}
}

open_enum! {
    /// How a cell of a table shows its value.
    CellDisplayMode {
        "number" => "a number",
        "bar" => "a bar as long as the value",
        "trend" => "a small graph over time",
    }
}

object! {
    /// How the small graph in a cell is drawn.
    TrendOptions {
        /// The shape of the graph.
        trend_type: Option<TrendType>,
        /// Whether the cells of the column have one scale.
        y_scale: Option<TrendScale>,
    }
    example: {"trend_type": "line", "y_scale": "shared"}
}

open_enum! {
    /// The shape of the small graph in a cell.
    TrendType {
        "area" => "a filled area",
        "line" => "a line",
        "bars" => "bars",
    }
}

open_enum! {
    /// Whether the small graphs of a column have one scale.
    TrendScale {
        "shared" => "one scale, so that cells can be compared",
        "independent" => "each its own, so that each fills its cell",
    }
}

object! {
    /// How many groups are shown, and in which order.
    Sort {
        /// How many groups are shown.
        #[schemars(range(min = 0))]
        count: Option<Integer> = 10,
        /// What is sorted by, the weightiest first.
        order_by: Option<Vec<SortKey>> = [{"type": "formula", "index": 0, "order": "desc"}],
    }
    example: {"count": 10, "order_by": [{"type": "formula", "index": 0, "order": "desc"}]}
}

tagged! {
    /// One thing that is sorted by.
    SortKey by "type" {
        FormulaSort { "formula" => "by the values of a formula" }
        GroupSort { "group" => "by the names of a group" }
    }
    example: {"type": "formula", "index": 0, "order": "desc"}
}

object! {
    /// By the values of a formula.
    FormulaSort {
        /// Which formula, counted from 0; the first where it is absent.
        #[schemars(range(min = 0))]
        index: Option<Integer> = 0,
        /// Which way.
        order: SortOrder,
    }
    example: {"index": 0, "order": "desc"}
}

object! {
    /// By the names of a group.
    GroupSort {
        /// The tag or facet that is grouped by.
        name: String = "service",
        /// Which way.
        order: SortOrder,
    }
    example: {"name": "service", "order": "asc"}
}
