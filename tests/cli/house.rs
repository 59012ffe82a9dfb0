//! The commands beside the way: schemas, explanations, completions, the sandbox's own.

use super::project::{Project, SLOW};

#[test]
fn schemas_are_written_and_checked() {
    let mut project = Project::small();
    project.exits(0, "schema");
    project.exits(1, "schema --check");
    project.exits(0, "schema --write");
    project.exits(0, "schema --check");
    project.exits(0, "schema --write");
    project.exits(1, "schema monitr");
    golden!("schema", project);
    let printed = project.exits(0, "schema monitor").out;
    assert_eq!(printed, project.read("schemas/monitor.schema.json"));
    let committed = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/monitor.schema.json");
    assert_eq!(printed, std::fs::read_to_string(committed).unwrap());
}

#[test]
fn rules_are_explained() {
    let mut project = Project::bare();
    project.exits(0, "explain duplicate-key");
    project.exits(1, "explain duplicate-kye");
    project.exits(1, "explain something-else");
    project.exits(1, "explain");
    golden!("explain", project);
    let list = project.exits(0, "explain --list").out;
    assert!(list.lines().count() > 20 && list.contains("threshold-mismatch"), "{list}");
}

#[test]
fn shells_are_completed() {
    let mut project = Project::bare();
    for (shell, start) in [("bash", "_ddsync"), ("zsh", "#compdef ddsync"), ("fish", "function __fish_ddsync")] {
        let script = project.exits(0, &format!("completions {shell}")).out;
        assert!(script.contains(start) && script.contains("sandbox"), "{shell}: {script}");
    }
    project.exits(1, "completions csh");
}

#[test]
fn the_sandbox_has_a_place_and_can_be_emptied() {
    let mut project = Project::small();
    project.exits(0, "sandbox path");
    project.exits(0, "apply --sandbox -q");
    assert!(project.path(".ddsync/sandbox.db").is_file());
    project.exits(0, "sandbox reset");
    assert!(!project.path(".ddsync/sandbox.db").exists());
    project.exits(2, "diff --sandbox --exit-code");
    project.exits(0, "apply --sandbox=elsewhere -q");
    assert!(project.path("elsewhere/sandbox.db").is_file());
    project.exits(0, "drift --sandbox=elsewhere -q");
    project.exits(2, "drift --sandbox -q");
}

#[test]
fn a_file_that_is_no_sandbox_is_left_alone() {
    let mut project = Project::small();
    project.write(".ddsync/sandbox.db", "my thesis");
    project.exits(1, "sandbox reset");
    project.exits(1, "apply --sandbox");
    assert_eq!(project.read(".ddsync/sandbox.db"), "my thesis");
    golden!("no_sandbox", project);
}

#[test]
fn a_mistyped_flag_is_no_difference() {
    let mut project = Project::small();
    project.exits(1, "diff --sandbx");
    project.exits(1, "frob");
    project.exits(1, "diff --format yaml");
    golden!("usage", project);
    assert!(project.exits(1, "").err.contains("Usage: ddsync"));
    assert!(project.exits(0, "--help").out.contains("Exit codes: 0 done"));
    assert_eq!(project.exits(0, "--version").out, format!("ddsync {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_project_is_found_from_below_and_by_name() {
    let mut project = Project::small();
    let mut inside = project.command("validate");
    inside.current_dir(project.path("monitors")).assert().success();
    let mut outside = project.command("validate -C monitors/..");
    outside.assert().success();
    project.exits(1, "validate -C nowhere");
    project.exits(1, "validate -C monitors");
    project.exits(0, "validate monitors");
    project.exits(1, "validate monitors/nothing.yaml");
    std::fs::remove_file(project.path("ddsync.yaml")).unwrap();
    project.exits(1, "validate");
    golden!("where", project);
}

#[test]
fn findings_decide_the_exit_of_validate() {
    let mut project = Project::small();
    project.exits(0, "validate");
    project.write("monitors/slow.yaml", format!("{SLOW}prority: 3\n"));
    project.exits(0, "validate");
    project.exits(3, "validate --fail-on warning");
    project.exits(0, "validate --fail-on warning monitors/failures.yaml");
    project.write("monitors/slow.yaml", SLOW.replace("critical: 300", "critical: 400"));
    project.exits(3, "validate");
    project.exits(0, "validate --fail-on never");
    project.exits(3, "diff --sandbox");
    project.exits(3, "apply --sandbox");
    golden!("validate", project);
}

/// Every id that a report can show, as the source writes them.
fn rules() -> Vec<String> {
    fn walk(folder: &std::path::Path, texts: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, texts);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(path).unwrap();
                texts.push(text.split("#[cfg(test)]").next().unwrap().to_owned());
            }
        }
    }
    let mut texts = Vec::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
    let starts = ["Finding::error(", "Finding::warning(", "Finding::info(", "pub const RULE: &str = "];
    let mut rules: Vec<String> = texts
        .iter()
        .flat_map(|text| starts.iter().flat_map(move |start| text.split(start).skip(1)))
        .filter_map(|rest| Some(rest.trim_start().strip_prefix('"')?.split_once('"')?.0.to_owned()))
        .collect();
    rules.sort();
    rules.dedup();
    rules
}

#[test]
fn whatever_a_report_names_is_explained() {
    let project = Project::bare();
    let rules = rules();
    assert!(rules.len() > 30 && rules.iter().any(|rule| rule == "shared-object"), "{rules:?}");
    let unknown: Vec<&String> = rules
        .iter()
        .filter(|rule| !project.command(&format!("explain {rule}")).output().unwrap().status.success())
        .collect();
    assert!(unknown.is_empty(), "not explained: {unknown:?}");
    for guard in ["alerting", "protected", "prune-limit"] {
        project.command(&format!("explain {guard}")).assert().success();
    }
}
