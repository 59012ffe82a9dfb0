//! Which findings are shown, and how loudly: `lint` in `ddsync.yaml`.

use std::collections::HashMap;

use globset::{Glob, GlobSet};

use super::{Context, rules};
use crate::load::{Level, LintSetting, Preset, nearest};
use crate::model::{Finding, Place, Severity};

/// What the settings make of findings.
pub struct Weights<'a> {
    context: &'a Context<'a>,
    /// Where a setting is for some paths only, by its rule.
    paths: HashMap<&'a str, GlobSet>,
}

impl<'a> Weights<'a> {
    pub fn of(context: &'a Context<'a>) -> Self {
        let narrowed = context.settings.rules.iter().filter(|(_, setting)| !setting.paths.is_empty());
        Self { context, paths: narrowed.map(|(rule, setting)| (rule.as_str(), paths(setting))).collect() }
    }

    /// The finding as loud as the settings make it; None where they turn it off.
    pub fn weigh(&self, mut finding: Finding) -> Option<Finding> {
        let settings = self.context.settings;
        let setting = settings.rules.get(finding.rule).filter(|_| self.applies(&finding));
        match setting.map_or(Level::Own, |setting| setting.level) {
            Level::Off => return None,
            Level::At(severity) => finding.severity = severity,
            Level::Own => {
                let style = finding.severity == Severity::Pedantic;
                if style && setting.is_none() && settings.preset == Preset::Recommended {
                    return None;
                }
            }
        }
        Some(finding)
    }

    /// A setting without paths is for every file.
    fn applies(&self, finding: &Finding) -> bool {
        let Some(paths) = self.paths.get(finding.rule) else { return true };
        finding.place.is_some_and(|place| paths.is_match(self.context.sources.shown(place.source)))
    }
}

/// One that cannot be read matches nothing.
fn paths(setting: &LintSetting) -> GlobSet {
    GlobSet::new(setting.paths.iter().filter_map(|(text, _)| Glob::new(text).ok())).unwrap_or_default()
}

/// What the settings name and no rule has.
pub fn settings(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (name, setting) in &context.settings.rules {
        let Some(rule) = rules::by_id(name) else {
            if !super::ids().any(|id| id == name) {
                found.push(unknown(setting.place, format!("there is no rule `{name}`"), name, super::ids()));
            }
            continue;
        };
        for (option, (place, _)) in &setting.options {
            if !rule.options.iter().any(|(known, _)| known == option) {
                let options = ["severity", "paths"].into_iter().chain(rule.options.iter().map(|(name, _)| *name));
                found.push(unknown(*place, format!("`{name}` has no option `{option}`"), option, options));
            }
        }
    }
    found
}

fn unknown(place: Place, message: String, name: &str, known: impl Iterator<Item = &'static str> + Clone) -> Finding {
    let finding = Finding::warning("unknown-field", message).at(place);
    match nearest(name, known.clone()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None if known.clone().count() < 10 => finding.help(format!("it has {}", known.collect::<Vec<_>>().join(", "))),
        None => finding.help("`ddsync explain --list` names them all"),
    }
}
