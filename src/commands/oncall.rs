//! What a plan means for the people on call, as far as Datadog has to be asked for it. The plan stands without it: whatever is
//! not answered is left out.

use futures::stream::{self, StreamExt as _};

use crate::datadog::Reader;
use crate::kinds;
use crate::model::{Address, Live};
use crate::plan::{self, Plan};

/// Monitors that are asked about; where more alert, something larger is going on.
const MOST: usize = 50;
/// Questions under way at once.
const AT_ONCE: usize = 6;

/// Names the groups that alert or warn of those monitors that the plan touches, and who outside of the project uses what goes.
pub async fn add(plan: &mut Plan, strangers: &[Live], reader: &Reader) {
    for (address, users) in plan::strangers(&plan.changes, strangers) {
        let impact = plan.impact.entry(address).or_default();
        // Datadog names some of them by itself.
        let sentence = impact.in_use.clone().unwrap_or_default();
        let known = |user: &String| user.split(' ').nth(1).is_some_and(|id| sentence.contains(&format!("[{id},")));
        impact.used_by_others = users.into_iter().filter(|user| !known(user)).collect();
    }
    plan.impact.retain(|_, impact| !impact.is_empty());
    add_groups(plan, reader).await;
}

async fn add_groups(plan: &mut Plan, reader: &Reader) {
    let asked: Vec<(Address, String, String)> = plan
        .changes
        .iter()
        .filter(|change| change.address.kind.name == kinds::MONITOR.name)
        .filter_map(|change| {
            let state = plan.impact.get(&change.address)?.state.as_deref()?;
            let known = matches!(state, "Alert" | "Warn").then(|| state.to_lowercase())?;
            Some((change.address.clone(), change.id.clone()?, known))
        })
        .take(MOST)
        .collect();
    let answers = stream::iter(asked).map(|(address, id, state)| async move {
        (address, reader.ask("/api/v1/monitor/{}", &id, &[("group_states", state)]).await)
    });
    let answers: Vec<_> = answers.buffered(AT_ONCE).collect().await;
    for (address, answer) in answers {
        if let (Some(impact), Ok(Some(monitor))) = (plan.impact.get_mut(&address), answer) {
            impact.take_groups(&monitor);
        }
    }
}
