//! `anomalies(query, 'agile', 2, direction='above', alert_window='last_15m', ..)`: what its arguments may be.

use crate::lint::algorithm::{self, SEASONS, said};
use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told, duration};
use crate::model::Severity;
use crate::query::tree::Call;
use crate::syntax::{nearest_zone, zone};

pub static RULE: Rule = Rule {
    id: "anomaly-arguments",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/anomaly-arguments.md"),
    ..Rule::REST
};

const ALGORITHMS: &[&str] = &["agile", "basic", "robust"];
const DIRECTIONS: &[&str] = &["above", "below", "both"];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let calls = monitor.calls_of("anomalies");
    for call in &calls {
        words(monitor, call, told);
        seasons(monitor, call, told);
        windows(monitor, call, told);
        time_zone(monitor, call, told);
    }
    if !calls.is_empty() {
        part_of_window(monitor, told);
    }
}

fn words(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let words = [
        ("algorithm", call.positional(1), ALGORITHMS),
        ("direction", call.keyword("direction"), DIRECTIONS),
        ("seasonality", call.keyword("seasonality"), SEASONS),
    ];
    algorithm::choices(monitor, "an anomaly", &words, told);
}

/// `basic` knows no seasons, and the others need to be told.
fn seasons(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let Some((algorithm, word)) = said(call.positional(1)) else { return };
    let season = call.keyword("seasonality");
    let query = Monitor::query_at();
    match (word.to_lowercase().as_str(), season) {
        ("basic", Some(season)) => {
            told.about(monitor, "`basic` knows no seasons, so `seasonality` means nothing")
                .inside(&query, season.span)
                .severity(Severity::Warning)
                .label("without effect")
                .help("take it out, or choose `agile` or `robust`");
        }
        ("agile" | "robust", None) => {
            told.about(monitor, format!("`{word}` compares with the season before, and nothing says which"))
                .inside(&query, algorithm.value.span())
                .severity(Severity::Warning)
                .label("without `seasonality`")
                .help("write `seasonality='daily'` (or `hourly`, `weekly`); it needs three of them as history");
        }
        _ => {}
    }
}

/// The alert window is a part of the query's, and five intervals at least.
fn windows(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let Some((alert, text)) = said(call.keyword("alert_window")) else { return };
    let Some(seconds) = duration::last(&text) else {
        told.about(monitor, format!("`{text}` is no window"))
            .inside(&Monitor::query_at(), alert.value.span())
            .label("not `last_15m`")
            .help("write it as the query's own window: `last_15m`");
        return;
    };
    if let Some(window) = monitor.window().filter(|window| window.seconds() < seconds) {
        told.about(monitor, format!("the alert window `{text}` is longer than `{window}`, which the query looks at"))
            .inside(&Monitor::query_at(), alert.value.span())
            .label("longer than the query's")
            .related_inside(&Monitor::query_at(), window.span, "the query looks at this")
            .help("let the query look at about five times the alert window");
    }
    let interval = call.keyword("interval").and_then(|interval| Some((interval, interval.value.number()?)));
    let most = f64::from(u32::try_from(seconds / 5).unwrap_or(u32::MAX));
    if let Some((interval, _)) = interval.filter(|(_, number)| *number > most) {
        let said = &interval.value;
        told.about(
            monitor,
            format!("a point every {said} s is too few for an alert window of {}", duration::spoken(seconds)),
        )
        .inside(&Monitor::query_at(), interval.span)
        .severity(Severity::Warning)
        .label(format!("more than {most}"))
        .help(format!("write an interval of at most a fifth of the alert window: {most}"));
    }
}

fn time_zone(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let Some((argument, name)) = said(call.keyword("timezone")) else { return };
    let season = said(call.keyword("seasonality")).map(|(_, season)| season.to_lowercase());
    let query = Monitor::query_at();
    if zone(&name).is_none() {
        let telling = told
            .about(monitor, format!("there is no time zone `{name}`"))
            .inside(&query, argument.value.span())
            .label("not an IANA name");
        match nearest_zone(&name) {
            Some(near) => telling.help(format!("did you mean `{near}`?")),
            None => telling.help("write a name such as `Europe/Paris`, `America/New_York` or `utc`"),
        };
    } else if season.as_deref().is_none_or(|season| season == "hourly") {
        told.about(monitor, "a time zone means nothing without a daily or weekly season")
            .inside(&query, argument.span)
            .severity(Severity::Warning)
            .label("without effect")
            .help("take it out, or write `seasonality='daily'` or `'weekly'`");
    }
}

/// What is compared is the part of the window that is strange: from 0 to 1.
fn part_of_window(monitor: &Monitor<'_>, told: &mut Told<'_>) {
    let Some((condition, number)) = monitor.compared().filter(|(condition, _)| condition.comparator.is_upward()) else {
        return;
    };
    let always = condition.comparator.holds(0.0, number.value);
    if number.value <= 1.0 && !always {
        return;
    }
    let what = if always { "always" } else { "never" };
    told.about(monitor, format!("an anomaly is measured from 0 to 1, so `{condition}` {what} holds"))
        .inside(&Monitor::query_at(), condition.span)
        .label(format!("{what} holds"))
        .help("compare with the part of the alert window that has to be strange: `>= 1` is all of it");
}
