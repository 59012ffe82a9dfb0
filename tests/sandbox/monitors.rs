//! Monitors: what is kept, merged, refused and found.

use serde_json::{Value, json};

use super::client::House;

const MONITORS: &str = "/api/v1/monitor";

fn cpu() -> Value {
    json!({
        "name": "CPU", "type": "metric alert", "query": "avg(last_5m):avg:cpu{env:prod} by {host} > 90",
        "message": " busy \n", "tags": ["team:a", "Env:b"], "priority": 0,
        "options": {"thresholds": {"critical": 90, "warning": null}, "renotify_interval": null},
    })
}

async fn created(house: &House, monitor: &Value) -> Value {
    let told = house.post(MONITORS, monitor).await;
    assert_eq!(told.status, 200, "{}", told.body);
    told.body
}

fn path(monitor: &Value) -> String {
    format!("{MONITORS}/{}", monitor["id"])
}

#[tokio::test]
async fn a_new_monitor_gets_its_defaults() {
    let house = House::open().await;
    let made = created(&house, &cpu()).await;
    assert_eq!(made["message"], "busy");
    assert_eq!(made["priority"], Value::Null);
    assert_eq!(made["multi"], true);
    assert_eq!(made["overall_state"], "No Data");
    assert_eq!(made["draft_status"], "published");
    assert_eq!(made["tags"], json!(["team:a", "Env:b"]));
    assert_eq!(made["assets"], json!([]));
    assert_eq!(made["created_at"].as_i64().unwrap() % 1000, 0);
    assert_eq!(
        made["options"].to_string(),
        r#"{"thresholds":{"critical":90.0},"renotify_interval":null,"notify_audit":false,"silenced":{},"include_tags":true,"new_host_delay":300,"notify_no_data":false}"#
    );
    let read = house.get(&path(&made)).await.body;
    assert!(read.get("assets").is_none());
    assert!(read.get("restriction_policy").is_none());
    assert_eq!(house.get(&format!("{}?with_downtimes=true", path(&made))).await.body["matching_downtimes"], json!([]));
}

#[tokio::test]
async fn defaults_depend_on_their_neighbours() {
    let house = House::open().await;
    let mut monitor = cpu();
    monitor["options"] = json!({"new_group_delay": 60, "on_missing_data": "default"});
    let options = created(&house, &monitor).await["options"].clone();
    assert!(options.get("new_host_delay").is_none());
    assert!(options.get("notify_no_data").is_none());
    let logs = json!({"name": "l", "type": "log alert", "query": "logs(\"*\").rollup(\"count\").last(\"5m\") > 5"});
    let logs = created(&house, &logs).await;
    assert_eq!(logs["options"]["groupby_simple_monitor"], false);
    assert_eq!(logs["multi"], false);
}

#[tokio::test]
async fn a_put_merges_the_top_and_replaces_the_options() {
    let house = House::open().await;
    let mut monitor = cpu();
    monitor["restricted_roles"] = json!(["00000000-0000-0000-0000-000000000001"]);
    monitor["priority"] = json!(3);
    monitor["options"]["evaluation_delay"] = json!(700);
    let made = created(&house, &monitor).await;
    let told = house.put(&path(&made), &json!({"name": "CPU 2", "options": {"timeout_h": 1}})).await;
    assert_eq!(told.status, 200);
    let changed = house.get(&path(&made)).await.body;
    assert_eq!(changed["name"], "CPU 2");
    assert_eq!(changed["message"], "busy");
    assert_eq!(changed["priority"], 3);
    assert_eq!(changed["query"], made["query"]);
    assert_eq!(changed["restricted_roles"], Value::Null);
    assert_eq!(changed["options"]["timeout_h"], 1);
    assert!(changed["options"].get("evaluation_delay").is_none());
    assert!(changed["options"].get("thresholds").is_none());
    assert_eq!(changed["options"]["include_tags"], true);
    assert_ne!(changed["modified"], made["modified"]);
    assert_eq!(changed["created"], made["created"]);
    assert!(told.body.get("creator").is_none());
    let cleared = house.put(&path(&made), &json!({"priority": null, "tags": null})).await.body;
    assert_eq!((&cleared["priority"], &cleared["tags"]), (&Value::Null, &json!([])));
    assert_eq!(cleared["options"], changed["options"]);
}

#[tokio::test]
async fn the_type_stays_but_for_the_two_names_of_metric_alerts() {
    let house = House::open().await;
    let made = created(&house, &cpu()).await;
    assert_eq!(house.put(&path(&made), &json!({"type": "query alert"})).await.status, 200);
    let told = house.put(&path(&made), &json!({"type": "log alert"})).await;
    assert_eq!(told.status, 400);
    assert!(told.error().contains("cannot be changed"));
    assert_eq!(house.get(&path(&made)).await.body["type"], "query alert");
}

