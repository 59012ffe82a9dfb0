//! Monitors and service checks.

use super::{Heading, Timed};
use crate::schema::dashboard::style::TextAlign;
use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum};

object! {
    /// The graph of a monitor.
    AlertGraph {
        #[schemars(flatten)]
        heading: Heading,
        /// The monitor's id, as text.
        alert_id: String = "${monitor:disk-full}",
        /// Over time, or group by group.
        viz_type: AlertGraphType,
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"alert_id": "${monitor:disk-full}", "viz_type": "timeseries", "time": {"live_span": "1h"}}
}

open_enum! {
    /// How the graph of a monitor is drawn.
    AlertGraphType {
        "timeseries" => "over time",
        "toplist" => "group by group",
    }
}

object! {
    /// The value of a monitor's query.
    AlertValue {
        #[schemars(flatten)]
        heading: Heading,
        /// The monitor's id, as text.
        alert_id: String = "${monitor:disk-full}",
        /// How many decimals are written; as many as there are where it is absent.
        precision: Option<Integer> = 1,
        /// The unit written after the number; `auto` is the metric's.
        unit: Option<String> = "GB",
        /// Where the number stands.
        text_align: Option<TextAlign>,
    }
    example: {"alert_id": "${monitor:disk-full}", "precision": 1, "unit": "GB"}
}

object! {
    /// Monitors and their states.
    MonitorSummary {
        #[schemars(flatten)]
        heading: Heading,
        /// The search for monitors, as on the page of all monitors.
        query: String = "tag:(team:checkout) status:alert",
        /// What one row is.
        summary_type: Option<SummaryType>,
        /// Counts, a list, or both.
        display_format: Option<SummaryFormat>,
        /// What bears the colour of a state.
        color_preference: Option<ColorPreference>,
        /// Whether states in which no monitor is are left out.
        hide_zero_counts: Option<Flag> = true,
        /// Whether the time since the last alert is shown.
        show_last_triggered: Option<Flag> = true,
        /// How that time is written.
        last_triggered_format: Option<String> = "relative",
        /// Whether the state is shown.
        show_status: Option<Flag> = true,
        /// Whether the priority is shown.
        show_priority: Option<Flag> = false,
        /// What the rows are sorted by, and which way.
        sort: Option<SummarySort>,
        /// How many monitors are listed. Of no use any more.
        #[schemars(extend("deprecated" = true))]
        count: Option<Integer> = 50,
        /// Where in the results the list begins. Of no use any more.
        #[schemars(extend("deprecated" = true))]
        start: Option<Integer> = 0,
    }
    example: {"query": "tag:(team:checkout)", "summary_type": "monitors", "display_format": "countsAndList"}
}

open_enum! {
    /// What one row of a monitor summary is.
    SummaryType {
        "monitors" => "a monitor",
        "groups" => "a group of a monitor",
        "combined" => "a monitor with its groups",
    }
}

open_enum! {
    /// What a monitor summary shows.
    SummaryFormat {
        "counts" => "how many are in each state",
        "countsAndList" => "how many are in each state, and which",
        "list" => "which they are",
    }
}

open_enum! {
    /// What bears the colour of a state.
    ColorPreference {
        "background" => "what is behind the text",
        "text" => "the text",
    }
}

open_enum! {
    /// What a monitor summary is sorted by, and which way.
    SummarySort {
        "status,asc" => "state, the worst first",
        "status,desc" => "state, the worst last",
        "name,asc" => "name, from A",
        "name,desc" => "name, from Z",
        "group,asc" => "group, from A",
        "group,desc" => "group, from Z",
        "tags,asc" => "tags, from A",
        "tags,desc" => "tags, from Z",
        "triggered,asc" => "last alert, the oldest first",
        "triggered,desc" => "last alert, the newest first",
        "priority,asc" => "priority, P1 first",
        "priority,desc" => "priority, P1 last",
        "name" => "name",
        "group" => "group",
        "status" => "state",
        "tags" => "tags",
        "triggered" => "last alert",
    }
}

object! {
    /// The state of a service check.
    CheckStatus {
        #[schemars(flatten)]
        heading: Heading,
        /// The check's name.
        check: String = "datadog.agent.up",
        /// One group, or several taken together.
        grouping: CheckGrouping,
        /// The one group, where `grouping` is `check`.
        group: Option<String> = "host:db-1",
        /// Tags by which the check is grouped, where `grouping` is `cluster`.
        group_by: Option<Vec<String>> = ["host"],
        /// Tags of the groups that are taken, where `grouping` is `cluster`.
        tags: Option<Vec<String>> = ["env:prod"],
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"check": "datadog.agent.up", "grouping": "cluster", "group_by": ["host"], "tags": ["env:prod"]}
}

open_enum! {
    /// What a check status shows.
    CheckGrouping {
        "check" => "the state of one group",
        "cluster" => "how many groups are in each state",
    }
}
