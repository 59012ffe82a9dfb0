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

/// A definition with assets is read by id, since a list leaves them out; so one answer can be put in its place.
const ASSETS: &str = "assets: [{category: runbook, name: What to do, url: \"https://example.com/runbook\"}]\n";

/// From now on a read of this monitor says that it alerts.
async fn alert(sandbox: &Sandbox, name: &str) {
    let id = monitors(sandbox).await.iter().find(|one| one["name"] == name).unwrap()["id"].to_string();
    let path = format!("{MONITORS}/{id}");
    let mut monitor = raw(&http(), sandbox, "GET", &format!("{path}?with_assets=true"), &Value::Null).await;
    monitor["overall_state"] = json!("Alert");
    monitor["state"] = json!({"groups": {"host:a": {"status": "Alert"}, "host:b": {"status": "OK"}}});
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let answer = Effect::Answer { status: 200, headers, body: monitor.to_string() };
    sandbox.script(Fault::once("GET", &path, answer).exactly().times(usize::MAX));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alerting_monitor_is_not_changed_unasked() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::empty();
    project.write(
        "monitors/failures.yaml",
        format!("{}{ASSETS}", FAILURES.replace("@slack-data", "@slack-data and @pagerduty-data")),
    );
    project.write("monitors/slow.yaml", SLOW);
    project.at(&sandbox).exits(0, "apply --yes");
    alert(&sandbox, "Failures").await;
    project.edit("monitors/failures.yaml", "@pagerduty-data", "@opsgenie-data");
    project.edit("monitors/slow.yaml", "warning: 240", "warning: 250");
    let told = project.exits(0, "diff --format json").json();
    assert_eq!(
        told["changes"][0]["impact"],
        json!({"state": "Alert", "alerting_groups": 1, "handles_added": ["@opsgenie-data"], "handles_removed": ["@pagerduty-data"]})
    );
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
