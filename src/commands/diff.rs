//! `ddsync diff` and `ddsync drift`: live against definitions, told from either side.

use std::path::Path;

use anyhow::Result;

use super::base::{self, Base};
use super::committed;
use super::compare::{self, Compared, SameName, Wish};
use super::connect::Line;
use super::definitions::Definitions;
use super::history;
use super::live;
use super::saved;
use super::show::{self, Show};
use crate::cli::{self, Target};
use crate::exit::Exit;
use crate::lint;
use crate::model::{Finding, Severity};
use crate::plan::{self, Three};
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;

pub async fn diff(typed: &cli::Diff, settings: &Settings, world: &World) -> Result<Exit> {
    let show = Show { verb: Verb::Diff, settings, world };
    let different = if typed.exit_code { Exit::Differences } else { Exit::Done };
    let wish = Wish { same_name: SameName::of(typed.adopt), prune: typed.prune };
    let (base, out) = (typed.base.as_deref(), typed.out.as_deref());
    tell(&show, &Asked { target: &typed.target, wish, base, out, live: typed.live, different }).await
}

pub async fn drift(typed: &cli::Drift, settings: &Settings, world: &World) -> Result<Exit> {
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

struct Asked<'a> {
    target: &'a Target,
    wish: Wish,
    /// A git reference.
    base: Option<&'a str>,
    /// Whether live rules look.
    live: bool,
    /// The file for the plan.
    out: Option<&'a Path>,
    /// The exit where something differs.
    different: Exit,
}

async fn tell(show: &Show<'_>, asked: &Asked<'_>) -> Result<Exit> {
    let definitions = Definitions::read(show.settings, show.world)?;
    if definitions.incomplete {
        return show.findings(&definitions);
    }
    // Before anything is asked of Datadog: a reference is easily mistyped.
    let base = asked.base.map(|name| base::read(name, show.settings, show.world)).transpose()?;
    let (line, mut compared) =
        compare::compare(asked.target, asked.wish, &definitions, show.settings, show.world).await?;
    if asked.live {
        let answers = live::answers(&definitions, &line, show.settings, show.world).await;
        live::tell_skipped(&answers, show.settings, show.world);
        let again = Definitions::with_answers(&answers, show.settings, show.world)?;
        let of_live = |finding: &&Finding| lint::by_id(finding.rule).is_some_and(lint::Rule::is_live);
        compared.findings.extend(again.findings().iter().filter(of_live).cloned());
    }
    if let (Some(name), Some(base)) = (asked.base, base) {
        add_sides(name, &base, &definitions, &mut compared);
    }
    if let Some(out) = asked.out.filter(|_| !show::has_errors(&compared.findings)) {
        saved::write(out, &saved::of(asked.wish, &definitions, &line, &compared.plan), show.world)?;
    }
    show.plan(&definitions, &line, &compared, &[])?;
    line.close().await;
    Ok(match compared.plan.is_empty() {
        _ if show::has_errors(&compared.findings) => Exit::Findings,
        true => Exit::Done,
        false => asked.different,
    })
}

/// `name` is what people call the base.
pub fn add_sides(name: &str, base: &Base, definitions: &Definitions, compared: &mut Compared) {
    if base.incomplete {
        let message = format!("the definitions at {name} have errors, so nobody can say who changed what since");
        let help =
            format!("`git show {name}:FILE` shows them as they were; a correct base tells branch and drift apart");
        compared.findings.push(Finding::warning(base::RULE, message).help(help));
        return;
    }
    let head = definitions.checked.resources();
    let three = Three { name, base: &base.resources, head, live: &compared.live };
    compared.plan.sides = Some(plan::sides(&three, &compared.plan));
}
