//! Which findings are shown, and how loudly: `lint` in `ddsync.yaml`.

use globset::Glob;

use super::{Context, rules};
use crate::load::{Level, LintSetting, Preset, nearest};
use crate::model::{Finding, Place, Severity};

/// The finding as loud as the settings make it; None where they turn it off.
pub fn weigh(mut finding: Finding, context: &Context<'_>) -> Option<Finding> {
    let setting = context.settings.rules.get(finding.rule).filter(|setting| applies(setting, &finding, context));
    match setting.map_or(Level::Own, |setting| setting.level) {
        Level::Off => return None,
        Level::At(severity) => finding.severity = severity,
        Level::Own => {
            let style = finding.severity == Severity::Pedantic;
            if style && setting.is_none() && context.settings.preset == Preset::Recommended {
                return None;
            }
        }
    }
    Some(finding)
}

/// A setting without paths is for every file.
fn applies(setting: &LintSetting, finding: &Finding, context: &Context<'_>) -> bool {
    if setting.paths.is_empty() {
        return true;
    }
    let Some(place) = finding.place else { return false };
    let path = context.sources.shown(place.source);
    let matches = |text: &String| Glob::new(text).is_ok_and(|glob| glob.compile_matcher().is_match(&path));
    setting.paths.iter().any(|(text, _)| matches(text))
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
