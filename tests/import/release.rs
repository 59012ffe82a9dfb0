//! Letting go.

use serde_json::{Value, json};

use super::yard::{PROJECT, Yard, counts};

#[test]
fn a_released_object_stays_without_its_mark() {
    let yard = Yard::new(PROJECT);
    let monitor = "name: Failures\ntype: query alert\nquery: avg(last_5m):avg:a{*} > 3\ntags: [team:data]\n";
    let board = "title: Board\nlayout_type: ordered\ndescription: what it shows\nwidgets: []\n";
    yard.write("monitors/failures.yaml", monitor);
    yard.write("dashboards/board.yaml", board);
    yard.ok(&["apply"]);
    let said = yard.ok(&["release", "monitor/failures", "dashboard/board"]);
    assert!(said.out.contains("released monitor/failures") && said.err.contains("monitors/failures.yaml"), "{said:?}");
    let (monitors, boards) = yard.behind(async |hand| {
        let monitors = hand.send("GET", "/api/v1/monitor?page=0&page_size=9", &Value::Null).await;
        (monitors, hand.send("GET", "/api/v1/dashboard", &Value::Null).await)
    });
    assert_eq!((monitors.as_array().unwrap().len(), &monitors[0]["tags"]), (1, &json!(["team:data"])));
    assert_eq!(boards["dashboards"][0]["description"], json!("what it shows"));
    std::fs::remove_file(yard.path("dashboards/board.yaml")).unwrap();
    assert_eq!(counts(&yard.diff(&[])), [("create".to_owned(), 1)]);
}

#[test]
fn what_is_not_ours_cannot_be_released() {
    let yard = Yard::new(PROJECT);
    let theirs = json!({"name": "x", "type": "query alert", "query": "avg(last_5m):avg:a{*} > 3", "tags": ["ddsync:other", "ddsync-key:x"]});
    yard.create("/api/v1/monitor", &theirs);
    let said = yard.run(&["release", "monitor/x"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("no object in Datadog bears our mark as monitor/x"), "{}", said.err);
}

/// A webhook is ours by its file alone: there is nothing to take off, and the next step is told.
#[test]
fn what_bears_no_mark_is_let_go_by_its_file() {
    let yard = Yard::new(PROJECT);
    yard.write("webhooks/bot.yaml", "name: bot\nurl: https://example.com/hook\n");
    yard.ok(&["apply"]);
    let said = yard.run(&["release", "webhook/bot"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("webhook/bot has no mark to take off: a webhook bears none"), "{}", said.err);
    assert!(said.err.contains("remove webhooks/bot.yaml") && said.err.contains("never pruned"), "{}", said.err);
    std::fs::remove_file(yard.path("webhooks/bot.yaml")).unwrap();
    yard.write("monitors/a.yaml", "name: a\ntype: query alert\nquery: avg(last_5m):avg:a{*} > 3\n");
    assert_eq!(counts(&yard.diff(&["--prune"])), [("create".to_owned(), 1)]);
    let said = yard.run(&["release", "webhook/bot"]);
    assert!(said.err.contains("no file defines it, so nothing manages it"), "{}", said.err);
}
