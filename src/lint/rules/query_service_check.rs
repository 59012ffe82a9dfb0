//! `"check".over("tag:value").by("host").last(2).count_by_status()`: what belongs into it.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::MonitorQuery;
use crate::query::tree::{Literal, Method, ServiceCheck, Word, chain};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "service-check-query",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/service-check-query.md"),
    ..Rule::REST
};

/// Runs that Datadog looks back at.
const MOST: f64 = 100.0;

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(MonitorQuery::ServiceCheck(query)) = monitor.sound() else { return };
    over(monitor, query, told);
    by(monitor, query, told);
    query.methods.iter().for_each(|method| unquoted(monitor, method, told));
    let counted = chain::named(&query.methods, "count_by_status");
    match (counted, chain::named(&query.methods, "pct_by_status")) {
        (Some(_), _) => last(monitor, query, told),
        (None, Some(_)) => {}
        (None, None) => uncounted(monitor, query, told),
    }
}

fn over(monitor: &Monitor<'_>, query: &ServiceCheck, told: &mut Told<'_>) {
    let at = Monitor::query_at();
    let Some(over) = chain::named(&query.methods, "over") else {
        // The tag that is meant stands in `by`, and is told of there.
        if chain::named(&query.methods, "by").is_some_and(|by| by.keys().iter().any(is_tag)) {
            return;
        }
        told.about(monitor, "nothing says over which tags the check is looked at")
            .inside(&at, query.check.span)
            .severity(Severity::Warning)
            .label("without `.over(..)`")
            .help("write `.over(\"*\")` for all of them")
            .fix_text("write `.over(\"*\")`", &at, Span::point(query.check.span.end), ".over(\"*\")");
        return;
    };
    for argument in &over.arguments {
        let Literal::Text(text) = &argument.value else { continue };
        if text.raw.trim().is_empty() {
            told.about(monitor, "an empty tag in `.over(..)` is no tag")
                .inside(&at, argument.span)
                .label("empty")
                .help("write `\"*\"` for all of them")
                .fix_text("write `\"*\"`", &at, argument.span, "\"*\"");
        }
    }
}

fn by(monitor: &Monitor<'_>, query: &ServiceCheck, told: &mut Told<'_>) {
    let at = Monitor::query_at();
    let Some(by) = chain::named(&query.methods, "by") else {
        let before = chain::named(&query.methods, "over").map_or(query.check.span, |over| over.span);
        told.about(monitor, "nothing says by which tags the check is grouped")
            .inside(&at, before)
            .severity(Severity::Warning)
            .label("`.by(..)` is missing behind it")
            .help(
                "write `.by(\"host\")`, or the tags that one alert is to be about; `.by(\"*\")` is one for each source",
            );
        return;
    };
    for key in by.keys().into_iter().filter(is_tag) {
        let tag = key.text.split(':').next().unwrap_or_default();
        told.about(monitor, format!("`.by(..)` groups by the keys of tags, and `{key}` has a value"))
            .inside(&at, key.span)
            .severity(Severity::Warning)
            .label("a tag, not a key")
            .help(format!("write `.over(\"{key}\")` to look at those alone, and `.by(\"{tag}\")` to tell them apart"));
    }
}

/// A key with a value.
fn is_tag(key: &Word) -> bool {
    key.text.contains(':') && !key.text.contains('$')
}

/// Tags are texts.
fn unquoted(monitor: &Monitor<'_>, method: &Method, told: &mut Told<'_>) {
    if !["over", "exclude", "by"].iter().any(|name| method.name.is(name)) {
        return;
    }
    for argument in method.arguments.iter().filter(|argument| !matches!(argument.value, Literal::Text(_))) {
        let said = argument.value.to_string();
        if said.contains('$') {
            continue;
        }
        told.about(monitor, format!("the tag `{said}` stands without quotes"))
            .inside(&Monitor::query_at(), argument.span)
            .label("not quoted")
            .help(format!("write `\"{said}\"`"))
            .fix_text(format!("write `\"{said}\"`"), &Monitor::query_at(), argument.span, format!("\"{said}\""));
    }
}

fn uncounted(monitor: &Monitor<'_>, query: &ServiceCheck, told: &mut Told<'_>) {
    let end = query.methods.last().map_or(query.check.span, |method| method.span);
    let telling = told
        .about(monitor, "nothing says how the results of the check are counted")
        .inside(&Monitor::query_at(), end)
        .label("`.count_by_status()` is missing behind it")
        .help("end the query with `.count_by_status()`");
    if query.condition.is_none() {
        let behind = Span::point(end.end);
        telling.fix_text("write `.count_by_status()`", &Monitor::query_at(), behind, ".count_by_status()");
    }
}

/// Datadog: "Last field should be larger than or equal to max threshold defined in monitor options".
fn last(monitor: &Monitor<'_>, query: &ServiceCheck, told: &mut Told<'_>) {
    let at = Monitor::query_at();
    let Some(argument) = chain::named(&query.methods, "last").and_then(|last| last.positional(0)) else { return };
    let Some(runs) = argument.value.number() else { return };
    let most = ["ok", "warning", "critical", "unknown"].into_iter().filter_map(|key| {
        let pointer = format!("thresholds/{key}");
        Some((monitor.number(&format!("/options/{pointer}"))?, key, Monitor::option_at(&pointer)))
    });
    let most = most.max_by(|one, other| one.0.total_cmp(&other.0)).filter(|(number, ..)| *number > runs);
    if runs > MOST {
        told.about(monitor, format!("a check is looked at over {MOST} runs at most, and this is {runs}"))
            .inside(&at, argument.span)
            .label(format!("more than {MOST}"))
            .help(format!("write a number up to {MOST}"));
    } else if let Some((number, key, threshold)) = most {
        let telling = told
            .about(monitor, format!("`{key}` asks for {number} runs in a row, and the query looks at {runs}"))
            .inside(&at, argument.span)
            .label(format!("less than {number}"))
            .related(&threshold, format!("{number} in a row"));
        if number <= MOST {
            telling.help(format!("write `.last({number})`, or a lower threshold").as_str()).fix_text(
                format!("write {number}"),
                &at,
                argument.span,
                number.to_string(),
            );
        } else {
            telling.help(format!("write a threshold of at most {MOST}"));
        }
    }
}
