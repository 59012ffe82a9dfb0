//! `ddsync explain RULE`: what a finding means and what to do.

use anyhow::Result;

use crate::cli::{self, Common};
use crate::exit::{Exit, Failure};
use crate::lint;
use crate::plan;
use crate::world::World;

pub fn run(typed: &cli::Explain, common: &Common, world: &World) -> Result<Exit> {
    let color = common.color.unwrap_or_default();
    let mut rules = lint::explanations();
    rules.extend(plan::RULES);
    rules.sort_unstable();
    let Some(name) = typed.rule.as_deref().filter(|_| !typed.list) else {
        let lines = rules.iter().map(|(id, summary)| format!("{id:<24}{}\n", first(summary)));
        world.print(&lines.collect::<String>(), color);
        return Ok(Exit::Done);
    };
    let Some((id, summary)) = rules.iter().find(|(id, _)| *id == name) else {
        let near = rules.iter().map(|(id, _)| (strsim::damerau_levenshtein(id, name), id)).min();
        let failure = Failure::error(format!("there is no rule `{name}`"));
        return Err(match near {
            Some((distance, near)) if distance <= 4 => failure.help(format!("did you mean `{near}`?")).into(),
            _ => failure.help("`ddsync explain --list` names them all").into(),
        });
    };
    world.print(&format!("{id}\n\n{summary}\n"), color);
    Ok(Exit::Done)
}

/// The first sentence, or all where it is one.
fn first(summary: &str) -> &str {
    let end = [". ", ": "].iter().filter_map(|end| summary.find(end)).min();
    summary.get(..end.unwrap_or(summary.len())).unwrap_or(summary)
}
