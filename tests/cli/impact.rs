//! What a change means for the people on call.

use ddsync::sandbox::{Effect, Fault, Options, Sandbox};
use serde_json::{Value, json};

use super::project::{FAILURES, Project, SLOW, http};
use crate::common::house::{MONITORS, raw};

const BOTH: &str = "name: Both\ntype: composite\nquery: \"${monitor:failures} && ${monitor:slow}\"\nmessage: Slow and failing. @slack-data\n";

async fn monitors(sandbox: &Sandbox) -> Vec<Value> {
    let all = raw(&http(), sandbox, "GET", "/api/v1/monitor?page=0&page_size=9", &Value::Null).await;
    all.as_array().unwrap().clone()
}

pub async fn id_of(sandbox: &Sandbox, name: &str) -> String {
    monitors(sandbox).await.iter().find(|one| one["name"] == name).unwrap()["id"].to_string()
}

/// From now on this monitor alerts for some of its groups.
async fn alert(sandbox: &Sandbox, name: &str) {
    let groups = [("host:c", "Alert"), ("host:a", "Alert"), ("host:b", "OK"), ("host:e", "Alert"), ("host:d", "Alert")];
    assert!(sandbox.set_groups(&id_of(sandbox, name).await, &groups));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alerting_monitor_is_not_changed_unasked() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::empty();
    project.write(
        "monitors/failures.yaml",
        format!("{}priority: 2\n", FAILURES.replace("@slack-data", "@slack-data and @pagerduty-data")),
    );
    project.write("monitors/slow.yaml", SLOW);
    project.at(&sandbox).exits(0, "apply --yes");
    alert(&sandbox, "Failures").await;
    project.edit("monitors/failures.yaml", "@pagerduty-data", "@opsgenie-data");
    project.edit("monitors/slow.yaml", "warning: 240", "warning: 250");
    let before = sandbox.requests().len();
    let told = project.exits(0, "diff --format json").json();
    assert_eq!(
        told["changes"][0]["impact"],
        json!({
            "state": "Alert", "alerting_groups": 4, "groups": ["host:a", "host:c", "host:d", "host:e"],
            "priority": {"before": 2, "after": 2},
            "handles_added": ["@opsgenie-data"], "handles_removed": ["@pagerduty-data"]
        })
    );
    // Only of the one that alerts.
    let asked = |path: &str| {
        sandbox.requests()[before..].iter().filter(|request| request.path == path).cloned().collect::<Vec<_>>()
    };
    let failures = asked(&format!("{MONITORS}/{}", id_of(&sandbox, "Failures").await));
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].query, [("group_states".to_owned(), "alert".to_owned())]);
    assert_eq!(asked(&format!("{MONITORS}/{}", id_of(&sandbox, "Slow").await)).len(), 0);
    project.exits(0, "diff");
    project.exits(0, "diff --format markdown");
    let seen = sandbox.requests().len();
    project.exits(7, "apply --yes -q");
    assert!(sandbox.requests()[seen..].iter().all(|request| request.method == "GET"));
    project.exits(0, "apply --yes -q monitor/slow");
    project.exits(0, "apply --yes -q --allow-alerting monitor/failures");
    golden!("alerting", project);
}

/// Somebody else's composite, and one of ours that stays: both are named before anything is tried.
#[tokio::test(flavor = "multi_thread")]
async fn users_of_what_goes_are_named() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::empty();
    project.write("monitors/failures.yaml", FAILURES);
    project.write("monitors/slow.yaml", SLOW);
    project.write("monitors/both.yaml", BOTH);
    project.at(&sandbox).exits(0, "apply --yes -q");
    let id = |all: &[Value], name: &str| all.iter().find(|one| one["name"] == name).unwrap()["id"].to_string();
    let all = monitors(&sandbox).await;
    let slow = id(&all, "Slow");
    project.note("a composite of ours names its members by number, and one of somebody else does");
    project.write(
        "monitors/both.yaml",
        format!(
            "name: Both\ntype: composite\nquery: \"{} && {slow}\"\nmessage: Slow and failing. @slack-data\n",
            id(&all, "Failures")
        ),
    );
    let theirs = json!({"name": "Theirs", "type": "composite", "query": format!("{slow} && !{slow}")});
    raw(&http(), &sandbox, "POST", MONITORS, &theirs).await;
    project.remove("monitors/slow.yaml");
    let told = project.exits(0, "diff --format json").json();
    let impact = &told["changes"][0]["impact"];
    assert_eq!(impact["used_by"], json!(["monitor/both"]));
    assert!(impact["in_use"].as_str().unwrap().contains("Theirs"), "{impact}");
    project.exits(0, "diff --prune");
    golden!("users_of_what_goes", project);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mute_is_told() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::empty();
    project.write("monitors/failures.yaml", FAILURES);
    project.at(&sandbox).exits(0, "apply --yes -q");
    raw(&http(), &sandbox, "POST", "/api/v1/monitor/170000001/mute", &json!({"scope": "env:prod"})).await;
    project.edit("monitors/failures.yaml", "> 3", "> 4");
    let run = project.exits(0, "diff");
    assert!(run.out.contains("is muted now for env:prod"), "{}", run.out);
}

