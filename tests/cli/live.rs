//! `validate --live`: what Datadog is asked, what comes of the answers, and what is remembered.

#[allow(dead_code, reason = "these stories need the half of it")]
#[path = "../datadog/server.rs"]
mod server;

use serde_json::{Value, json};
use server::{Reply, Seen, Server};

use super::project::{API_KEY, APP_KEY, Project};

const LATE: &str = "\
name: The nightly load is late
type: query alert
query: max(last_15m):max:airflow.dagrun.schedule_delay{dag_id:nightly_load} > 1800
message: \"The load is late @slack-Data-Team-load-alerts @slack-Data-Team-lod-alerts @slack-ops @slack-else-where @webhook-pager\"
tags: [team:ingest]
";

fn at(project: &mut Project, server: &Server) {
    project.set("DDSYNC_API_URL", &server.url).set("DD_API_KEY", API_KEY).set("DD_APP_KEY", APP_KEY);
    project.write("monitors/late.yaml", LATE);
}

/// An account with one metric, one account of Slack, and one webhook.
fn answer(request: &Seen) -> Option<Value> {
    Some(match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/api/v1/metrics") => json!({"metrics": ["airflow.dagrun.schedule_delay"]}),
        ("GET", "/api/v1/metrics/airflow.dagrun.schedule_delay") => json!({"type": "gauge"}),
        ("GET", "/api/v2/metrics/airflow.dagrun.schedule_delay/all-tags") => {
            json!({"data": {"attributes": {"tags": ["dag_id:nightly_load"]}}})
        }
        ("GET", "/api/v1/integration/slack/configuration/accounts/Data-Team/channels") => {
            json!([{"name": "#load-alerts"}, {"name": "#lag"}])
        }
        ("GET", "/api/v1/integration/webhooks/configuration/webhooks/pager") => json!({"name": "pager"}),
        ("GET", "/api/v1/monitor") => json!([]),
        ("POST", "/api/v1/monitor/validate") => json!({}),
        _ => return None,
    })
}

fn asked(server: &Server, of: &str) -> Vec<String> {
    let mut asked: Vec<String> =
        server.seen().into_iter().map(|seen| seen.path).filter(|path| path.contains(of)).collect();
    asked.sort();
    asked
}

#[test]
fn a_channel_of_slack_is_looked_up_in_the_account_that_its_handle_names() {
    let server = Server::start(|request, _| match answer(request) {
        Some(answer) => Reply::Json(200, answer),
        None => Reply::Json(404, json!({"errors": ["Not Found"]})),
    });
    let mut project = Project::empty();
    at(&mut project, &server);
    project.exits(3, "validate --live");
    assert_eq!(asked(&server, "/slack/").len(), 5, "{:?}", asked(&server, "/slack/"));
    // Who was found is remembered; who was not may have been added since.
    project.exits(3, "validate --live");
    assert_eq!(asked(&server, "/webhooks/").len(), 1);
    assert_eq!(asked(&server, "/api/v1/metrics").len(), 2);
    golden!("live_slack", project);
}

#[test]
fn a_key_that_may_not_look_accuses_nobody() {
    let server = Server::start(|request, _| match answer(request) {
        _ if request.path.contains("/integration/") => {
            Reply::Json(403, json!({"errors": ["Failed permission authorization checks"]}))
        }
        Some(answer) => Reply::Json(200, answer),
        None => Reply::Json(404, json!({"errors": ["Not Found"]})),
    });
    let mut project = Project::empty();
    at(&mut project, &server);
    project.exits(0, "validate --live");
    golden!("live_forbidden", project);
}
