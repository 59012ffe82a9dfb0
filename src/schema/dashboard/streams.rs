//! Lists of events, one a row.

use super::style::SortOrder;
use crate::{object, open_enum};

object! {
    /// A search whose results are listed, one a row.
    StreamRequest {
        /// The columns, from left to right.
        columns: Vec<StreamColumn> = [{"field": "timestamp", "width": "auto"}],
        /// What is searched for, and where.
        query: StreamQuery,
        /// Always `event_list`.
        response_format: StreamFormat,
    }
    example: {
        "columns": [{"field": "timestamp", "width": "auto"}],
        "query": {"data_source": "logs_stream", "query_string": "status:error"},
        "response_format": "event_list"
    }
}

open_enum! {
    /// The form of the answer of a list.
    StreamFormat { "event_list" => "events, one a row" }
}

object! {
    /// A column of a list.
    StreamColumn {
        /// The attribute shown.
        field: String = "timestamp",
        /// How wide the column is.
        width: ColumnWidth,
    }
    example: {"field": "timestamp", "width": "auto"}
}

open_enum! {
    /// How wide a column is.
    ColumnWidth {
        "auto" => "as Datadog sees fit",
        "compact" => "as narrow as its content lets it",
        "full" => "as wide as its content",
    }
}

object! {
    /// What is searched for, and where.
    StreamQuery {
        /// What kind of event is listed.
        data_source: StreamSource,
        /// The search.
        query_string: String = "status:error $env",
        /// Names of the indexes that are searched; all where it is absent or empty.
        indexes: Option<Vec<String>> = ["main"],
        /// Which storage is searched, such as `hot` or `online_archives`. Not open to every organization.
        storage: Option<String> = "hot",
        /// By which column the rows are sorted.
        sort: Option<FieldSort>,
        /// How large an event is drawn; only for `event_stream`.
        event_size: Option<EventSize>,
        /// By what patterns or transactions are grouped: up to 4 facets for `logs_pattern_stream`, exactly one for
        /// `logs_transaction_stream`.
        #[schemars(length(max = 4))]
        group_by: Option<Vec<StreamGroup>> = [{"facet": "service"}],
        /// What is computed for each transaction, 1 to 5 things; only for `logs_transaction_stream`.
        #[schemars(length(min = 1, max = 5))]
        compute: Option<Vec<StreamCompute>> = [{"aggregation": "pc95", "facet": "@duration"}],
        /// The attribute whose texts are put into patterns; only for `logs_pattern_stream`.
        clustering_pattern_field_path: Option<String> = "message",
        /// How transactions are found; only for `logs_transaction_stream`.
        version: Option<StreamVersion>,
        /// Whose issues are listed; only for `issue_stream`.
        persona: Option<IssuePersona>,
        /// Which issues are listed, by their state; only for `issue_stream`.
        states: Option<Vec<IssueState>> = ["OPEN"],
        /// UUIDs of the people whose issues are listed; only for `issue_stream`.
        assignee_uuids: Option<Vec<String>> = ["1a2b3c4d-0000-4000-8000-5e6f7a8b9c0d"],
        /// Handles of the teams whose issues are listed; only for `issue_stream`.
        team_handles: Option<Vec<String>> = ["checkout"],
        /// Which issues are listed, by what Datadog holds for their cause; only for `issue_stream`.
        suspected_causes: Option<Vec<String>> = ["api.failed_request"],
    }
    example: {"data_source": "logs_stream", "query_string": "status:error $env", "indexes": ["main"]}
}

open_enum! {
    /// What kind of event is listed.
    StreamSource {
        "logs_stream" => "logs",
        "logs_pattern_stream" => "patterns of logs",
        "logs_transaction_stream" => "logs of one transaction, taken together",
        "trace_stream" => "spans",
        "rum_stream" => "real user monitoring",
        "event_stream" => "events",
        "audit_stream" => "the audit trail",
        "ci_pipeline_stream" => "pipelines of continuous integration",
        "ci_test_stream" => "test runs",
        "issue_stream" => "issues of error tracking",
        "apm_issue_stream" => "issues of traces; issue_stream replaces it",
        "rum_issue_stream" => "issues of real users; issue_stream replaces it",
        "logs_issue_stream" => "issues of logs; issue_stream replaces it",
        "llm_observability_stream" => "calls of language models",
        "security_runtime_stream" => "what is seen at run time by the security agent",
        "security_signals_stream" => "security signals",
        "incidents_stream" => "incidents",
    }
}

open_enum! {
    /// How large an event is drawn.
    EventSize {
        "s" => "small: its title",
        "l" => "large: its text too",
    }
}

object! {
    /// By which column rows are sorted.
    FieldSort {
        /// The attribute.
        column: String = "timestamp",
        /// Which way.
        order: SortOrder,
    }
    example: {"column": "timestamp", "order": "desc"}
}

object! {
    /// A facet by which patterns or transactions are grouped.
    StreamGroup {
        /// The facet.
        facet: String = "service",
    }
    example: {"facet": "service"}
}

object! {
    /// Something computed for each transaction.
    StreamCompute {
        /// How the values become one.
        aggregation: StreamAggregation,
        /// What is measured; none for `count`.
        facet: Option<String> = "@duration",
    }
    example: {"aggregation": "pc95", "facet": "@duration"}
}

open_enum! {
    /// How values of a transaction become one.
    StreamAggregation {
        "count" => "how many events",
        "cardinality" => "how many different values",
        "avg" => "their mean",
        "sum" => "their sum",
        "min" => "the smallest",
        "max" => "the largest",
        "median" => "the middle one",
        "pc75" => "the 75th percentile",
        "pc90" => "the 90th percentile",
        "pc95" => "the 95th percentile",
        "pc98" => "the 98th percentile",
        "pc99" => "the 99th percentile",
        "earliest" => "the first",
        "latest" => "the last",
        "most_frequent" => "the one seen most often",
    }
}

open_enum! {
    /// How transactions are found; the old way where it is absent.
    StreamVersion { "sequential_query" => "by one query after the other; a preview" }
}

open_enum! {
    /// Whose issues are listed.
    IssuePersona {
        "all" => "all",
        "browser" => "browsers",
        "mobile" => "mobile apps",
        "backend" => "services",
    }
}

open_enum! {
    /// The state of an issue.
    IssueState {
        "OPEN" => "to be looked at",
        "ACKNOWLEDGED" => "somebody looks at it",
        "IGNORED" => "not worth a look",
        "RESOLVED" => "mended",
    }
}
