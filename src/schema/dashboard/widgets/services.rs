//! Traced services, and how they are connected.

use super::{Heading, Linked, Timed};
use crate::schema::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Hits, errors and latency of a traced service.
    ServiceSummary {
        #[schemars(flatten)]
        heading: Heading,
        /// The environment.
        env: String = "prod",
        /// The service.
        service: String = "checkout",
        /// The operation of the service.
        span_name: String = "http.request",
        /// How many columns there are.
        display_format: Option<ServiceSummaryFormat>,
        /// How large the graphs are.
        size_format: Option<ServiceSummarySize>,
        /// Whether requests are shown.
        show_hits: Option<Flag> = true,
        /// Whether failed requests are shown.
        show_errors: Option<Flag> = true,
        /// Whether the times of requests are shown.
        show_latency: Option<Flag> = true,
        /// Whether it is shown in which services the time is spent.
        show_breakdown: Option<Flag> = true,
        /// Whether it is shown how the times are spread.
        show_distribution: Option<Flag> = true,
        /// Whether the resources are listed.
        show_resource_list: Option<Flag> = false,
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"env": "prod", "service": "checkout", "span_name": "http.request", "display_format": "two_column"}
}

open_enum! {
    /// How many columns a service summary has.
    ServiceSummaryFormat {
        "one_column" => "one",
        "two_column" => "two",
        "three_column" => "three",
    }
}

open_enum! {
    /// How large the graphs of a service summary are.
    ServiceSummarySize {
        "small" => "small",
        "medium" => "of middle size",
        "large" => "large",
    }
}

object! {
    /// A service and its neighbours.
    ServiceMap {
        #[schemars(flatten)]
        heading: Heading,
        /// The service in the middle.
        service: String = "checkout",
        /// The environment and the primary tag, each `*` for all; at least one.
        #[schemars(length(min = 1))]
        filters: Vec<String> = ["env:prod", "datacenter:*"],
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {"service": "checkout", "filters": ["env:prod", "datacenter:*"]}
}

object! {
    /// Services or streams, and how they are connected.
    TopologyMap {
        #[schemars(flatten)]
        heading: Heading,
        /// What is drawn; at least one request.
        #[schemars(length(min = 1))]
        requests: Vec<TopologyRequest> = [{
            "request_type": "topology",
            "query": {"data_source": "service_map", "service": "checkout", "filters": ["env:prod"]}
        }],
        #[schemars(flatten)]
        timed: Timed,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Neighbours",
        "requests": [{
            "request_type": "topology",
            "query": {"data_source": "service_map", "service": "checkout", "filters": ["env:prod"]}
        }]
    }
}

object! {
    /// What a topology map draws.
    TopologyRequest {
        /// Always `topology`.
        request_type: Option<TopologyRequestType>,
        /// Which services are drawn.
        query: Option<TopologyQuery>,
    }
    example: {
        "request_type": "topology",
        "query": {"data_source": "service_map", "service": "checkout", "filters": ["env:prod"]}
    }
}

open_enum! {
    /// The kind of a request of a topology map.
    TopologyRequestType { "topology" => "nodes and what connects them" }
}

object! {
    /// Which services are drawn.
    TopologyQuery {
        /// What connects the nodes.
        data_source: TopologySource,
        /// The service in the middle; empty where `query_string` is given.
        service: String = "checkout",
        /// The environment and the primary tag, each `*` for all; at least one.
        #[schemars(length(min = 1))]
        filters: Vec<String> = ["env:prod", "datacenter:*"],
        /// A search for services, in place of `service`.
        query_string: Option<String> = "service:checkout",
    }
    example: {"data_source": "service_map", "service": "checkout", "filters": ["env:prod"]}
}

open_enum! {
    /// What connects the nodes of a topology map.
    TopologySource {
        "service_map" => "calls between traced services",
        "data_streams" => "queues and streams between services",
    }
}
