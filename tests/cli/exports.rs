//! What people paste: exports of Datadog's pages, server-owned fields included.

use super::project::Project;

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
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        project.write(&format!("{folder}/queue.yaml"), ddsync::load::to_yaml(&value));
        project.remove(&format!("{folder}/queue.json"));
    }
    project.exits(0, "diff --sandbox --exit-code");
}
