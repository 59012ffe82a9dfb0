//! What this branch changed, and what somebody changed in Datadog, told apart with git.

use std::process::Command;

use ddsync::sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use super::project::{BOARD, FAILURES, Project, SLOW, http};
use crate::common::house::raw;

pub fn git(project: &Project, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(project.path("")).args(["-c", "user.name=x", "-c", "user.email=x@example.com"]);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let output = command.args(arguments).output().expect("git is installed");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub fn commit(project: &Project, message: &str) {
    git(project, &["add", "-A"]);
    git(project, &["commit", "-q", "-m", message]);
}

/// The small project, committed on `main` and applied.
fn started(sandbox: &Sandbox) -> Project {
    let mut project = Project::small();
    git(&project, &["init", "-q", "-b", "main"]);
    commit(&project, "first");
    project.at(sandbox).exits(0, "apply --yes -q");
    project
}

fn causes(told: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for change in told["changes"].as_array().unwrap() {
        if let Some(cause) = change["cause"].as_str() {
            lines.push(format!(
                "{} {} {cause}",
                change["action"].as_str().unwrap(),
                change["address"].as_str().unwrap()
            ));
        }
        for field in change["fields"].as_array().unwrap() {
            let path = field["path"].as_str().unwrap();
            lines.push(format!(
                "{}{path} {} {}",
                change["address"].as_str().unwrap(),
                field["cause"].as_str().unwrap(),
                field["base"]
            ));
        }
    }
    lines
}

#[tokio::test(flavor = "multi_thread")]
async fn branch_and_drift_are_told_apart() {
    let (sandbox, http) = (Sandbox::start(Options::default()).await.unwrap(), http());
    let mut project = started(&sandbox);
    let by_name = async |name: &str| {
        let all = raw(&http, &sandbox, "GET", "/api/v1/monitor?page=0&page_size=9", &Value::Null).await;
        let one = all.as_array().unwrap().iter().find(|monitor| monitor["name"] == name).unwrap().clone();
        format!("/api/v1/monitor/{}", one["id"])
    };
    project.note("on a branch: two values of one monitor, another query of the other, a new one");
    git(&project, &["switch", "-q", "-c", "quieter"]);
    project.edit("monitors/slow.yaml", "warning: 240", "warning: 250");
    project.edit("monitors/slow.yaml", "A stage is slow.", "Look at it.");
    project.edit("monitors/failures.yaml", "> 3", "> 5");
    project.write("monitors/new.yaml", FAILURES.replace("Failures", "New").replace("> 3", "> 9"));
    project.note("in Datadog: the same value otherwise, the message as the branch has it, and a priority");
    let (slow, failures) = (by_name("Slow").await, by_name("Failures").await);
    let edit =
        json!({"options": {"thresholds": {"critical": 300, "warning": 200}}, "message": "Look at it. @slack-data"});
    raw(&http, &sandbox, "PUT", &slow, &edit).await;
    raw(&http, &sandbox, "PUT", &failures, &json!({"priority": 1})).await;
    let told = project.exits(0, "diff --base main --format json").json();
    assert_eq!(
        causes(&told),
        [
            "monitor/failures/query branch \"sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 3\"",
            "monitor/failures/options/thresholds/critical branch null",
            "monitor/failures/priority drift null",
            "create monitor/new branch",
            "monitor/slow/options/thresholds/warning both 240",
        ]
    );
    let already = json!([{"address": "monitor/slow", "source": {"path": "monitors/slow.yaml", "line": 1},
        "fields": [{"path": "/message", "base": "A stage is slow. @slack-data", "after": "Look at it. @slack-data"}]}]);
    assert_eq!(told["already_live"], already);
    project.exits(0, "diff --base main");
    project.exits(0, "diff --base main --format markdown");
    golden!("three_sides", project);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_and_goes_has_a_cause_too() {
    let (sandbox, http) = (Sandbox::start(Options::default()).await.unwrap(), http());
    let mut project = started(&sandbox);
    git(&project, &["switch", "-q", "-c", "other"]);
    let all = raw(&http, &sandbox, "GET", "/api/v1/monitor?page=0&page_size=9", &Value::Null).await;
    let id = all.as_array().unwrap().iter().find(|one| one["name"] == "Failures").unwrap()["id"].clone();
    raw(&http, &sandbox, "DELETE", &format!("/api/v1/monitor/{id}"), &Value::Null).await;
    project.remove("dashboards/board.yaml");
    let told = project.exits(0, "diff --base main --format json").json();
    assert_eq!(causes(&told), ["create monitor/failures drift", "delete dashboard/board branch"]);
    project.exits(0, "diff --base main");
    project.exits(0, "apply --yes -q --prune");
    let told = project.exits(0, "diff --base main --format json").json();
    assert_eq!((causes(&told), told["already_live"].clone()), (vec![], json!([])));
    project.write("dashboards/board.yaml", BOARD);
    project.write("monitors/slow.yaml", SLOW);
    golden!("three_sides_whole", project);
}

/// A pull request's folder below the root, an environment that is new in it, and a link.
#[tokio::test(flavor = "multi_thread")]
async fn the_base_is_read_where_the_definitions_stand() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::bare();
    project.write("ops/ddsync.yaml", "version: 1\nproject: small\nenvironments: {prod: }\n");
    project.write("ops/monitors/failures.yaml", FAILURES);
    project.write("ops/more/slow.yaml", SLOW);
    #[cfg(unix)]
    std::os::unix::fs::symlink("../more/slow.yaml", project.path("ops/monitors/slow.yaml")).unwrap();
    git(&project, &["init", "-q", "-b", "main"]);
    commit(&project, "first");
    project.at(&sandbox).exits(0, "apply --yes -q -C ops -e prod");
    let told = project.exits(0, "diff -C ops -e prod --base main --format json").json();
    assert_eq!((told["changes"].clone(), told["already_live"].clone()), (json!([]), json!([])));
    project.write("ops/ddsync.yaml", "version: 1\nproject: small\nenvironments: {prod: , staging: }\n");
    let told = project.exits(0, "diff -C ops -e staging --base main --format json").json();
    assert!(causes(&told).iter().all(|line| line.ends_with(" branch")), "{told}");
    // Before there was a project at all.
    let empty = git(&project, &["commit-tree", "-m", "empty", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"]);
    let told = project.exits(0, &format!("diff -C ops -e staging --base {} --format json", empty.trim())).json();
    assert!(causes(&told).iter().all(|line| line.ends_with(" branch")), "{told}");
}

#[test]
fn a_base_that_cannot_be_read_is_told() {
    let mut project = Project::small();
    project.exits(1, "diff --sandbox --base main");
    git(&project, &["init", "-q", "-b", "main"]);
    project.write(".gitignore", ".ddsync\n");
    commit(&project, "first");
    project.exits(1, "diff --sandbox --base mian");
    project.exits(1, "diff --sandbox --base=--all");
    project.exits(0, "diff --sandbox -q --base main");
    project.note("the definitions at the base have an error");
    project.write("monitors/slow.yaml", "name: [unclosed\n");
    commit(&project, "second");
    project.write("monitors/slow.yaml", SLOW);
    project.exits(0, "diff --sandbox -q --base main");
    golden!("no_base", project);

    commit(&project, "third");
    let shallow = Project::bare();
    let url = format!("file://{}", project.path("").display());
    git(&shallow, &["clone", "-q", "--depth=1", &url, "clone"]);
    let mut shallow = shallow;
    let told = shallow.exits(1, "diff -C clone --sandbox --base main~1");
    assert!(told.err.contains("the clone is shallow") && told.err.contains("fetch-depth: 0"), "{}", told.err);
}
