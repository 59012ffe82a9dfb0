//! The queries that formulas work on, one type for each family of data sources.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::json;

use super::analytics::AnalyticsQuery;
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
    /// A search over events of one product, and what is computed over what it finds.
    EventsQuery {
        #[schemars(flatten)]
        named: Named,
        /// What is computed over the events found.
        compute: EventsCompute,
        /// What is searched for; everything where it is absent.
        search: Option<EventsSearch>,
        /// Names of the indexes that are searched; all where it is absent or empty.
        indexes: Option<Vec<String>> = ["main"],
        /// By what the results are grouped.
        group_by: Option<EventsGroups>,
        /// Which storage is searched, such as `hot` or `online_archives`. Not open to every organization.
        storage: Option<String> = "hot",
        #[schemars(flatten)]
        cross_org: CrossOrg,
    }
    example: {
        "name": "errors",
        "compute": {"aggregation": "count"},
        "search": {"query": "status:error $env"},
        "indexes": ["main"],
        "group_by": [{"facet": "service", "limit": 10, "sort": {"aggregation": "count", "order": "desc"}}]
    }
}

object! {
    /// What is computed over the events found.
    EventsCompute {
        /// How the values become one.
        aggregation: EventsAggregation,
        /// What is measured; none for `count`.
        metric: Option<String> = "@duration",
        /// The width of a point in milliseconds.
        interval: Option<Integer> = 60000,
    }
    example: {"aggregation": "pc95", "metric": "@duration"}
}

open_enum! {
    /// How values of events become one.
    EventsAggregation {
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
    }
}

open_enum! {
    /// How values of events become one. Any percentile may be written as `pc` and a number: `pc99.9`.
    WideAggregation {
        "count" => "how many events",
        "cardinality" => "how many different values",
        "avg" => "their mean",
        "sum" => "their sum",
        "min" => "the smallest",
        "max" => "the largest",
        "median" => "the middle one",
        "delta" => "the last less the first",
        "earliest" => "the first",
        "latest" => "the last",
        "most_frequent" => "the one seen most often",
        "pc95" => "the 95th percentile",
    }
}

object! {
    /// What is searched for.
    EventsSearch {
        /// The search, in the syntax of the product that is searched.
        query: String = "status:error service:checkout $env",
    }
    example: {"query": "status:error service:checkout $env"}
}

object! {
    /// One facet that results are grouped by.
    EventsGroup {
        /// The tag or facet.
        facet: String = "service",
        /// How many groups are kept.
        limit: Option<Integer> = 10,
        /// Which groups come first.
        sort: Option<EventsGroupSort>,
    }
    example: {"facet": "service", "limit": 10, "sort": {"aggregation": "count", "order": "desc"}}
}

object! {
    /// Several facets that results are grouped by, with one limit for all.
    EventsGroupFields {
        /// The tags or facets; needed where the group is one object and not a list.
        fields: Vec<String> = ["service", "@http.status_code"],
        /// How many combinations are kept.
        limit: Option<Integer> = 10,
        /// Which combinations come first.
        sort: Option<EventsGroupSort>,
    }
    example: {"fields": ["service", "@http.status_code"], "limit": 10}
}

object! {
    /// Which groups come first.
    EventsGroupSort {
        /// How the values that are sorted by become one.
        aggregation: EventsAggregation,
        /// What is measured; none for `count`.
        metric: Option<String> = "@duration",
        /// Which way.
        order: Option<SortOrder>,
    }
    example: {"aggregation": "count", "order": "desc"}
}

/// A list of facets, each with its own limit, or one object for several facets.
///
/// One flat schema says both, since `items` looks at lists only and `properties` at objects only: so a fault is
/// told as it is, and not as "matches neither".
pub struct EventsGroups;

impl JsonSchema for EventsGroups {
    fn schema_name() -> Cow<'static, str> {
        "EventsGroups".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = EventsGroupFields::json_schema(generator);
        let description = "By what results are grouped: a list of facets, or one object for several facets.";
        schema.insert("description".to_owned(), json!(description));
        schema.insert("type".to_owned(), json!(["array", "object"]));
        schema.insert("items".to_owned(), generator.subschema_for::<EventsGroup>().to_value());
        schema.insert("examples".to_owned(), json!([[{"facet": "service", "limit": 10}], {"fields": ["service"]}]));
        schema
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
    /// The second primary tag of traces, where the organization has one.
    PrimaryTag {
        /// The tag's key; needed with `primary_tag_value`.
        primary_tag_name: Option<String> = "datacenter",
        /// The tag's value; needed with `primary_tag_name`.
        primary_tag_value: Option<String> = "eu1",
    }
    example: {"primary_tag_name": "datacenter", "primary_tag_value": "eu1"}
}

