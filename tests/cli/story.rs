//! A pipeline's whole watch comes and goes: a composite over two monitors, an SLO over one of them, an alert on the SLO, a
//! dashboard that shows all of it, a downtime and a notification rule.

use super::project::{FAILURES, Project, SLOW};

const BOTH: &str = "name: Both\ntype: composite\nquery: \"${monitor:failures} && ${monitor:slow}\"\nmessage: Slow and failing. @slack-data\n";
const SLO: &str = "name: Runs are fine\ntype: monitor\nmonitor_ids: [\"${monitor:failures}\"]\n\
                   thresholds: [{timeframe: 30d, target: 99}]\n";
const BURN: &str = "name: Budget burns\ntype: slo alert\nquery: error_budget(\"${slo:runs}\").over(\"30d\") > 75\n\
                    message: The month's budget is used up early. @slack-data\n";
const BOARD: &str = "\
title: Pipeline
layout_type: ordered
widgets:
  - definition: {type: alert_value, alert_id: \"${monitor:failures}\"}
  - definition: {type: alert_value, alert_id: \"${monitor:slow}\"}
  - definition: {type: alert_value, alert_id: \"${monitor:both}\"}
  - definition: {type: alert_value, alert_id: \"${monitor:burn}\"}
  - definition: {type: slo, slo_id: \"${slo:runs}\", view_type: detail, time_windows: [30d], view_mode: overall}
";
const NIGHT: &str = "\
scope: env:prod
monitor_identifier: {monitor_id: \"${monitor:slow}\"}
message: The cluster is being moved.
schedule: {start: 2050-01-02T03:00:00Z, end: 2050-01-02T05:00:00Z}
";
const RULE: &str = "name: Pipeline alerts\nfilter: {tags: [service:pipeline]}\nrecipients: [slack-data]\n";

const FILES: [(&str, &str); 8] = [
    ("dashboards/board.yaml", BOARD),
    ("downtimes/night.yaml", NIGHT),
    ("monitors/both.yaml", BOTH),
    ("monitors/burn.yaml", BURN),
    ("monitors/failures.yaml", FAILURES),
    ("monitors/slow.yaml", SLOW),
    ("notification-rules/data.yaml", RULE),
    ("slos/runs.yaml", SLO),
];

/// The addresses of the outcomes, in order.
fn order(out: &str) -> Vec<&str> {
    let outcomes = out.lines().filter(|line| line.contains("created ") || line.contains("deleted "));
    outcomes.filter_map(|line| line.split_whitespace().nth(2)).collect()
}

#[test]
fn a_whole_watch_comes_and_goes() {
    let mut project = Project::empty();
    for (path, text) in FILES {
        project.write(path, text);
    }
    let made = project.exits(0, "apply --sandbox");
    let at = |order: &[&str], address: &str| {
        order.iter().position(|one| *one == address).unwrap_or_else(|| panic!("{address}"))
    };
    let came = order(&made.out);
    assert_eq!(came.len(), 8, "{}", made.out);
    let before = [
        ("monitor/failures", "monitor/both"),
        ("monitor/slow", "monitor/both"),
        ("monitor/slow", "downtime/night"),
        ("monitor/failures", "slo/runs"),
        ("slo/runs", "monitor/burn"),
        ("monitor/burn", "dashboard/board"),
        ("monitor/both", "dashboard/board"),
    ];
    for (first, then) in before {
        assert!(at(&came, first) < at(&came, then), "{first} comes before {then}: {came:?}");
    }
    project.exits(0, "drift --sandbox");

    project.note("the files go; a notification rule bears no mark, so its file has to say so");
    for (path, _) in FILES.iter().filter(|(path, _)| !path.starts_with("notification")) {
        project.remove(path);
    }
    project.edit("notification-rules/data.yaml", "name: Pip", "ddsync: {state: absent}\nname: Pip");
    project.exits(0, "diff --sandbox --prune");
    let gone = project.exits(0, "apply --sandbox --prune");
    let went = order(&gone.out);
    assert_eq!(went.len(), 8, "{}", gone.out);
    for (first, then) in before {
        assert!(at(&went, then) < at(&went, first), "{then} goes before {first}: {went:?}");
    }
    project.exits(0, "drift --sandbox");
    golden!("a_whole_watch", project);
}
