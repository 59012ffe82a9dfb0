//! When a monitor evaluates: windows that begin at a fixed time, and a calendar rule.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Pointer, Severity};
use crate::query::tree::{RulePart, Unit, Window, WindowKind};
use crate::query::{self, tables};
use crate::syntax::{nearest, nearest_zone, zone};

pub static RULE: Rule = Rule {
    id: "scheduling-options",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/scheduling-options.md"),
    ..Rule::REST
};

const WINDOW: &str = "/options/scheduling_options/evaluation_window";
const RECURRENCES: &str = "/options/scheduling_options/custom_schedule/recurrences";

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    fields(monitor, told);
    match_window(monitor, told);
    time_zone(monitor, &format!("{WINDOW}/timezone"), told);
    day_starts(monitor, told);
    recurrences(monitor, told);
}

fn has(monitor: &Monitor<'_>, field: &str) -> bool {
    monitor.get(&format!("{WINDOW}/{field}")).is_some()
}

fn at(field: &str) -> Pointer {
    Pointer::parse(&format!("{WINDOW}/{field}"))
}

/// Starts of an hour and of a day exclude each other, and a month needs both of its own.
fn fields(monitor: &Monitor<'_>, told: &mut Told<'_>) {
    let other = ["day_starts", "month_starts"].into_iter().find(|field| has(monitor, field));
    if let Some(other) = other.filter(|_| has(monitor, "hour_starts")) {
        let telling = told
            .about(monitor, format!("`hour_starts` and `{other}` exclude each other"))
            .at_key(&at("hour_starts"))
            .label("a window of an hour")
            .related(&at(other), "a longer window")
            .help("keep the one that fits the window of the query");
        let length =
            monitor.window().filter(|window| window.kind == WindowKind::Current).map(|window| window.length.unit);
        if matches!(length, Some(Unit::Day | Unit::Month)) {
            telling.fix_remove("take `hour_starts` out", &at("hour_starts"));
        }
    } else if has(monitor, "month_starts") && !has(monitor, "day_starts") {
        told.about(monitor, "`month_starts` is set without `day_starts`")
            .at_key(&at("month_starts"))
            .label("needs `day_starts`")
            .help("add `day_starts: \"00:00\"`, the time of that day")
            .fix_set("write `day_starts: \"00:00\"`", &at("day_starts"), "00:00");
    }
}

/// The field that a cumulative window needs.
fn start_of(window: &Window) -> Option<&'static str> {
    match window.length.unit {
        Unit::Hour => Some("hour_starts"),
        Unit::Day => Some("day_starts"),
        Unit::Month => Some("month_starts"),
        _ => None,
    }
}

/// A cumulative window needs its start, and a rolling one has none.
fn match_window(monitor: &Monitor<'_>, told: &mut Told<'_>) {
    let Some(window) = monitor.window() else { return };
    let is_set = monitor.get(WINDOW).is_some();
    if window.kind != WindowKind::Current {
        if is_set {
            told.about(monitor, "`evaluation_window` says when a window begins, and the query's rolls")
                .at_key(&Pointer::parse(WINDOW))
                .severity(Severity::Warning)
                .label("without effect")
                .related_inside(&Monitor::query_at(), window.span, "a rolling window")
                .help("take it out, or let the query look at `current_1h`, `current_1d` or `current_1mo`");
        }
        return;
    }
    let Some(field) = start_of(&window).filter(|field| !has(monitor, field)) else { return };
    let example = match field {
        "hour_starts" => "hour_starts: 0",
        "day_starts" => "day_starts: \"00:00\"",
        _ => "day_starts: \"00:00\", month_starts: 1",
    };
    told.about(monitor, format!("the window of the query is cumulative, and nothing says `{field}`"))
        .inside(&Monitor::query_at(), window.span)
        .label("begins when?")
        .help(format!("write `options.scheduling_options.evaluation_window: {{{example}}}`"));
}

fn day_starts(monitor: &Monitor<'_>, told: &mut Told<'_>) {
    let Some(text) = monitor.text(&format!("{WINDOW}/day_starts")) else { return };
    if !text.contains("${") && !is_time_of_day(text) {
        told.about(monitor, format!("`{text}` is no time of the day"))
            .at(&at("day_starts"))
            .label("not `HH:mm`")
            .help("write hours and minutes with two digits each, from 00:00 to 23:59: `\"04:00\"`");
    }
}

fn is_time_of_day(text: &str) -> bool {
    let number = |text: &str, most: u8| text.len() == 2 && text.parse::<u8>().is_ok_and(|number| number < most);
    text.split_once(':').is_some_and(|(hours, minutes)| number(hours, 24) && number(minutes, 60))
}

