//! Service level objectives.

use super::Heading;
use crate::schema::dashboard::streams::FieldSort;
use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum};

object! {
    /// A service level objective.
    Slo {
        #[schemars(flatten)]
        heading: Heading,
        /// The objective's id.
        slo_id: Option<String> = "${slo:checkout-latency}",
        /// How it is drawn; only `detail`.
        view_type: String = "detail",
        /// The whole, its groups, or both.
        view_mode: Option<SloView>,
        /// The windows of time that are shown.
        time_windows: Option<Vec<TimeWindow>> = ["7d", "30d", "month_to_date"],
        /// Whether the error budget is shown.
        show_error_budget: Option<Flag> = true,
        /// The target for the window `global_time`, in percent, as text.
        global_time_target: Option<String> = "99.9",
        /// Further filters, in the syntax of metric queries; for objectives over metrics.
        additional_query_filters: Option<String> = "!host:excluded_host AND $env",
    }
    example: {
        "slo_id": "${slo:checkout-latency}", "view_type": "detail", "view_mode": "overall",
        "time_windows": ["7d", "30d"], "show_error_budget": true
    }
}

open_enum! {
    /// What is shown of an objective.
    SloView {
        "overall" => "the whole",
        "component" => "its groups",
        "both" => "the whole and its groups",
    }
}

open_enum! {
    /// A window of time of an objective.
    TimeWindow {
        "7d" => "the past 7 days",
        "30d" => "the past 30 days",
        "90d" => "the past 90 days",
        "week_to_date" => "since the week began",
        "previous_week" => "last week",
        "month_to_date" => "since the month began",
        "previous_month" => "last month",
        "global_time" => "the span of the dashboard",
    }
}

object! {
    /// Service level objectives, one a row.
    SloList {
        #[schemars(flatten)]
        heading: Heading,
        /// Which objectives are listed; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<SloListRequest>
            = [{"request_type": "slo_list", "query": {"query_string": "env:prod AND team:checkout", "limit": 50}}],
    }
    example: {
        "title": "Objectives",
        "requests": [{"request_type": "slo_list", "query": {"query_string": "env:prod AND team:checkout", "limit": 50}}]
    }
}

object! {
    /// Which objectives are listed.
    SloListRequest {
        /// Always `slo_list`.
        request_type: SloListRequestType,
        /// The search.
        query: SloListQuery,
    }
    example: {"request_type": "slo_list", "query": {"query_string": "env:prod AND team:checkout", "limit": 50}}
}

open_enum! {
    /// The kind of a request of a list of objectives.
    SloListRequestType { "slo_list" => "objectives, one a row" }
}

object! {
    /// The search for objectives.
    SloListQuery {
        /// The search, as on the page of all objectives.
        query_string: String = "env:prod AND team:checkout",
        /// How many are listed, 1 to 100; 100 where it is absent.
        #[schemars(range(min = 1, max = 100))]
        limit: Option<Integer> = 50,
        /// What the rows are sorted by.
        sort: Option<Vec<FieldSort>> = [{"column": "status.sli", "order": "asc"}],
    }
    example: {"query_string": "env:prod AND team:checkout", "limit": 50}
}
