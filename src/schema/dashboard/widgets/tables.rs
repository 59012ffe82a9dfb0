//! Groups one below the other: tables and top lists.

use super::{Heading, Linked, Timed};
use crate::schema::dashboard::formats::{ConditionalFormat, TextFormat};
use crate::schema::dashboard::formulas::{CellDisplayMode, Formulas, Sort};
use crate::schema::dashboard::legacy::{AllLegacyQueries, ApmStatsQuery, LegacyEventQueries, LegacyQueries};
use crate::schema::dashboard::queries::Aggregator;
use crate::schema::dashboard::style::{BarStyle, RequestStyle, SortOrder};
use crate::schema::shapes::Integer;
use crate::{object, open_enum};

object! {
    /// Groups, the largest first.
    Toplist {
        #[schemars(flatten)]
        heading: Heading,
        /// What is listed; one request is usual.
        requests: Vec<ToplistRequest> = [{
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
        "title": "Busiest hosts",
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"
            }],
            "formulas": [{"formula": "load"}],
            "sort": {"count": 10, "order_by": [{"type": "formula", "index": 0, "order": "desc"}]}
        }]
    }
}

object! {
    /// What a top list lists.
    ToplistRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// How many groups are listed, and in which order.
        sort: Option<Sort>,
        /// Rules that colour the values.
        #[schemars(length(min = 1))]
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
    /// Groups and their values, in columns.
    Table {
        #[schemars(flatten)]
        heading: Heading,
        /// What the columns hold; one request is usual.
        requests: Vec<TableRequest> = [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"
            }]
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// Whether there is a field to search the rows.
        has_search_bar: Option<SearchBar>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Hosts",
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"
            }],
            "formulas": [{"formula": "load", "alias": "load", "cell_display_mode": "bar"}]
        }],
        "has_search_bar": "auto"
    }
}

open_enum! {
    /// Whether a table has a field to search its rows.
    SearchBar {
        "auto" => "where there is room",
        "always" => "yes",
        "never" => "no",
    }
}

object! {
    /// What the columns of a table hold.
    TableRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// How many rows there are, and in which order.
        sort: Option<Sort>,
        /// Rules that colour the values of `q`; a formula has its own.
        conditional_formats: Option<Vec<ConditionalFormat>>
            = [{"comparator": ">", "value": 8, "palette": "white_on_red"}],
        /// Rules for the texts of tags: one list for each column that a tag makes, in their order.
        #[schemars(inner(length(min = 1)))]
        text_formats: Option<Vec<Vec<TextFormat>>>
            = [[{"match": {"type": "is", "value": "error"}, "palette": "white_on_red"}]],
        /// How the cells of each column of `q` show their values.
        cell_display_mode: Option<Vec<CellDisplayMode>> = ["bar"],
        /// How the points of the span become one value, for `q`.
        aggregator: Option<Aggregator>,
        /// What the column of `q` is called.
        alias: Option<String> = "load",
        /// How many rows there are, for `q`; only one request of a table may say so.
        limit: Option<Integer> = 50,
        /// Which way the rows are sorted, for `q`.
        order: Option<SortOrder>,
        /// Statistics of a traced operation, in the old form.
        apm_stats_query: Option<ApmStatsQuery>,
        #[schemars(flatten)]
        legacy: LegacyQueries,
        #[schemars(flatten)]
        legacy_events: LegacyEventQueries,
    }
    example: {
        "response_format": "scalar",
        "queries": [{
            "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"
        }],
        "formulas": [{"formula": "load", "alias": "load", "cell_display_mode": "bar"}]
    }
}
