//! A plan is reviewed, and just that is applied: or nothing, with the reason.

use ddsync::sandbox::{Effect, Fault, Options, Sandbox};
use serde_json::{Value, json};

use super::project::{BOARD, FAILURES, Project, SLOW, http};
use crate::common::house::raw;

const HOOK: &str =
    "name: deploy-bot\nurl: https://hooks.example.com/x\ncustom_headers: \"{\\\"Token\\\": \\\"${env.TOKEN}\\\"}\"\n";
const TOKEN: &str = "s3cr3t-of-the-webhook";

fn writes(sandbox: &Sandbox, from: usize) -> Vec<String> {
    let requests = sandbox.requests().into_iter().skip(from).filter(|request| request.method != "GET");
    requests.map(|request| format!("{} {}", request.method, request.path)).collect()
}

/// Something of everything: a create, two updates, a delete.
fn planned(sandbox: &Sandbox) -> Project {
    let mut project = Project::small();
    project.write("ddsync.yaml", "version: 1\nproject: small\nenv: [TOKEN]\n");
    project.write("monitors/old.yaml", FAILURES.replace("Failures", "Old").replace("> 3", "> 7"));
    project.at(sandbox).set("TOKEN", TOKEN).exits(0, "apply --yes -q");
    project.remove("monitors/old.yaml");
    project.edit("monitors/slow.yaml", "warning: 240", "warning: 250");
    project.edit("dashboards/board.yaml", "Hello", "Hello you");
    project.write("webhooks/hook.yaml", HOOK);
    project.exits(0, "diff -q --prune --out plan.json");
    project
}

