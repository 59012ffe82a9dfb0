//! The project's other environments in the same organisation, where they matter.

use anyhow::Result;

use super::compare::wanted;
use super::connect::Line;
use super::definitions::{Definitions, files};
use crate::datadog::inventory;
use crate::model::{Address, Finding};
use crate::plan::{self, Action, Neighbour, Plan};
use crate::settings::Settings;
use crate::world::World;

/// Conflicts about objects that bear no mark. Nothing is read for a plan that changes none.
///
/// # Errors
///
/// Datadog cannot be read in full.
pub async fn shared(
    plan: &Plan,
    definitions: &Definitions,
    line: &Line,
    settings: &Settings,
    world: &World,
) -> Result<Vec<Finding>> {
    let unmarked = |change: &plan::Change| {
        !change.address.kind.is_marked() && matches!(change.action, Action::Update | Action::Replace)
    };
    let mut findings: Vec<Finding> = Vec::new();
    if !plan.changes.iter().any(unmarked) {
        return Ok(findings);
    }
    let resources = definitions.checked.resources();
    let claimed =
        |address: &Address| resources.iter().any(|resource| resource.address == *address && resource.id.is_some());
    for name in neighbours(definitions) {
        let of_theirs = Settings { environment: Some(name.to_owned()), ..settings.clone() };
        let theirs = Definitions::of(files(settings, world), &of_theirs, world)?;
        let Some(scope) = theirs.scope.as_ref().filter(|_| !theirs.incomplete) else { continue };
        let live = inventory(&line.reader, &wanted(&theirs), scope).await?;
        let (plan_of_theirs, _) = plan::plan(&theirs.checked, &live, scope, &[]);
        findings.extend(plan::shared(plan, &Neighbour { name, plan: &plan_of_theirs }, claimed));
    }
    findings.dedup_by(|one, other| one.address == other.address);
    Ok(findings)
}

/// Other environments that talk to the same site.
fn neighbours(definitions: &Definitions) -> impl Iterator<Item = &str> {
    let ours = definitions.environment.as_ref();
    let others = definitions
        .project
        .environments
        .values()
        .filter(move |other| ours.is_some_and(|ours| ours.name != other.name && ours.site == other.site));
    others.map(|environment| environment.name.as_str())
}
