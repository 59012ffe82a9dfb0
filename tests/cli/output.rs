//! Formats, and where they go.

use serde_json::Value;

use super::project::{Project, SLOW};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The JSON is frozen: what stands in it keeps its name and its place.
#[test]
fn json_has_its_frozen_shape() {
    let mut project = Project::small();
    project.exits(0, "apply --sandbox -q");
    project.edit("monitors/slow.yaml", "warning: 240", "warning: 200");
    project.write(
        "monitors/odd.yaml",
        "name: Odd\ntype: query alert\nquery: \"avg(last_5m):avg:a{*} > 1\"\nprority: 3\nmessage: Odd. @slack-data\n",
    );
    let plan = project.exits(0, "diff --sandbox --format json").json();
    assert_eq!(keys(&plan), ["version", "project", "environment", "summary", "changes", "findings", "digest"]);
    assert_eq!((plan["version"].as_i64(), plan["project"].as_str()), (Some(1), Some("small")));
    assert_eq!(plan["environment"], Value::Null);
    let summary = keys(&plan["summary"]);
    for counted in ["create", "update", "adopt", "delete", "unchanged"] {
        assert!(summary.contains(&counted) && plan["summary"][counted].is_u64(), "{counted}");
    }
    let changes = plan["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2);
    for change in changes {
        let has = keys(change);
        for name in ["address", "kind", "key", "action", "id", "source", "fields"] {
            assert!(has.contains(&name), "{name} in {change}");
        }
        assert_eq!(keys(&change["source"]), ["path", "line"]);
    }
    let field = &changes.iter().find(|change| change["action"] == "update").unwrap()["fields"][0];
    assert_eq!(keys(field), ["path", "before", "after", "line", "column"]);
    let finding = &plan["findings"][0];
    for name in ["rule", "severity", "message", "help", "path", "line", "column"] {
        assert!(keys(finding).contains(&name), "{name} in {finding}");
    }
    assert_eq!((finding["path"].as_str(), finding["line"].as_i64()), (Some("monitors/odd.yaml"), Some(4)));
    let digest = plan["digest"].as_str().unwrap();
    assert!(digest.starts_with("sha256:") && digest.len() == 71, "{digest}");
    let again = project.command("diff --sandbox --format json").output().unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&again.stdout).unwrap(), plan);

    let applied = project.exits(0, "apply --sandbox --format json");
    assert_eq!(applied.json()["digest"], plan["digest"]);
    golden!("json", project);
}

#[test]
fn markdown_is_for_a_pull_request() {
    let mut project = Project::small();
    project.exits(0, "apply --sandbox -q");
    project.edit("monitors/slow.yaml", "warning: 240", "warning: 200");
    project.edit("dashboards/board.yaml", "content: Hello", "content: \"Hello | `you`\"");
    project.exits(0, "diff --sandbox --format markdown");
    project.exits(0, "apply --sandbox --format markdown");
    golden!("markdown", project);
}

#[test]
fn the_result_can_go_to_a_file() {
    let mut project = Project::small();
    let run = project.exits(0, "diff --sandbox -o out/plan.txt");
    assert_eq!(run.out, "");
    let printed = project.exits(0, "diff --sandbox").out;
    assert_eq!(project.read("out/plan.txt"), printed);
    project.set("DDSYNC_FORMAT", "json");
    project.exits(0, "diff --sandbox --output plan.json --color always");
    let plan: Value = serde_json::from_str(&project.read("plan.json")).unwrap();
    assert_eq!(plan["summary"]["create"], 3);
    project.set("DDSYNC_FORMAT", "yaml");
    project.exits(1, "diff --sandbox");
}

#[test]
fn colours_come_where_they_are_wanted() {
    let mut project = Project::small();
    let escape = '\u{1b}';
    assert!(!project.exits(0, "diff --sandbox").out.contains(escape));
    assert!(project.exits(0, "diff --sandbox --color always").out.contains(escape));
    project.set("CLICOLOR_FORCE", "1");
    assert!(project.exits(0, "diff --sandbox").out.contains(escape));
    assert!(!project.exits(0, "diff --sandbox --color never").out.contains(escape));
    project.set("NO_COLOR", "1");
    assert!(!project.exits(0, "diff --sandbox").out.contains(escape));
}

#[test]
fn quiet_leaves_the_hints_out() {
    let mut project = Project::small();
    assert!(!project.exits(0, "diff --sandbox").err.is_empty());
    assert_eq!(project.exits(0, "diff --sandbox --quiet").err, "");
}

#[test]
fn annotations_name_files_from_the_root_of_the_repository() {
    let mut project = Project::bare();
    std::fs::create_dir(project.path(".git")).unwrap();
    project.write("infra/ddsync.yaml", "version: 1\nproject: small\n");
    for at in 0..12 {
        project.write(&format!("infra/monitors/m-{at}.yaml"), "name: x, y: 100%\ntype: query alert\n");
    }
    project.exits(3, "validate -C infra --format github");
    project.write("infra/monitors/m-0.yaml", format!("{SLOW}prority: 3\n"));
    for at in 1..12 {
        project.remove(&format!("infra/monitors/m-{at}.yaml"));
    }
    project.exits(0, "diff -C infra --format github --sandbox");
    golden!("annotations", project);
}
