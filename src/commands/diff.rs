//! `ddsync diff`: what applying would do.

use anyhow::Result;

use super::base::{self, Base};
use super::compare::{self, Compared, SameName, Wish};
use super::definitions::Definitions;
use super::live;
use super::saved;
use super::show::{self, Show};
use crate::cli;
use crate::exit::Exit;
use crate::lint;
use crate::model::Finding;
use crate::plan::{self, Three};
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;

pub async fn run(typed: &cli::Diff, settings: &Settings, world: &World) -> Result<Exit> {
    let show = Show { verb: Verb::Diff, settings, world };
    let different = if typed.exit_code { Exit::Differences } else { Exit::Done };
    let wish = Wish { same_name: SameName::of(typed.adopt), prune: typed.prune };
    let definitions = Definitions::read(settings, world)?;
    if definitions.incomplete {
        return show.findings(&definitions);
    }
    // Before anything is asked of Datadog: a reference is easily mistyped.
    let base = typed.base.as_deref().map(|name| base::read(name, settings, world)).transpose()?;
    let (line, mut compared) = compare::compare(&typed.target, wish, &definitions, settings, world).await?;
    if typed.live {
        let answers = live::answers(&definitions, &line, settings, world).await;
        live::tell_skipped(&answers, settings, world);
        let again = Definitions::with_answers(&answers, settings, world)?;
        let of_live = |finding: &&Finding| lint::by_id(finding.rule).is_some_and(lint::Rule::is_live);
        compared.findings.extend(again.findings().iter().filter(of_live).cloned());
    }
    if let (Some(name), Some(base)) = (typed.base.as_deref(), base) {
        add_sides(name, &base, &definitions, &mut compared);
    }
    if let Some(out) = typed.out.as_deref().filter(|_| !show::has_errors(&compared.findings)) {
        saved::write(out, &saved::of(wish, &definitions, &line, &compared.plan), world)?;
    }
    show.plan(&definitions, &line, &compared, &[])?;
    line.close().await;
    Ok(match compared.plan.is_empty() {
        _ if show::has_errors(&compared.findings) => Exit::Findings,
        true => Exit::Done,
        false => different,
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
