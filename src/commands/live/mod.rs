//! What live rules ask: read-only, a bounded number of questions at once, what was found remembered for a day.
//!
//! A question that Datadog does not answer is left out and said once, with the reason: it never fails the run.

mod cache;
mod handles;
mod metrics;
mod slack;

use std::collections::BTreeMap;

use futures::stream::{self, StreamExt as _};
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::connect::Line;
use super::definitions::Definitions;
use crate::datadog::{ApiError, Reader, Strangers, Wanted, survey};
use crate::kinds;
use crate::lint::Subjects;
use crate::lint::live::{Answers, Questions, State};
use crate::model::Address;
use crate::settings::Settings;
use crate::world::World;

/// Questions under way at once: no more than a person with a few tabs open.
const AT_ONCE: usize = 6;

pub async fn answers(definitions: &Definitions, line: &Line, settings: &Settings, world: &World) -> Answers {
    let questions = Questions::of(&Subjects::of(definitions.checked.resources()));
    let now = world.now();
    let mut cache = cache::read(&line.target, settings, world);
    cache.forget_old(now);
    let mut answers = Answers::default();
    metrics::ask(&line.reader, &questions, &mut cache, now, &mut answers).await;
    handles::ask(&line.reader, &questions, &mut cache, &mut answers).await;
    cache::write(&cache, &line.target, settings, world);
    verdicts(&line.reader, &questions, &mut answers).await;
    states(&line.reader, definitions, now, &mut answers).await;
    answers.skipped.sort();
    answers.skipped.dedup();
    answers
}

/// What no rule could look at, on standard error: it is no finding.
pub fn tell_skipped(answers: &Answers, settings: &Settings, world: &World) {
    if !settings.quiet {
        let lines = answers.skipped.iter().map(|skipped| format!("skipped {skipped}\n"));
        world.say(&lines.collect::<String>(), settings.color);
    }
}

/// Notes that a rule has nothing to go by.
fn skip(rule: &str, error: &ApiError, answers: &mut Answers) {
    answers.skipped.push(format!("{rule}: {error}"));
}

/// Asks until one question is not answered for a reason that the next will meet as well.
async fn each<Q, A, F>(rule: &str, questions: impl IntoIterator<Item = Q>, ask: F, answers: &mut Answers) -> Vec<A>
where
    F: AsyncFn(Q) -> Result<A, ApiError>,
{
    let mut found = Vec::new();
    let mut all = stream::iter(questions).map(|question| ask(question)).buffered(AT_ONCE);
    while let Some(answer) = all.next().await {
        match answer {
            Ok(answer) => found.push(answer),
            Err(error) => {
                skip(rule, &error, answers);
                break;
            }
        }
    }
    found
}

async fn verdicts(reader: &Reader, questions: &Questions, answers: &mut Answers) {
    let ask = async |(address, spec): (Address, Value)| {
        let refusal = reader.refusal(address.kind, spec).await?;
        Ok((address.to_string(), refusal.into_iter().collect::<Vec<_>>()))
    };
    let told = each("api-rejects-monitor", questions.monitors.clone(), ask, answers).await;
    answers.verdicts = told.into_iter().collect();
}

/// How the monitors do that exist.
async fn states(reader: &Reader, definitions: &Definitions, now: OffsetDateTime, answers: &mut Answers) {
    let Some(scope) = &definitions.scope else { return };
    let wanted = [Wanted::of(&kinds::MONITOR, definitions.checked.resources())];
    match survey(reader, &wanted, scope, Strangers::Seen).await {
        Ok(found) => {
            let states = found.ours.iter().filter_map(|live| {
                let address = Address::new(live.kind, live.mark.as_ref()?.key.clone());
                Some((address.to_string(), state(&live.object, now)?))
            });
            answers.monitors = states.collect::<BTreeMap<_, _>>();
        }
        Err(error) => skip("no-data-monitor", &error, answers),
    }
}

fn state(object: &Value, now: OffsetDateTime) -> Option<State> {
    let text = |key| object.get(key).and_then(Value::as_str);
    let since = text("overall_state_modified").and_then(|since| OffsetDateTime::parse(since, &Rfc3339).ok());
    let days = since.map_or(0, |since| (now - since).whole_days());
    Some(State { state: text("overall_state")?.to_owned(), days: u64::try_from(days).unwrap_or_default() })
}
