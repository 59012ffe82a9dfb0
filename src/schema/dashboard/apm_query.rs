//! Queries over traced services.

use super::queries::{CrossOrg, Named};
use crate::schema::shapes::Flag;
use crate::{object, open_enum};

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
        /// How operations of different names are taken together.
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
