//! Single numbers, and how numbers changed.

use super::{Heading, Linked, Timed};
use crate::schema::dashboard::axes::Axis;
use crate::schema::dashboard::formats::ConditionalFormat;
use crate::schema::dashboard::formulas::Formulas;
use crate::schema::dashboard::legacy::{AllLegacyQueries, LegacyEventQueries, LegacyQueries};
use crate::schema::dashboard::queries::Aggregator;
use crate::schema::dashboard::style::{SortOrder, TextAlign};
use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

object! {
    /// One number.
    QueryValue {
        #[schemars(flatten)]
        heading: Heading,
        /// What is counted; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<QueryValueRequest> = [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env}", "aggregator": "avg"
            }]
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// Whether large numbers are scaled: 1200 bytes become 1.2 kB.
        autoscale: Option<Flag> = true,
        /// A unit of your own, written after the number.
        custom_unit: Option<String> = "orders",
        /// How many decimals are written; as many as there are where it is absent.
        precision: Option<Integer> = 2,
        /// Where the number stands.
        text_align: Option<TextAlign>,
        /// A small graph behind the number.
        timeseries_background: Option<TimeseriesBackground>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Load",
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env}", "aggregator": "avg"
            }],
            "formulas": [{"formula": "load"}]
        }],
        "autoscale": true,
        "precision": 2
    }
}

object! {
    /// The number that is shown.
    QueryValueRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// Rules that colour the number.
        conditional_formats: Option<Vec<ConditionalFormat>>
            = [{"comparator": ">", "value": 8, "palette": "white_on_red"}],
        /// How much the number changed since an earlier time.
        comparison: Option<Comparison>,
        /// How the points of the span become one value, for `q`.
        aggregator: Option<Aggregator>,
        #[schemars(flatten)]
        legacy: AllLegacyQueries,
    }
    example: {
        "response_format": "scalar",
        "queries": [{"data_source": "metrics", "name": "load", "query": "avg:system.load.1{$env}", "aggregator": "avg"}],
        "formulas": [{"formula": "load"}]
    }
}

object! {
    /// How much the number changed since an earlier time.
    Comparison {
        /// The earlier time.
        duration: ComparisonDuration,
        /// Which way is good, and so green.
        directionality: Option<Directionality>,
        /// How the change is written; `absolute` where it is absent.
        r#type: Option<ComparisonType>,
    }
    example: {"duration": {"type": "previous_week"}, "directionality": "decrease_better", "type": "relative"}
}

open_enum! {
    /// Which way of change is good.
    Directionality {
        "increase_better" => "more is good",
        "decrease_better" => "less is good",
        "neutral" => "neither",
    }
}

open_enum! {
    /// How a change is written.
    ComparisonType {
        "absolute" => "as a difference, in the unit of the number",
        "relative" => "in percent",
        "both" => "as both",
    }
}

object! {
    /// The earlier time that is compared with.
    ComparisonDuration {
        /// Which span it is.
        r#type: ComparisonSpan,
        /// The span, where `type` is `custom_timeframe`.
        custom_timeframe: Option<ComparisonTimeframe>,
    }
    example: {"type": "previous_week"}
}

open_enum! {
    /// The earlier span that is compared with.
    ComparisonSpan {
        "previous_timeframe" => "the span just before, as long as the one shown",
        "previous_day" => "the same span one day before",
        "previous_week" => "the same span one week before",
        "previous_month" => "the same span one month before",
        "custom_timeframe" => "the span of `custom_timeframe`",
    }
}

object! {
    /// A span between two moments.
    ComparisonTimeframe {
        /// Where the span begins, in milliseconds since 1970 (UTC).
        from: Number = 1_767_225_600_000_u64,
        /// Where the span ends, in milliseconds since 1970 (UTC).
        to: Number = 1_767_830_400_000_u64,
    }
    example: {"from": 1_767_225_600_000_u64, "to": 1_767_830_400_000_u64}
}

object! {
    /// A small graph behind a number.
    TimeseriesBackground {
        /// The shape of the graph.
        r#type: BackgroundShape,
        /// The axis of the graph.
        yaxis: Option<Axis>,
    }
    example: {"type": "area", "yaxis": {"include_zero": true}}
}

open_enum! {
    /// The shape of the graph behind a number.
    BackgroundShape {
        "area" => "a filled area",
        "bars" => "bars",
    }
}

object! {
    /// What changed since an earlier time, group by group.
    Change {
        #[schemars(flatten)]
        heading: Heading,
        /// What is compared; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<ChangeRequest>
            = [{"q": "sum:orders{$env} by {country}.as_count()", "compare_to": "week_before", "increase_good": true}],
        #[schemars(flatten)]
        timed: Timed,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Orders against last week",
        "requests": [{
            "response_format": "scalar",
            "queries": [
                {"data_source": "metrics", "name": "now", "query": "sum:orders{$env} by {country}.as_count()", "aggregator": "sum"}
            ],
            "formulas": [{"formula": "now"}, {"formula": "week_before(now)"}],
            "change_type": "relative"
        }]
    }
}

object! {
    /// What is compared with an earlier time.
    ChangeRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// Whether the change is a difference or a share.
        change_type: Option<ChangeType>,
        /// The earlier time, for `q`.
        compare_to: Option<CompareTo>,
        /// Whether more is good, and so green.
        increase_good: Option<Flag> = true,
        /// What the rows are sorted by.
        order_by: Option<ChangeOrder>,
        /// Which way the rows are sorted.
        order_dir: Option<SortOrder>,
        /// Whether the value of now is shown too.
        show_present: Option<Flag> = true,
        #[schemars(flatten)]
        legacy: LegacyQueries,
        #[schemars(flatten)]
        legacy_events: LegacyEventQueries,
    }
    example: {"q": "sum:orders{$env} by {country}.as_count()", "compare_to": "week_before", "increase_good": true}
}

open_enum! {
    /// What a change is.
    ChangeType {
        "absolute" => "a difference, in the unit of the metric",
        "relative" => "a share, in percent",
    }
}

open_enum! {
    /// The earlier time that is compared with.
    CompareTo {
        "hour_before" => "one hour before",
        "day_before" => "one day before",
        "week_before" => "one week before",
        "month_before" => "one month before",
    }
}

open_enum! {
    /// What rows of changes are sorted by.
    ChangeOrder {
        "change" => "the change",
        "name" => "the name of the group",
        "present" => "the value of now",
        "past" => "the earlier value",
    }
}
