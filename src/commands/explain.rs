//! `ddsync explain RULE`: what a finding means and what to do.

use anyhow::Result;

use crate::cli::{self, Common};
use crate::exit::{Exit, Failure};
use crate::lint::{self, Repair};
use crate::plan;
use crate::world::World;

pub fn run(typed: &cli::Explain, common: &Common, world: &World) -> Result<Exit> {
    let color = common.color.unwrap_or_default();
    let mut rules = lint::explanations().to_vec();
    rules.extend(plan::RULES.iter().map(|(id, summary)| (*id, (*summary).to_owned())));
    rules.sort_unstable();
    rules.dedup_by_key(|(id, _)| *id);
    let Some(name) = typed.rule.as_deref().filter(|_| !typed.list) else {
        let lines = rules.iter().map(|(id, summary)| {
            let level = lint::by_id(id).map_or("", |rule| rule.severity.name());
            format!("{id:<32}{level:<9}{}\n", first(summary))
        });
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
    let text = lint::by_id(id).map_or_else(|| format!("# {id}\n\n{summary}\n"), page);
    world.print(&text, color);
    Ok(Exit::Done)
}

/// The rule's page, below what its table says.
fn page(rule: &lint::Rule) -> String {
    let mut facts = vec![rule.severity.name().to_owned()];
    facts.extend(rule.is_live().then(|| "asks Datadog (--live)".to_owned()));
    match rule.repair {
        Repair::Always => facts.push("mended by `validate --fix`".to_owned()),
        Repair::Sometimes => facts.push("sometimes mended by `validate --fix`".to_owned()),
        Repair::Hint | Repair::None => {}
    }
    let (title, rest) = rule.page.split_once('\n').unwrap_or((rule.page, ""));
    let options = rule.options.iter().map(|(name, meaning)| format!("- `{name}`: {meaning}\n"));
    let options: String = options.collect();
    let options = if options.is_empty() {
        options
    } else {
        format!("\n## Options\n\nIn `ddsync.yaml`, as `lint: {{{}: {{...}}}}`:\n\n{options}", rule.id)
    };
    format!("{title}\n\n{}\n{}\n{options}", facts.join(", "), rest.trim_end())
}

/// The first sentence, or all where it is one.
fn first(summary: &str) -> &str {
    let end = [". ", ": "].iter().filter_map(|end| summary.find(end)).min();
    summary.get(..end.unwrap_or(summary.len())).unwrap_or(summary)
}
