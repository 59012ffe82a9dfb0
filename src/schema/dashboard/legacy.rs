//! The queries of before `queries` and `formulas`: `q`, `log_query` and their like. Datadog still takes them.

use super::formulas::CellDisplayMode;
use super::style::SortOrder;
use crate::schema::shapes::Integer;
use crate::{object, open_enum};

object! {
    /// A query in the old form. `queries` and `formulas` replace it; a request has either form.
    LegacyQueries {
        /// A metric query, with arithmetic where wanted.
        #[schemars(extend("deprecated" = true))]
        q: Option<String> = "avg:system.load.1{$env} by {host}",
        /// A search over traces.
        #[schemars(extend("deprecated" = true))]
        apm_query: Option<LegacyQuery>,
        /// A search over logs.
        #[schemars(extend("deprecated" = true))]
        log_query: Option<LegacyQuery>,
        /// A search over network traffic.
        #[schemars(extend("deprecated" = true))]
        network_query: Option<LegacyQuery>,
        /// Live processes and their use of a resource.
        #[schemars(extend("deprecated" = true))]
        process_query: Option<LegacyProcessQuery>,
        /// Metrics of profiles.
        #[schemars(extend("deprecated" = true))]
        profile_metrics_query: Option<LegacyQuery>,
        /// A search over real user monitoring.
        #[schemars(extend("deprecated" = true))]
        rum_query: Option<LegacyQuery>,
        /// A search over security signals.
        #[schemars(extend("deprecated" = true))]
        security_query: Option<LegacyQuery>,
    }
    example: {"q": "avg:system.load.1{$env} by {host}"}
}

object! {
    /// Every query in the old form that some request takes.
    AllLegacyQueries {
        #[schemars(flatten)]
        usual: LegacyQueries,
        #[schemars(flatten)]
        events: LegacyEventQueries,
        #[schemars(flatten)]
        audit: LegacyAuditQueries,
    }
    example: {"q": "avg:system.load.1{$env} by {host}"}
}

object! {
    /// A search over events, in the old form.
    LegacyEventQueries {
        /// A search over events.
        #[schemars(extend("deprecated" = true))]
        event_query: Option<LegacyQuery>,
    }
    example: {"event_query": {"index": "*", "search": {"query": "source:deploy"}, "compute": {"aggregation": "count"}}}
}

object! {
    /// A search over the audit trail, in the old form.
    LegacyAuditQueries {
        /// A search over the audit trail.
        #[schemars(extend("deprecated" = true))]
        audit_query: Option<LegacyQuery>,
    }
    example: {"audit_query": {"index": "*", "search": {"query": "@asset.type:monitor"}, "compute": {"aggregation": "count"}}}
}

object! {
    /// A search, what is computed over what it finds, and by what it is grouped.
    LegacyQuery {
        /// Names of the indexes that are searched, with commas between; `*` is all.
        index: Option<String> = "main",
        /// What is searched for.
        search: Option<LegacySearch>,
        /// What is computed. Excludes `multi_compute`.
        compute: Option<LegacyCompute>,
        /// Several things to compute. Excludes `compute`.
        multi_compute: Option<Vec<LegacyCompute>> = [{"aggregation": "count"}, {"aggregation": "avg", "facet": "@duration"}],
        /// By what the results are grouped.
        group_by: Option<Vec<LegacyGroup>> = [{"facet": "service", "limit": 10}],
    }
    example: {"index": "main", "search": {"query": "status:error"}, "compute": {"aggregation": "count"}}
}

object! {
    /// What is searched for.
    LegacySearch {
        /// The search, in the syntax of the product that is searched.
        query: String = "status:error service:checkout",
    }
    example: {"query": "status:error service:checkout"}
}

object! {
    /// One thing to compute.
    LegacyCompute {
        /// How values become one: `count`, `cardinality`, `avg`, `sum`, `pc95` and the like.
        aggregation: String = "count",
        /// What is measured; none for `count`.
        facet: Option<String> = "@duration",
        /// The width of a point in seconds.
        interval: Option<Integer> = 300,
    }
    example: {"aggregation": "avg", "facet": "@duration", "interval": 300}
}

object! {
    /// One thing that results are grouped by.
    LegacyGroup {
        /// The tag or facet.
        facet: String = "service",
        /// How many groups are kept.
        limit: Option<Integer> = 10,
        /// Which groups come first.
        sort: Option<LegacyGroupSort>,
    }
    example: {"facet": "service", "limit": 10, "sort": {"aggregation": "count", "order": "desc"}}
}

object! {
    /// Which groups come first.
    LegacyGroupSort {
        /// How the values that are sorted by become one.
        aggregation: String = "count",
        /// What is measured; none for `count`.
        facet: Option<String> = "@duration",
        /// Which way.
        order: SortOrder,
    }
    example: {"aggregation": "count", "order": "desc"}
}

object! {
    /// Live processes and their use of a resource.
    LegacyProcessQuery {
        /// The resource that is measured.
        metric: String = "process.stat.cpu.total_pct",
        /// Text that the command line holds.
        search_by: Option<String> = "java",
        /// Tags that the processes bear.
        filter_by: Option<Vec<String>> = ["account:test"],
        /// How many processes are shown.
        #[schemars(range(min = 0))]
        limit: Option<Integer> = 10,
    }
    example: {"metric": "process.stat.cpu.total_pct", "filter_by": ["account:test"], "limit": 10}
}

object! {
    /// A search over events, in the old form of heat maps.
    LegacyEventSearch {
        /// What is searched for.
        search: String = "sources:deploy",
        /// How several tags of the search are joined: `and` or `or`.
        tags_execution: String = "and",
    }
    example: {"search": "sources:deploy", "tags_execution": "and"}
}

object! {
    /// Statistics of one traced operation, in the old form.
    ApmStatsQuery {
        /// The environment.
        env: String = "prod",
        /// The service.
        service: String = "checkout",
        /// The operation of the service.
        name: String = "http.request",
        /// The organization's primary tag and its value; `*` is all.
        primary_tag: String = "datacenter:*",
        /// What one row is.
        row_type: ApmRowType,
        /// The resource, where one is meant.
        resource: Option<String> = "GET /orders",
        /// The columns that are shown.
        columns: Option<Vec<ApmStatsColumn>> = [{"name": "hits", "order": "desc"}],
    }
    example: {
        "env": "prod", "service": "checkout", "name": "http.request", "primary_tag": "datacenter:*", "row_type": "resource"
    }
}

open_enum! {
    /// What one row of trace statistics is.
    ApmRowType {
        "service" => "a service",
        "resource" => "a resource of the service",
        "span" => "a kind of span",
    }
}

object! {
    /// A column of trace statistics.
    ApmStatsColumn {
        /// The statistic.
        name: String = "hits",
        /// What the column is called.
        alias: Option<String> = "requests",
        /// Which way the rows are sorted by this column.
        order: Option<SortOrder>,
        /// How the cells show their values.
        cell_display_mode: Option<CellDisplayMode>,
    }
    example: {"name": "hits", "alias": "requests", "order": "desc", "cell_display_mode": "bar"}
}
