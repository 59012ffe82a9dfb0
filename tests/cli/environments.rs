//! One project, two environments: side by side in one organisation, and each in one of its own.

use ddsync::sandbox::{Options, RecordedRequest, Sandbox};
use serde_json::{Value, json};

use super::project::{Project, http};
use crate::common::house::raw;

const PROJECT: &str = "\
version: 1
project: small
defaults:
  monitor: {tags: [\"service:pipeline\"], options: {notify_audit: true}}
  dashboard: {reflow_type: auto}
vars: {notify: \"@slack-data\"}
environments:
  staging: {vars: {env: staging, notify: \"@slack-staging\"}}
  prod: {vars: {env: prod}}
";
const SLOW: &str = "\
ddsync:
  for_each: {stage: [extract, load]}
  environments:
    prod: {priority: 1}
name: Slow ${each.stage}
type: query alert
query: \"avg(last_15m):avg:pipeline.duration{env:${vars.env},stage:${each.stage}} > 300\"
message: ${vars.notify}
";
const FAILURES: &str = "\
ddsync:
  environments:
    staging:
      query: \"sum(last_5m):sum:pipeline.runs{status:failed,env:staging}.as_count() > 10\"
name: Failures
type: query alert
query: \"sum(last_5m):sum:pipeline.runs{status:failed,env:prod}.as_count() > 3\"
";
const BOARD: &str = "\
title: Pipeline
layout_type: ordered
widgets:
  - definition: {type: alert_graph, alert_id: \"${monitor:slow-load}\", viz_type: timeseries}
";
const HOOK: &str = "name: deploy-bot\nurl: https://hooks.example.com/${vars.env}\n";

fn project() -> Project {
    let project = Project::bare();
    project.write("ddsync.yaml", PROJECT);
    project.write("monitors/slow.yaml", SLOW);
    project.write("monitors/failures.yaml", FAILURES);
    project.write("dashboards/board.yaml", BOARD);
    project
}

fn writes(sandbox: &Sandbox, from: usize) -> Vec<RecordedRequest> {
    sandbox.requests().into_iter().skip(from).filter(|request| request.method != "GET").collect()
}

async fn monitors(sandbox: &Sandbox) -> Vec<Value> {
    let all = raw(&http(), sandbox, "GET", "/api/v1/monitor?page=0&page_size=100", &Value::Null).await;
    all.as_array().unwrap().clone()
}

fn of(monitors: &[Value], environment: &str) -> Vec<Value> {
    let tag = json!(format!("ddsync:small/{environment}"));
    monitors.iter().filter(|monitor| monitor["tags"].as_array().unwrap().contains(&tag)).cloned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_environments_in_one_organisation() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = project();
    project.at(&sandbox);
    project.exits(0, "apply --yes -q -e staging");
    project.exits(0, "apply --yes -q -e prod");
    let all = monitors(&sandbox).await;
    let (staging, prod) = (of(&all, "staging"), of(&all, "prod"));
    assert_eq!((all.len(), staging.len(), prod.len()), (6, 3, 3));
    let named = |monitors: &[Value], name: &str| monitors.iter().find(|one| one["name"] == name).unwrap().clone();
    let (slow, prod_slow) = (named(&staging, "Slow load"), named(&prod, "Slow load"));
    assert_eq!((&slow["message"], &slow["priority"]), (&json!("@slack-staging"), &Value::Null));
    assert_eq!((&prod_slow["message"], &prod_slow["priority"]), (&json!("@slack-data"), &json!(1)));
    assert_eq!((&slow["options"]["notify_audit"], &prod_slow["options"]["notify_audit"]), (&json!(true), &json!(true)));
    assert!(slow["tags"].as_array().unwrap().contains(&json!("service:pipeline")));
    assert_eq!(named(&staging, "Failures")["options"]["thresholds"], json!({"critical": 10.0}));
    assert_eq!(named(&prod, "Failures")["options"]["thresholds"], json!({"critical": 3.0}));

    project.note("one environment's own value");
    let seen = sandbox.requests().len();
    project.edit("monitors/failures.yaml", "> 10", "> 20");
    project.exits(0, "apply --yes -q -e prod --prune");
    assert_eq!(writes(&sandbox, seen), []);
    project.exits(0, "apply --yes -q -e staging --prune");
    let done = writes(&sandbox, seen);
    let id = named(&staging, "Failures")["id"].to_string();
    assert_eq!(done.iter().map(|write| write.path.as_str()).collect::<Vec<_>>(), [format!("/api/v1/monitor/{id}")]);

    project.note("fewer items: pruned in one, still there in the other");
    project.edit("monitors/slow.yaml", "[extract, load]", "[load]");
    let seen = sandbox.requests().len();
    project.exits(0, "apply --yes -q -e staging --prune");
    let done = writes(&sandbox, seen);
    let id = named(&staging, "Slow extract")["id"].to_string();
    assert_eq!(
        done.iter().map(|write| format!("{} {}", write.method, write.path)).collect::<Vec<_>>(),
        [format!("DELETE /api/v1/monitor/{id}")]
    );
    assert_eq!(of(&monitors(&sandbox).await, "prod"), prod, "prod is untouched");
    project.exits(0, "drift -e staging");
    let told = project.exits(2, "drift -e prod --format json").json();
    assert_eq!((told["summary"]["delete"].as_u64(), told["changes"].as_array().unwrap().len()), (Some(1), 1));
    project.exits(0, "apply --yes -q -e prod --prune");
    assert_eq!((of(&monitors(&sandbox).await, "prod").len(), of(&monitors(&sandbox).await, "staging").len()), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_environments_in_two_organisations() {
    let (staging, prod) =
        (Sandbox::start(Options::default()).await.unwrap(), Sandbox::start(Options::default()).await.unwrap());
    let mut project = project();
    project.write("webhooks/deploy.yaml", HOOK);
    project.at(&staging).exits(0, "apply --yes -q -e staging");
    project.at(&prod).exits(0, "apply --yes -q -e prod");
    let before = monitors(&prod).await;
    assert_eq!((monitors(&staging).await.len(), before.len()), (3, 3));
    let (seen, seen_prod) = (staging.requests().len(), prod.requests().len());
    project.edit("monitors/slow.yaml", "[extract, load]", "[load]");
    project.edit("webhooks/deploy.yaml", "hooks.example.com", "example.com");
    project.at(&staging).exits(0, "apply --yes -q -e staging --prune");
    assert_eq!(writes(&staging, seen).len(), 2, "a deletion and the webhook");
    assert_eq!(prod.requests().len(), seen_prod, "nobody spoke to prod");
    assert_eq!(monitors(&prod).await, before);
    project.exits(0, "drift -e staging");
    project.at(&prod).exits(0, "apply --yes -q -e prod --prune");
    project.exits(0, "drift -e prod");
}

/// Nothing on a webhook says whose it is: the second environment is told, and does not write.
#[tokio::test(flavor = "multi_thread")]
async fn one_webhook_for_two_environments_is_a_conflict() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::bare();
    project.write("ddsync.yaml", PROJECT);
    project.write("webhooks/deploy.yaml", HOOK);
    project.at(&sandbox).exits(0, "apply --yes -e staging");
    let seen = sandbox.requests().len();
    project.exits(3, "diff -e prod");
    project.exits(3, "apply --yes -e prod");
    assert_eq!(writes(&sandbox, seen), []);
    project.note("staging goes on as before");
    project.edit("webhooks/deploy.yaml", "https://hooks.example.com", "https://example.com");
    project.exits(0, "apply --yes -q -e staging");
    project.note("a name for each ends it");
    project.edit("webhooks/deploy.yaml", "name: deploy-bot", "name: deploy-bot-${vars.env}");
    project.exits(0, "apply --yes -e prod");
    golden!("one_webhook_for_two", project);
}

/// Two definitions of one webhook would write it by turns.
#[tokio::test(flavor = "multi_thread")]
async fn two_definitions_of_one_webhook_are_a_conflict() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::empty();
    project.write("webhooks/deploy.yaml", "name: bot\nurl: https://a.example.com\n");
    project.at(&sandbox).exits(0, "apply --yes -q");
    project.write("webhooks/other.yaml", "name: bot\nurl: https://b.example.com\n");
    let run = project.exits(3, "diff");
    assert!(run.out.contains("webhook/deploy and webhook/other both define the webhook `bot`"), "{}", run.out);
}
