//! Keys and sites.

use ddsync::sandbox::{Keys, Options, Sandbox};

use super::project::{API_KEY, APP_KEY, Project};

#[test]
fn keys_are_asked_for_before_anything_is_sent() {
    let mut project = Project::small();
    project.exits(4, "diff");
    project.set("DD_API_KEY", API_KEY);
    project.exits(4, "apply --yes");
    project.set("DD_APP_KEY", APP_KEY);
    project.note("with both keys, and a wrong site");
    project.set("DD_SITE", "datadog.eu");
    project.exits(1, "drift");
    project.note("plain HTTP to another host");
    project.set("DDSYNC_API_URL", "http://example.com");
    project.exits(1, "diff");
    golden!("keys", project);
}

#[test]
fn a_site_of_an_environment_is_named_where_it_stands() {
    let mut project = Project::small();
    project.write("ddsync.yaml", "version: 1\nproject: small\nenvironments: {prod: {site: datadog.eu}}\n");
    project.set("DD_API_KEY", API_KEY).set("DD_APP_KEY", APP_KEY);
    project.exits(1, "diff");
    project.run("diff --env prod");
    golden!("site_of_an_environment", project);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_keys_are_told_without_showing_them() {
    let keys = Keys::Exactly { api: "right".to_owned(), app: "right too".to_owned() };
    let sandbox = Sandbox::start(Options { keys, ..Options::default() }).await.unwrap();
    let mut project = Project::small();
    project.at(&sandbox);
    for typed in ["diff", "drift", "apply --yes"] {
        project.exits(4, typed);
    }
    assert!(sandbox.requests().iter().all(|request| request.method == "GET"));
    golden!("wrong_keys", project);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bearer_token_does_as_well() {
    let keys = Keys::Exactly { api: "right".to_owned(), app: APP_KEY.to_owned() };
    let sandbox = Sandbox::start(Options { keys, ..Options::default() }).await.unwrap();
    let mut project = Project::small();
    project.set("DATADOG_HOST", &sandbox.url()).set("DD_BEARER_TOKEN", APP_KEY);
    project.exits(0, "apply --yes");
    project.exits(0, "drift");
}
