//! Retention: how many of those who began come back.

use serde_json::{Value, json};

use super::analytics::{AnalyticsSearch, Audience, CalendarInterval};
use super::events_query::WideAggregation;
use super::queries::Named;
use super::style::SortOrder;
use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

/// An example of a query for a widget of its own, with this as the return that counts.
pub(super) fn query_example(return_condition: &str) -> Value {
    json!({
        "data_source": "product_analytics_retention",
        "compute": {"aggregation": "count", "metric": "__dd.retention_rate"},
        "search": search_example(return_condition),
    })
}

fn search_example(return_condition: &str) -> Value {
    json!({
        "cohort_criteria": {
            "base_query": {"data_source": "product_analytics", "search": {"query": "@view.name:/signup"}},
            "time_interval": {"type": "calendar", "value": {"type": "week"}}
        },
        "retention_entity": "@usr.id",
        "return_condition": return_condition,
    })
}

object! {
    /// Users who come back, as numbers for formulas.
    RetentionFormulaQuery {
        #[schemars(flatten)]
        named: Named,
        #[schemars(flatten)]
        retention: Retention,
    }
    example: {
        "name": "retention",
        "compute": {"aggregation": "count", "metric": "__dd.retention_rate"},
        "search": search_example("conversion_on_or_after")
    }
}

object! {
    /// Users who come back, for a widget of its own.
    RetentionQuery {
        /// Where the numbers come from.
        data_source: RetentionSource,
        /// What the query is called.
        name: Option<String> = "retention",
        #[schemars(flatten)]
        retention: Retention,
        /// Whose events count.
        filters: Option<RetentionFilters>,
    }
    example: {
        "data_source": "product_analytics_retention",
        "compute": {"aggregation": "count", "metric": "__dd.retention_rate"},
        "search": search_example("conversion_on_or_after")
    }
}

open_enum! {
    /// Where numbers of retention come from.
    RetentionSource { "product_analytics_retention" => "Product Analytics" }
}

object! {
    /// Who began, who came back, and what is computed.
    Retention {
        /// What is computed.
        compute: RetentionCompute,
        /// Who began, and what coming back means.
        search: RetentionSearch,
        /// By what the results are grouped.
        group_by: Option<Vec<RetentionGroup>> = [{"facet": "@geo.country", "target": "cohort", "limit": 5}],
    }
    example: {"compute": {"aggregation": "count", "metric": "__dd.retention_rate"}}
}

object! {
    /// What is computed over those who come back.
    RetentionCompute {
        /// How the values become one.
        aggregation: WideAggregation,
        /// What is measured.
        metric: RetentionMetric,
    }
    example: {"aggregation": "count", "metric": "__dd.retention_rate"}
}

open_enum! {
    /// What is measured of those who come back.
    RetentionMetric {
        "__dd.retention_rate" => "the share that comes back",
        "__dd.retention" => "how many come back",
    }
}

object! {
    /// One facet that retention is grouped by.
    RetentionGroup {
        /// The facet.
        facet: String = "@geo.country",
        /// Which event is asked for the facet.
        target: RetentionGroupTarget,
        /// How many groups are kept.
        limit: Option<Integer> = 5,
        /// Which groups come first.
        sort: Option<RetentionGroupSort>,
        /// Whether users without the facet are left out.
        should_exclude_missing: Option<Flag> = true,
        /// The attribute that the facet is read from.
        source: Option<String> = "@geo.country",
    }
    example: {"facet": "@geo.country", "target": "cohort", "limit": 5}
}

open_enum! {
    /// Which event is asked for a facet.
    RetentionGroupTarget {
        "cohort" => "the one with which the user began",
        "return_period" => "the one with which the user came back",
    }
}

object! {
    /// Which groups come first.
    RetentionGroupSort {
        /// Which way.
        order: Option<SortOrder>,
    }
    example: {"order": "desc"}
}

object! {
    /// Who began, and what coming back means.
    RetentionSearch {
        /// Who began, and how they are put into cohorts.
        cohort_criteria: CohortCriteria,
        /// Whose return is counted.
        retention_entity: RetentionEntity,
        /// When a return counts.
        return_condition: ReturnCondition,
        /// Which event is a return; the one of the beginning where it is absent.
        return_criteria: Option<ReturnCriteria>,
        /// Whose events count.
        filters: Option<RetentionFilters>,
    }
    example: {
        "cohort_criteria": {
            "base_query": {"data_source": "product_analytics", "search": {"query": "@view.name:/signup"}},
            "time_interval": {"type": "calendar", "value": {"type": "week"}}
        },
        "retention_entity": "@usr.id",
        "return_condition": "conversion_on_or_after"
    }
}

object! {
    /// Who began, and how they are put into cohorts.
    CohortCriteria {
        /// The event of the beginning.
        base_query: AnalyticsSearch,
        /// The span of one cohort.
        time_interval: CohortInterval,
    }
    example: {
        "base_query": {"data_source": "product_analytics", "search": {"query": "@view.name:/signup"}},
        "time_interval": {"type": "calendar", "value": {"type": "week"}}
    }
}

object! {
    /// The span of one cohort.
    CohortInterval {
        /// How the span is told.
        r#type: CohortIntervalType,
        /// The span.
        value: CalendarInterval,
    }
    example: {"type": "calendar", "value": {"type": "week"}}
}

open_enum! {
    /// How the span of a cohort is told.
    CohortIntervalType { "calendar" => "by the calendar" }
}

open_enum! {
    /// Whose return is counted.
    RetentionEntity {
        "@usr.id" => "users",
        "@account.id" => "accounts",
    }
}

open_enum! {
    /// When a return counts.
    ReturnCondition {
        "conversion_on" => "in that very period",
        "conversion_on_or_after" => "in that period or later",
    }
}

object! {
    /// Which event is a return.
    ReturnCriteria {
        /// The event.
        base_query: AnalyticsSearch,
        /// The width of a period.
        time_interval: Option<ReturnInterval>,
    }
    example: {"base_query": {"data_source": "product_analytics", "search": {"query": "@action.name:buy"}}}
}

object! {
    /// The width of a period of return.
    ReturnInterval {
        /// How the width is told.
        r#type: ReturnIntervalType,
        /// The unit of `value`.
        unit: ReturnUnit,
        /// How many units.
        value: Number = 1,
    }
    example: {"type": "fixed", "unit": "week", "value": 1}
}

open_enum! {
    /// How the width of a period of return is told.
    ReturnIntervalType { "fixed" => "as a number of units" }
}

open_enum! {
    /// The unit of a period of return.
    ReturnUnit {
        "day" => "days",
        "week" => "weeks",
        "month" => "months",
    }
}

object! {
    /// Whose events count for retention.
    RetentionFilters {
        /// An audience.
        audience_filters: Option<Audience>,
        /// A search that all events must match.
        string_filter: Option<String> = "@device.type:Mobile",
    }
    example: {"string_filter": "@device.type:Mobile"}
}
