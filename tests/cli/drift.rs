//! Somebody works in Datadog's pages.

use ddsync::sandbox::{Effect, Fault, Faults, Options, Sandbox};
use serde_json::{Value, json};

use super::base::{commit, git};
use super::impact::id_of;
use super::project::{FAILURES, Project, http};
use crate::common::house::raw;

#[tokio::test(flavor = "multi_thread")]
async fn a_change_behind_our_back_is_drift() {
    let (sandbox, http) = (Sandbox::start(Options::default()).await.unwrap(), http());
    let mut project = Project::empty();
    project.write("monitors/failures.yaml", FAILURES);
    project.at(&sandbox).exits(0, "apply --yes");
    project.exits(0, "drift");

    project.note("somebody edits the monitor in Datadog");
    let edit =
        json!({"message": "Do not wake me.", "options": {"thresholds": {"critical": 3}, "renotify_interval": 120}});
    raw(&http, &sandbox, "PUT", "/api/v1/monitor/170000001", &edit).await;
    let seen = sandbox.requests().len();
    project.exits(2, "drift");
    let told = project.exits(2, "drift --format json").json();
    let fields: Vec<&str> =
        told["changes"][0]["fields"].as_array().unwrap().iter().map(|field| field["path"].as_str().unwrap()).collect();
    assert_eq!(fields, ["/message", "/options/renotify_interval"]);
    project.exits(0, "diff");
    project.exits(2, "diff --exit-code");
    let asked = sandbox.requests();
    let writes = asked[seen..].iter().filter(|request| request.method != "GET" && !request.path.ends_with("/search"));
    assert_eq!(writes.count(), 0, "drift and diff only read");

    project.exits(0, "apply --yes");
    project.exits(0, "drift");

    project.note("somebody deletes the monitor in Datadog");
    raw(&http, &sandbox, "DELETE", "/api/v1/monitor/170000001", &Value::Null).await;
    project.exits(2, "drift");
    golden!("drift", project);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mute_is_no_drift() {
    let (sandbox, http) = (Sandbox::start(Options::default()).await.unwrap(), http());
    let mut project = Project::small();
    project.at(&sandbox).exits(0, "apply --yes");
    raw(&http, &sandbox, "POST", "/api/v1/monitor/170000001/mute", &json!({})).await;
    project.exits(0, "drift");
}

/// Nothing of ours, nothing to say.
#[tokio::test(flavor = "multi_thread")]
async fn what_others_made_is_not_seen() {
    let (sandbox, http) = (Sandbox::start(Options::default()).await.unwrap(), http());
    let theirs = json!({"name": "Failures", "type": "query alert", "query": "avg(last_5m):avg:a{*} > 1"});
    raw(&http, &sandbox, "POST", "/api/v1/monitor", &theirs).await;
    let marked = json!({"tags": ["ddsync:other", "ddsync-key:failures"]});
    raw(&http, &sandbox, "PUT", "/api/v1/monitor/170000001", &marked).await;
    let mut project = Project::small();
    project.at(&sandbox).exits(0, "apply --yes --prune");
    project.exits(0, "drift");
    let before = raw(&http, &sandbox, "GET", "/api/v1/monitor/170000001", &Value::Null).await;
    assert_eq!(before["query"], theirs["query"]);
}

/// A monitor that pages, over one stage.
fn pager(name: &str) -> String {
    format!(
        "name: {name}\ntype: query alert\nquery: \"sum(last_5m):sum:pipeline.runs{{stage:{name}}}.as_count() > 3\"\n\
         message: \"{{{{#is_alert}}}}Runs fail.{{{{/is_alert}}}} @pagerduty-etl @slack-data\"\npriority: 2\n\
         options:\n  thresholds: {{critical: 3}}\n"
    )
}

/// What tells nobody any more stands above what looks otherwise, and each says who it was.
#[tokio::test(flavor = "multi_thread")]
async fn the_most_dangerous_comes_first_with_its_author() {
    let (sandbox, http) = (Sandbox::start(Options::default()).await.unwrap(), http());
    let mut project = Project::empty();
    project.write("monitors/a-name.yaml", FAILURES);
    project.write("monitors/b-pager.yaml", pager("load"));
    project.write("monitors/c-laxer.yaml", pager("extract"));
    project.write("monitors/d-draft.yaml", pager("transform"));
    project.write("monitors/e-gone.yaml", pager("publish"));
    project.at(&sandbox).exits(0, "apply --yes -q");
    let id = async |name: &str| id_of(&sandbox, name).await;
    let laxer = "sum(last_5m):sum:pipeline.runs{stage:extract}.as_count() > 30";
    let edits = [
        ("Failures", json!({"name": "Failures of runs"})),
        ("load", json!({"message": "{{#is_alert}}Runs fail.{{/is_alert}} @slack-data"})),
        ("extract", json!({"query": laxer, "options": {"thresholds": {"critical": 30}}})),
        ("transform", json!({"draft_status": "draft", "priority": 4})),
    ];
    for (name, edit) in edits {
        let path = format!("/api/v1/monitor/{}", id(name).await);
        raw(&http, &sandbox, "PUT", &path, &edit).await;
    }
    raw(&http, &sandbox, "DELETE", &format!("/api/v1/monitor/{}", id("publish").await), &Value::Null).await;

    project.exits(2, "drift");
    let told = project.exits(2, "drift --format json").json();
    let changes = told["changes"].as_array().unwrap();
    let dangers: Vec<(&str, &str)> =
        changes.iter().map(|one| (one["key"].as_str().unwrap(), one["drift"]["danger"].as_str().unwrap())).collect();
    assert_eq!(
        dangers,
        [("d-draft", "silent"), ("e-gone", "silent"), ("c-laxer", "lax"), ("b-pager", "unheard"), ("a-name", "looks")]
    );
    assert!(changes.iter().all(|one| one["drift"]["changed_by"] == "ana@example.com"), "{told}");
    project.exits(2, "drift --format markdown");
    golden!("drift_by_danger", project);
}

/// A key without `audit_logs_read` is the ordinary case.
#[tokio::test(flavor = "multi_thread")]
async fn who_it_was_may_stay_unknown() {
    let forbidden = r#"{"errors":["Forbidden"]}"#.to_owned();
    let effect = Effect::Answer { status: 403, headers: Vec::new(), body: forbidden };
    let refused = Fault::once("POST", "/api/v2/audit", effect).times(usize::MAX);
    let options = Options { faults: Faults(vec![refused]), ..Options::default() };
    let (sandbox, http) = (Sandbox::start(options).await.unwrap(), http());
    let mut project = Project::empty();
    project.write("monitors/failures.yaml", FAILURES);
    project.at(&sandbox).exits(0, "apply --yes -q");
    raw(&http, &sandbox, "PUT", "/api/v1/monitor/170000001", &json!({"message": "Quiet."})).await;
    project.exits(2, "drift");
    golden!("drift_of_nobody", project);
}

/// What is not committed is not what the team agreed on.
#[tokio::test(flavor = "multi_thread")]
async fn drift_is_seen_from_the_commit() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::small();
    git(&project, &["init", "-q", "-b", "main"]);
    project.write("action.yml", "name: no definition\n");
    project.at(&sandbox);
    project.exits(2, "drift -q");
    commit(&project, "first");
    project.exits(0, "apply --yes -q");
    let run = project.exits(0, "drift");
    assert_eq!(run.err, "", "nothing is changed since the commit");
    project.edit("monitors/slow.yaml", "critical: 300", "critical: 600");
    project.edit("monitors/slow.yaml", "> 300", "> 600");
    let run = project.exits(0, "drift");
    assert!(run.err.contains("without what is changed in monitors/slow.yaml since"), "{}", run.err);
    project.exits(2, "diff --exit-code -q");
    commit(&project, "second");
    let run = project.exits(2, "drift");
    assert!(!run.err.contains("drift compares"), "{}", run.err);
}

