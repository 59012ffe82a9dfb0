//! Ctrl-C: what is in flight is finished, nothing new is begun, and everything is told.

use std::time::Duration;

use ddsync::apply::{Stop, apply};
use ddsync::datadog::Writer;
use ddsync::plan::{Approved, Done, Limits, Outcome, policy};
use ddsync::sandbox::{Effect, Fault};

use super::{MONITOR, of, told};
use crate::common::house::{Definitions, House, MONITORS, ONE_LOOK};

/// Long enough for a test to see the request, before it is answered.
const IN_FLIGHT: Duration = Duration::from_millis(400);

async fn approved(house: &House, definitions: &Definitions) -> Approved {
    let (plan, _) = house.plan(definitions).await;
    policy::review(plan, false, Limits::default()).unwrap()
}

/// Applies, and asks to stop as soon as a write is seen.
async fn stopped(house: &House, definitions: &Definitions) -> Vec<Outcome> {
    let approved = approved(house, definitions).await;
    let (writer, stop) = (Writer::new(house.reader.clone()), Stop::default());
    let hand = async {
        while house.writes(0).is_empty() {
            tokio::task::yield_now().await;
        }
        stop.request();
    };
    tokio::join!(apply(&approved, &writer, &stop, ONE_LOOK), hand).0
}

#[tokio::test]
async fn the_write_in_flight_is_finished_and_the_next_not_begun() {
    let house = House::scripted(vec![Fault::once("POST", MONITORS, Effect::Delay(IN_FLIGHT))]).await;
    let note = (
        "dashboards/note.yaml",
        "title: Note\nlayout_type: ordered\ndescription: \"${monitor:failures}\"\nwidgets: []\n",
    );
    let outcomes = stopped(&house, &of(&[MONITOR, note])).await;
    assert_eq!(told(&outcomes), ["monitor/failures applied", "dashboard/note interrupted"]);
    assert_eq!(house.writes(0).len(), 1);
    assert_eq!(house.all(MONITORS).await.len(), 1);
}

#[tokio::test]
async fn every_change_is_accounted_for() {
    let house = House::scripted(vec![Fault::once("POST", MONITORS, Effect::Delay(IN_FLIGHT)).times(usize::MAX)]).await;
    let file = |at: usize| {
        let text = MONITOR.1.replace("> 3", &format!("> {at}"));
        (format!("monitors/m{at:02}.yaml"), text.replace("Failures", &format!("Monitor {at}")))
    };
    let files: Vec<(String, String)> = (0..20).map(file).collect();
    let outcomes = stopped(&house, &Definitions::of(&files)).await;
    let written = outcomes.iter().filter(|outcome| outcome.succeeded()).count();
    let left = outcomes.iter().filter(|outcome| outcome.result == Done::Interrupted).count();
    assert_eq!((outcomes.len(), written + left), (20, 20));
    assert!(written >= 1 && left >= 1, "{written} written, {left} left");
    assert_eq!((house.writes(0).len(), house.all(MONITORS).await.len()), (written, written));
}

#[tokio::test]
async fn a_stop_before_the_start_writes_nothing() {
    let house = House::open().await;
    let approved = approved(&house, &of(&[MONITOR])).await;
    let stop = Stop::default();
    stop.request();
    let outcomes = apply(&approved, &Writer::new(house.reader.clone()), &stop, ONE_LOOK).await;
    assert_eq!(told(&outcomes), ["monitor/failures interrupted"]);
    assert_eq!(house.writes(0), []);
}
