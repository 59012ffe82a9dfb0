//! `options`: how a monitor evaluates, alerts, repeats itself and treats missing data.

use std::collections::BTreeMap;

use super::schedule::SchedulingOptions;
use super::served::Aggregation;
use super::variables::Variable;
use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

object! {
    /// How a monitor evaluates, alerts, repeats itself and treats missing data. An update replaces all of it.
    Options {
        /// The numbers at which the state changes. A missing `critical` is taken from the query.
        thresholds: Option<Thresholds> = {"critical": 3, "warning": 1},
        /// How long a series must be strange before it alerts, and ordinary before it recovers. Anomaly monitors only.
        threshold_windows: Option<ThresholdWindows> = {"trigger_window": "last_15m", "recovery_window": "last_15m"},
        /// The queries that `formula("..")` in the monitor's query names.
        variables: Option<Vec<Variable>> = [{"name": "query1", "data_source": "cloud_cost", "query": "sum:all.cost{*}", "aggregator": "sum"}],

        /// Whether people are told when data stops. Use either this or `on_missing_data`.
        notify_no_data: Option<Flag> = true,
        /// Minutes without data before people are told; works with `notify_no_data` only. At least twice the query's
        /// window is advised, and 2 minutes for a service check.
        #[schemars(range(min = 0))]
        no_data_timeframe: Option<Integer> = 20,
        /// What an evaluation without data means. Use either this or `notify_no_data`; a metric monitor on a custom
        /// schedule needs it.
        on_missing_data: Option<OnMissingData> = "show_and_notify_no_data",
        /// Hours without data after which an alert resolves itself, from 0 (never) to 24.
        #[schemars(range(min = 0, max = 24))]
        timeout_h: Option<Integer> = 24,
        /// Whether a window must be full of data before it is evaluated; `false` suits sparse metrics. Metric monitors only.
        require_full_window: Option<Flag> = false,

        /// Minutes after which people are told again while nothing has changed; 0 or null is never.
        #[schemars(range(min = 0))]
        renotify_interval: Option<Integer> = 60,
        /// How many times people are told again; null is without end. Works with `renotify_interval` only.
        #[schemars(range(min = 0))]
        renotify_occurrences: Option<Integer> = 3,
        /// The states in which people are told again; without it, alert and no data. Their order means nothing.
        renotify_statuses: Option<Vec<RenotifyStatus>> = ["alert", "no data"],
        /// What is added when people are told again. `{{#is_renotify}}` in the message does the same.
        escalation_message: Option<String> = "Nobody has looked yet. @pagerduty-data",

        /// Seconds by which the evaluated window lies in the past, for metrics that arrive late: 900 suits those pulled
        /// from a cloud provider.
        #[schemars(range(min = 0, max = 86400))]
        evaluation_delay: Option<Integer> = 900,
        /// Seconds for which a group that just appeared is not evaluated. Replaces `new_host_delay`.
        #[schemars(range(min = 0))]
        new_group_delay: Option<Integer> = 60,
        /// Seconds for which a host that just started is not evaluated; 300 unless `new_group_delay` is set. Use that.
        #[schemars(range(min = 0), extend("deprecated" = true))]
        new_host_delay: Option<Integer> = 300,
        /// How long a group without data is remembered, from 1 hour to 72 hours. For monitors over events, logs, spans,
        /// RUM, CI, audit and Error Tracking.
        group_retention_duration: Option<String> = "2d",
        /// Cumulative windows and evaluation on a schedule.
        scheduling_options: Option<SchedulingOptions> = {"evaluation_window": {"hour_starts": 0}},

        /// The group keys that make one notification each, out of the query's own; `["*"]` makes a single one.
        notify_by: Option<Vec<String>> = ["cluster"],
        /// Whether the title of a notification shows the tags that triggered it.
        include_tags: Option<Flag> = true,
        /// What a notification leaves out.
        notification_preset_name: Option<NotificationPreset> = "hide_query",
        /// Whether the people named in the message are told when somebody edits the monitor.
        notify_audit: Option<Flag> = false,
        /// Whether a log alert carries a sample of the logs. Log monitors only.
        enable_logs_sample: Option<Flag> = true,
        /// Whether an alert carries a sample of the runs. CI monitors only.
        enable_samples: Option<Flag> = true,
        /// Whether all groups make one alert. Log monitors; `notify_by` replaces it.
        #[schemars(extend("deprecated" = true))]
        groupby_simple_monitor: Option<Flag> = false,

        /// Seconds for which a test must fail before it alerts, from 0 to 7200. Synthetic tests only.
        #[schemars(range(min = 0, max = 7200))]
        min_failure_duration: Option<Integer> = 0,
        /// How many locations must fail at one moment of that time. Synthetic tests only.
        #[schemars(range(min = 1))]
        min_location_failed: Option<Integer> = 1,

        /// Mutes: group to the moment they end, in seconds since 1970, or null for never. Runtime state of the person on
        /// call: dropped on load.
        #[schemars(extend("deprecated" = true, "readOnly" = true, "doNotSuggest" = true))]
        silenced: Option<BTreeMap<String, Option<Integer>>> = {"*": 1_776_339_409},
        /// Whether only its creator and administrators may edit it. Derived from the restriction policy: dropped on load.
        #[schemars(extend("deprecated" = true, "readOnly" = true, "doNotSuggest" = true))]
        locked: Option<Flag> = false,
        /// How the query was understood. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        aggregation: Option<Aggregation> = {"metric": "system.load.1", "type": "count", "group_by": "host"},
        /// Devices of a synthetic test. Server-owned: dropped on load.
        #[schemars(extend("deprecated" = true, "readOnly" = true, "doNotSuggest" = true))]
        device_ids: Option<Vec<Device>> = ["laptop_large"],
        /// The synthetic test that the monitor belongs to. Server-owned: dropped on load.
        #[schemars(extend("deprecated" = true, "readOnly" = true, "doNotSuggest" = true))]
        synthetics_check_id: Option<String> = "abc-def-ghi",
        /// Set by Datadog on some types and documented nowhere: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        avalanche_window: Option<Integer> = 10,
    }
    example: {"thresholds": {"critical": 3, "warning": 1}, "notify_no_data": false, "renotify_interval": 60}
}

