//! Pull requests.

use ddsync::github::marker::Marker;
use serde_json::json;

use super::server::BOT;
use super::shop::{HEAD, Shop};

#[tokio::test(flavor = "multi_thread")]
async fn opened_and_pushed_again() {
    let mut shop = Shop::open().await;
    shop.project.edit("monitors/slow.yaml", "> 300", "> 420");
    shop.project.edit("monitors/slow.yaml", "critical: 300", "critical: 420");
    shop.project.remove("monitors/failures.yaml");
    shop.project.write("monitors/new.yaml", super::project::FAILURES.replace("Failures", "More failures"));
    let opened = shop.ci("pull_request_opened", "--prune").exits(0);
    golden!("opened", opened.told());
    golden!("opened_summary", opened.summary);
    assert_eq!(opened.output("to-delete"), "1");
    shop.project.write("monitors/failures.yaml", super::project::FAILURES);
    let pushed = shop.ci("pull_request_pushed", "--prune").exits(0);
    assert!(pushed.asked.contains("PATCH /repos/shop/infra/issues/comments/1001 -> 200"), "{}", pushed.asked);
    assert_eq!(shop.github.ours().len(), 1);
    let body = &shop.github.ours()[0];
    assert!(!body.contains("CAUTION"), "nothing is deleted any more: {body}");
    assert_eq!(Marker::read(body).unwrap().head, "77de68daecd823babbb58edb1c8e14d7106e83bb");
    assert_eq!(pushed.output("comment-url"), opened.output("comment-url"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_changes() {
    let mut shop = Shop::open().await;
    let quiet = shop.ci("pull_request_opened", "").exits(0);
    golden!("nothing", quiet.told());
    assert_eq!(shop.github.ours(), [""; 0], "nobody is told of nothing");
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    shop.ci("pull_request_opened", "").exits(0);
    shop.project.edit("monitors/slow.yaml", "name: Slower", "name: Slow");
    shop.ci("pull_request_pushed", "").exits(0);
    assert!(shop.github.ours()[0].contains("No changes."), "the older plan is taken back");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_comment_is_found_among_many() {
    let mut shop = Shop::open().await;
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    for at in 0..31 {
        shop.github.says("jane", &format!("comment {at}"));
    }
    shop.ci("pull_request_opened", "").exits(0);
    for at in 0..120 {
        shop.github.says("jane", &format!("later {at}"));
    }
    // Others may write what they like: what is not ours is not edited.
    let ours = shop.github.ours().remove(0);
    shop.github.says("mallory", &ours);
    shop.github.says("dependabot[bot]", &ours);
    shop.github.says(BOT, "another tool's comment under the same name");
    let pushed = shop.ci("pull_request_pushed", "").exits(0);
    assert!(pushed.asked.contains("comments?per_page=100&page=2 -> 200"), "{}", pushed.asked);
    assert!(pushed.asked.contains("PATCH /repos/shop/infra/issues/comments/1032 -> 200"), "{}", pushed.asked);
    let bodies = shop.github.ours();
    assert_eq!((bodies.len(), bodies[1].as_str()), (2, "another tool's comment under the same name"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_environment_has_its_own_comment() {
    let mut shop = Shop::new().await;
    shop.settings("environments: {staging: {}, prod: {}}\n");
    for environment in ["staging", "prod", "staging"] {
        shop.ci("pull_request_opened", &format!("--env {environment}")).exits(0);
    }
    let of: Vec<Option<String>> =
        shop.github.ours().iter().map(|body| Marker::read(body).unwrap().environment).collect();
    assert_eq!(of, [Some("staging".to_owned()), Some("prod".to_owned())]);
    let contexts: Vec<String> =
        shop.github.with(|pages| pages.statuses.iter().map(|status| status["context"].to_string()).collect());
    assert!(contexts.contains(&"\"ddsync/plan (prod)\"".to_owned()), "{contexts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_that_was_deleted_meanwhile_is_made_anew() {
    let mut shop = Shop::open().await;
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    shop.ci("pull_request_opened", "").exits(0);
    shop.github.fault("PATCH", "/issues/comments/", 404, 1);
    let pushed = shop.ci("pull_request_pushed", "").exits(0);
    let calls: Vec<&str> = pushed.asked.lines().filter(|line| line.contains("/comments")).collect();
    assert_eq!(calls[1], "PATCH /repos/shop/infra/issues/comments/1001 -> 404");
    assert_eq!(calls[2], "POST /repos/shop/infra/issues/7/comments -> 201");
}

/// 900 monitors, some with very long messages.
async fn huge() -> Shop {
    let mut shop = Shop::new().await;
    let documents = (0..260).map(|at| {
        let long = "line of a very long message\n  ".repeat(if at % 10 == 0 { 300 } else { 3 });
        format!("ddsync: {{key: m-{at}}}\nname: Monitor {at}\ntype: query alert\nquery: \"avg(last_5m):avg:a.b{{*}} > {at}\"\nmessage: |\n  {long}\n")
    });
    shop.project.write("monitors/many.yaml", documents.collect::<Vec<_>>().join("---\n"));
    shop.project.exits(0, "apply --yes -q");
    let text = shop.project.read("monitors/many.yaml").replace("line of", "sentence of");
    let gone = text.rfind("---\nddsync: {key: m-255}").unwrap();
    shop.project.write("monitors/many.yaml", &text[..gone]);
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn a_huge_plan_is_cut_where_it_hurts_least() {
    let mut shop = huge().await;
    let step = shop.ci("pull_request_opened", "--prune").exits(0);
    let body = shop.github.ours().remove(0);
    assert!(body.len() <= 60_000 && body.len() > 30_000, "{} bytes", body.len());
    for at in 255..260 {
        assert!(body.contains(&format!("<code>monitor/m-{at}</code>")), "a deletion is cut");
    }
    assert!(
        body.contains("**Deletes 5 objects:**") && body.contains("There was no room here for"),
        "{}",
        &body[..3000]
    );
    assert!(step.summary.len() < 1_000_000 && step.summary.len() > body.len(), "{} bytes", step.summary.len());
    assert_eq!(step.output("to-update"), "255");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_that_github_refuses_is_sent_smaller() {
    let mut shop = huge().await;
    shop.github.fault("POST", "/issues/7/comments", 422, 1);
    let step = shop.ci("pull_request_opened", "--prune").exits(0);
    let body = shop.github.ours().remove(0);
    assert!(body.len() < 5_000 && body.contains("**Deletes 5 objects:**"), "{body}");
    assert_eq!(step.asked.matches("POST /repos/shop/infra/issues/7/comments").count(), 2);
    assert!(Marker::read(&body).is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fork_is_validated_and_nothing_is_asked() {
    let mut shop = Shop::open().await;
    let before = shop.datadog.requests().len();
    shop.project.write("monitors/bad.yaml", "name: x\ntype: query alert\n");
    let step = shop.ci("pull_request_fork", "").exits(3);
    golden!("fork", step.told());
    assert_eq!((step.asked.as_str(), shop.datadog.requests().len()), ("", before));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_may_not_write_is_no_fault() {
    let mut shop = Shop::open().await;
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    shop.github.no_viewer();
    shop.github.fault("POST", "/comments", 403, usize::MAX);
    shop.github.fault("POST", "/statuses", 403, usize::MAX);
    let step = shop.ci("pull_request_opened", "").exits(0);
    golden!("denied", step.told());
    assert!(step.summary.contains("1 to update"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_github_that_stumbles_is_asked_again_and_a_broken_one_fails_the_job() {
    let mut shop = Shop::open().await;
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    shop.github.fault("GET", "/comments", 502, 2);
    let step = shop.ci("pull_request_opened", "").exits(0);
    assert_eq!(step.asked.matches("-> 502").count(), 2);
    assert_eq!(shop.github.ours().len(), 1);
    shop.github.fault("GET", "/comments", 503, usize::MAX);
    let step = shop.ci("pull_request_pushed", "").exits(1);
    assert!(step.summary.contains("1 to update") && step.output("failure-reason") == "internal");
    assert!(step.run.err.contains("503"), "{}", step.run.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_in_the_definitions_are_told_everywhere() {
    let mut shop = Shop::open().await;
    for at in 0..14 {
        shop.project.write(&format!("monitors/bad-{at}.yaml"), "name: x\ntype: query alert\n");
    }
    let step = shop.ci("pull_request_opened", "").exits(3);
    golden!("errors", step.told());
    assert_eq!(step.output("failure-reason"), "validation");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_datadog_that_is_down_leaves_the_comment_and_breaks_the_status() {
    let mut shop = Shop::open().await;
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    shop.ci("pull_request_opened", "").exits(0);
    let before = shop.github.ours();
    shop.project.set("DDSYNC_API_URL", "http://127.0.0.1:9");
    let step = shop.ci("pull_request_pushed", "");
    assert_eq!((step.run.code, shop.github.ours()), (1, before));
    let status = shop.github.with(|pages| pages.statuses[0].clone());
    assert_eq!(status["state"], json!("error"), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_keys_there_is_no_plan() {
    let mut shop = Shop::open().await;
    shop.project.set("DD_API_KEY", "").set("DD_APP_KEY", "");
    let step = shop.ci("pull_request_opened", "").exits(0);
    assert_eq!(step.asked, "");
    assert!(step.commands()[0].contains("there are no keys"), "{:?}", step.commands());
}

#[test]
fn outside_of_a_workflow_it_says_so() {
    let mut project = super::project::Project::small();
    let run = project.exits(1, "ci");
    assert!(run.err.contains("GITHUB_REPOSITORY is not set"), "{}", run.err);
}

#[test]
fn the_head_of_the_event_is_the_one_of_the_tests() {
    let event = std::fs::read_to_string("tests/github/events/pull_request_opened.json").unwrap();
    assert!(event.contains(HEAD));
}

/// A git repository whose HEAD is the merge that GitHub tries: its first parent is the base.
#[tokio::test(flavor = "multi_thread")]
async fn drift_is_told_apart_from_the_branch() {
    let mut shop = Shop::open().await;
    std::fs::remove_dir(shop.project.path(".git")).unwrap();
    let folder = shop.project.path("");
    let git = |typed: &[&str]| {
        let output = std::process::Command::new("git")
            .args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"])
            .args(typed)
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "{typed:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "base"]);
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    git(&["commit", "-qam", "merge"]);
    shop.edit_live("Failures", json!({"priority": 1})).await;
    let merge = git(&["rev-parse", "HEAD"]);
    shop.project.set("PATH", &std::env::var("PATH").unwrap());
    let step = shop.ci_at(&merge, "pull_request_opened", "").exits(0);
    let body = shop.github.ours().remove(0);
    assert!(body.contains("Also undone by applying: 1 field changed in Datadog, not by this branch"), "{body}");
    golden!("told_apart", step.told().replace(&merge, "[merge]"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_monitor_that_alerts_is_not_touched_by_a_merge() {
    let mut shop = Shop::open().await;
    let all = shop.raw("GET", "/api/v1/monitor", &serde_json::Value::Null).await;
    let slow = all.as_array().unwrap().iter().find(|monitor| monitor["name"] == "Slow").unwrap();
    assert!(shop.datadog.set_groups(&slow["id"].to_string(), &[("host:<b>@a", "Alert"), ("host:b", "Warn")]));
    shop.project.edit("monitors/slow.yaml", "name: Slow", "name: Slower");
    shop.ci("pull_request_opened", "").exits(0);
    let body = shop.github.ours().remove(0);
    assert!(
        body.contains("> [!CAUTION]")
            && body.contains("alerts right now: 1 group <code>(host:&#60;b&#62;&#64;a)</code>"),
        "{body}"
    );
    shop.merge(HEAD);
    let step = shop.ci("push_main", "").exits(7);
    assert_eq!(step.output("failure-reason"), "guard");
    shop.ci("push_main", "--allow-alerting").exits(0);
}

/// The verdict and the dangers on top, a row for each resource, and the reason in short where there is no room.
#[tokio::test(flavor = "multi_thread")]
async fn a_large_plan_has_a_row_for_each_resource() {
    let mut shop = Shop::new().await;
    let documents = (0..160).map(|at| {
        format!(
            "ddsync: {{key: stage-{at}}}\nname: Stage {at} is slow\ntype: query alert\n\
             query: \"avg(last_5m):avg:pipeline.stage.duration{{stage:s{at}}} > 10{at}\"\nmessage: Look. @slack-data\n"
        )
    });
    shop.project.write("monitors/many.yaml", documents.collect::<Vec<_>>().join("---\n"));
    shop.project.exits(0, "apply --yes -q");
    let text = shop.project.read("monitors/many.yaml").replace("> 10", "> 20").replace("Look.", "Look at the queue.");
    let gone = text.find("---\nddsync: {key: stage-155}").unwrap();
    shop.project.write("monitors/many.yaml", &text[..gone]);
    let all = shop.raw("GET", "/api/v1/monitor", &serde_json::Value::Null).await;
    let last = all.as_array().unwrap().iter().find(|monitor| monitor["name"] == "Stage 154 is slow").unwrap();
    assert!(shop.datadog.set_groups(&last["id"].to_string(), &[("*", "Alert")]));
    shop.ci("pull_request_opened", "--prune").exits(0);
    let body = shop.github.ours().remove(0);
    for at in 0..160 {
        let address = format!("<code>monitor/stage-{at}</code>");
        let rows = body.lines().filter(|line| line.starts_with("| ") && line.contains(&address)).count();
        assert_eq!(rows, 1, "{address}");
    }
    // What goes and what alerts stands first, and the note where somebody looks for more.
    let order: Vec<&str> =
        body.lines().filter(|line| line.starts_with("| ") && line.contains("<code>monitor/")).collect();
    assert!(order[..5].iter().all(|row| row.contains("**delete**")), "{order:?}");
    assert!(order[5].contains("monitor/stage-154<"), "{order:?}");
    let head: String = body.lines().skip(1).take(16).map(|line| format!("{line}\n")).collect();
    golden!("large", format!("{head}...\n{}", order[order.len() - 1]));
    // The number depends on how long the address of the test's Datadog is.
    let note = body.split("> There was no room here for the lines of 155 changes, the words of ").nth(1).unwrap();
    assert!(note.contains(" changes: see <a href=") && note.matches("\n\n").count() == 1, "{note}");
    assert!(body.len() <= 60_000, "{}", body.len());
}
