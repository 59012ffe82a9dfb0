//! Searches over events, and what is computed over what they find.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::json;

use super::queries::{CrossOrg, Named};
use super::style::SortOrder;
use crate::schema::shapes::Integer;
use crate::{object, open_enum};

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
