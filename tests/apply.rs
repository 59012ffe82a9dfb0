//! What happens between a plan and Datadog: lost answers, other people, and a hand on Ctrl-C.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]

mod common;

#[path = "apply/lists.rs"]
mod lists;
#[path = "apply/lost.rs"]
mod lost;
#[path = "apply/meanwhile.rs"]
mod meanwhile;
#[path = "apply/order.rs"]
mod order;
#[path = "apply/replace.rs"]
mod replace;
#[path = "apply/stop.rs"]
mod stop;

use common::house::Definitions;
use ddsync::plan::{Done, Outcome};

const MONITOR: (&str, &str) = (
    "monitors/failures.yaml",
    "name: Failures\ntype: query alert\nquery: \"sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 3\"\n",
);
const DASHBOARD: (&str, &str) = ("dashboards/pipeline.yaml", "title: Pipeline\nlayout_type: ordered\nwidgets: []\n");

const BOTH: (&str, &str) =
    ("monitors/both.yaml", "name: Both\ntype: composite\nquery: \"${monitor:failures} && ${monitor:slow}\"\n");
const SLOW: (&str, &str) = (
    "monitors/slow.yaml",
    "name: Slow\ntype: query alert\nquery: \"avg(last_15m):avg:pipeline.stage.duration{*} > 300\"\n\
     message: \"See [the stages](/dashboard/${dashboard:stages}) @slack\"\n",
);
const STAGES: (&str, &str) = (
    "dashboards/stages.yaml",
    "title: Stages\nlayout_type: ordered\nwidgets:\n\
     - definition: {type: alert_value, alert_id: \"${monitor:failures}\"}\n\
     - definition: {type: note, content: \"/monitors/${monitor:failures}?x=1\"}\n",
);

fn of(files: &[(&str, &str)]) -> Definitions {
    Definitions::of(files)
}

/// `address word`, with the reason where there is one.
fn told(outcomes: &[Outcome]) -> Vec<String> {
    outcomes.iter().map(|outcome| format!("{} {}", outcome.address, done(&outcome.result))).collect()
}

fn done(done: &Done) -> String {
    match done {
        Done::Applied { notes } if notes.is_empty() => "applied".to_owned(),
        Done::Applied { notes } => format!("applied: {}", notes.join("; ")),
        Done::Failed { why, .. } => format!("failed: {why}"),
        Done::Partly { why } => format!("partly: {why}"),
        Done::Unknown { why } => format!("unknown: {why}"),
        Done::Moved { why } => format!("moved: {why}"),
        Done::Skipped { needs } => format!("skipped: needs {needs}"),
        Done::Left(left) => format!("left: {left:?}"),
        Done::Interrupted => "interrupted".to_owned(),
    }
}