#[tokio::test]
async fn what_datadog_refuses_is_refused_in_its_words() {
    let house = House::open().await;
    let made = created(&house, &cpu()).await;
    let again = house.post(MONITORS, &cpu()).await;
    assert_eq!(again.status, 400);
    assert_eq!(again.error(), format!("Duplicate of an existing monitor_id:{} org_id:{}", made["id"], made["org_id"]));
    let with = |field: &str, value: Value| {
        let mut monitor = cpu();
        monitor[field] = value;
        monitor
    };
    let invalid = "The value provided for parameter 'query' is invalid: invalid operator specified: ";
    let cases = [
        (with("query", json!("avg(last_5m):avg:cpu{*}")), invalid),
        (
            with("query", json!("avg(last_5m):avg:cpu{*} > 91.5")),
            "Alert threshold (90.0) does not match that used in the query (91.5).",
        ),
        (
            with("options", json!({"scheduling_options": {}})),
            "Invalid scheduling options: Required parameter 'evaluation_window' is missing",
        ),
        (json!({"type": "composite", "query": "1 && 2", "name": "c"}), "Some monitor IDs are invalid"),
        (with("type", json!("metric alarm")), "The value provided for parameter 'type' is invalid"),
        (with("priority", json!(6)), "The value provided for parameter 'priority' is invalid"),
        (with("tags", json!("a:b")), "The value provided for parameter 'tags' is invalid"),
        (with("options", json!("none")), "The value provided for parameter 'options' is invalid"),
    ];
    for (monitor, text) in cases {
        for place in [MONITORS.to_owned(), format!("{MONITORS}/validate")] {
            let told = house.post(&place, &monitor).await;
            assert_eq!((told.status, told.error()), (400, text), "{place}");
        }
    }
    assert_eq!(house.put(&path(&made), &json!({"options": "none"})).await.status, 400);
    let mut all = house.get(MONITORS).await.body;
    all[0]["assets"] = json!([]);
    all[0]["restriction_policy"] = Value::Null;
    assert_eq!(all, json!([made]));
}

#[tokio::test]
async fn validation_stores_nothing() {
    let house = House::open().await;
    let told = house.post(&format!("{MONITORS}/validate"), &cpu()).await;
    assert_eq!((told.status, told.body), (200, json!({})));
    assert_eq!(house.get(MONITORS).await.body, json!([]));
    let made = created(&house, &cpu()).await;
    let validate = format!("{}/validate", path(&made));
    assert_eq!(house.post(&validate, &json!({"name": "other"})).await.status, 200);
    assert_eq!(house.post(&validate, &json!({"query": "query"})).await.status, 400);
    assert_eq!(house.get(&path(&made)).await.body["name"], "CPU");
}

#[tokio::test]
async fn a_deleted_monitor_is_gone() {
    let house = House::open().await;
    let made = created(&house, &cpu()).await;
    let told = house.delete(&path(&made)).await;
    assert_eq!((told.status, told.body), (200, json!({"deleted_monitor_id": made["id"]})));
    for (method, body) in [("GET", Value::Null), ("PUT", cpu()), ("DELETE", Value::Null)] {
        let told = house.told(method, &path(&made), &body).await;
        assert_eq!((told.status, told.error()), (404, "Monitor not found"), "{method}");
    }
    assert_ne!(created(&house, &cpu()).await["id"], made["id"]);
}

#[tokio::test]
async fn a_composite_holds_its_members() {
    let house = House::open().await;
    let member = created(&house, &cpu()).await;
    let mut other = cpu();
    other["name"] = json!("free");
    let free = created(&house, &other).await;
    let query = json!(format!("{} && !{0}", member["id"]));
    let composite = created(&house, &json!({"name": "both", "type": "composite", "query": query})).await;
    let refused = house.delete(&path(&member)).await;
    assert_eq!(refused.status, 400);
    assert!(refused.error().contains(&composite["id"].to_string()), "{}", refused.error());
    let can = |ids: String| format!("{MONITORS}/can_delete?monitor_ids={ids}");
    let told = house.get(&can(format!("{},{}", member["id"], free["id"]))).await;
    assert_eq!((told.status, &told.body["data"]), (409, &json!({"ok": [free["id"]]})));
    assert!(told.body["errors"][member["id"].to_string()][0].is_string());
    let told = house.get(&can(free["id"].to_string())).await;
    assert_eq!((told.status, told.body), (200, json!({"data": {"ok": [free["id"]]}, "errors": null})));
    assert_eq!(house.delete(&format!("{}?force=true", path(&member))).await.status, 200);
}

