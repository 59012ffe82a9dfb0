//! One project, several environments, each with objects of its own.

use serde_json::json;

use super::yard::{PROJECT, Yard, counts};

fn monitor(tag: &str) -> serde_json::Value {
    json!({"name": "Failures", "type": "query alert", "query": "avg(last_5m):avg:a{*} > 3", "message": tag,
           "options": {"thresholds": {"critical": 3}}})
}

#[test]
fn each_environment_has_its_id() {
    let yard = Yard::new(&format!("{PROJECT}environments:\n  staging:\n  prod:\n"));
    let first = yard.create("/api/v1/monitor", &monitor("one"));
    yard.ok(&["import", &format!("monitor/{first}"), "--env", "staging"]);
    let text = yard.read("monitors/failures.yaml");
    assert!(text.contains(&format!("  id:\n    staging: {first}\n")), "{text}");
    assert_eq!(counts(&yard.diff(&["--env", "staging"])), [("adopt".to_owned(), 1)]);
    assert_eq!(counts(&yard.diff(&["--env", "prod"])), [("create".to_owned(), 1)]);

    let second = yard.create("/api/v1/monitor", &monitor("two"));
    yard.ok(&["import", "--update", &format!("monitor/{second}"), "--env", "prod"]);
    let text = yard.read("monitors/failures.yaml");
    assert!(text.contains(&format!("  id:\n    staging: {first}\n    prod: {second}\n")), "{text}");
    assert_eq!(counts(&yard.diff(&["--env", "staging"])), [("adopt".to_owned(), 1)]);
    assert_eq!(counts(&yard.diff(&["--env", "prod"])), [("update".to_owned(), 1)]);
}

#[test]
fn an_id_for_an_environment_that_is_none_is_told() {
    let yard = Yard::new(&format!("{PROJECT}environments: {{prod: }}\n"));
    yard.write(
        "monitors/a.yaml",
        "ddsync: {id: {prd: 1}}\nname: a\ntype: query alert\nquery: avg(last_5m):avg:a{*} > 3\n",
    );
    let said = yard.run(&["diff", "--env", "prod"]);
    assert_eq!(said.code, 3);
    assert!(said.out.contains("there is no environment `prd`"), "{}", said.out);
}

const TWO: &str = "vars: {notify: \"@slack-data\"}\ndefaults: {monitor: {options: {renotify_interval: 60}}}\n\
                   environments:\n  staging:\n  prod: {vars: {notify: \"@pagerduty\"}}\n";
const SHARED: &str = r#"# Pages the person on call.
name: Failures   # as the runbook calls it
type: query alert
query: "sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 3"
message: hello ${vars.notify}
priority: 2   # ours
tags: [team:data]   # one
options:
  thresholds: {critical: 3}   # and no warning
"#;

/// Applied to both environments of one organisation; the path of prod's monitor.
fn in_both(text: &str) -> (Yard, String) {
    let yard = Yard::new(&format!("{PROJECT}{TWO}"));
    yard.write("monitors/failures.yaml", text);
    yard.ok(&["apply", "--env", "staging"]);
    yard.ok(&["apply", "--env", "prod"]);
    let id = yard.behind(async |hand| {
        let all = hand.send("GET", "/api/v1/monitor?page=0&page_size=10", &serde_json::Value::Null).await;
        let prod = |one: &&serde_json::Value| one["tags"].as_array().unwrap().contains(&json!("ddsync:pipeline/prod"));
        all.as_array().unwrap().iter().find(prod).unwrap()["id"].to_string()
    });
    (yard, format!("/api/v1/monitor/{id}"))
}

/// Nothing is left to do in either.
fn in_sync(yard: &Yard) {
    for environment in ["staging", "prod"] {
        let text = yard.read("monitors/failures.yaml");
        assert_eq!(counts(&yard.diff(&["--env", environment])), [("unchanged".to_owned(), 1)], "{environment}\n{text}");
    }
}

