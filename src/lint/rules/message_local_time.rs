//! A time that cannot be told: `{{local_time}}` of something that is no time, or in a zone that does not exist.

use crate::lint::subject::{Monitor, Text};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::variables::TIMES;
use crate::message::{Argument, Tag};
use crate::model::Severity;
use crate::syntax::{nearest, nearest_zone, zone};

pub static RULE: Rule = Rule {
    id: "local-time-arguments",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/local-time-arguments.md"),
    ..Rule::REST
};

const EXAMPLE: &str = "{{local_time 'last_triggered_at' 'Europe/Paris'}}";

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for text in &monitor.texts {
        for (_, tag) in text.template.helpers().filter(|(_, tag)| tag.name.text == "local_time") {
            match tag.args.as_slice() {
                [time, place] => {
                    variable(monitor, text, time, told);
                    time_zone(monitor, text, place, told);
                }
                _ if is_broken(text, tag) => {}
                args => number(monitor, text, tag, args, told),
            }
        }
    }
}

/// What cannot be read is told of as such.
fn is_broken(text: &Text<'_>, tag: &Tag) -> bool {
    let mut faults = text.template.faults.iter().map(|found| found.fault.span);
    faults.any(|fault| fault.start < tag.span.end && tag.span.start < fault.end)
}

fn number(monitor: &Monitor<'_>, text: &Text<'_>, tag: &Tag, args: &[Argument], told: &mut Told<'_>) {
    let (what, span) = match args {
        [] => ("neither a time nor a time zone", tag.name.span),
        [time] => ("no time zone", time.span),
        [_, _, third, .., last] => ("more than a time and a time zone", third.span.to(last.span)),
        [_, _, rest @ ..] => {
            ("more than a time and a time zone", rest.first().map_or(tag.name.span, |third| third.span))
        }
    };
    told.about(monitor, format!("`local_time` has {what}"))
        .inside(&text.at, span)
        .label("a time and a zone")
        .help(format!("write it as in `{EXAMPLE}`"));
}

fn variable(monitor: &Monitor<'_>, text: &Text<'_>, argument: &Argument, told: &mut Told<'_>) {
    let name = argument.value.as_str();
    if TIMES.contains(&name) || is_open(name) {
        return;
    }
    let help = match nearest(name, TIMES.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the times are `first_triggered_at`, `last_triggered_at`, and both with `_epoch` behind".to_owned(),
    };
    told.about(monitor, format!("`{name}` is no time that `local_time` can tell"))
        .inside(&text.at, argument.inner)
        .label("no time")
        .help(help);
}

fn time_zone(monitor: &Monitor<'_>, text: &Text<'_>, argument: &Argument, told: &mut Told<'_>) {
    let name = argument.value.as_str();
    if zone(name).is_some() || is_open(name) {
        return;
    }
    let help = match nearest_zone(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write a name such as `Europe/Paris`, `America/New_York` or `UTC`".to_owned(),
    };
    told.about(monitor, format!("there is no time zone `{name}`"))
        .inside(&text.at, argument.inner)
        .label("not an IANA name")
        .help(help);
}

/// Something is filled in later.
fn is_open(text: &str) -> bool {
    text.contains("${") || text.contains("{{")
}