#[tokio::test]
async fn lists_are_paged_and_filtered() {
    let house = House::open().await;
    let mut ids = Vec::new();
    for number in 0..7 {
        let mut monitor = cpu();
        monitor["name"] = json!(format!("CPU {number}"));
        monitor["tags"] = json!([format!("odd:{}", number % 2 == 1), "all"]);
        ids.push(created(&house, &monitor).await["id"].clone());
    }
    let seen = |body: Value| body.as_array().unwrap().iter().map(|monitor| monitor["id"].clone()).collect::<Vec<_>>();
    let list = async |query: &str| seen(house.get(&format!("{MONITORS}?{query}")).await.body);
    assert_eq!(list("").await, ids);
    assert_eq!(list("page_size=2").await, ids);
    assert_eq!(list("page=0&page_size=3").await, ids[..3]);
    assert_eq!(list("page=2&page_size=3").await, ids[6..]);
    assert_eq!(list("page=3&page_size=3").await.len(), 0);
    assert_eq!(list(&format!("id_offset={}&page_size=4", ids[1])).await, ids[2..6]);
    assert_eq!(list("name=cpu%204").await, ids[4..5]);
    assert_eq!(list("monitor_tags=odd:true,all").await, [ids[1].clone(), ids[3].clone(), ids[5].clone()]);
    assert_eq!(list("tags=env:prod").await.len(), 7);
    assert_eq!(list("tags=env:dev").await.len(), 0);
    let told = house.get(&format!("{MONITORS}?group_states=sleepy")).await;
    assert_eq!((told.status, told.error()), (400, "Invalid group_state filters."));
}

#[tokio::test]
async fn groups_are_shown_in_the_states_that_are_asked_for() {
    let house = House::open().await;
    let made = created(&house, &cpu()).await;
    let id = made["id"].to_string();
    let read = async |query: &str| house.get(&format!("{}?{query}", path(&made))).await.body;
    assert_eq!(read("group_states=all").await["state"], json!({"groups": {}}));
    let groups = [("host:a", "Alert"), ("host:b", "OK"), ("host:c", "No Data")];
    assert!(house.sandbox.set_groups(&id, &groups) && !house.sandbox.set_groups("1", &groups));
    let plain = read("").await;
    assert_eq!((&plain["overall_state"], &plain["state"]), (&json!("Alert"), &Value::Null));
    let names = |monitor: Value| monitor["state"]["groups"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(read("group_states=alert,no%20data").await), ["host:a", "host:c"]);
    assert_eq!(names(read("group_states=all").await).len(), 3);
    let listed = house.get(&format!("{MONITORS}?group_states=Alert")).await.body[0].clone();
    assert_eq!(listed["state"], json!({"groups": {"host:a": {"name": "host:a", "status": "Alert"}}}));
    // Whoever edits it does not change how it is.
    house.put(&path(&made), &json!({"name": "CPU of all"})).await;
    assert_eq!(names(read("group_states=alert").await), ["host:a"]);
}

#[tokio::test]
async fn search_counts_and_pages() {
    let house = House::open().await;
    for name in ["b disk", "a disk", "cpu"] {
        let mut monitor = cpu();
        monitor["name"] = json!(name);
        created(&house, &monitor).await;
    }
    let search = |query: &str| format!("{MONITORS}/search?{query}");
    let found = house.get(&search("query=disk%20tag:%22team:a%22&per_page=1")).await.body;
    assert_eq!(found["metadata"], json!({"total_count": 2, "page_count": 2, "page": 0, "per_page": 1}));
    assert_eq!(found["monitors"][0]["name"], "a disk");
    assert_eq!(found["counts"]["type"], json!([{"name": "metric alert", "count": 2}]));
    let told = house.get(&search("query=status:notastatus")).await;
    assert_eq!(told.error(), "Query parsing error: 'notastatus' is not a valid monitor status");
}

#[tokio::test]
async fn a_mute_behind_our_back_shows_and_outlives_a_put() {
    let house = House::open().await;
    let made = created(&house, &cpu()).await;
    let mute = format!("{}/mute", path(&made));
    house.post(&mute, &json!({"scope": "host:a"})).await;
    house.post(&mute, &json!({"scope": "host:b", "end": 4_102_444_800_i64})).await;
    house.post(&mute, &json!({"scope": "host:c", "end": 1_000_000_000})).await;
    let silenced = async || house.get(&path(&made)).await.body["options"]["silenced"].clone();
    assert_eq!(silenced().await, json!({"host:a": null, "host:b": 4_102_444_800_i64}));
    house.put(&path(&made), &json!({"options": {}})).await;
    assert_eq!(silenced().await, json!({"host:a": null, "host:b": 4_102_444_800_i64}));
    let unmute = format!("{}/unmute", path(&made));
    assert_eq!(house.post(&unmute, &json!({"all_scopes": true})).await.status, 200);
    assert_eq!(silenced().await, json!({}));
    let told = house.post(&unmute, &Value::Null).await;
    assert_eq!((told.status, told.error()), (400, "metric alert \"CPU\" is already unmuted"));
}
