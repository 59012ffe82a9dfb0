//! Product Analytics: who did what in the product.

use super::events_query::{EventsAggregation, EventsGroupSort, EventsSearch};
use super::queries::Named;
use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

object! {
    /// What users do in the product, narrowed to an audience.
    AnalyticsQuery {
        #[schemars(flatten)]
        named: Named,
        /// Which events are counted.
        query: AnalyticsSearch,
        /// What is computed over them.
        compute: AnalyticsCompute,
        /// Whose events are counted.
        audience_filters: Option<Audience>,
        /// By what the results are grouped.
        group_by: Option<Vec<AnalyticsGroup>> = [{"facet": "@geo.country", "limit": 10}],
        /// Names of the indexes that are searched; `*` is all, and for now the only one.
        indexes: Option<Vec<AnalyticsIndex>> = ["*"],
    }
    example: {
        "name": "views",
        "query": {"data_source": "product_analytics", "search": {"query": "@type:view"}},
        "compute": {"aggregation": "count"}
    }
}

open_enum! {
    /// An index of events.
    AnalyticsIndex { "*" => "all of them" }
}

open_enum! {
    /// Where the events of a user's way come from.
    AnalyticsSource { "product_analytics" => "Product Analytics" }
}

object! {
    /// A search for views or actions of users.
    AnalyticsSearch {
        /// Where the events come from.
        data_source: AnalyticsSource,
        /// What is searched for.
        search: EventsSearch,
    }
    example: {"data_source": "product_analytics", "search": {"query": "@type:view @view.name:/checkout"}}
}

object! {
    /// What is computed over the events found.
    AnalyticsCompute {
        /// How the values become one.
        aggregation: EventsAggregation,
        /// What is measured; none for `count`.
        metric: Option<String> = "@view.time_spent",
        /// The width of a point in milliseconds. Excludes `rollup`.
        interval: Option<Number> = 3_600_000,
        /// The width of a point by the calendar. Excludes `interval`.
        rollup: Option<CalendarInterval>,
        /// What formulas call the result.
        name: Option<String> = "views",
    }
    example: {"aggregation": "count", "rollup": {"type": "week", "alignment": "monday"}}
}

object! {
    /// A span by the calendar.
    CalendarInterval {
        /// The unit.
        r#type: CalendarUnit,
        /// How many units.
        quantity: Option<Integer> = 1,
        /// Where the span begins: an hour for days (`2pm`), a weekday for weeks (`monday`), a day for months (`15th`),
        /// a month for quarters and years (`january`).
        alignment: Option<String> = "monday",
        /// The time zone, by its IANA name.
        timezone: Option<String> = "Europe/Paris",
    }
    example: {"type": "week", "alignment": "monday", "timezone": "Europe/Paris"}
}

open_enum! {
    /// The unit of a span by the calendar.
    CalendarUnit {
        "minute" => "minutes",
        "hour" => "hours",
        "day" => "days",
        "week" => "weeks",
        "month" => "months",
        "quarter" => "quarters",
        "year" => "years",
    }
}

object! {
    /// One facet that results are grouped by.
    AnalyticsGroup {
        /// The facet.
        facet: String = "@geo.country",
        /// How many groups are kept, 10000 at most.
        #[schemars(range(max = 10000))]
        limit: Option<Integer> = 10,
        /// Which groups come first.
        sort: Option<EventsGroupSort>,
        /// Whether events without the facet are left out.
        should_exclude_missing: Option<Flag> = true,
    }
    example: {"facet": "@geo.country", "limit": 10, "sort": {"aggregation": "count", "order": "desc"}}
}

object! {
    /// Whose events are counted: of some users, accounts or segments.
    Audience {
        /// Searches for users.
        users: Option<Vec<AudienceSearch>> = [{"name": "buyers", "query": "@usr.plan:paid"}],
        /// Searches for accounts.
        accounts: Option<Vec<AudienceSearch>> = [{"name": "large", "query": "@account.seats:>100"}],
        /// Saved segments.
        segments: Option<Vec<AudienceSegment>>
            = [{"name": "beta", "segment_id": "7d4f1a3e-3c1b-4a52-9a26-6f5b0b1a7a11"}],
        /// How the named searches are joined.
        filter_condition: Option<String> = "buyers && beta",
    }
    example: {"users": [{"name": "buyers", "query": "@usr.plan:paid"}], "filter_condition": "buyers"}
}

object! {
    /// A search for users or accounts.
    AudienceSearch {
        /// What `filter_condition` calls them.
        name: Option<String> = "buyers",
        /// The search.
        query: Option<String> = "@usr.plan:paid",
    }
    example: {"name": "buyers", "query": "@usr.plan:paid"}
}

object! {
    /// A saved segment of users.
    AudienceSegment {
        /// What `filter_condition` calls it.
        name: Option<String> = "beta",
        /// UUID of the segment.
        segment_id: Option<String> = "7d4f1a3e-3c1b-4a52-9a26-6f5b0b1a7a11",
    }
    example: {"name": "beta", "segment_id": "7d4f1a3e-3c1b-4a52-9a26-6f5b0b1a7a11"}
}

object! {
    /// How often something must have happened.
    Occurrences {
        /// How the number is compared: `gt`, `gte`, `lt`, `lte` or `eq`.
        operator: Option<String> = "gte",
        /// The number, as text.
        value: Option<String> = "3",
    }
    example: {"operator": "gte", "value": "3"}
}

object! {
    /// What must be equal for events to belong together.
    JoinKeys {
        /// The attribute that joins events.
        primary: String = "@session.id",
        /// Further attributes.
        secondary: Option<Vec<String>> = ["@usr.id"],
    }
    example: {"primary": "@session.id", "secondary": ["@usr.id"]}
}
