//! What Datadog alone writes into a monitor. It stands here so that a pasted export is known, and is dropped on load.

use std::collections::BTreeMap;

use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum};

object! {
    /// Who made the monitor.
    Creator {
        /// Number of the account.
        id: Option<Integer> = 21_235_577,
        /// The name people see.
        name: Option<String> = "Ada Lovelace",
        /// The name `@` reaches.
        handle: Option<String> = "ada@example.com",
        /// Where mail goes.
        email: Option<String> = "ada@example.com",
    }
    example: {"handle": "ada@example.com"}
}

object! {
    /// A downtime that silences the monitor now.
    MatchingDowntime {
        /// Number of the downtime.
        id: Integer = 1625,
        /// The tags it silences; all must match.
        scope: Option<Vec<String>> = ["env:staging"],
        /// When it begins, in seconds since 1970.
        start: Option<Integer> = 1_412_792_983,
        /// When it ends, in seconds since 1970; null means never.
        end: Option<Integer> = 1_412_799_983,
        /// Whether it silences at this moment.
        active: Option<Flag> = true,
        /// The groups it silences.
        groups: Option<Vec<String>> = ["host:db-1"],
        /// The monitor that it was set on.
        monitor_id: Option<Integer> = 119_766_008,
    }
    example: {"id": 1625, "scope": ["env:staging"]}
}

object! {
    /// The state of each group.
    MonitorState {
        /// Group to state; a group's name is its tags, joined by commas.
        groups: Option<BTreeMap<String, GroupState>> = {"host:db-1": {"name": "host:db-1", "status": "OK"}},
    }
    example: {"groups": {}}
}

object! {
    /// The state of one group. Times are in seconds since 1970.
    GroupState {
        /// The group's tags.
        name: Option<String> = "host:db-1",
        /// Its state.
        status: Option<OverallState> = "OK",
        /// When it last had no data.
        last_nodata_ts: Option<Integer> = 1_412_792_983,
        /// When people were last told.
        last_notified_ts: Option<Integer> = 1_412_792_983,
        /// When it last recovered.
        last_resolved_ts: Option<Integer> = 1_412_792_983,
        /// When it last alerted.
        last_triggered_ts: Option<Integer> = 1_412_792_983,
    }
    example: {"name": "host:db-1", "status": "OK"}
}

object! {
    /// How the query was understood.
    Aggregation {
        /// What the groups are made by.
        group_by: Option<String> = "host",
        /// The metric.
        metric: Option<String> = "system.load.1",
        /// How points become one number.
        r#type: Option<String> = "count",
    }
    example: {"metric": "system.load.1", "type": "count", "group_by": "host"}
}

open_enum! {
    /// A state of a monitor or of one of its groups.
    OverallState {
        "OK" => "within its thresholds",
        "Warn" => "past the warning threshold",
        "Alert" => "past the critical threshold",
        "No Data" => "nothing arrives to evaluate",
        "Unknown" => "a check reports that it does not know",
        "Ignored" => "not evaluated",
        "Skipped" => "the last evaluation was left out",
    }
}
