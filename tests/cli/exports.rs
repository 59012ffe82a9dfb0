//! What people paste: exports of Datadog's pages, server-owned fields included.

use ddsync::sandbox::{Options, Sandbox};
use serde_json::Value;

use super::project::{Project, http};
use crate::common::house::raw;

const MONITOR: &str = include_str!("exports/monitor.json");
const DASHBOARD: &str = include_str!("exports/dashboard.json");

#[test]
fn pasted_exports_apply_and_show_no_change_after() {
    let mut project = Project::empty();
    project.write("monitors/queue.json", MONITOR);
    project.write("dashboards/queue.json", DASHBOARD);
    project.exits(0, "validate");
    project.exits(0, "apply --sandbox");
    project.exits(0, "diff --sandbox --exit-code");
    let again = project.exits(0, "apply --sandbox");
    assert!(again.out.contains("No changes."), "{}", again.out);
    golden!("pasted_exports", project);
}

/// JSON is YAML, but not the way people write it.
#[test]
fn a_paste_as_yaml_is_the_same() {
    let mut project = Project::empty();
    project.write("monitors/queue.json", MONITOR);
    project.write("dashboards/queue.json", DASHBOARD);
    project.exits(0, "apply --sandbox -q");
    for (folder, text) in [("monitors", MONITOR), ("dashboards", DASHBOARD)] {
        let value: Value = serde_json::from_str(text).unwrap();
        project.write(&format!("{folder}/queue.yaml"), ddsync::load::to_yaml(&value));
        project.remove(&format!("{folder}/queue.json"));
    }
    project.exits(0, "diff --sandbox --exit-code");
}

/// Marks and ids of the original come along, and are those of the original.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_a_managed_object_is_an_object_of_its_own() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::small();
    project.at(&sandbox).exits(0, "apply --yes");
    let http = http();
    for (folder, path) in [("monitors", "/api/v1/monitor"), ("dashboards", "/api/v1/dashboard")] {
        let list = raw(&http, &sandbox, "GET", path, &Value::Null).await;
        let id = list.get("dashboards").unwrap_or(&list)[0]["id"].to_string();
        let export = raw(&http, &sandbox, "GET", &format!("{path}/{}", id.trim_matches('"')), &Value::Null).await;
        project.write(&format!("{folder}/copy.json"), format!("{export:#}"));
    }
    let seen = sandbox.requests().len();
    project.exits(0, "apply --yes --prune");
    let writes = sandbox.requests().into_iter().skip(seen).filter(|request| request.method != "GET");
    assert!(writes.into_iter().all(|request| request.method == "POST"), "only the copies are written");
    let plan = project.exits(0, "drift --format json").json();
    assert_eq!(plan["summary"]["unchanged"], 5);
}
