//! `ddsync drift`: what happened in Datadog behind the commit's back.

use anyhow::Result;

use super::committed;
use super::compare::{self, Compared, Wish};
use super::connect::Line;
use super::definitions::Definitions;
use super::history;
use super::show::{self, Show};
use crate::cli::{self, Target};
use crate::exit::Exit;
use crate::model::{Finding, Severity};
use crate::plan;
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;

pub async fn run(typed: &cli::Drift, settings: &Settings, world: &World) -> Result<Exit> {
    let show = Show { verb: Verb::Drift, settings, world };
    let definitions = committed::read(settings, world)?;
    if definitions.incomplete {
        return show.findings(&definitions);
    }
    let (line, compared) = drifted(&typed.target, &definitions, settings, world).await?;
    show.plan(&definitions, &line, &compared, &[])?;
    line.close().await;
    Ok(match compared.plan.is_empty() {
        _ if show::has_errors(&compared.findings) => Exit::Findings,
        true => Exit::Done,
        false => Exit::Differences,
    })
}

/// What differs from the committed definitions, the most dangerous first, with who changed it.
///
/// # Errors
///
/// As [`compare::compare`].
pub async fn drifted(
    target: &Target,
    definitions: &Definitions,
    settings: &Settings,
    world: &World,
) -> Result<(Line, Compared)> {
    let (line, mut compared) = compare::compare(target, Wish::PLAIN, definitions, settings, world).await?;
    // Advice on definitions is for whoever changes them: drift is about Datadog.
    let of_plan = |finding: &Finding| plan::RULES.iter().any(|(rule, _)| *rule == finding.rule);
    compared.findings.retain(|finding| finding.severity == Severity::Error || of_plan(finding));
    plan::judge_drift(&mut compared.plan);
    history::add(&mut compared.plan, &line.reader).await;
    compared.findings.extend(plan::muted(&compared.plan, definitions.checked.resources(), &compared.live));
    Ok((line, compared))
}