object! {
    /// The numbers at which the state of a monitor changes, in the unit of its query.
    ///
    /// For `>` the warning lies below the critical threshold, and a recovery threshold at or below the one it
    /// recovers from; for `<` the other way round.
    Thresholds {
        /// Alerts past this; the same number as in the query. For a service check, how many bad statuses in a row.
        critical: Option<Number> = 3,
        /// Warns past this. For a service check, how many warnings in a row.
        warning: Option<Number> = 1,
        /// An alert ends only past this, so that it does not flap. Metric monitors.
        critical_recovery: Option<Number> = 2,
        /// A warning ends only past this. Metric monitors.
        warning_recovery: Option<Number> = 0.5,
        /// How many good statuses in a row end an alert. Service checks.
        ok: Option<Number> = 1,
        /// How many unknown statuses in a row make the state unknown. Service checks.
        unknown: Option<Number> = 1,
        /// A query whose value is the critical threshold, in place of a number. Metric monitors with a formula; in
        /// preview at Datadog.
        critical_query: Option<String> = "formula(\"2 * query1\").rollup(\"avg\").last(\"6mo\")",
        /// A query whose value ends the alert, beside `critical_query`. In preview at Datadog.
        critical_recovery_query: Option<String> = "formula(\"1.5 * query1\").rollup(\"avg\").last(\"3mo\")",
    }
    example: {"critical": 3, "warning": 1}
}

object! {
    /// The windows of an anomaly monitor.
    ThresholdWindows {
        /// How long the series must be strange before it alerts; a part of the query's own window.
        trigger_window: Option<String> = "last_15m",
        /// How long it must be ordinary before it recovers.
        recovery_window: Option<String> = "last_15m",
    }
    example: {"trigger_window": "last_15m", "recovery_window": "last_15m"}
}

open_enum! {
    /// What an evaluation without data means.
    OnMissingData {
        "default" => "0 for queries that count, and the last known state for all others",
        "show_no_data" => "the state becomes no data, and nobody is told",
        "show_and_notify_no_data" => "the state becomes no data, and people are told",
        "resolve" => "the state becomes OK",
    }
}

open_enum! {
    /// A state in which people are told again.
    RenotifyStatus {
        "alert" => "past the critical threshold",
        "warn" => "past the warning threshold",
        "no data" => "nothing arrives to evaluate",
    }
}

open_enum! {
    /// What a notification leaves out.
    NotificationPreset {
        "show_all" => "nothing",
        "hide_query" => "the query",
        "hide_handles" => "the `@` names",
        "hide_all" => "query, names, links and footer: the message alone",
        "hide_query_and_handles" => "the query and the `@` names",
        "show_only_snapshot" => "all but the picture of the graph",
        "hide_handles_and_footer" => "the `@` names and the footer",
    }
}

open_enum! {
    /// A device that a browser test runs on.
    Device {
        "laptop_large" => "a laptop",
        "tablet" => "a tablet",
        "mobile_small" => "a telephone",
        "chrome.laptop_large" => "Chrome on a laptop",
        "chrome.tablet" => "Chrome on a tablet",
        "chrome.mobile_small" => "Chrome on a telephone",
        "firefox.laptop_large" => "Firefox on a laptop",
        "firefox.tablet" => "Firefox on a tablet",
        "firefox.mobile_small" => "Firefox on a telephone",
    }
}