/// What staging means too is not touched: prod gets a patch of its own.
#[test]
fn drift_of_one_environment_is_its_own() {
    let (yard, path) = in_both(SHARED);
    yard.change(&path, |monitor| {
        monitor["priority"] = json!(1);
        monitor["query"] = json!("sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 9");
        monitor["options"]["thresholds"] = json!({"critical": 9, "warning": 5});
        monitor["message"] = json!("Hello you @pagerduty");
        monitor["tags"].as_array_mut().unwrap().push(json!("tier:1"));
    });
    let said = yard.ok(&["import", "--update", "--env", "prod"]);
    let patch = r"ddsync:
  environments:
    prod:
      message: Hello you ${vars.notify}
      options:
        thresholds:
          critical: 9
          warning: 5
      priority: 1
      query: sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 9
      tags: [team:data, tier:1]
";
    let text = yard.read("monitors/failures.yaml");
    assert!(text.contains("# and no warning\n") && text.contains("priority: 2   # ours\n"), "{text}\n{}", said.err);
    let written: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    let expected: serde_json::Value = serde_yaml::from_str(patch).unwrap();
    assert_eq!(written["ddsync"], expected["ddsync"], "{text}");
    in_sync(&yard);

    // Once it has a patch, that is where its next change goes; what is taken out there is null.
    yard.change(&path, |monitor| {
        monitor["priority"] = json!(null);
        monitor["options"]["notify_audit"] = json!(true);
    });
    yard.ok(&["import", "--update", "--env", "prod"]);
    let written: serde_json::Value = serde_yaml::from_str(&yard.read("monitors/failures.yaml")).unwrap();
    assert_eq!(written["ddsync"]["environments"]["prod"]["priority"], json!(null));
    assert_eq!(written["ddsync"]["environments"]["prod"]["options"]["notify_audit"], json!(true));
    assert_eq!(written["priority"], json!(2));
    in_sync(&yard);
}

/// Staging has a value of its own, so the file's is prod's alone.
#[test]
fn a_value_that_nobody_else_has_changes_where_it_stands() {
    let text = format!("ddsync:\n  environments:\n    staging: {{priority: 4}} # low\n{SHARED}");
    let (yard, path) = in_both(&text);
    yard.change(&path, |monitor| monitor["priority"] = json!(1));
    yard.ok(&["import", "--update", "--env", "prod"]);
    assert_eq!(yard.read("monitors/failures.yaml"), text.replace("priority: 2   # ours", "priority: 1   # ours"));
    in_sync(&yard);
}

#[test]
fn what_no_patch_can_say_is_told() {
    let (yard, path) = in_both(SHARED);
    yard.change(&path, |monitor| {
        monitor["message"] = json!("hello @opsgenie");
        monitor["options"].as_object_mut().unwrap().remove("renotify_interval");
    });
    let said = yard.ok(&["import", "--update", "--env", "prod"]);
    assert_eq!(yard.read("monitors/failures.yaml"), SHARED);
    assert!(
        said.err.contains("/message as it is: it is written with a variable: `hello ${vars.notify}`, ddsync.yaml:7"),
        "{}",
        said.err
    );
    assert!(said.err.contains("/options/renotify_interval as it is: it comes from ddsync.yaml:4"), "{}", said.err);

    let board = "title: Board\nlayout_type: ordered\nwidgets:\n- definition: {type: note, content: one}\n";
    yard.write("dashboards/board.yaml", board);
    yard.ok(&["apply", "--env", "staging", "dashboard/board"]);
    yard.ok(&["apply", "--env", "prod", "dashboard/board"]);
    let id = yard.diff(&["--env", "prod"]);
    assert_eq!(id["summary"]["update"], 1, "only the monitor differs: {id}");
    let boards = yard.behind(async |hand| hand.send("GET", "/api/v1/dashboard", &serde_json::Value::Null).await);
    let prod = boards["dashboards"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["description"].as_str().unwrap().contains("/prod:"));
    let path = format!("/api/v1/dashboard/{}", prod.unwrap()["id"].as_str().unwrap());
    yard.change(&path, |board| {
        board["widgets"][0]["definition"]["content"] = json!("two");
        board["title"] = json!("Prod's board");
    });
    let said = yard.ok(&["import", "--update", "--env", "prod", "dashboard/board"]);
    assert!(
        said.err.contains("staging has it too, and a patch for prod would have to repeat the whole list"),
        "{}",
        said.err
    );
    let text = yard.read("dashboards/board.yaml");
    assert!(text.starts_with("title: Board\n") && text.contains("Prod's board"), "{text}");
}
