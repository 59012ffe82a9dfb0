//! What a new file looks like, and what is refused.

use serde_json::json;

use super::yard::{PROJECT, Yard, counts};

fn monitor(name: &str) -> serde_json::Value {
    json!({"name": name, "type": "query alert", "query": "avg(last_5m):avg:a{*} > 3", "message": "one\ntwo @slack-a",
           "tags": ["team:data"], "options": {"thresholds": {"critical": 3}}})
}

#[test]
fn one_monitor_becomes_one_tidy_file() {
    let yard = Yard::new(PROJECT);
    let id = yard.create("/api/v1/monitor", &monitor("Pipeline failures"));
    let said = yard.ok(&["import", &format!("https://app.datadoghq.eu/monitors/{id}/edit?x=1")]);
    assert!(said.out.contains("monitors/pipeline-failures.yaml"), "{}", said.out);
    let expected = format!(
        "# yaml-language-server: $schema=../schemas/monitor.schema.json
ddsync:
  version: 1
  id: {id}

name: Pipeline failures
type: query alert
query: avg(last_5m):avg:a{{*}} > 3
message: |
  one
  two @slack-a
tags: [team:data]
options:
  thresholds:
    critical: 3
"
    );
    assert_eq!(yard.read("monitors/pipeline-failures.yaml"), expected);
    assert_eq!(counts(&yard.diff(&[])), [("adopt".to_owned(), 1)]);
    yard.ok(&["apply"]);
    assert_eq!(counts(&yard.diff(&[])), [("unchanged".to_owned(), 1)]);
}

#[test]
fn hostile_names_become_files_in_the_folder() {
    let yard = Yard::new(PROJECT);
    let names =
        ["../../etc/passwd", "---", "🔥🔥", "a ${vars.x} $${ {{b}} # c: d", "Größe", "con", "a", "A", "- x\n: y"];
    yard.behind(async |hand| {
        for (at, name) in names.iter().enumerate() {
            let mut body = monitor(name);
            body["query"] = json!(format!("avg(last_5m):avg:a{{*}} > {at}"));
            body["options"]["thresholds"]["critical"] = json!(at);
            body["message"] = json!(format!("{name}\n---\n${{monitor:x}} {name} "));
            hand.send("POST", "/api/v1/monitor", &body).await;
        }
    });
    yard.ok(&["import", "--kind", "monitor"]);
    assert_eq!(yard.names("monitors").len(), names.len(), "{:?}", yard.names("monitors"));
    assert_eq!(yard.names(""), [".ddsync", "ddsync.yaml", "monitors"]);
    assert!(yard.names("monitors").contains(&"a-2.yaml".to_owned()));
    assert_eq!(counts(&yard.diff(&[])), [("adopt".to_owned(), names.len() as u64)]);
}

#[test]
fn ids_of_other_resources_become_references() {
    let yard = Yard::new(PROJECT);
    let (first, second) = (yard.create("/api/v1/monitor", &monitor("first")), {
        let mut body = monitor("second");
        body["query"] = json!("avg(last_5m):avg:b{*} > 3");
        yard.create("/api/v1/monitor", &body)
    });
    yard.ok(&["import", &format!("monitor/{first}")]);
    yard.create(
        "/api/v1/monitor",
        &json!({"name": "both", "type": "composite", "query": format!("{first} && {second}")}),
    );
    let graph = json!({"type": "alert_graph", "alert_id": first, "viz_type": "timeseries"});
    let note = json!({"type": "note", "content": format!("see {first}")});
    let board = json!({"title": "Board", "layout_type": "ordered",
                       "widgets": [{"definition": graph}, {"definition": note}]});
    yard.create("/api/v1/dashboard", &board);
    yard.ok(&["import", "--all"]);
    let both = yard.read("monitors/both.yaml");
    assert!(both.contains("query: ${monitor:first} && ${monitor:second}\n"), "{both}");
    let board = yard.read("dashboards/board.yaml");
    assert!(board.contains("alert_id: ${monitor:first}\n"), "{board}");
    assert!(board.contains(&format!("content: see {first}\n")), "{board}");
    assert_eq!(counts(&yard.diff(&[])), [("adopt".to_owned(), 4)]);
}

