//! Checked and what Datadog has -> Plan: the half that every reading verb shares.

use anyhow::Result;
use futures::future::join_all;

use super::connect::{self, Line};
use super::definitions::{Definitions, address};
use super::neighbours;
use super::oncall;
use super::progress::progress;
use crate::cli::Target;
use crate::datadog::{Deletable, Strangers, Wanted, survey};
use crate::exit::Failure;
use crate::kinds;
use crate::model::{Address, Finding, Kind, Live};
use crate::plan::{self, Change, Plan, Twin};
use crate::settings::Settings;
use crate::world::World;

pub struct Compared {
    pub plan: Plan,
    /// Of loading, of the rules, and of pairing.
    pub findings: Vec<Finding>,
    /// What it was compared with.
    pub live: Vec<Live>,
}

/// What to do where a create would make a second object of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameName {
    /// Warn, of those that the lists show anyway.
    Warn,
    /// Take the one over that nobody manages.
    Adopt,
}

impl SameName {
    pub fn of(adopt: bool) -> Self {
        if adopt { Self::Adopt } else { Self::Warn }
    }
}

/// What is asked of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    pub same_name: SameName,
    /// As if deletions were asked for.
    pub prune: bool,
}

impl Wish {
    /// Same names are warned of, and nothing is deleted.
    pub const PLAIN: Self = Self { same_name: SameName::Warn, prune: false };
}

/// # Errors
///
/// Datadog cannot be read in full, or an address names nothing.
pub async fn compare(
    target: &Target,
    Wish { same_name, prune }: Wish,
    definitions: &Definitions,
    settings: &Settings,
    world: &World,
) -> Result<(Line, Compared)> {
    let only = target.addresses.iter().map(|text| address(text)).collect::<Result<Vec<_>, _>>()?;
    let scope = connect::scope(definitions)?;
    let progress = progress(settings, world);
    let line = Line::open(target.sandbox.as_ref(), definitions, settings, world, progress).await?;
    let far = if same_name == SameName::Adopt { Strangers::All } else { Strangers::Seen };
    let mut survey = survey(&line.reader, &wanted(definitions), scope, far).await?;
    let wish = plan::Wish { only: &only, prune };
    let (mut plan, mut found) = plan::plan_for(&definitions.checked, &survey.ours, scope, wish);
    let twins = plan::twins(&plan, &survey.strangers);
    let (taken, mut told) = judge(&twins, same_name);
    if !taken.is_empty() {
        let mut checked = definitions.checked.clone();
        for (address, id) in &taken {
            checked.claim(address, id);
            let object = line.reader.get(address.kind, id).await?;
            survey.ours.extend(object.and_then(|object| Live::new(address.kind, object)));
        }
        (plan, found) = plan::plan_for(&checked, &survey.ours, scope, wish);
    }
    known(&only, definitions, &plan)?;
    add_users(&mut plan, &line).await?;
    oncall::add(&mut plan, &survey.strangers, &line.reader).await;
    found.append(&mut told);
    found.extend(neighbours::shared(&plan, definitions, &line, settings, world).await?);
    found.extend(unseen(&survey.unseen));
    let findings = definitions.findings().iter().cloned().chain(found).collect();
    Ok((line, Compared { plan, findings, live: survey.ours }))
}

/// Asks Datadog about what is to go: only it knows all who use it.
async fn add_users(plan: &mut Plan, line: &Line) -> Result<()> {
    let goes = |change: &&Change| change.deletes() && change.address.kind.can_delete.is_some();
    let gone: Vec<&Change> = plan.changes.iter().filter(goes).collect();
    let asked =
        gone.iter().map(|change| line.reader.can_delete(change.address.kind, change.id.as_deref().unwrap_or("")));
    let mut in_use = Vec::new();
    for (change, answer) in gone.iter().zip(join_all(asked).await) {
        let Deletable::No(sentence) = answer? else { continue };
        // Those of ours that let go of it with this very plan are no obstacle.
        let leaving = plan.changes.iter().filter(|user| user.lets_go_of(change)).filter_map(|user| user.id.as_deref());
        let known: Vec<&str> = leaving.chain(change.id.as_deref()).collect();
        if plan::names_others(&sentence, &known) {
            in_use.push((change.address.clone(), sentence));
        }
    }
    for (address, sentence) in in_use {
        plan.impact.entry(address).or_default().in_use = Some(sentence);
    }
    Ok(())
}

/// What is taken over, and what is told.
fn judge(twins: &[Twin<'_>], same_name: SameName) -> (Vec<(Address, String)>, Vec<Finding>) {
    let (mut taken, mut told) = (Vec::new(), Vec::new());
    for twin in twins {
        match twin.only().filter(|_| same_name == SameName::Adopt) {
            Some(live) => {
                taken.push((twin.address.clone(), live.id.clone()));
                told.push(twin.taken(live));
            }
            None => told.push(twin.warning()),
        }
    }
    (taken, told)
}

/// Keys for some kinds alone are good practice: what no file defines need not be readable.
fn unseen(kinds: &[&'static Kind]) -> Option<Finding> {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.folder).collect();
    let message = format!("the keys may not read {}, and no file defines any", names.join(", "));
    let help = "nothing is to be done, unless files of these kinds were removed: then the objects stay in Datadog";
    (!names.is_empty()).then(|| Finding::info("unread-kinds", message).help(help))
}

/// Of every kind, what the definitions need to be compared with.
pub fn wanted(definitions: &Definitions) -> Vec<Wanted> {
    kinds::ALL.iter().map(|kind| Wanted::of(kind, definitions.checked.resources())).collect()
}

/// A typed address that no file defines and no object bears is a typing mistake.
fn known(only: &[Address], definitions: &Definitions, plan: &Plan) -> Result<(), Failure> {
    let resources = definitions.checked.resources();
    let defined = |address: &Address| resources.iter().any(|resource| resource.address == *address);
    let planned = |address: &Address| plan.changes.iter().any(|change| change.address == *address);
    let Some(unknown) = only.iter().find(|address| !defined(address) && !planned(address)) else {
        return Ok(());
    };
    let failure = Failure::error(format!("there is no {unknown}, neither in the files nor in Datadog"));
    let text = unknown.to_string();
    let near = resources.iter().map(|resource| resource.address.to_string());
    let near = near.map(|name| (strsim::damerau_levenshtein(&name, &text), name)).min();
    Err(match near {
        Some((distance, name)) if distance <= 3 => failure.help(format!("did you mean {name}?")),
        _ => failure,
    })
}
