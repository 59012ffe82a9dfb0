//! `{{comparator}}` that arrives as `&gt;`.

use crate::lint::subject::{Monitor, Stands};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "escaped-comparator",
    severity: Severity::Info,
    repair: Repair::Always,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/escaped-comparator.md"),
    ..Rule::REST
};

const RAW: &str = "{{{comparator}}}";

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for text in monitor.bodies() {
        for mention in text.mentions.iter().filter(|mention| mention.path.dotted() == "comparator") {
            if let Stands::Tag { span, triple: false } = mention.stands {
                told.about(monitor, "with two braces the comparator is escaped, and many channels show `&gt;`")
                    .inside(&text.at, span)
                    .label("two braces")
                    .help("three braces show it as it is")
                    .fix_text(format!("write `{RAW}`"), &text.at, span, RAW);
            }
        }
    }
}
