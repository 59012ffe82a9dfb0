//! The clock.

use serde_json::{Value, json};

use super::shop::{Shop, Step};

fn issue(shop: &Shop, at: usize) -> Value {
    shop.github.with(|pages| pages.issues[at].clone())
}

fn writes(step: &Step) -> Vec<&str> {
    step.asked.lines().filter(|line| line.starts_with("POST /repos") || line.starts_with("PATCH")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn found_same_changed_gone_and_back() {
    let mut shop = Shop::open().await;
    let clean = shop.ci("schedule", "").exits(0);
    assert_eq!((writes(&clean).len(), clean.output("drift")), (0, "false"));
    shop.edit_live("Slow", json!({"options": {"thresholds": {"critical": 900, "warning": 240}}, "query": "avg(last_15m):avg:pipeline.stage.duration{*} > 900"})).await;
    let found = shop.ci("schedule", "").exits(0);
    golden!("drift_found", found.told());
    assert_eq!((found.output("drift"), found.output("issue-number")), ("true", "40"));
    let same = shop.ci("schedule", "").exits(0);
    assert_eq!(writes(&same), ["PATCH /repos/shop/infra/issues/40 -> 200"], "nobody is told twice");
    shop.edit_live("Failures", json!({"message": "hello @team"})).await;
    let changed = shop.ci("schedule", "").exits(0);
    golden!("drift_changed", changed.told());
    shop.project.exits(0, "apply --yes -q");
    let gone = shop.ci("schedule", "").exits(0);
    golden!("drift_gone", gone.told());
    assert_eq!(issue(&shop, 0)["state"], "closed");
    assert_eq!(writes(&shop.ci("schedule", "").exits(0)).len(), 0);
    shop.edit_live("Slow", json!({"name": "Slow", "priority": 1})).await;
    let back = shop.ci("schedule", "--exit-code").exits(2);
    assert_eq!(
        writes(&back),
        ["PATCH /repos/shop/infra/issues/40 -> 200", "POST /repos/shop/infra/issues/40/comments -> 201"]
    );
    assert_eq!(issue(&shop, 0)["state"], "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_that_is_down_leaves_the_issue_alone() {
    let mut shop = Shop::open().await;
    shop.edit_live("Slow", json!({"priority": 1})).await;
    shop.ci("schedule", "").exits(0);
    shop.project.set("DDSYNC_API_URL", "http://127.0.0.1:9");
    let down = shop.ci("schedule", "").exits(1);
    assert_eq!((down.asked.as_str(), issue(&shop, 0)["state"].clone()), ("", json!("open")));
    assert_eq!(down.output("failure-reason"), "internal");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issue_of_somebody_else_is_not_ours() {
    let mut shop = Shop::open().await;
    shop.edit_live("Slow", json!({"priority": 1})).await;
    shop.ci("schedule", "").exits(0);
    shop.github.with(|pages| pages.issues[0]["user"] = json!({"login": "mallory"}));
    shop.ci("schedule", "").exits(0);
    assert_eq!(shop.github.with(|pages| pages.issues.len()), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_issues_is_told_what_it_lacks() {
    let mut shop = Shop::open().await;
    shop.edit_live("Slow", json!({"priority": 1})).await;
    shop.github.fault("POST", "/issues", 403, usize::MAX);
    let step = shop.ci("schedule", "").exits(0);
    assert!(step.commands().iter().any(|line| line.contains("issues: write")), "{:?}", step.commands());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_by_hand_becomes_a_pull_request() {
    let mut shop = Shop::open().await;
    let nothing = shop.ci("schedule", "adopt").exits(0);
    assert_eq!((nothing.asked.as_str(), nothing.output("changes")), ("", "false"));
    let slower = json!({"options": {"thresholds": {"critical": 900, "warning": 240}}, "query": "avg(last_15m):avg:pipeline.stage.duration{*} > 900", "message": "::error::no @team"});
    shop.edit_live("Slow", slower).await;
    let old = shop.project.read("monitors/slow.yaml");
    let proposed = shop.ci("schedule", "adopt").exits(0);
    golden!("adopt", proposed.told());
    assert_eq!(proposed.output("pull-request-url"), "https://github.com/shop/infra/pull/8");
    // A second time there is a branch and a pull request.
    shop.project.write("monitors/slow.yaml", old);
    let again = shop.ci("schedule", "adopt").exits(0);
    assert!(again.asked.contains("PATCH /repos/shop/infra/pulls/8 -> 200"), "{}", again.asked);
    assert!(!again.asked.contains("POST /repos/shop/infra/pulls"), "{}", again.asked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pull_request_that_may_not_be_opened_is_an_error_with_a_way_out() {
    let mut shop = Shop::open().await;
    shop.edit_live("Slow", json!({"priority": 1})).await;
    shop.github.fault("POST", "/pulls", 403, usize::MAX);
    let step = shop.ci("schedule", "adopt").exits(1);
    assert!(step.run.err.contains("Workflow permissions"), "{}", step.run.err);
}
