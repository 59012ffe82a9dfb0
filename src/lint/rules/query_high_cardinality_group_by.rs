//! A group-by that makes a notification for each of thousands.

use crate::lint::subject::{Group, Monitor};
use crate::lint::{Check, Context, Rule, Told};

pub static RULE: Rule = Rule {
    id: "high-cardinality-group-by",
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/high-cardinality-group-by.md"),
    options: &[
        ("keys", "keys that have no end of values; a list here takes the place of ddsync's own"),
        ("most", "how many keys a monitor may be grouped by: 4 unless set"),
    ],
    ..Rule::REST
};

/// Without the `@` of a facet. Each has a value for every request, user or container there ever was.
const ENDLESS: &[&str] = &[
    "client_ip",
    "container_id",
    "http.client_ip",
    "http.url",
    "http.url_details.path",
    "http.useragent",
    "ip",
    "job_run_id",
    "network.client.ip",
    "pod_name",
    "request_id",
    "run_id",
    "session.id",
    "session_id",
    "span_id",
    "task_arn",
    "trace_id",
    "url",
    "url_path",
    "user",
    "user_id",
    "usr.id",
];

const MOST: f64 = 4.0;

fn check(monitor: &Monitor<'_>, context: &Context<'_>, told: &mut Told<'_>) {
    // Grouped notifications are what the rule would ask for.
    if monitor.sound().is_none() || !monitor.list("/options/notify_by").is_empty() {
        return;
    }
    let pinned = monitor.pinned();
    let groups = monitor.groups().into_iter().filter(|group| !pinned.iter().any(|(key, _)| *key == group.key));
    let groups: Vec<Group> = groups.collect();
    let own = context.texts(&RULE, "keys");
    let endless = |key: &str| match &own {
        Some(keys) => keys.iter().any(|own| own.trim_start_matches('@') == key),
        None => ENDLESS.contains(&key),
    };
    let help = "group by what owns it, such as the service or the job, or set `notify_by`";
    let mut found = false;
    for group in groups.iter().filter(|group| endless(group.key.trim_start_matches('@'))) {
        found = true;
        told.about(monitor, format!("every `{}` notifies for itself, and there is no end of them", group.key))
            .inside(&group.at, group.span)
            .label("no end of values")
            .help(help);
    }
    let most = context.number(&RULE, "most").unwrap_or(MOST);
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let count = groups.len() as f64;
    if let (false, true, Some(last)) = (found, count > most, groups.last()) {
        told.about(monitor, format!("the monitor is grouped by {count} keys, and notifies for each combination"))
            .inside(&last.at, last.span)
            .label(format!("{most} are enough"))
            .help(help);
    }
}
