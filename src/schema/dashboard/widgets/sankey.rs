//! How users or traffic flow.

use super::{Timed, Title};
use crate::schema::dashboard::analytics::{Audience, JoinKeys, Occurrences};
use crate::schema::dashboard::events_query::WideAggregation;
use crate::schema::dashboard::style::SortOrder;
use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum, tagged};

object! {
    /// How users or traffic flow.
    Sankey {
        #[schemars(flatten)]
        title: Title,
        /// What flows; at least one request.
        #[schemars(length(min = 1))]
        requests: Vec<SankeyRequest> = [{
            "request_type": "sankey",
            "query": {"data_source": "product_analytics", "mode": "source", "query_string": "@type:view", "source": "/home"}
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// Whether flows to and from all that is not shown on its own are drawn.
        show_other_links: Option<Flag> = true,
        /// Whether the ends of flows are sorted by their size.
        sort_nodes: Option<Flag> = true,
    }
    example: {
        "title": "From the home page",
        "requests": [{
            "request_type": "sankey",
            "query": {"data_source": "product_analytics", "mode": "source", "query_string": "@type:view", "source": "/home"}
        }]
    }
}

tagged! {
    /// What flows.
    SankeyRequest by "request_type" {
        UserFlow { "sankey" => "users, from view to view" }
        NetworkFlow { "netflow_sankey" => "network traffic" }
    }
    example: {
        "request_type": "sankey",
        "query": {"data_source": "product_analytics", "mode": "source", "query_string": "@type:view", "source": "/home"}
    }
}

object! {
    /// Users, from view to view.
    UserFlow {
        /// Whose flow it is, and where it begins or ends.
        query: UserFlowQuery,
    }
    example: {
        "query": {"data_source": "product_analytics", "mode": "source", "query_string": "@type:view", "source": "/home"}
    }
}

object! {
    /// Whose flow it is, and where it begins or ends.
    UserFlowQuery {
        /// Where the events come from.
        data_source: UserFlowSource,
        /// The search for views or actions.
        query_string: String = "@type:view",
        /// Which end of the flow is given.
        mode: UserFlowMode,
        /// Where the flow begins, in mode `source`.
        source: Option<String> = "/home",
        /// Where the flow ends, in mode `target`.
        target: Option<String> = "/paid",
        /// How many steps are drawn.
        number_of_steps: Option<Integer> = 5,
        /// How many views are drawn in each step.
        entries_per_step: Option<Integer> = 10,
        /// Whose events count.
        audience_filters: Option<Audience>,
        /// How often a user must have been seen.
        occurrences: Option<Occurrences>,
        /// What must be equal for events to be of one flow.
        join_keys: Option<JoinKeys>,
        /// Id of a query that this one is a part of.
        subquery_id: Option<String> = "subquery1",
    }
    example: {"data_source": "product_analytics", "mode": "source", "query_string": "@type:view", "source": "/home"}
}

open_enum! {
    /// Where the events of a flow of users come from.
    UserFlowSource {
        "product_analytics" => "Product Analytics",
        "rum" => "real user monitoring",
    }
}

open_enum! {
    /// Which end of a flow of users is given.
    UserFlowMode {
        "source" => "where it begins",
        "target" => "where it ends",
    }
}

object! {
    /// Network traffic.
    NetworkFlow {
        /// Which traffic it is.
        query: NetworkFlowQuery,
    }
    example: {"query": {"data_source": "network", "query_string": "*", "group_by": ["source", "destination"], "limit": 100}}
}

object! {
    /// Which traffic flows.
    NetworkFlowQuery {
        /// Where the numbers come from.
        data_source: NetworkFlowSource,
        /// The search for traffic.
        query_string: String = "env:prod",
        /// The attributes that are the ends of flows, from left to right.
        group_by: Vec<String> = ["source", "destination"],
        /// How many flows are drawn at most.
        limit: Integer = 100,
        /// What is computed for each flow.
        compute: Option<NetworkFlowCompute>,
        /// Which end of the flow is given.
        mode: Option<NetworkFlowMode>,
        /// Whether traffic without one of the attributes is left out.
        should_exclude_missing: Option<Flag> = true,
        /// Which flows come first.
        sort: Option<NetworkFlowSort>,
    }
    example: {"data_source": "network", "query_string": "*", "group_by": ["source", "destination"], "limit": 100}
}

open_enum! {
    /// Where numbers of network traffic come from.
    NetworkFlowSource {
        "network" => "traffic between services and hosts",
        "network_device_flows" => "flows that network devices report",
    }
}

open_enum! {
    /// Which end of a flow of traffic is given.
    NetworkFlowMode { "target" => "where it ends" }
}

object! {
    /// What is computed for a flow of traffic.
    NetworkFlowCompute {
        /// How the values become one.
        aggregation: WideAggregation,
        /// What is measured; empty for `count`.
        metric: String = "network.bytes_read",
    }
    example: {"aggregation": "sum", "metric": "network.bytes_read"}
}

object! {
    /// Which flows of traffic come first.
    NetworkFlowSort {
        /// What is sorted by.
        field: Option<String> = "network.bytes_read",
        /// Which way.
        order: Option<SortOrder>,
    }
    example: {"field": "network.bytes_read", "order": "desc"}
}
