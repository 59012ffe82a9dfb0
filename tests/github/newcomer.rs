//! The page of docs/github.md that leads from an empty repository to a drift pull request, walked step by step: with the files
//! that `init` writes, and the commands that its workflows give.

use serde_json::{Value, json};

use super::shop::{HEAD, Shop};

/// What the job of a written workflow makes of its inputs, on a push or on a pull request.
fn typed(shop: &Shop, workflow: &str, job: &str) -> String {
    let text = shop.project.read(&format!(".github/workflows/datadog-{workflow}.yml"));
    let workflow: Value = serde_yaml::from_str(&text).unwrap();
    let steps = workflow["jobs"][job]["steps"].as_array().unwrap();
    let inputs =
        steps.iter().find(|step| step["uses"].as_str().unwrap().starts_with("example/ddsync@")).unwrap()["with"]
            .clone();
    let mut typed = inputs["command"].as_str().unwrap().to_owned();
    for (input, value, flag) in [("prune", true, " --prune"), ("annotations", false, " --no-annotations")] {
        if inputs[input] == json!(value) {
            typed.push_str(flag);
        }
    }
    typed
}

fn git(shop: &Shop, typed: &[&str]) -> String {
    let output = std::process::Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"])
        .args(typed)
        .current_dir(shop.project.path(""))
        .output()
        .unwrap();
    assert!(output.status.success(), "{typed:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A repository with nothing but a page, and one commit.
async fn empty() -> Shop {
    let mut shop = Shop::new().await;
    for folder in [".git", "monitors", "dashboards"] {
        std::fs::remove_dir_all(shop.project.path(folder)).unwrap();
    }
    std::fs::remove_file(shop.project.path("ddsync.yaml")).unwrap();
    let path = std::env::var("PATH").unwrap();
    shop.project.set("PATH", &path).write("README.md", "# Infrastructure\n");
    git(&shop, &["init", "-q"]);
    git(&shop, &["add", "."]);
    git(&shop, &["commit", "-qm", "first"]);
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_repository_to_a_drift_pull_request() {
    let mut shop = empty().await;
    let action = format!("example/ddsync@{}", "0".repeat(40));
    shop.project.exits(0, &format!("init --project shop --action {action} --yes"));
    git(&shop, &["add", "."]);
    git(&shop, &["commit", "-qm", "merge"]);
    let merge = git(&shop, &["rev-parse", "HEAD"]);

    // The pull request that brings the files. There was nothing at its base, and that is no fault.
    let validate = shop.ci_at(&merge, "pull_request_opened", &typed(&shop, "plan", "validate")).exits(0);
    assert_eq!((validate.output("errors"), validate.output("warnings")), ("0", "0"), "{}", validate.run.out);
    let plan = shop.ci_at(&merge, "pull_request_opened", &typed(&shop, "plan", "plan")).exits(0);
    assert!(!plan.run.err.contains("told apart"), "{}", plan.run.err);
    let body = shop.github.ours().remove(0);
    assert!(body.contains("**Plan: 1 to create, 0 unchanged.** Merging applies exactly this plan"), "{body}");

    // Its merge.
    shop.merge(HEAD);
    let apply = shop.ci_at(&merge, "push_main", &typed(&shop, "apply", "apply")).exits(0);
    assert!(apply.summary.contains("**Applied: 1 created.**"), "{}", apply.summary);

    // Somebody raises the threshold in Datadog: an issue, and then a pull request that keeps it.
    let name = "CPU is busy on {{host.name}}";
    let busier = json!({"query": "avg(last_15m):avg:system.cpu.idle{*} by {host} < 5", "options": {"thresholds": {"critical": 5, "critical_recovery": 20}, "include_tags": true, "new_group_delay": 300, "require_full_window": false}});
    shop.edit_live(name, busier).await;
    let drift = shop.ci_at(&merge, "schedule", &typed(&shop, "drift", "drift")).exits(0);
    assert_eq!((drift.output("drift"), drift.output("issue-number")), ("true", "40"), "{}", drift.run.out);
    let adopt = shop.ci_at(&merge, "schedule", &typed(&shop, "drift", "adopt")).exits(0);
    assert_eq!(adopt.output("pull-request-url"), "https://github.com/shop/infra/pull/8");
    let monitor = shop.project.read("monitors/cpu-high.yaml");
    assert!(
        monitor.contains("critical: 5\n") && monitor.contains("# some way off, so that it does not flap"),
        "{monitor}"
    );

    // That pull request changes nothing in Datadog, and says so by saying nothing.
    git(&shop, &["commit", "-qam", "adopt"]);
    let adopted = git(&shop, &["rev-parse", "HEAD"]);
    let before = shop.github.ours().len();
    let plan = shop.ci_at(&adopted, "pull_request_opened", &typed(&shop, "plan", "plan")).exits(0);
    assert_eq!((plan.output("changes"), shop.github.ours().len()), ("false", before));
    // By the next look the issue is closed.
    shop.ci_at(&adopted, "schedule", &typed(&shop, "drift", "drift")).exits(0);
    assert_eq!(shop.github.with(|pages| pages.issues[0]["state"].clone()), "closed");
}
