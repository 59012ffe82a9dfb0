//! Service level objectives, as `POST /api/v1/slo` takes them and as it answers.

use serde_json::Value;

use super::shapes::{Integer, Number};
use crate::{object, open_enum};

object! {
    /// How well something should work over a time, and how that is measured.
    Slo {
        /// What people call it.
        name: String = "Pipeline runs succeed",
        /// What its measure is made of, and so which of the other fields it has. Another type is another object.
        r#type: SloType = "metric",
        /// What it promises, in Markdown.
        description: Option<String> = "Nine of ten runs end well.",
        /// Labels by which people find it. Datadog writes them in lower case, and their order means nothing.
        tags: Option<Vec<String>> = ["team:data", "service:pipeline"],
        /// What should be reached, one entry per timeframe.
        thresholds: Vec<SloThreshold> = [{"timeframe": "30d", "target": 99.9, "warning": 99.95}],
        /// The timeframe that lists and widgets show first; one of the thresholds'.
        timeframe: Option<SloTimeframe> = "30d",
        /// The target of that timeframe, in percent.
        target_threshold: Option<Number> = 99.9,
        /// The warning of that timeframe, in percent.
        warning_threshold: Option<Number> = 99.95,

        /// Good events over all events, as two metric queries. For the type `metric`, in place of `sli_specification`.
        query: Option<SloQuery> = {"numerator": "sum:runs{ok}.as_count()", "denominator": "sum:runs{*}.as_count()"},
        /// What is measured, as named queries and formulas over them. For the types `metric` and `time_slice`.
        sli_specification: Option<SliSpecification> = {
            "time_slice": {
                "comparator": "<",
                "threshold": 5,
                "query": {
                    "formulas": [{"formula": "query1"}],
                    "queries": [{"data_source": "metrics", "name": "query1", "query": "avg:request.duration{*}"}]
                }
            }
        },
        /// The monitors whose good states are counted. For the type `monitor`; references are welcome.
        monitor_ids: Option<Vec<Integer>> = [12_345, "${monitor:pipeline-failure}"],
        /// The groups of the one monitor that count; all of them where this is absent.
        groups: Option<Vec<String>> = ["env:prod"],

        /// Number of the SLO, as text. Server-owned: dropped on load; to adopt an SLO write `ddsync.id`.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "e3126692af715377b8b6e83eab5fca7e",
        /// Tags of its monitors. Filled by Datadog.
        #[schemars(extend("doNotSuggest" = true))]
        monitor_tags: Option<Vec<String>> = ["team:data"],
        /// The type as a number. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        type_id: Option<Integer> = 1,
        /// Who made it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        creator: Option<Value> = {"handle": "ada@example.com"},
        /// When it was made, in seconds since 1970. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_at: Option<Integer> = 1_781_545_645,
        /// When it was last edited, in seconds since 1970. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified_at: Option<Integer> = 1_781_545_645,
        /// The monitors that alert on it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        configured_alert_ids: Option<Vec<Integer>> = [12_345],
    }
    example: {
        "name": "Pipeline runs succeed",
        "type": "metric",
        "thresholds": [{"timeframe": "30d", "target": 99.9}],
        "query": {"numerator": "sum:runs{ok}.as_count()", "denominator": "sum:runs{*}.as_count()"}
    }
}

open_enum! {
    /// What the measure of an SLO is made of.
    SloType {
        "metric" => "good events over all events, counted by metrics",
        "monitor" => "the time that monitors are in a good state",
        "time_slice" => "the share of short slices of time in which a condition holds",
    }
}

open_enum! {
    /// The time over which an SLO is measured, ending now.
    SloTimeframe {
        "7d" => "a week",
        "30d" => "thirty days",
        "90d" => "a quarter of a year",
        "custom" => "a time of the reader's choosing; never sent",
    }
}

object! {
    /// What should be reached in one timeframe.
    SloThreshold {
        /// The time over which it is measured.
        timeframe: SloTimeframe = "30d",
        /// What should be reached, in percent.
        #[schemars(range(min = 0, max = 100))]
        target: Number = 99.9,
        /// Below this it is shown as at risk, in percent; above the target.
        #[schemars(range(min = 0, max = 100))]
        warning: Option<Number> = 99.95,
        /// The target as text. Datadog writes its own: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        target_display: Option<String> = "99.9",
        /// The warning as text. Datadog writes its own: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        warning_display: Option<String> = "99.95",
    }
    example: {"timeframe": "30d", "target": 99.9}
}

object! {
    /// Good events over all events. Datadog keeps it and `sli_specification.count` saying the same.
    SloQuery {
        /// The good events: a metric query, or a sum of some.
        numerator: String = "sum:runs{ok}.as_count()",
        /// All events.
        denominator: String = "sum:runs{*}.as_count()",
    }
    example: {"numerator": "sum:runs{ok}.as_count()", "denominator": "sum:runs{*}.as_count()"}
}