#[test]
fn nothing_is_overwritten() {
    let yard = Yard::new(PROJECT);
    let (first, second) = (yard.create("/api/v1/monitor", &monitor("by hand")), {
        let mut body = monitor("other");
        body["query"] = json!("avg(last_5m):avg:b{*} > 3");
        yard.create("/api/v1/monitor", &body)
    });
    let mine = "# mine\nname: by hand\ntype: query alert\nquery: avg(last_5m):avg:mine{*} > 3\n";
    yard.write("monitors/by-hand.yaml", mine);
    let said = yard.run(&["import", "--all"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("would overwrite monitors/by-hand.yaml"), "{}", said.err);
    assert!(said.err.contains(&first), "{}", said.err);
    assert_eq!(yard.names("monitors"), ["by-hand.yaml"]);
    assert_eq!(yard.read("monitors/by-hand.yaml"), mine);
    yard.ok(&["import", &format!("monitor/{second}")]);
    let said = yard.run(&["import", &format!("monitor/{second}")]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("monitors/other.yaml") && said.err.contains("--update"), "{}", said.err);
}

#[test]
fn a_tag_narrows_the_search() {
    let yard = Yard::new(PROJECT);
    for (name, tag) in [("one", "team:data"), ("two", "team:web")] {
        let mut body = monitor(name);
        body["tags"] = json!([tag]);
        body["query"] = json!(format!("avg(last_5m):avg:{name}{{*}} > 3"));
        yard.create("/api/v1/monitor", &body);
    }
    yard.create(
        "/api/v1/dashboard",
        &json!({"title": "B", "layout_type": "ordered", "widgets": [], "tags": ["team:data"]}),
    );
    let said = yard.ok(&["import", "--tag", "team:data"]);
    assert_eq!(said.out.lines().count(), 2, "{}", said.out);
    assert_eq!((yard.names("monitors"), yard.names("dashboards")), (vec!["one.yaml".into()], vec!["b.yaml".into()]));
}

#[test]
fn an_object_of_another_project_is_refused_by_its_owners_name() {
    let yard = Yard::new(PROJECT);
    let mut body = monitor("theirs");
    body["tags"] = json!(["ddsync:billing/prod", "ddsync-key:theirs"]);
    let id = yard.create("/api/v1/monitor", &body);
    let said = yard.run(&["import", &format!("monitor/{id}")]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("managed by billing/prod"), "{}", said.err);
    let said = yard.ok(&["import", "--all"]);
    assert!(said.out.is_empty() && said.err.contains("billing/prod"), "{}", said.err);
}

#[test]
fn defaults_of_the_project_do_not_change_what_is_imported() {
    let defaults = "defaults:\n  monitor:\n    priority: 3\n    tags: [service:pipeline]\n    options: {include_tags: true, notify_audit: true}\n";
    let yard = Yard::new(&format!("{PROJECT}{defaults}"));
    let mut body = monitor("plain");
    body["tags"] = json!(["service:pipeline", "team:data"]);
    yard.create("/api/v1/monitor", &body);
    yard.ok(&["import", "--all"]);
    let text = yard.read("monitors/plain.yaml");
    assert!(text.contains("tags: [team:data]\n"), "{text}");
    assert_eq!(counts(&yard.diff(&[])), [("adopt".to_owned(), 1)], "{text}");
}

#[test]
fn what_is_asked_for_wrongly_is_told() {
    let yard = Yard::new(PROJECT);
    for (arguments, word) in [
        (&["import"][..], "nothing says what to import"),
        (&["import", "monitor/404"], "no monitor with the id 404"),
        (&["import", "https://app.datadoghq.eu/logs"], "page of nothing"),
        (&["import", "--kind", "monitr"], "`monitr` is no kind"),
    ] {
        let said = yard.run(arguments);
        assert_eq!(said.code, 1, "{arguments:?}");
        assert!(said.err.contains(word), "{arguments:?}: {}", said.err);
    }
}

#[test]
fn a_resource_whose_file_is_gone_comes_back_under_its_key() {
    let yard = Yard::new(PROJECT);
    let id = yard.create("/api/v1/monitor", &monitor("Pipeline failures"));
    yard.write(
        "monitors/other-key.yaml",
        &format!(
            "ddsync: {{id: {id}, protect: true}}\nname: x\ntype: query alert\nquery: avg(last_5m):avg:a{{*}} > 3\n"
        ),
    );
    yard.ok(&["apply"]);
    std::fs::remove_file(yard.path("monitors/other-key.yaml")).unwrap();
    let said = yard.ok(&["import", "--all"]);
    assert!(said.out.is_empty() && said.err.contains("it is monitor/other-key already"), "{said:?}");
    yard.ok(&["import", "monitor/other-key"]);
    assert!(yard.read("monitors/other-key.yaml").contains("protect: true"));
    assert_eq!(counts(&yard.diff(&[])), [("unchanged".to_owned(), 1)]);
}

#[test]
fn what_is_known_by_its_name_is_in_sync_once_it_has_a_file() {
    let yard = Yard::new(PROJECT);
    let hooks = "/api/v1/integration/webhooks/configuration/webhooks";
    yard.behind(async |hand| {
        let headers = r#"{"authorization": "Bearer abc"}"#;
        let hook = json!({"name": "deploy-bot", "url": "https://hooks.example.com/a", "custom_headers": headers});
        hand.send("POST", hooks, &hook).await;
        let entity = json!({"apiVersion": "v3", "kind": "queue", "metadata": {"name": "orders", "namespace": "eu"}});
        hand.send("POST", "/api/v2/catalog/entity", &entity).await;
        let service = json!({"schema-version": "v2", "dd-service": "checkout", "team": "E Commerce"});
        hand.send("POST", "/api/v2/services/definitions", &service).await;
    });
    let names = [
        "webhook/deploy-bot",
        "catalog-entity/queue:eu/orders",
        "service-definition/checkout",
        "logs-pipeline-order/order",
    ];
    for name in names {
        yard.ok(&["import", name]);
    }
    let hook = yard.read("webhooks/deploy-bot.yaml");
    assert!(hook.contains("name: deploy-bot") && !hook.contains("abc") && !hook.contains("headers"), "{hook}");
    assert!(yard.read("catalog-entities/queue-eu-orders.yaml").contains("namespace: eu"));
    assert_eq!(counts(&yard.diff(&[])), [("unchanged".to_owned(), 4)]);
}
