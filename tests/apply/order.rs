//! What comes before what, and what one failure means for the rest.

use ddsync::plan::Done;
use serde_json::{Value, json};

use super::{BOTH, DASHBOARD, MONITOR, SLOW, STAGES, of, told};
use crate::common::house::{DASHBOARDS, House, MONITORS};

fn named<'a>(objects: &'a [Value], field: &str, name: &str) -> &'a Value {
    objects.iter().find(|object| object[field] == name).unwrap_or_else(|| panic!("no {name}"))
}

/// A chain of four, written in the order of the alphabet backwards.
#[tokio::test]
async fn references_are_filled_in_as_ids_appear() {
    let house = House::open().await;
    let definitions = of(&[BOTH, MONITOR, SLOW, STAGES]);
    let outcomes = house.apply(&definitions).await;
    assert_eq!(
        told(&outcomes),
        ["monitor/failures applied", "dashboard/stages applied", "monitor/slow applied", "monitor/both applied"]
    );
    let monitors = house.all(MONITORS).await;
    let (failures, slow) = (named(&monitors, "name", "Failures"), named(&monitors, "name", "Slow"));
    let stages = house.get(&format!("{DASHBOARDS}/{}", outcomes[1].id.as_ref().unwrap())).await;
    assert_eq!(named(&monitors, "name", "Both")["query"], format!("{} && {}", failures["id"], slow["id"]));
    assert_eq!(slow["message"], format!("See [the stages](/dashboard/{}) @slack", stages["id"].as_str().unwrap()));
    assert_eq!(stages["widgets"][0]["definition"]["alert_id"], failures["id"].to_string());
    assert_eq!(stages["widgets"][1]["definition"]["content"], format!("/monitors/{}?x=1", failures["id"]));
    assert!(house.plan(&definitions).await.0.is_empty());
}

/// The composite names monitors that are not there, which only Datadog can know.
#[tokio::test]
async fn a_failure_stops_only_what_needs_it() {
    let house = House::open().await;
    let bad = ("monitors/bad.yaml", "name: Bad\ntype: composite\nquery: 1 && 2\n");
    let on_bad = (
        "dashboards/on-bad.yaml",
        "title: On bad\nlayout_type: ordered\ndescription: \"${monitor:bad}\"\nwidgets: []\n",
    );
    let on_that = (
        "monitors/on-that.yaml",
        "name: On that\ntype: query alert\nquery: \"avg(last_5m):avg:a{*} > 1\"\nmessage: \"${dashboard:on-bad}\"\n",
    );
    let outcomes = house.apply(&of(&[bad, on_bad, on_that, MONITOR, STAGES])).await;
    let told = told(&outcomes);
    let of = |address: &str| told.iter().find(|line| line.starts_with(address)).unwrap().as_str();
    assert!(of("monitor/bad").starts_with("monitor/bad failed: "), "{told:#?}");
    assert!(of("monitor/bad").contains("Some monitor IDs are invalid"), "{told:#?}");
    assert_eq!(of("dashboard/on-bad"), "dashboard/on-bad skipped: needs monitor/bad");
    assert_eq!(of("monitor/on-that"), "monitor/on-that skipped: needs dashboard/on-bad");
    assert_eq!(of("monitor/failures"), "monitor/failures applied");
    assert_eq!(of("dashboard/stages"), "dashboard/stages applied");
    assert_eq!(house.writes(0).len(), 3);
}

#[tokio::test]
async fn users_are_deleted_before_what_they_use() {
    let house = House::open().await;
    house.apply(&of(&[BOTH, MONITOR, SLOW, STAGES])).await;
    let ids: Vec<String> = house.all(MONITORS).await.iter().map(|monitor| monitor["id"].to_string()).collect();
    let seen = house.seen();
    let outcomes =
        house.apply(&of(&[("dashboards/other.yaml", "title: Other\nlayout_type: ordered\nwidgets: []\n")])).await;
    assert!(outcomes.iter().all(|outcome| outcome.result == Done::Applied { notes: Vec::new() }), "{outcomes:#?}");
    let deletes = house.writes(seen).into_iter().filter(|request| request.method == "DELETE");
    let deleted: Vec<String> = deletes.map(|request| request.path.rsplit('/').next().unwrap().to_owned()).collect();
    let at = |id: &str| deleted.iter().position(|deleted| deleted == id).unwrap_or_else(|| panic!("{id} {deleted:?}"));
    // Failures was made first and the composite last.
    assert_eq!(deleted.len(), 4);
    assert!(at(&ids[2]) < at(&ids[0]) && at(&ids[2]) < at(&ids[1]), "{deleted:?} of {ids:?}");
    assert!(house.all(MONITORS).await.is_empty());
}

/// Datadog is asked first, and its answer is passed on.
#[tokio::test]
async fn what_somebody_else_still_uses_stays() {
    let house = House::open().await;
    house.apply(&of(&[MONITOR, STAGES])).await;
    let theirs = json!({"name": "Theirs", "type": "composite", "query": "170000001 && !170000001"});
    house.post(MONITORS, &theirs).await;
    let seen = house.seen();
    let stages = (STAGES.0, "title: Stages\nlayout_type: ordered\nwidgets: []\n");
    let outcomes = house.apply(&of(&[stages])).await;
    let told = told(&outcomes);
    assert_eq!(told[0], "dashboard/stages applied");
    assert_eq!(
        told[1],
        "monitor/failures failed: something still uses it: monitor [170000001,Failures] is referenced in composite \
         monitors: [170000002,Theirs]"
    );
    assert!(house.writes(seen).iter().all(|request| request.method != "DELETE"));
    assert_eq!(house.all(MONITORS).await.len(), 2);
}

/// A message links to a dashboard that shows the monitor: nothing could ever go first.
#[tokio::test]
async fn objects_that_name_each_other_are_deleted_together() {
    let house = House::open().await;
    let one = ("monitors/slow.yaml", "name: Slow\ntype: query alert\nquery: \"avg(last_15m):avg:a{*} > 300\"\n");
    let board = (
        "dashboards/board.yaml",
        "title: Board\nlayout_type: ordered\nwidgets:\n- definition: {type: note, content: \"/monitors/${monitor:slow}\"}\n",
    );
    let outcomes = house.apply(&of(&[one, board, DASHBOARD])).await;
    let board_id = outcomes.iter().find(|outcome| outcome.address.key.as_str() == "board").unwrap().id.clone().unwrap();
    let linked = format!("{}message: \"See /dashboard/{board_id}\"\n", one.1);
    house.apply(&of(&[(one.0, &linked), board, DASHBOARD])).await;
    let outcomes = house.apply(&of(&[DASHBOARD])).await;
    assert_eq!(told(&outcomes), ["dashboard/board applied", "monitor/slow applied"]);
    assert!(house.all(MONITORS).await.is_empty());
    assert_eq!(house.all(DASHBOARDS).await.len(), 1);
}
