//! `ddsync explain RULE`: what a finding means and what to do.

use anyhow::Result;

use crate::cli::{self, Common};
use crate::exit::{Exit, Failure};
use crate::lint;
use crate::world::World;

pub fn run(typed: &cli::Explain, common: &Common, world: &World) -> Result<Exit> {
    let color = common.color.unwrap_or_default();
    let Some(name) = typed.rule.as_deref().filter(|_| !typed.list) else {
        let lines = lint::rules().map(|rule| format!("{:<24}{}\n", rule.id, rule.summary));
        world.print(&lines.collect::<String>(), color);
        return Ok(Exit::Done);
    };
    let Some(rule) = lint::rules().find(|rule| rule.id == name) else {
        let near = lint::rules()
            .map(|rule| (strsim::damerau_levenshtein(rule.id, name), rule.id))
            .min();
        let failure = Failure::error(format!("there is no rule `{name}`"));
        return Err(match near {
            Some((distance, near)) if distance <= 4 => failure.help(format!("did you mean `{near}`?")).into(),
            _ => failure.help("`ddsync explain --list` names them all").into(),
        });
    };
    world.print(&format!("{}\n\n{}\n", rule.id, rule.summary), color);
    Ok(Exit::Done)
}
