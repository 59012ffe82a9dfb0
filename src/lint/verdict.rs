//! Which findings are shown, and how loudly: `ignore` beside the resource, then `lint` in `ddsync.yaml`.

use globset::Glob;

use super::Context;
use crate::load::{Level, LintSetting};
use crate::model::{Desired, Finding};

pub fn judge(findings: Vec<Finding>, resource: &Desired, context: &Context<'_>) -> Vec<Finding> {
    let ignored = |finding: &Finding| resource.ignore.iter().any(|(rule, _)| rule == finding.rule || rule == "*");
    findings.into_iter().filter(|finding| !ignored(finding)).filter_map(|finding| weigh(finding, context)).collect()
}

fn weigh(mut finding: Finding, context: &Context<'_>) -> Option<Finding> {
    let Some(setting) = context.settings.get(finding.rule).filter(|setting| applies(setting, &finding, context)) else {
        return Some(finding);
    };
    match setting.level {
        Level::Own => {}
        Level::Off => return None,
        Level::At(severity) => finding.severity = severity,
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