object! {
    /// What is measured: `count` or `time_slice`.
    SliSpecification {
        /// Counts events. For the type `metric`.
        count: Option<SloCount> = {
            "good_events_formula": {"formula": "query1"},
            "bad_events_formula": {"formula": "query2"},
            "queries": [
                {"data_source": "metrics", "name": "query1", "query": "sum:runs{ok}.as_count()"},
                {"data_source": "metrics", "name": "query2", "query": "sum:runs{failed}.as_count()"}
            ]
        },
        /// Asks of each slice of time whether a condition holds. For the type `time_slice`.
        time_slice: Option<SloTimeSlice> = {
            "comparator": "<",
            "threshold": 5,
            "query": {
                "formulas": [{"formula": "query1"}],
                "queries": [{"data_source": "metrics", "name": "query1", "query": "avg:request.duration{*}"}]
            }
        },
    }
    example: {
        "count": {
            "good_events_formula": {"formula": "query1"},
            "total_events_formula": {"formula": "query2"},
            "queries": [
                {"data_source": "metrics", "name": "query1", "query": "sum:runs{ok}.as_count()"},
                {"data_source": "metrics", "name": "query2", "query": "sum:runs{*}.as_count()"}
            ]
        }
    }
}

object! {
    /// Good events, and either bad events or all of them.
    SloCount {
        /// The good events.
        good_events_formula: SloFormula = {"formula": "query1"},
        /// The bad events; in place of the total.
        bad_events_formula: Option<SloFormula> = {"formula": "query2"},
        /// All events; in place of the bad ones.
        total_events_formula: Option<SloFormula> = {"formula": "query2"},
        /// The queries that the formulas name.
        queries: Vec<SloMetricQuery> = [{"data_source": "metrics", "name": "query1", "query": "sum:runs{ok}.as_count()"}],
    }
    example: {
        "good_events_formula": {"formula": "query1"},
        "total_events_formula": {"formula": "query1"},
        "queries": [{"data_source": "metrics", "name": "query1", "query": "sum:runs{ok}.as_count()"}]
    }
}

object! {
    /// The condition that each slice of time is asked for.
    SloTimeSlice {
        /// How the value is compared with the threshold in a good slice.
        comparator: SloComparator = "<",
        /// What it is compared with, in the unit of the query.
        threshold: Number = 5,
        /// What is compared.
        query: SloTimeSliceQuery = {
            "formulas": [{"formula": "query1"}],
            "queries": [{"data_source": "metrics", "name": "query1", "query": "avg:request.duration{*}"}]
        },
        /// Length of a slice in seconds: 60, or 300 where it is absent.
        query_interval_seconds: Option<Integer> = 300,
    }
    example: {
        "comparator": "<",
        "threshold": 5,
        "query": {
            "formulas": [{"formula": "query1"}],
            "queries": [{"data_source": "metrics", "name": "query1", "query": "avg:request.duration{*}"}]
        }
    }
}

open_enum! {
    /// How a value is compared with a threshold.
    SloComparator {
        "<" => "below it",
        "<=" => "not above it",
        ">" => "above it",
        ">=" => "not below it",
    }
}

object! {
    /// One formula over named queries.
    SloTimeSliceQuery {
        /// The one formula.
        formulas: Vec<SloFormula> = [{"formula": "query1"}],
        /// The queries that it names.
        queries: Vec<SloMetricQuery> = [{"data_source": "metrics", "name": "query1", "query": "avg:request.duration{*}"}],
    }
    example: {
        "formulas": [{"formula": "query1"}],
        "queries": [{"data_source": "metrics", "name": "query1", "query": "avg:request.duration{*}"}]
    }
}

object! {
    /// An expression over the names of queries.
    SloFormula {
        /// The expression.
        formula: String = "query1 - default_zero(query2)",
    }
    example: {"formula": "query1 - default_zero(query2)"}
}

object! {
    /// A metric query with a name.
    SloMetricQuery {
        /// Where the data comes from.
        data_source: SloDataSource = "metrics",
        /// The name that formulas use.
        name: String = "query1",
        /// The query.
        query: String = "sum:runs{ok}.as_count()",
        /// How a series becomes one value. Not for SLOs that count.
        #[schemars(extend("doNotSuggest" = true))]
        aggregator: Option<String> = "avg",
        /// Organisations whose data is asked for, where several may be.
        #[schemars(extend("doNotSuggest" = true))]
        cross_org_uuids: Option<Vec<String>> = ["6434abde-xxxx-yyyy-zzzz-da7ad0900001"],
        /// The layer of meaning the query is read in.
        #[schemars(extend("doNotSuggest" = true))]
        semantic_mode: Option<String> = "native",
    }
    example: {"data_source": "metrics", "name": "query1", "query": "sum:runs{ok}.as_count()"}
}

open_enum! {
    /// Where the data of an SLO comes from.
    SloDataSource {
        "metrics" => "metrics",
        "cloud_cost" => "cloud costs",
    }
}
