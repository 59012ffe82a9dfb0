//! What nobody may overlook: what goes, and what alerts or is in use. On top, and cut last.

use super::comment::linked;
use crate::plan::{Action, Change, Impact, Plan};
use crate::report::inert::{code, prose};
use crate::report::{Report, count, markdown, tell, value, visible};

/// Bytes that a list may take before it names addresses alone.
const IN_FULL: usize = 15_000;
/// Bytes of addresses: with more, GitHub would refuse the comment, and there would be none.
const NAMED: usize = 20_000;

/// Where a change stands in the table.
pub fn rank(plan: &Plan, change: &Change) -> u8 {
    let alerts = plan.impact.get(&change.address).is_some_and(Impact::is_alerting);
    match change.action {
        Action::Delete => 0,
        Action::Replace => 1,
        Action::Update if alerts => 2,
        Action::Create | Action::Update => 3,
        Action::Adopt => 4,
    }
}

/// Whether a merge would be refused as long as it lasts.
pub fn alerts(plan: &Plan) -> bool {
    let changed =
        plan.changes.iter().filter(|change| change.action != Action::Adopt && (plan.prune || !change.deletes()));
    let mut impacts = changed.filter_map(|change| plan.impact.get(&change.address));
    impacts.any(Impact::is_alerting)
}

/// Every one.
pub fn deletions(report: &Report<'_>, plan: &Plan, prune: bool) -> Option<String> {
    let gone: Vec<&Change> = plan.changes.iter().filter(|change| change.deletes() && !change.protected()).collect();
    if gone.is_empty() {
        return None;
    }
    let objects = count(gone.len(), "object");
    let head = match prune {
        true => format!("> [!CAUTION]\n> **Deletes {objects}:**"),
        false => format!("> [!NOTE]\n> No file asks for {objects} any more; without `prune` nothing is deleted:"),
    };
    let line = |change: &&Change| {
        let id = change.id.as_deref().unwrap_or_default();
        let label = prose(&value::quoted(&change.label));
        let anew = if change.action == Action::Replace { ", and makes a new one" } else { "" };
        format!("\n> - {} {label} (id {}){anew}", linked(report, change), code(&visible::line(id)))
    };
    let lines: String = gone.iter().map(line).collect();
    Some(if lines.len() <= IN_FULL { head + &lines } else { format!("{head}\n> {}", names(&gone)) })
}

/// What alerts, and what others use.
pub fn cautions(plan: &Plan) -> Option<String> {
    let told = markdown::cautions(plan, tell::Side::Files)?;
    if told.len() <= IN_FULL {
        return Some(told);
    }
    let changes = plan.changes.iter().filter(|change| {
        let impact = plan.impact.get(&change.address);
        impact.is_some_and(|impact| tell::impact::phrases(change.action, impact).iter().any(|(warns, _)| *warns))
    });
    let changes: Vec<&Change> = changes.collect();
    Some(format!("> [!CAUTION]\n> Alerting right now, or in use:\n> {}", names(&changes)))
}

fn names(changes: &[&Change]) -> String {
    let mut named = Vec::new();
    let mut room = NAMED;
    for change in changes {
        let name = code(&change.address.to_string());
        let Some(left) = room.checked_sub(name.len() + 1) else { break };
        room = left;
        named.push(name);
    }
    match changes.len() - named.len() {
        0 => named.join(" "),
        rest => format!("{} and {rest} more", named.join(" ")),
    }
}