async fn id_of(sandbox: &Sandbox, name: &str) -> String {
    let all = raw(&http(), sandbox, "GET", "/api/v1/monitor?page=0&page_size=9", &Value::Null).await;
    let one = all.as_array().unwrap().iter().find(|monitor| monitor["name"] == name).unwrap().clone();
    one["id"].to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_reviewed_is_applied_once() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = planned(&sandbox);
    let plan = project.read("plan.json");
    assert!(!plan.contains(TOKEN), "{plan}");
    let saved: Value = serde_json::from_str(&plan).unwrap();
    assert_eq!(saved["changes"].as_array().unwrap().len(), 4);
    assert_eq!(saved["digest"], project.exits(0, "diff --prune --format json").json()["digest"]);
    project.exits(0, "diff -q --prune --out again.json");
    assert_eq!(project.read("again.json"), plan, "same plan, same bytes");

    project.note("what nobody reviewed and nobody asks for does not matter");
    let theirs = json!({"name": "Theirs", "type": "query alert", "query": "avg(last_5m):avg:a{*} > 1"});
    raw(&http(), &sandbox, "POST", "/api/v1/monitor", &theirs).await;
    let seen = sandbox.requests().len();
    project.exits(0, "apply --yes --plan plan.json");
    assert_eq!(writes(&sandbox, seen).len(), 4);
    project.exits(0, "drift -q");
    let seen = sandbox.requests().len();
    project.exits(5, "apply --yes -q --plan plan.json");
    assert_eq!(writes(&sandbox, seen), Vec::<String>::new());
    golden!("reviewed", project);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_moved_is_named() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = planned(&sandbox);
    let seen = sandbox.requests().len();
    project.note("a definition changes after the review");
    project.edit("monitors/slow.yaml", "warning: 250", "warning: 260");
    project.exits(5, "apply --yes -q --plan plan.json");
    project.edit("monitors/slow.yaml", "warning: 260", "warning: 250");

    project.note("a new definition comes, and the deleted one comes back");
    project.write("monitors/new.yaml", FAILURES.replace("Failures", "New").replace("> 3", "> 9"));
    project.write("monitors/old.yaml", FAILURES.replace("Failures", "Old").replace("> 3", "> 7"));
    project.exits(5, "apply --yes -q --plan plan.json");
    project.remove("monitors/new.yaml");
    project.remove("monitors/old.yaml");

    project.note("only the secret changes");
    project.set("TOKEN", "another");
    project.exits(5, "apply --yes -q --plan plan.json");
    project.set("TOKEN", TOKEN);

    project.note("somebody edits what is to be written, what is to be deleted, and what nobody planned to touch");
    let (slow, old, failures) =
        (id_of(&sandbox, "Slow").await, id_of(&sandbox, "Old").await, id_of(&sandbox, "Failures").await);
    let edit = json!({"options": {"thresholds": {"critical": 300, "warning": 100}}});
    let path = |id: &str| format!("/api/v1/monitor/{id}");
    assert_eq!(writes(&sandbox, seen), Vec::<String>::new());
    raw(&http(), &sandbox, "PUT", &path(&slow), &edit).await;
    raw(&http(), &sandbox, "PUT", &path(&old), &json!({"message": "I need it."})).await;
    raw(&http(), &sandbox, "PUT", &path(&failures), &json!({"message": "By hand."})).await;
    let seen = sandbox.requests().len();
    project.exits(5, "apply --yes -q --plan plan.json");

    project.note("another ddsync");
    let plan = project
        .read("plan.json")
        .replace(&format!("\"tool\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"tool\": \"0.0.1\"");
    project.write("plan.json", plan);
    project.exits(5, "apply --yes -q --plan plan.json");
    assert_eq!(writes(&sandbox, seen), Vec::<String>::new());
    golden!("moved", project);
}

#[test]
fn a_plan_is_for_one_environment_and_one_set_of_addresses() {
    let mut project = Project::empty();
    project.write("ddsync.yaml", "version: 1\nproject: small\nenvironments: {staging: , prod: }\n");
    project.write("monitors/slow.yaml", SLOW);
    project.write("monitors/failures.yaml", FAILURES);
    project.write("dashboards/board.yaml", BOARD);
    project.exits(0, "diff -q --sandbox -e staging --out plan.json monitor/slow");
    project.exits(5, "apply -q --sandbox -e prod --plan plan.json");
    project.exits(1, "apply -q --sandbox -e staging --plan plan.json --prune");
    project.exits(1, "apply -q --sandbox -e staging --plan plan.json monitor/slow");
    project.exits(1, "apply -q --sandbox -e staging --plan nothing.json");
    project.write("other.json", "{\"version\": 2}");
    project.exits(5, "apply -q --sandbox -e staging --plan other.json");
    project.write("other.json", "monitors: 3");
    project.exits(1, "apply -q --sandbox -e staging --plan other.json");
    let run = project.exits(0, "apply -q --sandbox -e staging --plan plan.json");
    assert!(run.out.contains("Applied: 1 created."), "{}", run.out);
    project.note("a plan with errors is not written");
    project.write("webhooks/a.yaml", "name: bot\nurl: https://a.example.com\n");
    project.exits(0, "apply -q --sandbox -e staging");
    project.write("webhooks/b.yaml", "name: bot\nurl: https://b.example.com\n");
    project.exits(3, "diff -q --sandbox -e staging --out none.json");
    assert!(!project.path("none.json").exists());
    golden!("plan_files", project);
}

/// Between the plan and the write: that one is refused, the rest goes on.
#[tokio::test(flavor = "multi_thread")]
async fn what_moves_at_the_last_moment_is_refused_alone() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = planned(&sandbox);
    let path = format!("/api/v1/monitor/{}", id_of(&sandbox, "Slow").await);
    let mut edited = raw(&http(), &sandbox, "GET", &path, &Value::Null).await;
    edited["message"] = json!("By hand.");
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let answer = Effect::Answer { status: 200, headers, body: edited.to_string() };
    sandbox.script(Fault::once("GET", &path, answer).exactly().times(usize::MAX));
    let run = project.exits(6, "apply --yes -q --plan plan.json");
    assert!(run.out.contains("monitor/slow: somebody changed /message after the plan was made"), "{}", run.out);
    assert!(run.out.contains("Applied: 1 created, 1 updated, 1 deleted. 1 outdated."), "{}", run.out);
}
