//! Somebody works in Datadog's pages.

use ddsync::sandbox::{Options, Sandbox};
use serde_json::{Value, json};

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
    assert!(sandbox.requests()[seen..].iter().all(|request| request.method == "GET"), "drift and diff only read");

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
