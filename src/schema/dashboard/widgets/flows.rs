//! Users and traffic on their way: funnels, flows, and who comes back.

use super::charts::ComparisonDuration;
use super::{Heading, Timed, Title};
use crate::schema::dashboard::analytics::{Audience, JoinKeys, Occurrences};
use crate::schema::dashboard::journeys::FunnelJourneyQuery;
use crate::schema::dashboard::queries::WideAggregation;
use crate::schema::dashboard::retention::RetentionQuery;
use crate::schema::dashboard::style::{PaletteStyle, SortOrder};
use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum, tagged};

object! {
    /// How many users get from step to step.
    Funnel {
        #[schemars(flatten)]
        heading: Heading,
        /// The steps; at least one request.
        #[schemars(length(min = 1))]
        requests: Vec<FunnelRequest> = [{
            "request_type": "funnel",
            "query": {
                "data_source": "rum", "query_string": "@browser.name:Chrome",
                "steps": [{"facet": "@view.name", "value": "/cart"}]
            }
        }],
        /// How the groups of a step stand.
        grouped_display: Option<FunnelGroupedDisplay>,
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {
        "title": "Checkout",
        "requests": [{
            "request_type": "funnel",
            "query": {
                "data_source": "rum",
                "query_string": "@browser.name:Chrome",
                "steps": [{"facet": "@view.name", "value": "/cart"}, {"facet": "@view.name", "value": "/paid"}]
            }
        }]
    }
}

open_enum! {
    /// How the groups of a step stand.
    FunnelGroupedDisplay {
        "stacked" => "on each other",
        "side_by_side" => "beside each other",
    }
}

tagged! {
    /// The steps of a funnel.
    FunnelRequest by "request_type" {
        StepFunnel { "funnel" => "views and actions of real user monitoring" }
        JourneyFunnel { "user_journey_funnel" => "journeys of Product Analytics" }
    }
    example: {
        "request_type": "funnel",
        "query": {
            "data_source": "rum",
            "query_string": "@browser.name:Chrome",
            "steps": [{"facet": "@view.name", "value": "/cart"}, {"facet": "@view.name", "value": "/paid"}]
        }
    }
}

object! {
    /// Steps by views and actions of real user monitoring.
    StepFunnel {
        /// The steps, and who walks them.
        query: FunnelQuery,
    }
    example: {
        "query": {
            "data_source": "rum",
            "query_string": "@browser.name:Chrome",
            "steps": [{"facet": "@view.name", "value": "/cart"}, {"facet": "@view.name", "value": "/paid"}]
        }
    }
}

object! {
    /// The steps of a funnel, and who walks them.
    FunnelQuery {
        /// Where the events come from.
        data_source: FunnelSource,
        /// A search that all events must match.
        query_string: String = "@browser.name:Chrome",
        /// The steps, in order.
        steps: Vec<FunnelStep> = [{"facet": "@view.name", "value": "/cart"}],
    }
    example: {
        "data_source": "rum",
        "query_string": "@browser.name:Chrome",
        "steps": [{"facet": "@view.name", "value": "/cart"}, {"facet": "@view.name", "value": "/paid"}]
    }
}

open_enum! {
    /// Where the events of a funnel come from.
    FunnelSource { "rum" => "real user monitoring" }
}

object! {
    /// A step of a funnel.
    FunnelStep {
        /// The attribute that tells the step: a view's or an action's name.
        facet: String = "@view.name",
        /// The attribute's value.
        value: String = "/cart",
    }
    example: {"facet": "@view.name", "value": "/cart"}
}

object! {
    /// Steps of journeys of Product Analytics.
    JourneyFunnel {
        /// The steps, and who walks them.
        query: FunnelJourneyQuery,
        /// The earlier time that is compared with.
        comparison_time: Option<ComparisonDuration>,
        /// Ids of the segments that are compared; at least one, none of them empty.
        #[schemars(length(min = 1), inner(length(min = 1)))]
        comparison_segments: Option<Vec<String>> = ["7d4f1a3e-3c1b-4a52-9a26-6f5b0b1a7a11"],
    }
    example: {
        "query": {
            "data_source": "product_analytics_journey",
            "search": {
                "expression": "home -> pay",
                "node_objects": {
                    "home": {"data_source": "product_analytics", "search": {"query": "@view.name:/home"}},
                    "pay": {"data_source": "product_analytics", "search": {"query": "@action.name:pay"}}
                }
            }
        }
    }
}

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

object! {
    /// Users who come back, as a grid.
    Cohort {
        #[schemars(flatten)]
        heading: Heading,
        /// Who began and who came back; at least one request.
        #[schemars(length(min = 1))]
        requests: Vec<CohortRequest> = [{
            "request_type": "retention_grid",
            "query": {
                "data_source": "product_analytics_retention",
                "compute": {"aggregation": "count", "metric": "__dd.retention_rate"},
                "search": {
                    "cohort_criteria": {
                        "base_query": {"data_source": "product_analytics", "search": {"query": "@view.name:/signup"}},
                        "time_interval": {"type": "calendar", "value": {"type": "week"}}
                    },
                    "retention_entity": "@usr.id",
                    "return_condition": "conversion_on_or_after"
                }
            }
        }],
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"title": "Who comes back", "requests": [{
        "request_type": "retention_grid",
        "query": {
            "data_source": "product_analytics_retention",
            "compute": {"aggregation": "count", "metric": "__dd.retention_rate"},
            "search": {
                "cohort_criteria": {
                    "base_query": {"data_source": "product_analytics", "search": {"query": "@view.name:/signup"}},
                    "time_interval": {"type": "calendar", "value": {"type": "week"}}
                },
                "retention_entity": "@usr.id",
                "return_condition": "conversion_on_or_after"
            }
        }
    }]}
}

object! {
    /// Who began and who came back, as a grid.
    CohortRequest {
        /// Always `retention_grid`.
        request_type: CohortRequestType,
        /// Who began and who came back.
        query: RetentionQuery,
    }
    example: {"request_type": "retention_grid", "query": {
        "data_source": "product_analytics_retention",
        "compute": {"aggregation": "count", "metric": "__dd.retention_rate"},
        "search": {
            "cohort_criteria": {
                "base_query": {"data_source": "product_analytics", "search": {"query": "@view.name:/signup"}},
                "time_interval": {"type": "calendar", "value": {"type": "week"}}
            },
            "retention_entity": "@usr.id",
            "return_condition": "conversion_on_or_after"
        }
    }}
}

open_enum! {
    /// The kind of a request of a cohort widget.
    CohortRequestType { "retention_grid" => "a grid of cohorts and periods" }
}

object! {
    /// Users who come back, as a curve.
    RetentionCurve {
        #[schemars(flatten)]
        heading: Heading,
        /// Who began and who came back; at least one request.
        #[schemars(length(min = 1))]
        requests: Vec<RetentionCurveRequest> = [{
            "request_type": "retention_curve",
            "query": {
                "data_source": "product_analytics_retention",
                "compute": {"aggregation": "count", "metric": "__dd.retention_rate"},
                "search": {
                    "cohort_criteria": {
                        "base_query": {"data_source": "product_analytics", "search": {"query": "@view.name:/signup"}},
                        "time_interval": {"type": "calendar", "value": {"type": "week"}}
                    },
                    "retention_entity": "@usr.id",
                    "return_condition": "conversion_on"
                }
            }
        }],
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"title": "Who comes back", "requests": [{
        "request_type": "retention_curve",
        "query": {
            "data_source": "product_analytics_retention",
            "compute": {"aggregation": "count", "metric": "__dd.retention_rate"},
            "search": {
                "cohort_criteria": {
                    "base_query": {"data_source": "product_analytics", "search": {"query": "@view.name:/signup"}},
                    "time_interval": {"type": "calendar", "value": {"type": "week"}}
                },
                "retention_entity": "@usr.id",
                "return_condition": "conversion_on"
            }
        }
    }]}
}

object! {
    /// Who began and who came back, as a curve.
    RetentionCurveRequest {
        /// Always `retention_curve`.
        request_type: RetentionCurveRequestType,
        /// Who began and who came back.
        query: RetentionQuery,
        /// The colours of the curve.
        style: Option<PaletteStyle>,
    }
    example: {"request_type": "retention_curve", "query": {
        "data_source": "product_analytics_retention",
        "compute": {"aggregation": "count", "metric": "__dd.retention_rate"},
        "search": {
            "cohort_criteria": {
                "base_query": {"data_source": "product_analytics", "search": {"query": "@view.name:/signup"}},
                "time_interval": {"type": "calendar", "value": {"type": "week"}}
            },
            "retention_entity": "@usr.id",
            "return_condition": "conversion_on"
        }
    }}
}

open_enum! {
    /// The kind of a request of a retention curve.
    RetentionCurveRequestType { "retention_curve" => "a curve over periods" }
}