object! {
    /// Statistics of calls between traced services.
    ApmDependencyStatsQuery {
        #[schemars(flatten)]
        named: Named,
        /// What is measured.
        stat: DependencyStat,
        /// The environment.
        env: String = "prod",
        /// The service.
        service: String = "checkout",
        /// The operation of the service.
        operation_name: String = "http.request",
        /// The resource of the service.
        resource_name: String = "GET /orders",
        #[schemars(flatten)]
        primary_tag: PrimaryTag,
        /// Whether the services that call are meant, and not those that are called.
        is_upstream: Option<Flag> = false,
        #[schemars(flatten)]
        cross_org: CrossOrg,
    }
    example: {
        "name": "calls", "stat": "avg_duration", "env": "prod", "service": "checkout",
        "operation_name": "http.request", "resource_name": "GET /orders"
    }
}

open_enum! {
    /// What is measured of the calls between services.
    DependencyStat {
        "avg_duration" => "mean time of a call",
        "avg_root_duration" => "mean time of the whole request",
        "avg_spans_per_trace" => "mean number of calls in a request",
        "error_rate" => "share of calls that fail",
        "pct_exec_time" => "share of the request's time spent in the call",
        "pct_of_traces" => "share of requests that make the call",
        "total_traces_count" => "number of requests",
    }
}

object! {
    /// Statistics of resources of a traced service, in the old form; `apm_metrics` replaces it.
    #[schemars(extend("deprecated" = true))]
    ApmResourceStatsQuery {
        #[schemars(flatten)]
        named: Named,
        /// What is measured.
        stat: ResourceStat,
        /// The environment.
        env: String = "prod",
        /// The service.
        service: String = "checkout",
        /// The operation of the service.
        operation_name: Option<String> = "http.request",
        /// The resource of the service.
        resource_name: Option<String> = "GET /orders",
        /// By what the results are grouped.
        group_by: Option<Vec<String>> = ["resource_name"],
        #[schemars(flatten)]
        primary_tag: PrimaryTag,
        #[schemars(flatten)]
        cross_org: CrossOrg,
    }
    example: {"name": "hits", "stat": "hits", "env": "prod", "service": "checkout", "group_by": ["resource_name"]}
}

open_enum! {
    /// What is measured of a resource.
    ResourceStat {
        "hits" => "requests",
        "errors" => "requests that failed",
        "error_rate" => "share of requests that failed",
        "latency_avg" => "mean time of a request",
        "latency_max" => "the longest time",
        "latency_p50" => "the median time",
        "latency_p75" => "the 75th percentile of times",
        "latency_p90" => "the 90th percentile of times",
        "latency_p95" => "the 95th percentile of times",
        "latency_p99" => "the 99th percentile of times",
        "latency_distribution" => "how times are spread",
    }
}

object! {
    /// Statistics of traced services.
    ApmMetricsQuery {
        #[schemars(flatten)]
        named: Named,
        /// What is measured.
        stat: ApmStat,
        /// The service.
        service: Option<String> = "checkout",
        /// The operation of the service; its main one where it is absent.
        operation_name: Option<String> = "http.request",
        /// Which operations are taken together: the main one, or all of them.
        operation_mode: Option<String> = "primary",
        /// The resource of the service, by its full name.
        resource_name: Option<String> = "GET /orders",
        /// The resource of the service, by its hash.
        resource_hash: Option<String> = "d4a5f0a1b2c3d4e5",
        /// Which part the span plays in its request.
        span_kind: Option<SpanKind>,
        /// Tags that name the other end of a call: a database, a queue, a bucket.
        peer_tags: Option<Vec<String>> = ["peer.db.name:orders"],
        /// Filters in the syntax of metric queries.
        query_filter: Option<String> = "env:prod",
        /// By what the results are grouped.
        group_by: Option<Vec<String>> = ["resource_name"],
    }
    example: {"name": "hits", "stat": "hits", "service": "checkout", "query_filter": "env:prod"}
}

open_enum! {
    /// What is measured of a traced service.
    ApmStat {
        "hits" => "requests",
        "hits_per_second" => "requests a second",
        "errors" => "requests that failed",
        "errors_per_second" => "requests that failed, a second",
        "error_rate" => "share of requests that failed",
        "latency_avg" => "mean time of a request",
        "latency_max" => "the longest time",
        "latency_p50" => "the median time",
        "latency_p75" => "the 75th percentile of times",
        "latency_p90" => "the 90th percentile of times",
        "latency_p95" => "the 95th percentile of times",
        "latency_p99" => "the 99th percentile of times",
        "latency_p999" => "the 99.9th percentile of times",
        "latency_distribution" => "how times are spread",
        "total_time" => "time spent, summed up",
        "apdex" => "how content users are, from 0 to 1",
    }
}

open_enum! {
    /// Which part a span plays in its request.
    SpanKind {
        "server" => "it answers a call",
        "client" => "it makes a call",
        "consumer" => "it takes a message",
        "producer" => "it sends a message",
        "internal" => "it stays within its service",
    }
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
