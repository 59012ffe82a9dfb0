//! A field that Datadog cannot change on an existing object: a new object comes, everybody moves over, the old one goes.

use ddsync::apply::{Stop, apply};
use ddsync::datadog::Writer;
use ddsync::plan::{Action, Limits, Wish, policy};
use ddsync::sandbox::{Effect, Fault, RecordedRequest};
use serde_json::{Value, json};

use super::{BOTH, MONITOR, SLOW, STAGES, of, told};
use crate::common::house::{DASHBOARDS, House, MONITORS, ONE_LOOK};

const OLD: &str = "170000001";
const PRUNE: Wish<'static> = Wish { only: &[], prune: true };

/// In place of the other of its name.
const LOG: (&str, &str) = (
    "monitors/failures.yaml",
    "name: Failures\ntype: log alert\nquery: 'logs(\"status:error\").index(\"*\").rollup(\"count\").last(\"5m\") > 3'\n",
);
const SLO: (&str, &str) = (
    "slos/fine.yaml",
    "name: Fine\ntype: monitor\nmonitor_ids: [\"${monitor:failures}\"]\nthresholds: [{timeframe: 7d, target: 99}]\n",
);

/// What was done, in order: `POST /api/v1/monitor`.
fn lines(writes: &[RecordedRequest]) -> Vec<String> {
    writes.iter().map(|write| format!("{} {}", write.method, write.path)).collect()
}

fn tags(monitor: &Value) -> Vec<&str> {
    monitor["tags"].as_array().unwrap().iter().filter_map(Value::as_str).collect()
}

#[tokio::test]
async fn everybody_of_ours_moves_over() {
    let house = House::open().await;
    house.apply(&of(&[BOTH, MONITOR, SLOW, STAGES, SLO])).await;
    let seen = house.seen();
    let definitions = of(&[BOTH, LOG, SLOW, STAGES, SLO]);
    let outcomes = house.apply(&definitions).await;
    assert_eq!(
        told(&outcomes),
        ["monitor/failures applied", "dashboard/stages applied", "monitor/both applied", "slo/fine applied"]
    );
    let new = outcomes[0].id.clone().unwrap();
    assert_ne!(new, OLD);
    let done = lines(&house.writes(seen));
    assert_eq!(
        done[..2],
        [format!("PUT {MONITORS}/{OLD}"), format!("POST {MONITORS}")],
        "marked as replaced, then made"
    );
    assert_eq!(done[5..], [format!("DELETE {MONITORS}/{OLD}")], "and gone when nobody uses it");
    assert_eq!(done.len(), 6, "{done:#?}");
    let monitors = house.all(MONITORS).await;
    assert_eq!(monitors.len(), 3);
    let both = monitors.iter().find(|monitor| monitor["name"] == "Both").unwrap();
    assert!(both["query"].as_str().unwrap().starts_with(&new), "{both}");
    assert!(house.plan_for(&definitions, PRUNE).await.0.is_empty());
}

#[tokio::test]
async fn a_dashboard_is_replaced_as_well() {
    let house = House::open().await;
    let link = ("monitors/slow.yaml", SLOW.1);
    house.apply(&of(&[MONITOR, link, STAGES])).await;
    let free = STAGES.1.replace("ordered", "free").replace(
        "- definition: {type: alert_value, alert_id: \"${monitor:failures}\"}\n",
        "- definition: {type: free_text, text: hello}\n  layout: {x: 0, y: 0, width: 4, height: 4}\n",
    );
    let free = free.replace("?x=1\"}\n", "?x=1\"}\n  layout: {x: 4, y: 0, width: 4, height: 4}\n");
    let definitions = of(&[MONITOR, link, (STAGES.0, &free)]);
    let outcomes = house.apply(&definitions).await;
    assert_eq!((outcomes[0].action, told(&outcomes)[0].as_str()), (Action::Replace, "dashboard/stages applied"));
    let boards = house.all(DASHBOARDS).await;
    assert_eq!((boards.len(), &boards[0]["layout_type"]), (1, &json!("free")));
    let slow = house.all(MONITORS).await.into_iter().find(|monitor| monitor["name"] == "Slow").unwrap();
    assert!(slow["message"].as_str().unwrap().contains(boards[0]["id"].as_str().unwrap()), "{slow}");
    assert!(house.plan_for(&definitions, PRUNE).await.0.is_empty());
}

