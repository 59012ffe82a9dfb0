//! A create whose answer never came: there must be exactly one object in the end, whatever became of the first.

use std::time::Duration;

use ddsync::datadog::Timeouts;
use ddsync::plan::Done;
use ddsync::sandbox::{Effect, Fault};
use serde_json::json;

use super::{DASHBOARD, MONITOR, done, of, told};
use crate::common::house::{DASHBOARDS, House, MONITORS};

fn unavailable(status: u16) -> Effect {
    Effect::Answer {
        status,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: "{\"errors\": [\"try later\"]}".to_owned(),
    }
}

/// Every way to lose an answer, and how often the create has to be sent for that.
fn losses() -> Vec<(Effect, usize)> {
    vec![
        (Effect::LoseAnswer, 1),
        (Effect::CutBody(0), 1),
        (Effect::CutBody(40), 1),
        (Effect::DropBefore, 2),
        (Effect::Html(502), 2),
        (Effect::Html(200), 2),
        (unavailable(500), 2),
        (unavailable(503), 2),
        (unavailable(504), 2),
        (Effect::Answer { status: 200, headers: Vec::new(), body: String::new() }, 2),
        (Effect::Answer { status: 200, headers: Vec::new(), body: "{}".to_owned() }, 2),
    ]
}

#[tokio::test]
async fn a_lost_answer_makes_one_object() {
    for (path, file) in [(MONITORS, MONITOR), (DASHBOARDS, DASHBOARD)] {
        for (effect, sends) in losses() {
            let house = House::scripted(vec![Fault::once("POST", path, effect.clone())]).await;
            let definitions = of(&[file]);
            let outcomes = house.apply(&definitions).await;
            assert_eq!(done(&outcomes[0].result), "applied", "{effect:?}");
            let all = house.all(path).await;
            assert_eq!(all.len(), 1, "{effect:?}");
            let id = all[0]["id"].as_str().map_or_else(|| all[0]["id"].to_string(), str::to_owned);
            assert_eq!(outcomes[0].id.as_deref(), Some(id.as_str()), "{effect:?}");
            assert_eq!(house.writes(0).len(), sends, "{effect:?}");
            assert!(house.plan(&definitions).await.0.is_empty(), "{effect:?}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_takes_too_long_makes_one_object() {
    let timeouts = Timeouts { whole: Duration::from_millis(400), ..Timeouts::default() };
    let never = Effect::Delay(Duration::from_secs(3600));
    let house = House::with(vec![Fault::once("POST", MONITORS, never)], timeouts).await;
    let outcomes = house.apply(&of(&[MONITOR])).await;
    assert_eq!(told(&outcomes), ["monitor/failures applied"]);
    assert_eq!(house.all(MONITORS).await.len(), 1);
    assert_eq!(house.writes(0).len(), 2);
}

#[tokio::test]
async fn two_lost_answers_are_not_followed_by_a_third_create() {
    let house = House::scripted(vec![Fault::once("POST", MONITORS, Effect::DropBefore).times(2)]).await;
    let outcomes = house.apply(&of(&[MONITOR])).await;
    let told = done(&outcomes[0].result);
    assert!(told.starts_with("unknown: POST /api/v1/monitor did not get through"), "{told}");
    assert!(told.ends_with("no object bears its mark yet: run apply again, it looks first"), "{told}");
    assert_eq!(house.writes(0).len(), 2);
    assert_eq!(house.all(MONITORS).await.len(), 0);
}

#[tokio::test]
async fn the_second_create_is_looked_for_like_the_first() {
    let faults = [Effect::DropBefore, Effect::LoseAnswer].into_iter().enumerate();
    let faults = faults.map(|(at, effect)| Fault::once("POST", DASHBOARDS, effect).after(at)).collect();
    let house = House::scripted(faults).await;
    let outcomes = house.apply(&of(&[DASHBOARD])).await;
    assert_eq!(told(&outcomes), ["dashboard/pipeline applied"]);
    assert_eq!(house.all(DASHBOARDS).await.len(), 1);
    assert_eq!(house.writes(0).len(), 2);
}

#[tokio::test]
async fn a_refused_copy_with_our_mark_is_our_own() {
    let house = House::scripted(vec![
        Fault::once("POST", MONITORS, Effect::LoseAnswer),
        // A list that lags behind: the look does not find what was made.
        Fault::once("GET", MONITORS, Effect::OmitIds(vec!["170000001".to_owned()])).exactly().times(usize::MAX),
    ])
    .await;
    let outcomes = house.apply(&of(&[MONITOR])).await;
    assert_eq!(told(&outcomes), ["monitor/failures applied"]);
    assert_eq!(outcomes[0].id.as_deref(), Some("170000001"));
    let sent: Vec<String> = house.writes(0).iter().map(|request| request.method.clone()).collect();
    assert_eq!(sent, ["POST", "POST"]);
    let again = house.get("/api/v1/monitor/search").await;
    assert_eq!(again["metadata"]["total_count"], 1, "{again}");
}

#[tokio::test]
async fn a_refused_copy_of_somebody_else_is_named() {
    let refusal = Effect::Answer {
        status: 400,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: "{\"errors\": [\"Duplicate of an existing monitor_id:170000001 org_id:1\"]}".to_owned(),
    };
    let house = House::open().await;
    let theirs = json!({"name": "Failures", "type": "query alert", "query": "avg(last_5m):avg:a{*} > 1"});
    house.post(MONITORS, &theirs).await;
    house.sandbox.script(Fault::once("POST", MONITORS, refusal));
    let outcomes = house.apply(&of(&[MONITOR])).await;
    let told = done(&outcomes[0].result);
    assert!(told.starts_with("failed: ") && told.contains("Duplicate of an existing monitor_id:170000001"), "{told}");
    assert!(told.ends_with("write `id: 170000001` in the `ddsync` block of the definition"), "{told}");
}

#[tokio::test]
async fn a_lost_update_is_sent_again() {
    let house = House::open().await;
    house.apply(&of(&[MONITOR])).await;
    let effects = [Effect::LoseAnswer, Effect::DropBefore, Effect::Html(502), unavailable(503)];
    for (at, effect) in effects.into_iter().enumerate() {
        house.sandbox.script(Fault::once("PUT", MONITORS, effect.clone()));
        let text = format!("{}message: change {at}\n", MONITOR.1);
        let outcomes = house.apply(&of(&[(MONITOR.0, &text)])).await;
        assert_eq!(told(&outcomes), ["monitor/failures applied"], "{effect:?}");
        assert_eq!(house.all(MONITORS).await[0]["message"], format!("change {at}"));
    }
    assert_eq!(house.writes(0).len(), 1 + 4 * 2);
}

#[tokio::test]
async fn a_lost_delete_deletes_once() {
    for (path, file, other) in [(MONITORS, MONITOR, DASHBOARD), (DASHBOARDS, DASHBOARD, MONITOR)] {
        for effect in [Effect::LoseAnswer, Effect::DropBefore, Effect::Html(502), Effect::CutBody(3)] {
            let house = House::open().await;
            house.apply(&of(&[file, other])).await;
            house.sandbox.script(Fault::once("DELETE", path, effect.clone()));
            let outcomes = house.apply(&of(&[other])).await;
            assert_eq!(done(&outcomes[0].result), "applied", "{effect:?}");
            assert!(house.all(path).await.is_empty(), "{effect:?}");
        }
    }
}

/// A refusal for the rate was certainly not handled, so even a create may go again.
#[tokio::test]
async fn a_create_over_the_rate_limit_waits_its_turn() {
    let headers = [("content-type", "application/json"), ("x-ratelimit-reset", "7"), ("x-ratelimit-remaining", "0")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let limited = Effect::Answer { status: 429, headers, body: "{\"errors\": [\"Too many requests\"]}".to_owned() };
    let house = House::scripted(vec![Fault::once("POST", MONITORS, limited).times(2)]).await;
    let outcomes = house.apply(&of(&[MONITOR])).await;
    assert_eq!(told(&outcomes), ["monitor/failures applied"]);
    assert_eq!((house.writes(0).len(), house.all(MONITORS).await.len()), (3, 1));
}

/// Not let in is told as that, and never taken for a lost answer.
#[tokio::test]
async fn a_create_that_is_not_permitted_is_sent_once() {
    let body = "{\"errors\": [\"Forbidden\"]}".to_owned();
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let forbidden = Effect::Answer { status: 403, headers, body };
    let house = House::scripted(vec![Fault::once("POST", MONITORS, forbidden).times(usize::MAX)]).await;
    let outcomes = house.apply(&of(&[MONITOR])).await;
    assert!(matches!(outcomes[0].result, Done::Failed { denied: true, .. }), "{outcomes:#?}");
    assert_eq!(house.writes(0).len(), 1);
}