/// The plan stands without the names: nobody waits for them, and nothing fails.
#[tokio::test(flavor = "multi_thread")]
async fn groups_that_cannot_be_read_are_left_out() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::empty();
    project.write("monitors/failures.yaml", FAILURES);
    project.at(&sandbox).exits(0, "apply --yes -q");
    alert(&sandbox, "Failures").await;
    project.edit("monitors/failures.yaml", "> 3", "> 4");
    let path = format!("{MONITORS}/{}", id_of(&sandbox, "Failures").await);
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let answer = Effect::Answer { status: 400, headers, body: json!({"errors": ["no"]}).to_string() };
    sandbox.script(Fault::once("GET", &path, answer).exactly());
    let run = project.exits(0, "diff");
    assert!(run.out.contains("! alerts right now\n"), "{}", run.out);
    let run = project.exits(0, "diff");
    assert!(run.out.contains("! alerts right now: 4 groups (host:a, host:c, host:d and 1 more)\n"), "{}", run.out);
    // Of a monitor without groups, and of one that warns.
    let id = id_of(&sandbox, "Failures").await;
    sandbox.set_groups(&id, &[("*", "Alert")]);
    assert!(project.exits(0, "diff").out.contains("! alerts right now\n"));
    sandbox.set_groups(&id, &[("env:prod", "Warn"), ("env:staging", "OK")]);
    let run = project.exits(0, "diff");
    assert!(run.out.contains("  is in Warn now: 1 group (env:prod)\n"), "{}", run.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_priority_is_told_where_it_matters() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::empty();
    project.write("monitors/failures.yaml", format!("{FAILURES}priority: 2\n"));
    project.write("monitors/slow.yaml", format!("{SLOW}priority: 3\n"));
    project.at(&sandbox).exits(0, "apply --yes -q");
    project.note("a change that has nothing to do with it");
    project.edit("monitors/slow.yaml", "warning: 240", "warning: 250");
    let told = project.exits(0, "diff --format json").json();
    assert_eq!(told["changes"][0]["impact"], Value::Null);
    project.edit("monitors/failures.yaml", "priority: 2", "priority: 4");
    project.remove("monitors/slow.yaml");
    project.exits(0, "diff");
    project.exits(0, "diff --format json");
    project.exits(0, "diff --format markdown");
    project.edit("monitors/failures.yaml", "priority: 4", "tags: [a]");
    let run = project.exits(0, "diff");
    assert!(run.out.contains("  priority P2 → none\n"), "{}", run.out);
    golden!("priorities", project);
}

/// A downtime that somebody scheduled for a monitor of ours goes with it.
#[tokio::test(flavor = "multi_thread")]
async fn what_others_made_for_it_is_told() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::empty();
    project.write("monitors/failures.yaml", FAILURES);
    project.write("monitors/slow.yaml", SLOW);
    project.at(&sandbox).exits(0, "apply --yes -q");
    let id: i64 = id_of(&sandbox, "Slow").await.parse().unwrap();
    let downtime = json!({"data": {"type": "downtime", "attributes": {
        "message": "Nightly load", "monitor_identifier": {"monitor_id": id}, "scope": "*",
        "schedule": {"recurrences": [{"duration": "2h", "rrule": "FREQ=DAILY", "start": "2099-01-01T00:00:00"}], "timezone": "UTC"}}}});
    let made = raw(&http(), &sandbox, "POST", "/api/v2/downtime", &downtime).await;
    assert!(made["data"]["id"].is_string(), "{made}");
    project.remove("monitors/slow.yaml");
    let told = project.exits(0, "diff --format json").json();
    let users = told["changes"][0]["impact"]["used_by_others"].clone();
    assert!(users[0].as_str().is_some_and(|user| user.starts_with("downtime ") && user.ends_with("\"*\"")), "{told}");
    let run = project.exits(0, "diff --prune");
    assert!(run.out.contains("! used outside of this project by downtime"), "{}", run.out);
}

/// By the widgets that show it, by the objectives that count it, of this project and of the organisation.
#[tokio::test(flavor = "multi_thread")]
async fn who_uses_a_monitor_that_goes() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::empty();
    project.write("monitors/failures.yaml", FAILURES);
    project.write("monitors/slow.yaml", SLOW);
    project.at(&sandbox).exits(0, "apply --yes -q");
    let slow = id_of(&sandbox, "Slow").await;
    let board = |widget: &str| format!("title: Board\nlayout_type: ordered\nwidgets:\n- definition: {{{widget}}}\n");
    project.write(
        "dashboards/graph.yaml",
        board(&format!("type: alert_graph, alert_id: \"{slow}\", viz_type: timeseries")),
    );
    project.write(
        "dashboards/number.yaml",
        board(&format!("type: alert_value, alert_id: \"{slow}\"")).replace("Board", "Number"),
    );
    project.write(
        "dashboards/summary.yaml",
        board(&format!("type: manage_status, query: \"id:{slow}\"")).replace("Board", "Summary"),
    );
    project.write("dashboards/none.yaml", board("type: note, content: Nothing").replace("Board", "Nothing"));
    project.exits(0, "apply --yes -q");
    let theirs = json!({"name": "Pipeline", "type": "monitor", "monitor_ids": [slow.parse::<u64>().unwrap()], "thresholds": [{"timeframe": "7d", "target": 99.9}]});
    raw(&http(), &sandbox, "POST", "/api/v1/slo", &theirs).await;
    project.remove("monitors/slow.yaml");
    let told = project.exits(0, "diff --format json").json();
    let impact = &told["changes"][0]["impact"];
    assert_eq!(impact["used_by"], json!(["dashboard/graph", "dashboard/number", "dashboard/summary"]));
    assert!(impact["in_use"].as_str().unwrap().contains("Pipeline"), "{impact}");
    // Datadog named it: once is enough.
    assert_eq!(impact["used_by_others"], Value::Null, "{impact}");
}
