//! What a person does with the linter: mends, silences, accepts, and looks at a branch.

use std::process::Command;

use super::project::Project;

const WRONG: &str = "\
name: Disk is filling up
type: query alert
query: avg(last_5m):avg:system.disk.in_use{env:prod} by {host} > 90
message: \"{{host.name}} is at {{value}} percent. @slack-data\"
options:
  thresholds:
    critical: 80 # since May
";

fn project() -> Project {
    let project = Project::empty();
    project.write("monitors/disk.yaml", WRONG);
    project
}

#[test]
fn mended_in_place() {
    let mut project = project();
    project.exits(3, "validate");
    project.exits(0, "validate --fix --diff");
    assert_eq!(project.read("monitors/disk.yaml"), WRONG, "--diff writes nothing");
    project.exits(0, "validate --fix");
    assert_eq!(project.read("monitors/disk.yaml"), WRONG.replace("80 #", "90 #"));
    project.exits(0, "validate --fix");
    golden!("lint_mended", project);
}

/// Both fixes write below `options`, which the file does not have.
#[test]
fn two_fixes_below_what_is_not_there_yet() {
    let mut project = Project::empty();
    project.write(
        "monitors/loader.yaml",
        "\
name: The loader fails more than usual
type: query alert
query: avg(last_4h):anomalies(avg:aws.lambda.errors{functionname:loader}, 'basic', 2, alert_window='last_15m') >= 1
message: \"{{comparator}} {{threshold}}, {{comparator}} and {{comparator}} @slack-data-alerts\"
",
    );
    project.exits(0, "validate --fix");
    project.exits(0, "validate --fix");
    assert!(project.read("monitors/loader.yaml").ends_with(
        "\
options:
  threshold_windows:
    trigger_window: last_15m
    recovery_window: last_15m
  evaluation_delay: 900
"
    ));
    golden!("lint_two_fixes_below_one_parent", project);
}

/// With the quotes mended the query can be read, and has more faults than before: a person has to look at it. The comparator is
/// mended all the same.
#[test]
fn a_fix_that_does_harm_does_not_keep_another_from_being_made() {
    let mut project = Project::empty();
    let wrong = "\
name: Errors in the log of the loader
type: log alert
query: >-
  logs('service:loader status:error').index(\"*\").rollup(\"avg\").last(\"5m\") > 10
message: \"{{value}} is {{comparator}} {{threshold}} @slack-data-alerts\"
options: {thresholds: {critical: 5}}
";
    project.write("monitors/loader.yaml", wrong);
    project.exits(3, "validate --fix");
    assert_eq!(project.read("monitors/loader.yaml"), wrong.replace("{{comparator}}", "{{{comparator}}}"));
    golden!("lint_fix_alone", project);
}

#[test]
fn accepted_in_a_baseline() {
    let mut project = project();
    project.exits(0, "validate --write-baseline");
    project.exits(0, "validate");
    // Moved lines stay accepted, and another mistake of the kind is told.
    project.edit("monitors/disk.yaml", "name: Disk", "# moved\nname: Disk");
    project.exits(0, "validate");
    project.edit("monitors/disk.yaml", "critical: 80", "critical: 70");
    project.exits(3, "validate");
    golden!("lint_baseline", project);
}

#[test]
fn a_baseline_that_is_none_is_told() {
    let mut project = project();
    project.write("ddsync-baseline.json", "{\"version\": 2, \"findings\": []}");
    project.exits(1, "validate");
    project.write("ddsync-baseline.json", "[");
    project.exits(1, "validate");
    golden!("lint_bad_baseline", project);
}

#[test]
fn set_in_the_project() {
    let mut project = project();
    project.write(
        "ddsync.yaml",
        "project: small\nlint:\n  threshold-mismatch: {severity: warning, paths: [monitors/**]}\n",
    );
    project.exits(0, "validate");
    project.write("ddsync.yaml", "project: small\nlint:\n  threshold-mismatch: off\n");
    project.exits(0, "validate");
    project.write("ddsync.yaml", "project: small\nlint:\n  treshold-mismatch: off\n  no-data-monitor: {dais: 3}\n");
    project.exits(3, "validate");
    golden!("lint_settings", project);
}

#[test]
fn only_what_a_branch_touched() {
    let mut project = project();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "init.defaultBranch=main"]);
        let status = command.args(arguments).current_dir(project.path("")).output().unwrap();
        assert!(status.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&status.stderr));
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "first"]);
    project.write("monitors/other.yaml", WRONG.replace("Disk", "Other disk"));
    let run = project.exits(3, "validate --changed-since HEAD --format json");
    let json = run.json();
    let paths: Vec<&str> =
        json["findings"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert!(!paths.is_empty() && paths.iter().all(|path| *path == "monitors/other.yaml"), "{paths:?}");
    project.exits(1, "validate --changed-since nowhere");
    let mut outside = Project::small();
    outside.exits(1, "validate --changed-since HEAD");
}

#[test]
fn explained() {
    let mut project = Project::empty();
    project.exits(0, "explain threshold-mismatch");
    project.exits(1, "explain treshold-mismatch");
    golden!("lint_explained", project);
}
