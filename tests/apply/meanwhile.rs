//! Somebody else is at work between the plan and the write.

use serde_json::{Value, json};

use super::{DASHBOARD, MONITOR, of, told};
use crate::common::house::{DASHBOARDS, House, MONITORS};

fn louder() -> String {
    format!("{}message: Louder.\n", MONITOR.1)
}

#[tokio::test]
async fn what_changed_after_the_plan_is_not_overwritten() {
    let house = House::open().await;
    house.apply(&of(&[MONITOR])).await;
    let (plan, _) = house.plan(&of(&[(MONITOR.0, &louder())])).await;
    house.raw("PUT", "/api/v1/monitor/170000001", &json!({"message": "By hand.", "priority": 2})).await;
    let seen = house.seen();
    let outcomes = house.carry_out(plan, false).await;
    assert_eq!(
        told(&outcomes),
        [
            "monitor/failures moved: somebody changed /message, /priority after the plan was made: look at it and run again"
        ]
    );
    assert_eq!(house.writes(seen), []);
}

#[tokio::test]
async fn a_mark_that_changed_after_the_plan_is_told() {
    let house = House::open().await;
    house.apply(&of(&[MONITOR])).await;
    let (plan, _) = house.plan(&of(&[(MONITOR.0, &louder())])).await;
    house.raw("PUT", "/api/v1/monitor/170000001", &json!({"tags": ["ddsync:other", "ddsync-key:mine"]})).await;
    let outcomes = house.carry_out(plan, false).await;
    assert_eq!(
        told(&outcomes),
        ["monitor/failures moved: somebody changed its ddsync mark after the plan was made: look at it and run again"]
    );
}

/// A mute or a new state is no change.
#[tokio::test]
async fn what_datadog_and_the_person_on_call_do_is_no_change() {
    let house = House::open().await;
    house.apply(&of(&[MONITOR])).await;
    house.post("/api/v1/monitor/170000001/mute", &json!({"scope": "env:prod"})).await;
    let definitions = of(&[(MONITOR.0, &louder())]);
    let (plan, _) = house.plan(&definitions).await;
    house.post("/api/v1/monitor/170000001/mute", &json!({"scope": "env:staging", "end": 4_102_444_800_i64})).await;
    assert_eq!(told(&house.carry_out(plan, false).await), ["monitor/failures applied"]);
    let now = house.get("/api/v1/monitor/170000001").await;
    assert_eq!(now["message"], "Louder.");
    assert_eq!(now["options"]["silenced"], json!({"env:prod": null, "env:staging": 4_102_444_800_i64}));
    assert!(house.plan(&definitions).await.0.is_empty());
}

#[tokio::test]
async fn what_was_deleted_after_the_plan_is_told() {
    let house = House::open().await;
    house.apply(&of(&[MONITOR])).await;
    let (plan, _) = house.plan(&of(&[(MONITOR.0, &louder())])).await;
    house.raw("DELETE", "/api/v1/monitor/170000001", &Value::Null).await;
    assert_eq!(
        told(&house.carry_out(plan, false).await),
        ["monitor/failures moved: it was deleted after the plan was made: run again to create it anew"]
    );
    assert!(house.all(MONITORS).await.is_empty());
}

#[tokio::test]
async fn what_is_gone_already_is_deleted() {
    let house = House::open().await;
    house.apply(&of(&[MONITOR, DASHBOARD])).await;
    let (plan, _) = house.plan(&of(&[MONITOR])).await;
    let id = plan.changes[0].id.clone().unwrap();
    house.raw("DELETE", &format!("{DASHBOARDS}/{id}"), &Value::Null).await;
    assert_eq!(told(&house.carry_out(plan, true).await), ["dashboard/pipeline applied: it was gone already"]);
}

/// Edited in Datadog after its file was deleted: perhaps somebody still wants it.
#[tokio::test]
async fn what_changed_after_the_plan_is_not_deleted() {
    let house = House::open().await;
    house.apply(&of(&[MONITOR, DASHBOARD])).await;
    let (plan, _) = house.plan(&of(&[DASHBOARD])).await;
    house.raw("PUT", "/api/v1/monitor/170000001", &json!({"message": "Mine now."})).await;
    assert_eq!(
        told(&house.carry_out(plan, true).await),
        ["monitor/failures moved: somebody changed /message after the plan was made: look at it and run again"]
    );
    assert_eq!(house.all(MONITORS).await.len(), 1);
}

/// Nobody writes twice what is there: the second of two runs finds nothing to do.
#[tokio::test]
async fn two_people_apply_the_same_plan() {
    let house = House::open().await;
    let definitions = of(&[MONITOR, DASHBOARD]);
    house.apply(&definitions).await;
    let louder = of(&[(MONITOR.0, &louder()), DASHBOARD]);
    let (mine, _) = house.plan(&louder).await;
    let (theirs, _) = house.plan(&louder).await;
    assert_eq!(told(&house.carry_out(mine, false).await), ["monitor/failures applied"]);
    let outcomes = house.carry_out(theirs, false).await;
    assert!(told(&outcomes)[0].starts_with("monitor/failures moved: somebody changed /message"), "{outcomes:#?}");
    assert!(house.plan(&louder).await.0.is_empty());
}
