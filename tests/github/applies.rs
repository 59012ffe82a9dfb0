//! Merges.

use ddsync::github::marker::Marker;
use serde_json::json;

use super::shop::{HEAD, Shop};

/// A pull request with a new threshold and a file that is gone, planned and merged.
async fn merged() -> Shop {
    let mut shop = Shop::open().await;
    shop.project.edit("monitors/slow.yaml", "> 300", "> 420");
    shop.project.edit("monitors/slow.yaml", "critical: 300", "critical: 420");
    shop.project.remove("monitors/failures.yaml");
    shop.ci("pull_request_opened", "--prune").exits(0);
    shop.merge(HEAD);
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_reviewed_is_applied_and_sealed() {
    let mut shop = merged().await;
    let step = shop.ci("push_main", "--prune").exits(0);
    golden!("merged", step.told());
    golden!("merged_summary", step.summary);
    assert!(Marker::read(&shop.github.ours()[0]).unwrap().sealed);
    shop.project.exits(0, "drift");
    let again = shop.ci("push_main", "--prune").exits(0);
    assert!(!again.asked.contains("PATCH"), "{}", again.asked);
    // The next pull request gets a comment of its own.
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    shop.ci("pull_request_opened", "--prune").exits(0);
    assert_eq!(shop.github.ours().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_edited_datadog_meanwhile() {
    let mut shop = merged().await;
    shop.edit_live("Slow", json!({"name": "Slow, says Bob"})).await;
    let before = shop.datadog.requests().len();
    let step = shop.ci("push_main", "--prune").exits(5);
    golden!("edited_meanwhile", step.told());
    assert_eq!(step.output("failure-reason"), "live-changed");
    let written = shop.datadog.requests().into_iter().skip(before).filter(|request| request.method != "GET").count();
    assert_eq!(written, 0);
    let body = shop.github.ours().remove(0);
    assert!(body.contains("**Not applied:**") && !Marker::read(&body).unwrap().sealed, "{body}");
    // By hand, where the environment's reviewers agree.
    shop.ci("push_main", "apply --prune --any-plan").exits(0);
    assert!(Marker::read(&shop.github.ours()[0]).unwrap().sealed);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_are_not_those_that_were_reviewed() {
    let mut shop = merged().await;
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    let step = shop.ci("push_main", "--prune").exits(5);
    assert_eq!(step.output("failure-reason"), "config-changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_that_somebody_edited_approves_nothing() {
    let mut shop = merged().await;
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    // A plan of the new files, with its digest, put into the old comment by hand.
    shop.ci("pull_request_pushed", "--prune").exits(0);
    let step = shop.ci("push_main", "--prune").exits(5);
    golden!("forged", step.told());
    assert_eq!(step.output("failure-reason"), "plan-not-found");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_pull_request_nothing_is_applied() {
    let mut shop = Shop::new().await;
    let step = shop.ci("push_main", "").exits(5);
    assert_eq!(step.output("failure-reason"), "plan-not-found");
    assert!(step.run.err.contains("no merged pull request has the commit"), "{}", step.run.err);
    shop.ci("push_main", "--any-plan").exits(0);
    shop.project.exits(0, "drift");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guard_stands_before_a_merge_too() {
    let mut shop = Shop::open().await;
    shop.project.write("ddsync.yaml", "version: 1\nproject: small\nprune: {max_deletes: 0}\n");
    shop.project.remove("monitors/failures.yaml");
    shop.ci("pull_request_opened", "--prune").exits(0);
    shop.merge(HEAD);
    let step = shop.ci("push_main", "--prune").exits(7);
    assert_eq!(step.output("failure-reason"), "guard");
    assert!(shop.github.ours()[0].contains("**Not applied:**"));
}
