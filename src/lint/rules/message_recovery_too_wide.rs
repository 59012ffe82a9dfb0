//! People who were not told of a warning, told of its end.

use crate::lint::subject::{Monitor, Text};
use crate::lint::{Check, Context, Repair, Rule, Told, words};
use crate::message::reach::{Firing, Side};
use crate::message::{Block, Service, Transition, Transitions};
use crate::model::{Patch, Severity};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "recovery-block-too-wide",
    severity: Severity::Warning,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/recovery-block-too-wide.md"),
    ..Rule::REST
};

const NARROW: &str = "is_alert_recovery";

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(message) = monitor.message().filter(|_| monitor.states.has_warning) else { return };
    for (node, block) in message.template.blocks().filter(|(_, block)| block.open.name.text == "is_recovery") {
        let body = |branch: &&crate::message::reach::Branch| branch.block == node.id && branch.side == Side::Body;
        let Some(branch) = message.reach.branches.iter().find(body).filter(|_| !block.negated) else { continue };
        if !branch.when.transitions.contains(Transition::WarnRecovery) {
            continue;
        }
        let end = block.otherwise.as_ref().map_or(node.span.end, |otherwise| otherwise.span.start);
        let surprised: Vec<&Firing> = recovering(message)
            .filter(|firing| within(firing, Span::new(block.open.span.end, end)))
            .filter(|firing| !told_of(message, firing, Transitions::WARN))
            .collect();
        if !surprised.is_empty() {
            tell(monitor, message, block, &surprised, told);
        }
    }
}

/// The handles that are told of the end of a warning.
fn recovering<'t>(text: &'t Text<'_>) -> impl Iterator<Item = &'t Firing> {
    let firings = text.reach.firing_on(Transition::WarnRecovery);
    firings.filter(|firing| firing.handle.service != Service::Mention)
}

fn within(firing: &Firing, span: Span) -> bool {
    span.start <= firing.handle.span.start && firing.handle.span.end <= span.end
}

fn told_of(text: &Text<'_>, firing: &Firing, transitions: Transitions) -> bool {
    let same = text.reach.handles.iter().filter(|other| other.handle.text == firing.handle.text);
    same.into_iter().any(|other| other.when.transitions.meets(transitions))
}

fn tell(monitor: &Monitor<'_>, message: &Text<'_>, block: &Block, surprised: &[&Firing], told: &mut Told<'_>) {
    let mut names: Vec<&str> = surprised.iter().map(|firing| firing.handle.text.as_str()).collect();
    names.dedup();
    let verb = if names.len() == 1 { "hears" } else { "hear" };
    let other = Transitions::NO_DATA | Transitions::of(&[Transition::Unknown]);
    let more = surprised.iter().any(|firing| told_of(message, firing, other));
    let more_help = if more { ", and `{{#is_no_data_recovery}}` when there is data again" } else { "" };
    let telling = told
        .about(monitor, format!("{} {verb} of the end of warnings, and never of a warning", words::all(&names)))
        .inside(&message.at, block.open.span)
        .label("warn to OK too")
        .help(format!("`{{{{#{NARROW}}}}}` is sent only when an alert ends{more_help}"));
    let alone = recovering(message).count() == surprised.len() && block.otherwise.is_none() && !more;
    if let (true, Some(close)) = (alone, &block.close) {
        let patch = |span: Span| Patch::text(&message.at, span.range(), NARROW);
        telling.fix(format!("write `{NARROW}`"), vec![patch(block.open.name.span), patch(close.name.span)]);
    }
}