/// Without `--prune` nothing moves, so nobody who refers to it is a change.
#[tokio::test]
async fn a_replacement_that_waits_changes_nobody_else() {
    let house = House::open().await;
    house.apply(&of(&[BOTH, MONITOR, SLOW, STAGES])).await;
    let definitions = of(&[BOTH, LOG, SLOW, STAGES]);
    let (plan, _) = house.plan(&definitions).await;
    let actions: Vec<String> =
        plan.changes.iter().map(|change| format!("{} {}", change.action.name(), change.address)).collect();
    assert_eq!(actions, ["replace monitor/failures"]);
    let seen = house.seen();
    assert_eq!(told(&house.carry_out(plan, false).await), ["monitor/failures left: NotPruning"]);
    assert_eq!(house.writes(seen), []);
}

/// Only somebody else's composite uses it: then nothing is begun.
#[tokio::test]
async fn what_only_others_use_is_left_as_it_is() {
    let house = House::open().await;
    house.apply(&of(&[MONITOR])).await;
    house.post(MONITORS, &json!({"name": "Theirs", "type": "composite", "query": format!("{OLD} && !{OLD}")})).await;
    let seen = house.seen();
    let outcomes = house.apply(&of(&[LOG])).await;
    assert_eq!(
        told(&outcomes),
        [format!(
            "monitor/failures failed: something still uses it: monitor [{OLD},Failures] is referenced in composite \
             monitors: [170000002,Theirs]"
        )]
    );
    assert_eq!(house.writes(seen), []);
}

/// Ours move over, theirs cannot: both objects stay, and Datadog's reason is told. It ends when theirs is gone.
#[tokio::test]
async fn what_others_use_too_is_kept_beside_the_new_one() {
    let house = House::open().await;
    house.apply(&of(&[BOTH, MONITOR, SLOW, STAGES])).await;
    let theirs = json!({"name": "Theirs", "type": "composite", "query": format!("{OLD} && !{OLD}")});
    let theirs = house.post(MONITORS, &theirs).await["id"].to_string();
    let definitions = of(&[BOTH, LOG, SLOW, STAGES]);
    let outcomes = house.apply(&definitions).await;
    let new = outcomes[0].id.clone().unwrap();
    assert_eq!(
        told(&outcomes)[0],
        format!(
            "monitor/failures partly: the new monitor {new} is there, and the old one {OLD} as well: something still \
             uses it: monitor [{OLD},Failures] is referenced in composite monitors: [{theirs},Theirs]; `apply --prune` \
             deletes it once that is settled"
        )
    );
    let (plan, findings) = house.plan_for(&definitions, PRUNE).await;
    let left: Vec<String> = plan.changes.iter().map(|change| change.address.to_string()).collect();
    assert_eq!((left, findings), (vec![format!("monitor/failures.replaced-{OLD}")], vec![]));
    house.raw("DELETE", &format!("{MONITORS}/{theirs}"), &Value::Null).await;
    house.apply(&definitions).await;
    assert!(house.plan_for(&definitions, PRUNE).await.0.is_empty());
    assert_eq!(house.all(MONITORS).await.len(), 3);
}

/// What Datadog will not make does not take its predecessor's mark along.
#[tokio::test]
async fn a_refused_successor_leaves_everything_as_it_was() {
    let house = House::open().await;
    house.apply(&of(&[BOTH, MONITOR, SLOW, STAGES])).await;
    let before = house.get(&format!("{MONITORS}/{OLD}")).await;
    let bad = ("monitors/failures.yaml", "name: Failures\ntype: composite\nquery: 1 && 2\n");
    let outcomes = house.apply(&of(&[BOTH, bad, SLOW, STAGES])).await;
    let told = told(&outcomes);
    assert!(told[0].starts_with("monitor/failures failed: ") && told[0].contains("invalid"), "{told:#?}");
    assert!(told.contains(&"monitor/both skipped: needs monitor/failures".to_owned()), "{told:#?}");
    let after = house.get(&format!("{MONITORS}/{OLD}")).await;
    assert_eq!((tags(&after), &after["query"]), (tags(&before), &before["query"]));
}

