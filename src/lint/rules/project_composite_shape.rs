//! How many monitors a composite has, which, and whether its condition can be true and false.

use std::collections::BTreeSet;

use crate::lint::subject::{Monitor, Subjects};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::MonitorQuery;
use crate::query::tree::{Composite, CompositeJoined, Word};

pub static RULE: Rule = Rule {
    id: "composite-shape",
    severity: Severity::Error,
    repair: Repair::None,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/composite-shape.md"),
    ..Rule::REST
};

/// Members that Datadog takes, by its documentation.
const MOST: usize = 10;

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for monitor in &subjects.monitors {
        if let Some(MonitorQuery::Composite(composite)) = monitor.sound() {
            let members = composite.members();
            let distinct: BTreeSet<&str> = members.iter().map(|member| member.text.as_str()).collect();
            number(monitor, distinct.len(), told);
            nested(subjects, monitor, &members, told);
            repeated(monitor, composite, told);
            if (2..=MOST).contains(&distinct.len()) {
                constant(monitor, composite, &distinct.into_iter().collect::<Vec<_>>(), told);
            }
        }
    }
}

fn number(monitor: &Monitor<'_>, members: usize, told: &mut Told<'_>) {
    let help = match members {
        0 | 1 => "name a second monitor, or let the one notify by itself",
        2..=MOST => return,
        _ => "split it into several composites, or leave members out",
    };
    told.about(monitor, format!("the composite has {}, and Datadog takes 2 to {MOST}", count(members)))
        .at(&Monitor::query_at())
        .label(count(members))
        .help(help);
}

fn count(members: usize) -> String {
    if members == 1 { "1 member".to_owned() } else { format!("{members} members") }
}

/// A member that is a composite itself, as far as the project knows.
fn nested(subjects: &Subjects<'_>, monitor: &Monitor<'_>, members: &[Word], told: &mut Told<'_>) {
    for member in members {
        let other = subjects.monitor(&member.text).filter(|other| other.monitor_type == "composite");
        let Some(other) = other else { continue };
        told.about(monitor, format!("the member `{member}` is a composite itself"))
            .inside(&Monitor::query_at(), member.span)
            .label("a composite")
            .related_place(other.desired.tree.place_of(&crate::model::Pointer::parse("/type")), "it says so here")
            .help("write its own condition here in its place, in parentheses");
    }
}

/// `a && a`: the second says nothing.
fn repeated(monitor: &Monitor<'_>, composite: &Composite, told: &mut Told<'_>) {
    match composite {
        Composite::And(joined) | Composite::Or(joined) => {
            again(monitor, joined, told);
            joined.operands.iter().for_each(|operand| repeated(monitor, operand, told));
        }
        Composite::Not(not) => repeated(monitor, &not.operand, told),
        Composite::Paren(paren) => repeated(monitor, &paren.inner, told),
        _ => {}
    }
}

fn again(monitor: &Monitor<'_>, joined: &CompositeJoined, told: &mut Told<'_>) {
    let shown: Vec<String> = joined.operands.iter().map(ToString::to_string).collect();
    for (index, (operand, text)) in joined.operands.iter().zip(&shown).enumerate() {
        let Some(first) = joined.operands.iter().zip(&shown).take(index).find(|(_, other)| *other == text) else {
            continue;
        };
        told.about(monitor, format!("the composite names `{text}` twice side by side"))
            .inside(&Monitor::query_at(), operand.span())
            .label("again")
            .related_inside(&Monitor::query_at(), first.0.span(), "the first time")
            .help("take one of them out, or name the monitor that was meant")
            .severity(Severity::Warning);
    }
}

/// Asks for every combination of states; ten members have 1024.
fn constant(monitor: &Monitor<'_>, composite: &Composite, members: &[&str], told: &mut Told<'_>) {
    let holds = |bits: usize| {
        let alerts =
            |member: &str| members.iter().position(|other| *other == member).is_some_and(|at| bits >> at & 1 == 1);
        composite.holds(&alerts)
    };
    let first = holds(0);
    if (1..1 << members.len()).all(|bits| holds(bits) == first) {
        let (what, help) = if first {
            ("always alerts, whatever its members do", "one side has to let an alert through, and not its opposite")
        } else {
            (
                "never alerts, whatever its members do",
                "two sides exclude each other: one `!` too many, or `&&` for `||`",
            )
        };
        told.about(monitor, format!("the composite {what}")).at(&Monitor::query_at()).label("constant").help(help);
    }
}
