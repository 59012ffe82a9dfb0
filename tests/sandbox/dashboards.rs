//! Dashboards: what is kept, replaced, refused and listed.

use serde_json::{Value, json};

use super::client::House;

const DASHBOARDS: &str = "/api/v1/dashboard";

fn note(text: &str) -> Value {
    json!({"definition": {"type": "note", "content": text}})
}

fn board() -> Value {
    json!({"title": "Shop [EU]", "layout_type": "ordered", "widgets": [note("a"), note("b")]})
}

async fn created(house: &House, board: &Value) -> Value {
    let told = house.post(DASHBOARDS, board).await;
    assert_eq!(told.status, 200, "{}", told.body);
    told.body
}

fn path(board: &Value) -> String {
    format!("{DASHBOARDS}/{}", board["id"].as_str().unwrap())
}

fn widget_ids(board: &Value) -> Vec<u64> {
    board["widgets"].as_array().unwrap().iter().map(|widget| widget["id"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn a_new_dashboard_gets_ids_nulls_and_a_url() {
    let house = House::open().await;
    let mut sent = board();
    sent["id"] = json!("zzz-zzz-zzz");
    sent["notify_list"] = json!(["a@x.example", "b@x.example"]);
    let made = created(&house, &sent).await;
    let id = made["id"].as_str().unwrap();
    assert_ne!(id, "zzz-zzz-zzz");
    assert_eq!(made["url"], format!("/dashboard/{id}/shop-eu"));
    assert_eq!(made["description"], Value::Null);
    assert_eq!(made["template_variables"], Value::Null);
    assert_eq!(made["notify_list"], json!(["b@x.example", "a@x.example"]));
    for absent in ["tags", "template_variable_presets", "restricted_roles", "is_read_only", "reflow_type", "tabs"] {
        assert!(made.get(absent).is_none(), "{absent}");
    }
    assert_eq!(house.get(&path(&made)).await.body, made);
}

#[tokio::test]
async fn a_put_replaces_and_renews_widget_ids_that_are_not_sent() {
    let house = House::open().await;
    let mut sent = board();
    sent["restricted_roles"] = json!(["r"]);
    sent["widgets"][1] = json!({"definition": {"type": "group", "layout_type": "ordered", "widgets": [note("in")]}});
    let made = created(&house, &sent).await;
    let nested = made["widgets"][1]["definition"]["widgets"][0]["id"].as_u64().unwrap();
    assert!(nested > 0);
    sent["widgets"][0]["id"] = made["widgets"][0]["id"].clone();
    sent.as_object_mut().unwrap().remove("restricted_roles");
    let changed = house.put(&path(&made), &sent).await.body;
    assert!(changed.get("restricted_roles").is_none());
    assert_eq!(widget_ids(&changed)[0], widget_ids(&made)[0]);
    assert_ne!(widget_ids(&changed)[1], widget_ids(&made)[1]);
    assert_ne!(changed["widgets"][1]["definition"]["widgets"][0]["id"].as_u64().unwrap(), nested);
    assert_eq!(changed["created_at"], made["created_at"]);
    assert_ne!(changed["modified_at"], made["modified_at"]);
    assert_eq!(changed["id"], made["id"]);
}

#[tokio::test]
async fn widget_definitions_are_echoed() {
    let house = House::open().await;
    let definition = json!({
        "zeta": 1, "alpha": [1.0, 1, 1e3, null, ""], "type": "from_the_future", "nothing": null,
        "requests": [{"q": "avg:a{*}", "style": {}}],
    });
    let mut sent = board();
    sent["widgets"] = json!([{"definition": definition, "layout": {"x": 0, "y": 0, "width": 1, "height": 1}}]);
    let made = created(&house, &sent).await;
    let read = house.get(&path(&made)).await.body;
    assert_eq!(read["widgets"][0]["definition"].to_string(), definition.to_string());
}

#[tokio::test]
async fn tabs_name_widgets_by_place_or_id() {
    let house = House::open().await;
    let mut sent = board();
    sent["tabs"] = json!([{"id": "t", "name": "One", "widget_ids": ["@2", "@1"]}]);
    let made = created(&house, &sent).await;
    let ids = widget_ids(&made);
    assert_eq!(made["tabs"][0]["widget_ids"], json!([ids[1], ids[0]]));
    sent["tabs"][0]["widget_ids"] = json!(["@3"]);
    assert_eq!(house.post(DASHBOARDS, &sent).await.status, 400);
}

#[tokio::test]
async fn what_datadog_refuses_is_refused_in_its_words() {
    let house = House::open().await;
    let with = |field: &str, value: Value| {
        let mut board = board();
        board[field] = value;
        board
    };
    let variables = |value: Value| with("template_variables", json!([value]));
    let presets =
        |value: Value| with("template_variable_presets", json!([{"name": "p", "template_variables": [value]}]));
    let cases = [
        (with("tags", json!(["env:a"])), "Invalid tag format. Valid tag keys are: team."),
        (with("layout_type", json!("free")), "Invalid widget at position 0. Error: 'layout' is a required property"),
        (variables(json!({"name": "a", "default": "x", "defaults": ["x"]})), "'template_variables' is invalid"),
        (variables(json!({"name": "a", "defaults": [""]})), "Minimum length of parameter 'defaults' should be 1"),
        (
            presets(json!({"name": "datacenter", "value": "*", "values": ["*"]})),
            "'template_variables' value '{'name': 'datacenter', 'value': '*', 'values': ['*']}' is invalid",
        ),
        (presets(json!({"name": "a", "values": []})), "Minimum number of elements in parameter 'values' should be 1"),
    ];
    for (board, text) in cases {
        let told = house.post(DASHBOARDS, &board).await;
        assert_eq!((told.status, told.error()), (400, text));
    }
    assert_eq!(house.post(DASHBOARDS, &with("tags", json!(vec!["team:a"; 6]))).await.status, 400);
    let read_only = house.post(DASHBOARDS, &with("is_read_only", json!(false))).await;
    assert_eq!(read_only.status, 400);
    assert!(read_only.body["errors"][0]["detail"].as_str().unwrap().contains("no longer supported"));
    let made = created(&house, &board()).await;
    let free = json!({"title": "t", "layout_type": "free", "widgets": []});
    assert_eq!(house.put(&path(&made), &free).await.status, 400);
    assert_eq!(house.get(&path(&made)).await.body, made);
}

#[tokio::test]
async fn a_list_shows_summaries_only() {
    let house = House::open().await;
    let mut titles = Vec::new();
    for number in 0..5 {
        let mut sent = board();
        sent["title"] = json!(format!("{number}"));
        titles.push(created(&house, &sent).await["title"].clone());
    }
    let list = async |query: &str| house.get(&format!("{DASHBOARDS}?{query}")).await.body["dashboards"].clone();
    let all = list("").await;
    let fields: Vec<&String> = all[0].as_object().unwrap().keys().collect();
    let summary = [
        "id",
        "title",
        "description",
        "layout_type",
        "url",
        "is_read_only",
        "created_at",
        "modified_at",
        "author_handle",
        "deleted_at",
    ];
    assert_eq!(fields, summary);
    let shown = |list: Value| list.as_array().unwrap().iter().map(|board| board["title"].clone()).collect::<Vec<_>>();
    assert_eq!(shown(all), titles);
    assert_eq!(shown(list("count=2&start=3").await), titles[3..]);
    assert_eq!(shown(list("filter%5Bdeleted%5D=true").await).len(), 0);
}

#[tokio::test]
async fn deleted_dashboards_can_be_restored() {
    let house = House::open().await;
    let (one, two) = (created(&house, &board()).await, created(&house, &board()).await);
    let told = house.delete(&path(&one)).await;
    assert_eq!((told.status, told.body), (200, json!({"deleted_dashboard_id": one["id"]})));
    let gone = house.get(&path(&one)).await;
    assert_eq!(
        (gone.status, gone.error().to_owned()),
        (404, format!("Dashboard with ID {} not found", one["id"].as_str().unwrap()))
    );
    let named = |boards: &[&Value]| {
        let entries: Vec<Value> = boards.iter().map(|board| json!({"id": board["id"], "type": "dashboard"})).collect();
        json!({ "data": entries })
    };
    // All or nothing: the first is gone already.
    assert_eq!(house.told("DELETE", DASHBOARDS, &named(&[&two, &one])).await.status, 404);
    assert_eq!(house.get(&path(&two)).await.status, 200);
    assert_eq!(house.told("DELETE", DASHBOARDS, &named(&[&two])).await.status, 204);
    let deleted = house.get(&format!("{DASHBOARDS}?filter[deleted]=true")).await.body;
    assert_eq!(deleted["dashboards"].as_array().unwrap().len(), 2);
    assert!(deleted["dashboards"][0]["deleted_at"].is_string());
    assert_eq!(house.told("PATCH", DASHBOARDS, &named(&[&one, &two])).await.status, 204);
    assert_eq!(house.get(&path(&one)).await.body, one);
}
