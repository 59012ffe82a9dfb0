//! `ddsync doctor`, as far as one server can tell.

use ddsync::sandbox::{Effect, Fault, Keys, Options, Sandbox};

use super::project::{API_KEY, APP_KEY, Project};

#[test]
fn without_keys_it_says_where_to_make_them() {
    let mut project = Project::small();
    project.exits(4, "doctor");
    project.set("DD_API_KEY", API_KEY).set("DDSYNC_API_URL", "http://127.0.0.1:9");
    project.exits(4, "doctor");
    golden!("doctor_without_keys", project);
}

#[test]
fn the_sandbox_is_healthy() {
    let mut project = Project::small();
    project.exits(0, "doctor --sandbox");
    let report = project.exits(0, "doctor --sandbox --all --format json").json();
    assert_eq!(report["version"], 1);
    assert!(report["checks"].as_array().unwrap().len() > 40);
}

/// Answers a read with this, however often it is asked.
fn always(path: &str, status: u16, body: &str) -> Fault {
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    Fault::once("GET", path, Effect::Answer { status, headers, body: body.to_owned() }).times(usize::MAX)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_keys_may_do_is_told_per_kind() {
    let keys = Keys::Exactly { api: API_KEY.to_owned(), app: APP_KEY.to_owned() };
    let me = r#"{"data": {"type": "users", "id": "u-1"}, "included": [
        {"type": "permissions", "id": "1", "attributes": {"name": "monitors_read"}},
        {"type": "permissions", "id": "2", "attributes": {"name": "dashboards_read"}},
        {"type": "permissions", "id": "3", "attributes": {"name": "monitors_write"}}]}"#;
    let sandbox = Sandbox::start(Options { keys, ..Options::default() }).await.unwrap();
    let mut project = Project::small();
    project.at(&sandbox);
    project.exits(0, "doctor");
    project.note("now the roles can be read, and they may not read dashboards");
    sandbox.script(always("/api/v2/current_user", 200, me));
    sandbox.script(always("/api/v1/dashboard", 403, r#"{"errors": ["Access was denied to this resource."]}"#));
    project.exits(4, "doctor");
    project.note("an application key of another organisation");
    project.set("DD_APP_KEY", "0000000000000000000000000000000000000000");
    project.exits(4, "doctor");
    golden!("doctor", project);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_of_another_project_is_a_conflict() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut theirs = Project::small();
    theirs.edit("ddsync.yaml", "project: small", "project: theirs");
    theirs.at(&sandbox);
    theirs.exits(0, "apply --yes -q");
    let live = super::common::house::raw(
        &super::project::http(),
        &sandbox,
        "GET",
        "/api/v1/monitor",
        &serde_json::Value::Null,
    )
    .await;
    let mut ours = Project::empty();
    ours.write("monitors/mine.yaml", format!("ddsync:\n  id: {}\n{}", live[0]["id"], super::project::SLOW));
    ours.at(&sandbox);
    let run = ours.exits(3, "doctor");
    assert!(run.out.contains("is managed by theirs"), "{}", run.out);
}

/// A key that may read what the project defines and no more is enough for the whole way.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_for_some_kinds_is_enough() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    sandbox.script(always("/api/v1/slo", 403, r#"{"errors": ["Access was denied to this resource."]}"#));
    sandbox.script(always("/api/v2/team", 403, r#"{"errors": ["Access was denied to this resource."]}"#));
    let mut project = Project::small();
    project.at(&sandbox);
    project.exits(0, "apply --yes -q");
    project.exits(0, "drift");
    project.write("teams/us.yaml", "name: Us\nhandle: us\n");
    project.exits(4, "drift");
    golden!("unread_kinds", project);
}
