//! The variables that a message may name, by monitor type. Tags of the group (`{{host.name}}`) are not in the table: which
//! there are is for the query to say, see [`Path::group_key`].

use super::template::Path;

/// A set of variables that some monitor types have.
#[derive(Clone, Copy, Debug)]
pub struct Variables {
    /// Monitor types; empty for all.
    pub types: &'static [&'static str],
    /// Whole names: `value`, `log.message`.
    pub names: &'static [&'static str],
    /// Beginnings behind which anything may stand: `log.attributes`.
    pub families: &'static [&'static str],
}

/// The types that compare a number with thresholds.
const NUMBERS: &[&str] = &[
    "query alert",
    "metric alert",
    "log alert",
    "event alert",
    "event-v2 alert",
    "trace-analytics alert",
    "rum alert",
    "audit alert",
    "ci-pipelines alert",
    "ci-tests alert",
    "error-tracking alert",
    "database-monitoring alert",
    "network-performance alert",
    "network-path alert",
    "llm-observability alert",
    "process alert",
    "cost alert",
    "data-quality alert",
    "data-jobs alert",
    "slo alert",
    "service check",
    // Synthetics monitors fill them from the test.
    "synthetics alert",
];

/// The arguments of `local_time`.
pub static TIMES: &[&str] =
    &["first_triggered_at", "first_triggered_at_epoch", "last_triggered_at", "last_triggered_at_epoch"];

/// The thresholds that are empty text unless they are set: the variable, and its key in `options.thresholds`.
pub static THRESHOLDS: &[(&str, &str)] = &[
    ("warn_threshold", "warning"),
    ("alert_recovery_threshold", "critical_recovery"),
    ("warn_recovery_threshold", "warning_recovery"),
    ("ok_threshold", "ok"),
];

/// Source: Datadog's documentation; `table` and `column` of data quality are recorded.
pub static VARIABLES: &[Variables] = &[
    Variables {
        types: &[],
        names: &[
            "first_triggered_at",
            "first_triggered_at_epoch",
            "last_triggered_at",
            "last_triggered_at_epoch",
            "triggered_duration_sec",
        ],
        families: &[],
    },
    Variables {
        types: NUMBERS,
        names: &[
            "value",
            "threshold",
            "warn_threshold",
            "comparator",
            "alert_recovery_threshold",
            "warn_recovery_threshold",
        ],
        families: &[],
    },
    Variables { types: &["service check"], names: &["check_message", "ok_threshold"], families: &[] },
    Variables {
        types: &["log alert"],
        names: &[
            "log.message",
            "log.service",
            "log.status",
            "log.source",
            "log.span_id",
            "log.timestamp",
            "log.trace_id",
            "log.link",
        ],
        families: &["log.attributes", "log.tags"],
    },
    Variables {
        types: &["trace-analytics alert", "error-tracking alert"],
        names: &[
            "span.env",
            "span.operation_name",
            "span.resource_name",
            "span.service",
            "span.status",
            "span.span_id",
            "span.timestamp",
            "span.trace_id",
            "span.type",
            "span.link",
        ],
        families: &["span.attributes", "span.tags"],
    },
    Variables {
        types: &["rum alert", "error-tracking alert"],
        names: &["rum.service", "rum.status", "rum.timestamp", "rum.link"],
        families: &["rum.attributes", "rum.tags"],
    },
    Variables {
        types: &["event-v2 alert", "event alert"],
        names: &["event.title", "event.text", "event.id", "event.link", "event.host.name"],
        families: &["event.attributes", "event.tags"],
    },
    Variables { types: &["audit alert"], names: &["audit.message"], families: &["audit.attributes"] },
    Variables {
        types: &["ci-pipelines alert"],
        names: &[
            "cipipeline.service",
            "cipipeline.env",
            "cipipeline.resource_name",
            "cipipeline.ci_level",
            "cipipeline.trace_id",
            "cipipeline.span_id",
            "cipipeline.pipeline_fingerprint",
            "cipipeline.operation_name",
            "cipipeline.ci_partial_array",
            "cipipeline.status",
            "cipipeline.timestamp",
            "cipipeline.link",
        ],
        families: &["cipipeline.attributes"],
    },
    Variables {
        types: &["ci-tests alert"],
        names: &[
            "citest.service",
            "citest.env",
            "citest.resource_name",
            "citest.error.message",
            "citest.trace_id",
            "citest.span_id",
            "citest.operation_name",
            "citest.status",
            "citest.timestamp",
            "citest.link",
        ],
        families: &["citest.attributes"],
    },
    Variables { types: &["database-monitoring alert"], names: &[], families: &["databasemonitoring.attributes"] },
    Variables { types: &["error-tracking alert"], names: &["issue.link"], families: &["issue.attributes"] },
    Variables { types: &["synthetics alert"], names: &[], families: &["synthetics", "tags"] },
    Variables {
        types: &["slo alert"],
        names: &["timeframe", "short_window_burn_rate", "long_window_burn_rate"],
        families: &[],
    },
    Variables { types: &["data-quality alert"], names: &["table.name", "column.name"], families: &["table", "column"] },
];