fn time_zone(monitor: &Monitor<'_>, pointer: &str, told: &mut Told<'_>) {
    let Some(name) = monitor.text(pointer).filter(|name| !name.contains("${") && zone(name).is_none()) else { return };
    let at = Pointer::parse(pointer);
    let telling = told.about(monitor, format!("there is no time zone `{name}`")).at(&at).label("not an IANA name");
    match nearest_zone(name) {
        Some(near) => telling.help(format!("did you mean `{near}`?")),
        None => telling.help("write a name such as `Europe/Paris`, `America/New_York` or `UTC`"),
    };
}

fn recurrences(monitor: &Monitor<'_>, told: &mut Told<'_>) {
    let Some(list) = monitor.get(RECURRENCES).and_then(|list| list.as_array()) else { return };
    if list.len() != 1 {
        let message = match list.len() {
            0 => "the custom schedule has no recurrence".to_owned(),
            many => format!("the custom schedule has {many} recurrences"),
        };
        told.about(monitor, message)
            .at(&Pointer::parse(RECURRENCES))
            .label("exactly one")
            .help("Datadog takes exactly one: put the times into one `rrule`, or make a monitor for each");
    }
    for index in 0..list.len() {
        rule(monitor, &format!("{RECURRENCES}/{index}/rrule"), told);
        start(monitor, &format!("{RECURRENCES}/{index}/start"), told);
        time_zone(monitor, &format!("{RECURRENCES}/{index}/timezone"), told);
    }
}

fn start(monitor: &Monitor<'_>, pointer: &str, told: &mut Told<'_>) {
    let Some(text) = monitor.text(pointer).filter(|text| !text.contains("${") && !is_moment(text)) else { return };
    told.about(monitor, format!("`{text}` is no start of a recurrence"))
        .at(&Pointer::parse(pointer))
        .label("not `YYYY-MM-DDThh:mm:ss`")
        .help("write date and time without an offset, as in `2026-01-05T09:00:00`: `timezone` says where");
}

fn is_moment(text: &str) -> bool {
    let form = "dddd-dd-ddTdd:dd:dd";
    let fits = |(c, form): (char, char)| if form == 'd' { c.is_ascii_digit() } else { c == form };
    text.len() == form.len() && text.chars().zip(form.chars()).all(fits)
}

/// Parts that the fields beside the rule say.
const ELSEWHERE: &[(&str, &str)] = &[
    ("DTSTART", "`start` says it"),
    ("DTEND", "an evaluation has no end"),
    ("DURATION", "an evaluation has no length"),
];

fn rule(monitor: &Monitor<'_>, pointer: &str, told: &mut Told<'_>) {
    let Some(text) = monitor.text(pointer).filter(|text| !text.contains("${")) else { return };
    let at = Pointer::parse(pointer);
    let parsed = query::rrule(text);
    for fault in &parsed.faults {
        let telling = told.about(monitor, fault.message.clone()).inside(&at, fault.span).label("not a recurrence");
        let help = fault.hint.clone().unwrap_or_else(|| "write it as in `FREQ=WEEKLY;BYDAY=MO,TU`".to_owned());
        telling.fault(&at, fault).help(help);
    }
    let Some(tree) = parsed.clean() else { return };
    if let Some(often) = tree.frequency().filter(|often| matches!(often.as_str(), "SECONDLY" | "MINUTELY" | "HOURLY")) {
        let span = tree.part("FREQ").map_or(tree.span, |part| part.span);
        told.about(monitor, format!("a monitor cannot be evaluated on a schedule that is `{often}`"))
            .inside(&at, span)
            .label("more often than daily")
            .help("write `DAILY`, `WEEKLY` or `MONTHLY`; without a custom schedule it is evaluated every minute");
    }
    tree.parts.iter().for_each(|part| part_of_rule(monitor, &at, part, told));
}

fn part_of_rule(monitor: &Monitor<'_>, at: &Pointer, part: &RulePart, told: &mut Told<'_>) {
    let name = part.name.text.to_uppercase();
    if let Some((_, why)) = ELSEWHERE.iter().find(|(known, _)| *known == name) {
        told.about(monitor, format!("`{name}` does not belong into the rule of a monitor"))
            .inside(at, part.span)
            .label("refused")
            .help(format!("take it out: {why}"));
        return;
    }
    let known = || tables::RULE_PARTS.iter().map(|part| part.name);
    if known().any(|known| known == name) {
        return;
    }
    let telling = told
        .about(monitor, format!("a recurrence has no part `{}`", part.name))
        .inside(at, part.name.span)
        .label("unknown");
    match nearest(&name, known()) {
        Some(near) => telling.help(format!("did you mean `{near}`?")).fix_text(
            format!("write `{near}`"),
            at,
            part.name.span,
            near,
        ),
        None => {
            telling.severity(Severity::Warning).help("the parts of a rule are those of RFC 5545: `FREQ`, `BYDAY`, ..")
        }
    };
}
