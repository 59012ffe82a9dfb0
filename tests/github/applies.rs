//! Merges.

use ddsync::github::marker::{Marker, Stage};
use ddsync::sandbox::{Effect, Fault};
use serde_json::{Value, json};

use super::shop::{HEAD, Shop};

fn stage(shop: &Shop) -> Stage {
    marker(shop).stage
}

fn marker(shop: &Shop) -> Marker {
    Marker::read(&shop.github.ours()[0]).unwrap()
}

/// Somebody with a token writes another marker into our comment.
fn forge(shop: &Shop, change: impl FnOnce(&mut Marker)) {
    let mut marker = marker(shop);
    change(&mut marker);
    shop.github.with(|pages| {
        let body = pages.comments[0]["body"].as_str().unwrap();
        let rest = body.split_once('\n').unwrap().1;
        pages.comments[0]["body"] = json!(format!("{}\n{rest}", marker.line()));
    });
}

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
    assert_eq!(stage(&shop), Stage::Done);
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
    assert!(body.contains("**Not applied:**") && stage(&shop) == Stage::Open, "{body}");
    assert!(step.summary.starts_with("> [!WARNING]\n> **Not applied:**"), "{}", step.summary);
    assert!(step.run.err.contains("monitor/slow: it changed in Datadog (live)"), "{}", step.run.err);
    // By hand, where the environment's reviewers agree.
    shop.ci("push_main", "apply --prune --any-plan").exits(0);
    assert_eq!(stage(&shop), Stage::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_are_not_those_that_were_reviewed() {
    let mut shop = merged().await;
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    shop.project.write("monitors/new.yaml", super::project::FAILURES.replace("Failures", "More failures"));
    let step = shop.ci("push_main", "--prune").exits(5);
    golden!("other_files", step.noted());
    assert_eq!(step.output("failure-reason"), "config-changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_and_datadog_moved() {
    let mut shop = merged().await;
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    shop.edit_live("Failures", json!({"message": "I need it."})).await;
    let step = shop.ci("push_main", "--prune").exits(5);
    golden!("files_and_live", step.noted());
    assert_eq!(step.output("failure-reason"), "config-changed");
    // Both of one object.
    shop.edit_live("Slow", json!({"message": "By hand."})).await;
    let step = shop.ci("push_main", "--prune").exits(5);
    assert!(
        step.noted().contains("its definition changed (files) and it changed in Datadog (live)"),
        "{}",
        step.noted()
    );
}

/// What an older ddsync left on the pull request: its digest is another one, and so is the status.
#[tokio::test(flavor = "multi_thread")]
async fn another_ddsync_made_the_plan() {
    let mut shop = merged().await;
    let digest = format!("sha256:{}", "0".repeat(64));
    forge(&shop, |marker| {
        marker.tool = "0.0.9".to_owned();
        marker.digest.clone_from(&digest);
        marker.ground.iter_mut().flatten().for_each(|stand| stand.live.replace_range(..4, "0000"));
    });
    shop.github.with(|pages| pages.statuses[0]["description"] = json!(format!("1 changed {digest}")));
    let step = shop.ci("push_main", "--prune").exits(5);
    golden!("other_tool", step.noted());
    assert_eq!(step.output("failure-reason"), "tool-changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_without_deletions_approves_none() {
    let mut shop = Shop::open().await;
    shop.project.remove("monitors/failures.yaml");
    shop.ci("pull_request_opened", "").exits(0);
    shop.merge(HEAD);
    let step = shop.ci("push_main", "--prune").exits(5);
    assert!(step.run.err.contains("the plan was made without `prune` and this run is with it"), "{}", step.run.err);
    assert_eq!(step.output("failure-reason"), "config-changed");
}

/// Where the fingerprints were too many for the marker, the reason is told as a whole.
#[tokio::test(flavor = "multi_thread")]
async fn without_fingerprints_the_reason_is_told_as_a_whole() {
    let mut shop = merged().await;
    forge(&shop, |marker| marker.ground = None);
    shop.edit_live("Slow", json!({"name": "Slow, says Bob"})).await;
    let step = shop.ci("push_main", "--prune").exits(5);
    assert_eq!(step.output("failure-reason"), "live-changed");
    assert!(!step.noted().contains("monitor/slow"), "{}", step.noted());
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
    shop.settings("prune: {max_deletes: 0}\n");
    shop.project.remove("monitors/failures.yaml");
    shop.ci("pull_request_opened", "--prune").exits(0);
    shop.merge(HEAD);
    let step = shop.ci("push_main", "--prune").exits(7);
    assert_eq!(step.output("failure-reason"), "guard");
    assert!(shop.github.ours()[0].contains("**Not applied:**"));
}

/// The merged pull request also brings a monitor and shows it on a dashboard; Datadog refuses the dashboard once.
async fn partly() -> Shop {
    let mut shop = Shop::open().await;
    shop.project.edit("monitors/slow.yaml", "> 300", "> 420");
    shop.project.edit("monitors/slow.yaml", "critical: 300", "critical: 420");
    shop.project.remove("monitors/failures.yaml");
    shop.project.write("monitors/new.yaml", super::project::FAILURES.replace("Failures", "More failures"));
    shop.project.edit("dashboards/board.yaml", "${monitor:slow}", "${monitor:new}");
    shop.ci("pull_request_opened", "--prune").exits(0);
    shop.merge(HEAD);
    let refusal = json!({"errors": ["come back later, @here"]}).to_string();
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let answer = Effect::Answer { status: 400, headers, body: refusal };
    shop.datadog.script(Fault::once("PUT", "/api/v1/dashboard/", answer));
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_written_is_applied_by_the_same_job() {
    let mut shop = partly().await;
    let first = shop.ci("push_main", "--prune").exits(6);
    golden!("partly", first.told());
    assert_eq!((stage(&shop), first.output("failure-reason")), (Stage::Partial, "partial"));
    let before = shop.datadog.requests().len();
    let second = shop.ci("push_main", "--prune").exits(0);
    golden!("partly_again", second.told());
    let written: Vec<String> = shop.datadog.requests()[before..]
        .iter()
        .filter(|request| request.method != "GET")
        .map(|request| request.path.split('/').nth(3).unwrap().to_owned())
        .collect();
    assert_eq!((written, stage(&shop)), (vec!["dashboard".to_owned()], Stage::Done));
    shop.project.exits(0, "drift");
    // A third time there is nothing to do, and the comment stays as it is.
    let third = shop.ci("push_main", "--prune").exits(0);
    assert!(!third.asked.contains("PATCH"), "{}", third.asked);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rest_is_not_applied_where_it_is_another_one() {
    let mut shop = partly().await;
    shop.ci("push_main", "--prune").exits(6);
    // The board, which is left, and a monitor, which was written.
    let board = shop.raw("GET", "/api/v1/dashboard", &Value::Null).await["dashboards"][0]["id"].clone();
    let path = format!("/api/v1/dashboard/{}", board.as_str().unwrap());
    let mut object = shop.raw("GET", &path, &Value::Null).await;
    object["title"] = json!("Board, says Bob");
    shop.raw("PUT", &path, &object).await;
    shop.edit_live("Slow", json!({"name": "Slow, says Bob"})).await;
    let step = shop.ci("push_main", "--prune").exits(5);
    golden!("not_the_rest", step.noted());
    assert_eq!((stage(&shop), step.output("failure-reason")), (Stage::Partial, "live-changed"));
    shop.ci("push_main", "apply --prune --any-plan").exits(0);
    assert_eq!(stage(&shop), Stage::Done);
    assert!(shop.github.ours()[0].contains("<summary>The run before</summary>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rest_that_nobody_can_prove_is_applied_by_hand() {
    let mut shop = partly().await;
    forge(&shop, |marker| marker.ground = None);
    shop.ci("push_main", "--prune").exits(6);
    let body = shop.github.ours().remove(0);
    assert!(body.contains("or run the apply workflow by hand") && !body.contains("re-run"), "{body}");
    let step = shop.ci("push_main", "--prune").exits(5);
    assert!(step.run.err.contains("too many changes to tell the rest"), "{}", step.run.err);
    // Nor does a comment that somebody edited approve anything.
    forge(&shop, |marker| marker.ground = Some(Vec::new()));
    shop.ci("push_main", "--prune").exits(5);
    shop.ci("push_main", "apply --prune --any-plan").exits(0);
    assert_eq!(stage(&shop), Stage::Done);
}

/// Between the plan and the write: that one is left, and told as what nobody reviewed.
#[tokio::test(flavor = "multi_thread")]
async fn what_moves_at_the_last_moment_is_left() {
    let mut shop = merged().await;
    let all = shop.raw("GET", "/api/v1/monitor", &Value::Null).await;
    let slow = all.as_array().unwrap().iter().find(|monitor| monitor["name"] == "Slow").unwrap();
    let path = format!("/api/v1/monitor/{}", slow["id"]);
    let mut edited = shop.raw("GET", &path, &Value::Null).await;
    edited["message"] = json!("By hand.");
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let answer = Effect::Answer { status: 200, headers, body: edited.to_string() };
    shop.datadog.script(Fault::once("GET", &path, answer).exactly());
    shop.ci("push_main", "--prune").exits(6);
    let body = shop.github.ours().remove(0);
    assert!(body.contains("What is outdated or half done is no longer what was reviewed"), "{body}");
    assert!(!body.contains("re-run the failed job"), "{body}");
    shop.edit_live("Slow", json!({"message": "By hand."})).await;
    let step = shop.ci("push_main", "--prune").exits(5);
    assert!(step.run.err.contains("monitor/slow: it changed in Datadog (live)"), "{}", step.run.err);
    shop.ci("push_main", "apply --prune --any-plan").exits(0);
    shop.project.exits(0, "drift");
}

/// What waits for something that failed is told with it; the same job does both.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_something_that_failed_is_not_begun() {
    let mut shop = Shop::open().await;
    shop.project.write("monitors/new.yaml", super::project::FAILURES.replace("Failures", "More failures"));
    shop.project.edit("dashboards/board.yaml", "${monitor:slow}", "${monitor:new}");
    shop.ci("pull_request_opened", "--prune").exits(0);
    shop.merge(HEAD);
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let answer = Effect::Answer { status: 403, headers, body: json!({"errors": ["Forbidden"]}).to_string() };
    shop.datadog.script(Fault::once("POST", "/api/v1/monitor", answer).exactly());
    let step = shop.ci("push_main", "--prune").exits(4);
    let body = shop.github.ours().remove(0);
    golden!("not_begun", body.lines().skip(1).take(11).collect::<Vec<_>>().join("\n"));
    assert_eq!((stage(&shop), step.output("failure-reason")), (Stage::Partial, "auth"));
    shop.ci("push_main", "--prune").exits(0);
    assert_eq!(stage(&shop), Stage::Done);
    shop.project.exits(0, "drift");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_job_finishes_its_write_and_is_run_again() {
    let mut shop = Shop::open().await;
    shop.project.write("monitors/new.yaml", super::project::FAILURES.replace("Failures", "More failures"));
    shop.project.edit("dashboards/board.yaml", "${monitor:slow}", "${monitor:new}");
    shop.ci("pull_request_opened", "--prune").exits(0);
    shop.merge(HEAD);
    let slow = Effect::Delay(std::time::Duration::from_millis(1500));
    shop.datadog.script(Fault::once("POST", "/api/v1/monitor", slow).exactly());
    let before = shop.datadog.requests().len();
    let writes = move |datadog: &ddsync::sandbox::Sandbox| {
        datadog.requests()[before..].iter().any(|request| request.method == "POST")
    };
    let step = shop.cancelled("push_main", "--prune", writes).exits(130);
    let body = shop.github.ours().remove(0);
    assert!(body.contains("**Applied: 1 created. 1 not begun.**"), "{body}");
    assert!(body.contains("<code>dashboard/board</code> | not begun | interrupted before its turn |"), "{body}");
    assert!(step.summary.contains("re-run the failed job"), "{}", step.summary);
    shop.ci("push_main", "--prune").exits(0);
    assert_eq!(stage(&shop), Stage::Done);
    shop.project.exits(0, "drift");
}
