//! The way of the README: apply, nothing changes, change something, delete something.

use ddsync::sandbox::{Options, Sandbox};
use serde_json::json;

use super::project::Project;

#[test]
fn our_own_definitions_apply_and_stay() {
    let mut project = Project::ours();
    project.exits(0, "validate --env prod");
    project.exits(0, "apply --sandbox");
    let second = project.exits(0, "apply --sandbox");
    assert_eq!(second.out, "No changes. The sandbox matches the 6 definitions.\n");
    project.edit("monitors/slow-stage.yaml", "warning: 240", "warning: 250");
    project.exits(0, "diff --sandbox");
    let change = &project.exits(2, "diff --sandbox --exit-code --format json").json()["changes"];
    assert_eq!(change.as_array().unwrap().len(), 1);
    let line = project.read("monitors/slow-stage.yaml").lines().position(|line| line.contains("warning: 250")).unwrap();
    assert_eq!(
        change[0]["fields"],
        json!([{"path": "/options/thresholds/warning", "before": 240, "after": 250, "line": line + 1, "column": 14}])
    );
    project.exits(0, "apply --sandbox");
    project.exits(0, "diff --sandbox --exit-code");
    golden!("our_own_definitions", project);
}

/// Staging and prod live side by side in one organisation.
#[test]
fn environments_do_not_touch_each_other() {
    let mut project = Project::small();
    project.write(
        "ddsync.yaml",
        "version: 1\nproject: small\nenvironments: {staging: , prod: }\ndefault_environment: staging\n",
    );
    project.exits(0, "apply --sandbox -q");
    let prod = project.exits(0, "diff --sandbox --env prod --format json").json();
    assert_eq!(prod["environment"], "prod");
    assert_eq!(prod["summary"]["create"], 3);
    project.exits(0, "apply --sandbox -q -e prod --prune");
    project.exits(0, "drift --sandbox --env prod");
    project.exits(0, "drift --sandbox --env staging");
    project.set("DDSYNC_ENV", "prd");
    let unknown = project.exits(1, "diff --sandbox");
    assert!(unknown.err.contains("there is no environment `prd`"), "{}", unknown.err);
}

#[test]
fn a_deleted_file_deletes_with_prune_only() {
    let mut project = Project::small();
    project.exits(0, "apply --sandbox");
    project.remove("monitors/failures.yaml");
    project.exits(0, "diff --sandbox");
    project.exits(0, "apply --sandbox");
    project.exits(2, "drift --sandbox");
    project.exits(0, "apply --sandbox --prune");
    project.exits(0, "drift --sandbox");
    golden!("a_deleted_file", project);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_edit_is_one_write() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::small();
    project.at(&sandbox).exits(0, "apply --yes");
    let seen = sandbox.requests().len();
    project.edit("monitors/slow.yaml", "warning: 240", "warning: 200");
    project.exits(0, "diff");
    assert!(sandbox.requests()[seen..].iter().all(|request| request.method == "GET"));
    project.exits(0, "apply --yes");
    let writes: Vec<_> = sandbox.requests().into_iter().skip(seen).filter(|request| request.method != "GET").collect();
    assert_eq!(writes.len(), 1, "{writes:#?}");
    assert_eq!(writes[0].method, "PUT");
    assert_eq!(writes[0].body.as_ref().unwrap()["options"], json!({"thresholds": {"critical": 300, "warning": 200}}));
    golden!("one_edit", project);
}

#[test]
fn a_renamed_file_keeps_its_object() {
    let mut project = Project::small();
    project.exits(0, "apply --sandbox -q");
    std::fs::rename(project.path("monitors/failures.yaml"), project.path("monitors/failed.yaml")).unwrap();
    let plan = project.exits(0, "diff --sandbox --format json").json();
    assert_eq!(plan["changes"][0]["address"], "monitor/failed");
    assert_eq!(plan["changes"][0]["action"], "adopt");
    let written = project.exits(0, "apply --sandbox --format json").json();
    assert_eq!(written["changes"][0]["id"], plan["changes"][0]["id"]);
    project.exits(0, "diff --sandbox --exit-code");
    // With its key kept, the name of the file means nothing.
    std::fs::rename(project.path("monitors/failed.yaml"), project.path("monitors/zzz.yaml")).unwrap();
    let text = format!("ddsync: {{key: failed}}\n{}", project.read("monitors/zzz.yaml"));
    project.write("monitors/team/zzz.yaml", text);
    project.remove("monitors/zzz.yaml");
    project.exits(0, "diff --sandbox --exit-code");
}

#[test]
fn addresses_narrow_what_is_done() {
    let mut project = Project::small();
    let run = project.exits(0, "apply --sandbox monitor/slow");
    assert!(run.out.contains("1 created"), "{}", run.out);
    project.exits(0, "diff --sandbox dashboard/board");
    project.exits(0, "diff --sandbox monitor/slow --exit-code");
    project.exits(1, "diff --sandbox monitor/slwo");
    project.exits(1, "diff --sandbox monitors/slow");
    project.exits(1, "diff --sandbox slow");
    golden!("addresses", project);
}