/// What `{{host.…}}` has besides `name` in a monitor that is grouped by `host`; any tag of the host may stand there too.
pub static OF_HOST: &[&str] =
    &["ip", "metadata_agent_version", "metadata_machine", "metadata_platform", "metadata_processor"];

/// First words of variables that come from the event which triggered the monitor: empty when the event lacks them, so
/// nothing may be routed by them.
pub static OF_EVENTS: &[&str] =
    &["log", "span", "rum", "event", "audit", "cipipeline", "citest", "databasemonitoring", "issue"];

/// What the table says of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Known,
    /// Other types have it, this one does not.
    OfOthers(&'static [&'static str]),
    /// A member of a composite: `a.value`. The letters go in the order of the members.
    Member(char),
    /// `key.name`, or a field of the group's host: for the query to say.
    Group,
    Unknown,
}

/// What a path is to a monitor of this type. Not whether the monitor is grouped by the key.
pub fn standing(monitor_type: &str, path: &Path) -> Standing {
    let name = path.dotted();
    let having = || VARIABLES.iter().filter(|set| set.has(&name));
    if having().any(|set| set.is_of(monitor_type)) {
        return Standing::Known;
    }
    let first = path.segments.first().map_or("", |segment| segment.name.as_str());
    if let (true, [letter @ b'a'..=b'z']) = (monitor_type == "composite" && path.segments.len() > 1, first.as_bytes()) {
        return Standing::Member(char::from(*letter));
    }
    if let Some(set) = having().next() {
        return Standing::OfOthers(set.types);
    }
    if path.group_key().is_some() || (first == "host" && path.segments.len() > 1) {
        return Standing::Group;
    }
    Standing::Unknown
}

/// Every whole name that a type has, for "did you mean".
pub fn names(monitor_type: &str) -> impl Iterator<Item = &'static str> {
    let sets = VARIABLES.iter().filter(move |set| set.is_of(monitor_type));
    sets.flat_map(|set| set.names).copied()
}

impl Variables {
    pub fn is_of(&self, monitor_type: &str) -> bool {
        self.types.is_empty() || self.types.contains(&monitor_type)
    }

    fn has(&self, name: &str) -> bool {
        let below = |family: &&str| name.strip_prefix(*family).is_some_and(|rest| rest.starts_with('.'));
        self.names.contains(&name) || self.families.iter().any(below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(monitor_type: &str, path: &str) -> Standing {
        standing(monitor_type, &Path::parse(path))
    }

    #[test]
    fn a_type_has_its_own_variables() {
        assert_eq!(of("query alert", "value"), Standing::Known);
        assert_eq!(of("composite", "value"), Standing::OfOthers(NUMBERS));
        assert_eq!(of("composite", "a.value"), Standing::Member('a'));
        assert_eq!(of("composite", "b.log.message"), Standing::Member('b'));
        assert_eq!(of("log alert", "log.attributes.[a.b]"), Standing::Known);
        assert_eq!(of("log alert", "log.attributes"), Standing::Unknown);
        assert_eq!(of("query alert", "log.message"), Standing::OfOthers(&["log alert"]));
        assert_eq!(of("query alert", "treshold"), Standing::Unknown);
        assert_eq!(of("data-quality alert", "table.name"), Standing::Known);
        assert!(names("service check").any(|name| name == "check_message"));
    }

    #[test]
    fn tags_of_the_group_are_for_the_query_to_say() {
        assert_eq!(of("query alert", "kube_node.name"), Standing::Group);
        assert_eq!(of("query alert", "host.metadata_platform"), Standing::Group);
        assert_eq!(of("query alert", "kube_node"), Standing::Unknown);
        assert_eq!(Path::parse("[a.b].name").group_key().as_deref(), Some("a.b"));
        assert_eq!(Path::parse("a.b.name").group_key().as_deref(), Some("a.b"));
        assert_eq!(Path::parse("@f.name").group_key().as_deref(), Some("@f"));
        assert_eq!(Path::parse("name").group_key(), None);
    }

    #[test]
    fn every_event_word_begins_a_variable() {
        let all: Vec<&str> = VARIABLES.iter().flat_map(|set| set.names.iter().chain(set.families)).copied().collect();
        for word in OF_EVENTS {
            assert!(all.iter().any(|name| name.starts_with(&format!("{word}."))), "{word}");
        }
        for name in TIMES.iter().chain(THRESHOLDS.iter().map(|(name, _)| name)) {
            assert!(all.contains(name), "{name}");
        }
    }
}
