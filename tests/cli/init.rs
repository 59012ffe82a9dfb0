//! `ddsync init`: a first project, and what an existing one lacks.

use super::project::Project;

const ACTION: &str = "--action example/ddsync@0123456789abcdef0123456789abcdef01234567";

#[test]
fn an_empty_repository_becomes_a_project_that_is_valid_and_applies() {
    let mut project = Project::bare();
    project.write(".git/HEAD", "ref: refs/heads/master\n");
    project.exits(1, "init --project shop");
    assert!(!project.path("ddsync.yaml").exists(), "nobody agreed");
    project.exits(0, &format!("init --project shop {ACTION} --yes"));
    project.exits(0, "validate --fail-on warning");
    project.exits(0, "schema --check");
    project.exits(0, "apply --sandbox -q");
    project.exits(0, "drift --sandbox");
    let second = project.exits(0, &format!("init {ACTION}")).out;
    assert_eq!(second, "Everything is there: nothing to write.\n");
    golden!("init", project);
    assert!(project.read(".github/workflows/datadog-apply.yml").contains("branches: [master]"));
    for workflow in ["plan", "apply", "drift"] {
        let text = project.read(&format!(".github/workflows/datadog-{workflow}.yml"));
        insta::assert_snapshot!(format!("init_{workflow}"), text);
    }
}

#[test]
fn what_is_there_is_left_and_what_is_missing_is_written() {
    let mut project = Project::small();
    std::fs::create_dir(project.path(".git")).unwrap();
    project.write(
        "ddsync.yaml",
        "version: 1\nproject: small\nenvironments: {staging: {}, prod: {}}\ndefault_environment: staging\n",
    );
    project.write(".gitignore", "/target\n");
    project.write(".vscode/settings.json", "{\"yaml.schemas\": {}}\n");
    project.exits(0, &format!("init {ACTION} --yes"));
    golden!("init_existing", project);
    assert_eq!(project.read(".gitignore"), "/target\n");
    assert!(!project.path("monitors/cpu-high.yaml").exists());
    insta::assert_snapshot!("init_environments", project.read(".github/workflows/datadog-apply.yml"));
}

#[test]
fn a_folder_below_the_repository_says_so_in_the_workflows() {
    let mut project = Project::bare();
    std::fs::create_dir(project.path(".git")).unwrap();
    std::fs::create_dir_all(project.path("infra/datadog")).unwrap();
    project.exits(0, &format!("init -C infra/datadog {ACTION} --yes"));
    project.exits(0, "validate -C infra/datadog");
    assert!(project.read("infra/datadog/ddsync.yaml").contains("project: \"datadog\""));
    assert!(project.read(".github/workflows/datadog-plan.yml").contains("directory: infra/datadog\n"));
}

#[test]
fn a_build_of_ones_own_writes_no_workflow_that_could_not_run() {
    let mut project = Project::bare();
    let run = project.exits(0, "init --project shop --yes");
    assert!(run.err.contains("--action OWNER/REPOSITORY@COMMIT"), "{}", run.err);
    assert!(!project.path(".github").exists());
    for bad in ["ddsync", "a/b@c;d", "a@b"] {
        project.exits(1, &format!("init --project shop --yes --action {bad}"));
    }
    Project::bare().exits(1, "init --project Shop!");
}

/// This repository uses what it gives to others.
#[test]
fn our_own_workflows_are_what_init_writes() {
    let mut project = Project::ours();
    std::fs::create_dir(project.path(".git")).unwrap();
    project.exits(0, "init --action ./ --yes");
    for workflow in ["plan", "apply", "drift"] {
        let path = format!(".github/workflows/datadog-{workflow}.yml");
        let ours = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
        if std::env::var_os("DDSYNC_BLESS").is_some() {
            std::fs::write(&ours, project.read(&path)).unwrap();
        }
        assert_eq!(project.read(&path), std::fs::read_to_string(ours).unwrap_or_default(), "{path}");
    }
}
