//! How many users get from step to step.

use super::numbers::ComparisonDuration;
use super::{Heading, Timed};
use crate::schema::dashboard::journeys::FunnelJourneyQuery;
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
