//! `{{host}}` instead of `{{host.name}}`.

use crate::lint::subject::{Monitor, Stands};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::variables::{self, Standing};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "bare-tag-variable",
    severity: Severity::Warning,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/bare-tag-variable.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(keys) = monitor.keys() else { return };
    for text in &monitor.texts {
        for mention in &text.mentions {
            let path = &mention.path;
            let key = path.dotted();
            let unknown = variables::standing(monitor.monitor_type, path) == Standing::Unknown;
            if !unknown || !keys.has(&key) || mention.stands == Stands::Eval {
                continue;
            }
            let right = if key.contains('.') { format!("[{key}].name") } else { format!("{key}.name") };
            told.about(monitor, format!("a tag is written with `.name`, and `{path}` is not documented to work"))
                .inside(&text.at, path.span)
                .label("no `.name`")
                .help(format!("write `{right}`"))
                .fix_text(format!("write `{right}`"), &text.at, path.span, right.clone());
        }
    }
}
