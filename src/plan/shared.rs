//! Objects without a mark that two environments of a project would write by turns.

use super::{Action, Plan};
use crate::model::{Address, Finding, Place};

pub const RULE: &str = "shared-object";

/// Another environment of the project, and what applying it to the same organisation would do.
pub struct Neighbour<'a> {
    pub name: &'a str,
    pub plan: &'a Plan,
}

/// Of the objects that no mark can tell whose they are: those that `plan` would change and that are now just as the
/// neighbour's definitions ask. `claimed` are those that a definition names by id: somebody means it.
pub fn shared(plan: &Plan, neighbour: &Neighbour<'_>, claimed: impl Fn(&Address) -> bool) -> Vec<Finding> {
    let is_as_asked = |address: &Address, id: &str| {
        let known = neighbour.plan.ids.iter();
        let mut same = known.filter(|(theirs, known)| theirs.kind.name == address.kind.name && *known == id);
        let changed = |theirs: &Address| neighbour.plan.changes.iter().any(|change| change.address == *theirs);
        same.any(|(theirs, _)| !changed(theirs))
    };
    let changes = plan.changes.iter().filter(|change| matches!(change.action, Action::Update | Action::Replace));
    let unmarked = changes.filter(|change| !change.address.kind.is_marked() && !claimed(&change.address));
    let taken = unmarked.filter(|change| change.id.as_ref().is_some_and(|id| is_as_asked(&change.address, id)));
    taken.map(|change| conflict(&change.address, change.place, plan, neighbour)).collect()
}

fn conflict(address: &Address, place: Option<Place>, plan: &Plan, neighbour: &Neighbour<'_>) -> Finding {
    let (kind, theirs) = (address.kind.name, neighbour.name);
    let ours = plan.scope.environment().unwrap_or_default();
    let message = format!(
        "{address} is one object for {ours} and {theirs}, since a {kind} bears no mark: it is as {theirs} has it, and \
         {ours} would change it under {theirs}"
    );
    let help = format!(
        "give it a name of its own in each environment (`name: x-${{vars.env}}`), or the same content in both; to take it \
         over all the same, write its `id` for {ours} in the `ddsync` block"
    );
    let finding = Finding::error(RULE, message).of(address).help(help);
    match place {
        Some(place) => finding.at(place),
        None => finding,
    }
}