#[tokio::test]
async fn a_lost_successor_is_found_by_its_mark() {
    for effect in [Effect::LoseAnswer, Effect::DropBefore] {
        let house = House::open().await;
        house.apply(&of(&[BOTH, MONITOR, SLOW, STAGES])).await;
        house.sandbox.script(Fault::once("POST", MONITORS, effect.clone()));
        let definitions = of(&[BOTH, LOG, SLOW, STAGES]);
        let outcomes = house.apply(&definitions).await;
        assert!(told(&outcomes).iter().all(|line| line.ends_with(" applied")), "{effect:?} {outcomes:#?}");
        assert_eq!(house.all(MONITORS).await.len(), 3, "{effect:?}");
        assert!(house.plan_for(&definitions, PRUNE).await.0.is_empty(), "{effect:?}");
    }
}

/// A stop, or a pulled plug, after any of the writes: the next run ends what was begun, and there is one of each.
#[tokio::test]
async fn a_run_that_ends_halfway_is_ended_by_the_next() {
    for writes in 1..6 {
        let house = House::open().await;
        house.apply(&of(&[BOTH, MONITOR, SLOW, STAGES])).await;
        let definitions = of(&[BOTH, LOG, SLOW, STAGES]);
        let (plan, _) = house.plan_for(&definitions, PRUNE).await;
        let approved = policy::review(plan, true, Limits::default()).unwrap();
        let seen = house.seen();
        let (writer, stop) = (Writer::new(house.reader.clone()), Stop::default());
        // Dropped in the middle, as when the machine goes down.
        tokio::select! {
            _ = apply(&approved, &writer, &stop, ONE_LOOK) => {}
            () = async { while house.writes(seen).len() < writes { tokio::task::yield_now().await; } } => {}
        }
        house.apply(&definitions).await;
        house.apply(&definitions).await;
        let (plan, findings) = house.plan_for(&definitions, PRUNE).await;
        assert!(plan.is_empty() && findings.is_empty(), "{writes}: {:#?}", plan.changes);
        let names: Vec<Value> = house.all(MONITORS).await.iter().map(|monitor| monitor["name"].clone()).collect();
        assert_eq!(names.len(), 3, "{writes}: {names:?}");
    }
}

/// The file still names the id of the object that was replaced.
#[tokio::test]
async fn an_adopted_id_does_not_bring_the_old_one_back() {
    let house = House::open().await;
    let made = json!({"name": "Failures", "type": "query alert", "query": "avg(last_5m):avg:a{*} > 1"});
    house.post(MONITORS, &made).await;
    let adopted = |file: (&'static str, &str)| (file.0, format!("ddsync: {{id: {OLD}}}\n{}", file.1));
    let (old, new) = (adopted(MONITOR), adopted(LOG));
    house.apply(&of(&[(old.0, &old.1), BOTH, SLOW, STAGES])).await;
    let theirs = json!({"name": "Theirs", "type": "composite", "query": format!("{OLD} && !{OLD}")});
    let theirs = house.post(MONITORS, &theirs).await["id"].to_string();
    let definitions = of(&[(new.0, &new.1), BOTH, SLOW, STAGES]);
    house.apply(&definitions).await;
    let (plan, _) = house.plan_for(&definitions, PRUNE).await;
    assert_eq!(plan.changes.iter().map(|change| change.action).collect::<Vec<_>>(), [Action::Delete]);
    house.raw("DELETE", &format!("{MONITORS}/{theirs}"), &Value::Null).await;
    house.apply(&definitions).await;
    assert!(house.plan_for(&definitions, PRUNE).await.0.is_empty());
}
