//! The queries that formulas work on, one type for each family of data sources.

use super::analytics::AnalyticsQuery;
use super::apm_query::{ApmDependencyStatsQuery, ApmMetricsQuery, ApmResourceStatsQuery};
use super::events_query::EventsQuery;
use super::journeys::JourneyQuery;
use super::retention::RetentionFormulaQuery;
use super::style::SortOrder;
use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum, tagged};

tagged! {
    /// A named source of numbers.
    Query by "data_source" {
        MetricsQuery { "metrics" => "metrics" }
        EventsQuery {
            "logs" => "logs",
            "spans" => "indexed spans of traces",
            "rum" => "real user monitoring",
            "events" => "events",
            "network" => "network traffic",
            "security_signals" => "security signals",
            "profiles" => "profiles of running code",
            "audit" => "the audit trail",
            "ci_tests" => "test runs",
            "ci_pipelines" => "pipelines of continuous integration",
            "incident_analytics" => "incidents",
            "product_analytics" => "what users do in the product",
            "on_call_events" => "pages and shifts of on-call",
            "errors" => "errors of error tracking",
            "llm_observability" => "calls of language models",
        }
        ProcessQuery { "process" => "live processes", "container" => "live containers" }
        ApmMetricsQuery { "apm_metrics" => "statistics of traced services" }
        ApmResourceStatsQuery { "apm_resource_stats" => "statistics of traced resources; apm_metrics replaces it" }
        ApmDependencyStatsQuery { "apm_dependency_stats" => "statistics of calls between services" }
        SloQuery { "slo" => "a service level objective" }
        CostQuery { "cloud_cost" => "cloud cost" }
        AnalyticsQuery { "product_analytics_extended" => "what users do in the product, with audiences" }
        JourneyQuery { "product_analytics_journey" => "users on their way through several steps" }
        RetentionFormulaQuery { "product_analytics_retention" => "users who come back" }
    }
    example: {"data_source": "metrics", "name": "hits", "query": "sum:trace.http.request.hits{$env}.as_count()"}
}

object! {
    /// What every query has.
    Named {
        /// What formulas call the query: a letter, then letters, digits and `_`. Names are unique in a request.
        name: String = "hits",
    }
    example: {"name": "hits"}
}

object! {
    /// Where a query reads, if not in its own organization.
    CrossOrg {
        /// UUID of the organization whose data is read; one at most. Not open to every organization.
        #[schemars(length(max = 1))]
        cross_org_uuids: Option<Vec<String>> = ["6434abde-7c5f-4e1f-9b6a-da7ad0900001"],
    }
    example: {"cross_org_uuids": ["6434abde-7c5f-4e1f-9b6a-da7ad0900001"]}
}

object! {
    /// A query over metrics.
    MetricsQuery {
        #[schemars(flatten)]
        named: Named,
        /// What is read: aggregation, metric, filter, and by what it is grouped.
        query: String = "sum:trace.http.request.hits{$env} by {service}.as_count()",
        /// How the points of the span become one value; for scalar answers.
        aggregator: Option<MetricAggregator>,
        /// How metrics of one name from several sources are read.
        semantic_mode: Option<SemanticMode>,
        #[schemars(flatten)]
        cross_org: CrossOrg,
    }
    example: {"name": "load", "query": "avg:system.load.1{$env} by {host}", "aggregator": "avg"}
}

open_enum! {
    /// How the points of a span become one value.
    MetricAggregator {
        "avg" => "their mean",
        "min" => "the smallest",
        "max" => "the largest",
        "sum" => "their sum",
        "last" => "the latest",
        "area" => "the area under the line",
        "l2norm" => "the square root of the sum of squares",
        "percentile" => "the percentile of the query, over the whole span",
    }
}

open_enum! {
    /// How metrics of one name from several sources, OpenTelemetry and the agent say, are read.
    SemanticMode {
        "combined" => "as one metric",
        "native" => "as they were sent",
    }
}

object! {
    /// Live processes or containers, and their use of a resource.
    ProcessQuery {
        #[schemars(flatten)]
        named: Named,
        /// The resource that is measured.
        metric: String = "process.stat.cpu.total_pct",
        /// Text that the command line holds.
        text_filter: Option<String> = "java",
        /// Tags that the processes bear.
        tag_filters: Option<Vec<String>> = ["service:checkout"],
        /// How many are shown.
        limit: Option<Integer> = 10,
        /// Which come first.
        sort: Option<SortOrder>,
        /// Whether the use of CPU is divided by the number of cores.
        is_normalized_cpu: Option<Flag> = true,
        /// How the points of the span become one value.
        aggregator: Option<MetricAggregator>,
        #[schemars(flatten)]
        cross_org: CrossOrg,
    }
    example: {"name": "cpu", "metric": "process.stat.cpu.total_pct", "tag_filters": ["service:checkout"], "limit": 10}
}

object! {
    /// Measures of a service level objective.
    SloQuery {
        /// What formulas call the query.
        name: Option<String> = "budget",
        /// The objective's id.
        slo_id: String = "${slo:checkout-latency}",
        /// What is measured.
        measure: SloMeasure,
        /// How the groups of the objective are taken.
        group_mode: Option<SloGroupMode>,
        /// What kind of objective it is.
        slo_query_type: Option<SloQueryType>,
        /// Further filters, in the syntax of metric queries.
        additional_query_filters: Option<String> = "host:* AND $env",
        #[schemars(flatten)]
        cross_org: CrossOrg,
    }
    example: {"name": "budget", "slo_id": "${slo:checkout-latency}", "measure": "error_budget_remaining"}
}

open_enum! {
    /// What is measured of an objective.
    SloMeasure {
        "slo_status" => "the share of good, in percent",
        "error_budget_remaining" => "what is left of the error budget, in percent",
        "burn_rate" => "how fast the budget is spent; 1 spends it exactly",
        "error_budget_burndown" => "the budget over time",
        "good_events" => "number of good events",
        "bad_events" => "number of bad events",
        "good_minutes" => "good minutes",
        "bad_minutes" => "bad minutes",
    }
}

open_enum! {
    /// How the groups of an objective are taken.
    SloGroupMode {
        "overall" => "all as one",
        "components" => "each on its own",
    }
}

open_enum! {
    /// What kind of objective is queried.
    SloQueryType {
        "metric" => "good events over all events",
        "monitor" => "time in which monitors are OK",
        "time_slice" => "slices of time in which a query meets its threshold",
    }
}

object! {
    /// A query over cloud cost.
    CostQuery {
        #[schemars(flatten)]
        named: Named,
        /// What is read, in the syntax of metric queries.
        query: String = "sum:aws.cost.net.amortized{*} by {aws_product}.rollup(sum, daily)",
        /// How the points of the span become one value.
        aggregator: Option<Aggregator>,
        #[schemars(flatten)]
        cross_org: CrossOrg,
    }
    example: {"name": "cost", "query": "sum:aws.cost.net.amortized{*} by {aws_product}", "aggregator": "sum"}
}

open_enum! {
    /// How the points of a span become one value.
    Aggregator {
        "avg" => "their mean",
        "last" => "the latest",
        "max" => "the largest",
        "min" => "the smallest",
        "sum" => "their sum",
        "percentile" => "the percentile of the query, over the whole span",
    }
}
