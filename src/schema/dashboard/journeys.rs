//! User journeys: how many get from one step to the next.

use std::collections::BTreeMap;

use super::analytics::{AnalyticsSearch, Audience, JoinKeys};
use super::events_query::{EventsAggregation, EventsGroupSort};
use super::queries::Named;
use super::style::SortOrder;
use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

object! {
    /// Users on their way through several steps, as numbers for formulas.
    JourneyQuery {
        #[schemars(flatten)]
        named: Named,
        /// What is computed over the journeys.
        compute: JourneyCompute,
        /// The steps, and who walks them.
        search: JourneySearch,
        /// By what the results are grouped.
        group_by: Option<Vec<JourneyGroup>> = [{"facet": "@geo.country", "limit": 10}],
    }
    example: {
        "name": "conversion",
        "compute": {"aggregation": "count", "metric": "__dd.conversion_rate"},
        "search": {
            "expression": "home -> pay",
            "node_objects": {
                "home": {"data_source": "product_analytics", "search": {"query": "@view.name:/home"}},
                "pay": {"data_source": "product_analytics", "search": {"query": "@action.name:pay"}}
            }
        }
    }
}

object! {
    /// What is computed over journeys.
    JourneyCompute {
        /// How the values become one. Conversion takes `count` and `cardinality`, the time to convert the others.
        aggregation: EventsAggregation,
        /// What is measured.
        metric: Option<JourneyMetric>,
        /// Which part of the journey is measured.
        target: Option<JourneyTarget>,
        /// The width of a point in milliseconds.
        interval: Option<Number> = 3_600_000,
    }
    example: {"aggregation": "count", "metric": "__dd.conversion_rate"}
}

open_enum! {
    /// What is measured of journeys.
    JourneyMetric {
        "__dd.conversion_rate" => "the share that gets through",
        "__dd.conversion" => "how many get through",
        "__dd.time_to_convert" => "how long it takes them",
    }
}

object! {
    /// A part of a journey: one step, or from one to another.
    JourneyTarget {
        /// What kind of part it is.
        r#type: String = "step",
        /// The step, where it is one.
        value: Option<String> = "home",
        /// The step where the part begins.
        start: Option<String> = "home",
        /// The step where the part ends.
        end: Option<String> = "pay",
    }
    example: {"type": "step", "value": "home"}
}

object! {
    /// The steps of a journey, and who walks them.
    JourneySearch {
        /// The order of the steps, by their names in `node_objects`.
        expression: String = "home -> pay",
        /// The steps by name, each a search.
        node_objects: BTreeMap<String, AnalyticsSearch>
            = {"home": {"data_source": "product_analytics", "search": {"query": "@view.name:/home"}}},
        /// What the steps are called on the widget, by their names in `node_objects`.
        step_aliases: Option<BTreeMap<String, String>> = {"home": "Home page"},
        /// What must be equal for events to be of one journey.
        join_keys: Option<JoinKeys>,
        /// Who walks, and which journeys count.
        filters: Option<JourneyFilters>,
    }
    example: {
        "expression": "home -> pay",
        "node_objects": {
            "home": {"data_source": "product_analytics", "search": {"query": "@view.name:/home"}},
            "pay": {"data_source": "product_analytics", "search": {"query": "@action.name:pay"}}
        }
    }
}

object! {
    /// Who walks, and which journeys count.
    JourneyFilters {
        /// Whose journeys count.
        audience_filters: Option<Audience>,
        /// Bounds on measures of the journey.
        graph_filters: Option<Vec<JourneyGraphFilter>>
            = [{"name": "count", "operator": "gt", "value": 1}],
        /// A search that all steps must match.
        string_filter: Option<String> = "@device.type:Mobile",
    }
    example: {"string_filter": "@device.type:Mobile"}
}

object! {
    /// A bound on a measure of the journey.
    JourneyGraphFilter {
        /// The measure.
        name: Option<String> = "count",
        /// How it is compared with `value`: `gt`, `lt` and the like.
        operator: Option<String> = "gt",
        /// The bound, in the unit of the measure.
        value: Option<Integer> = 1,
        /// The part of the journey that is measured.
        target: Option<JourneyTarget>,
    }
    example: {"name": "count", "operator": "gt", "value": 1}
}

object! {
    /// One facet that journeys are grouped by.
    JourneyGroup {
        /// The facet.
        facet: String = "@geo.country",
        /// How many groups are kept, 10000 at most.
        #[schemars(range(max = 10000))]
        limit: Option<Integer> = 10,
        /// Which groups come first.
        sort: Option<EventsGroupSort>,
        /// Whether journeys without the facet are left out.
        should_exclude_missing: Option<Flag> = true,
        /// The step whose event is asked for the facet.
        target: Option<JourneyTarget>,
    }
    example: {"facet": "@geo.country", "limit": 10}
}

open_enum! {
    /// Where a funnel of journeys comes from.
    JourneySource { "product_analytics_journey" => "journeys of Product Analytics" }
}

object! {
    /// Users on their way through several steps, for a funnel.
    FunnelJourneyQuery {
        /// Where the funnel comes from.
        data_source: JourneySource,
        /// The steps, and who walks them.
        search: JourneySearch,
        /// What is computed over the journeys.
        compute: Option<FunnelCompute>,
        /// By what the funnel is split.
        group_by: Option<Vec<FunnelGroup>> = [{"facet": "@geo.country", "limit": 5}],
        /// Id of a query that this one is a part of.
        subquery_id: Option<String> = "subquery1",
    }
    example: {
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

object! {
    /// What is computed for a funnel.
    FunnelCompute {
        /// What is counted.
        aggregation: FunnelAggregation,
        /// What is measured.
        metric: FunnelMetric,
    }
    example: {"aggregation": "count", "metric": "__dd.conversion_rate"}
}

open_enum! {
    /// What a funnel counts.
    FunnelAggregation {
        "count" => "each user or session once",
        "cardinality" => "every user or session",
    }
}

open_enum! {
    /// What a funnel measures.
    FunnelMetric {
        "__dd.conversion_rate" => "the share that gets through",
        "__dd.conversion" => "how many get through",
    }
}

object! {
    /// One facet that a funnel is split by.
    FunnelGroup {
        /// The facet.
        facet: String = "@geo.country",
        /// How many groups are kept.
        limit: Option<Integer> = 5,
        /// Which groups come first.
        sort: Option<FunnelGroupSort>,
        /// Whether journeys without the facet are left out.
        should_exclude_missing: Option<Flag> = true,
        /// The step whose event is asked for the facet.
        target: Option<JourneyTarget>,
    }
    example: {"facet": "@geo.country", "limit": 5}
}

object! {
    /// Which groups of a funnel come first.
    FunnelGroupSort {
        /// How the values that are sorted by become one.
        aggregation: String = "count",
        /// What is measured; none for `count`.
        metric: Option<String> = "__dd.conversion",
        /// Which way.
        order: Option<SortOrder>,
    }
    example: {"aggregation": "count", "order": "desc"}
}