/// Nothing is undone about it, and nobody should have to find it by chance.
#[tokio::test(flavor = "multi_thread")]
async fn a_mute_without_an_end_is_told() {
    let (sandbox, http) = (Sandbox::start(Options::default()).await.unwrap(), http());
    let mut project = Project::small();
    project.at(&sandbox).exits(0, "apply --yes -q");
    let mute = async |name: &str, mute: Value| {
        let path = format!("/api/v1/monitor/{}/mute", id_of(&sandbox, name).await);
        raw(&http, &sandbox, "POST", &path, &mute).await
    };
    mute("Failures", json!({"scope": "env:prod"})).await;
    mute("Slow", json!({"end": 4_102_444_800_i64})).await;
    let told = project.exits(0, "drift --format json").json();
    let findings = told["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{told}");
    assert_eq!(findings[0]["rule"], "muted-monitor");
    assert_eq!(findings[0]["message"], "monitor/failures is muted in Datadog for env:prod, without an end");
}

/// Two people, two fields, and an apply in between that neither is to blame for.
#[tokio::test(flavor = "multi_thread")]
async fn each_field_has_its_author() {
    let (sandbox, http) = (Sandbox::start(Options::default()).await.unwrap(), http());
    let mut project = Project::empty();
    project.write("monitors/load.yaml", pager("load"));
    project.at(&sandbox).exits(0, "apply --yes -q");
    let path = format!("/api/v1/monitor/{}", id_of(&sandbox, "load").await);
    let put = async |who: &str, change: Value| {
        let request = http.put(format!("{}{path}", sandbox.url())).header("dd-api-key", "a");
        let sent = request.header("dd-application-key", who).body(change.to_string()).send().await.unwrap();
        assert!(sent.status().is_success());
    };
    put("bo@example.com", json!({"priority": 5})).await;
    put("ana@example.com", json!({"name": "load, quick"})).await;
    put("cy@example.com", json!({"tags": ["ddsync:small", "ddsync-key:load", "team:data"]})).await;
    let told = project.exits(2, "drift --format json").json();
    let fields = told["changes"][0]["fields"].as_array().unwrap();
    let authors: Vec<(&str, &str)> =
        fields.iter().map(|one| (one["path"].as_str().unwrap(), one["changed_by"].as_str().unwrap())).collect();
    assert_eq!(authors, [("/name", "ana@example.com"), ("/priority", "bo@example.com"), ("/tags", "cy@example.com")]);
    assert_eq!(told["changes"][0]["drift"]["changed_by"], "cy@example.com");
    project.exits(2, "drift");
    project.exits(2, "drift --format markdown");
    golden!("drift_by_author", project);
}
