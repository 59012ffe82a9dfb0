//! Seconds where milliseconds are meant, or the other way round: told only where a second sign contradicts the number.

use std::collections::HashMap;

use crate::kinds;
use crate::lint::subject::{Monitor, Subjects};
use crate::lint::{Check, Context, Repair, Rule, Told, duration};
use crate::query::MonitorQuery;
use crate::query::tree::{Expr, MetricMonitor, MetricQuery};

pub static RULE: Rule = Rule {
    id: "seconds-or-milliseconds",
    repair: Repair::Hint,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/seconds-or-milliseconds.md"),
    ..Rule::REST
};

/// Units of time as metadata names them, in seconds, with those of texts.
const UNITS: &[(&str, f64, &[&str])] = &[
    ("nanosecond", 1e-9, &["ns", "nanosecond", "nanoseconds"]),
    ("microsecond", 1e-6, &["us", "µs", "microsecond", "microseconds"]),
    ("millisecond", 1e-3, &["ms", "msec", "millisecond", "milliseconds"]),
    ("second", 1.0, &["s", "sec", "secs", "second", "seconds"]),
    ("minute", 60.0, &["m", "min", "mins", "minute", "minutes"]),
    ("hour", 3600.0, &["h", "hr", "hrs", "hour", "hours"]),
    ("day", 86_400.0, &["d", "day", "days"]),
];

/// Functions that leave the unit as it is.
const KEEPING: &[&str] = &["abs", "clamp_max", "clamp_min", "default_zero", "exclude_null", "timeshift"];

/// A monitor that compares one metric of a declared unit of time with a number.
struct Timed<'s> {
    monitor: &'s Monitor<'s>,
    metric: &'s MetricQuery,
    unit: &'static str,
    /// The threshold as it is written.
    text: &'s str,
    value: f64,
    /// The threshold in seconds.
    seconds: f64,
    /// Added up, over hosts or over time, a duration can be of any length.
    is_sum: bool,
}

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let units = declared(subjects);
    if units.is_empty() {
        return;
    }
    let timed: Vec<Timed<'_>> = subjects.monitors.iter().filter_map(|monitor| Timed::of(monitor, &units)).collect();
    let by_value: HashMap<(&str, u64), &Timed<'_>> =
        timed.iter().map(|one| ((one.metric.name.text.as_str(), one.value.to_bits()), one)).collect();
    for one in &timed {
        let mentioned = one.mentioned();
        // Somebody who writes the same length in words has thought of the unit.
        if !mentioned.iter().any(|(seconds, _)| ratio_is(one.seconds, *seconds, 1.0)) {
            one.judge(&mentioned, &by_value, told);
        }
    }
}

/// The unit of each metric that `metric-metadata/` describes, where it is one of time and not of a rate.
fn declared<'s>(subjects: &Subjects<'s>) -> HashMap<&'s str, (&'static str, f64)> {
    let of = subjects.of_kind(&kinds::METRIC_METADATA).filter(|metadata| metadata.get("/per_unit").is_none());
    of.filter_map(|metadata| {
        let unit = metadata.text("/unit")?;
        let (name, seconds, _) = UNITS.iter().find(|(name, _, _)| *name == unit)?;
        Some((metadata.text("/id")?, (*name, *seconds)))
    })
    .collect()
}

impl<'s> Timed<'s> {
    fn of(monitor: &'s Monitor<'s>, units: &HashMap<&str, (&'static str, f64)>) -> Option<Self> {
        let Some(MonitorQuery::Metric(query)) = monitor.sound() else { return None };
        let (_, number) = monitor.compared()?;
        let metric = whole(query)?;
        let (unit, length) = units.get(metric.name.text.as_str())?;
        let sum = |word: Option<&str>| word == Some("sum");
        let space = metric.aggregator.as_ref().map(|aggregator| aggregator.name.text.as_str());
        (number.value > 0.0).then(|| Self {
            monitor,
            metric,
            unit,
            text: &number.text,
            value: number.value,
            seconds: number.value * length,
            is_sum: sum(space) || sum(Some(&query.head.time_aggregator.text)),
        })
    }

    /// Lengths of time in the name and the message, with the words that say them.
    fn mentioned(&self) -> Vec<(f64, String)> {
        let texts = [self.monitor.name(), self.monitor.message()];
        texts.into_iter().flatten().flat_map(|text| lengths(text.text)).collect()
    }

    fn judge(&self, mentioned: &[(f64, String)], by_value: &HashMap<(&str, u64), &Self>, told: &mut Told<'_>) {
        let said = mentioned.iter().find(|(seconds, _)| off_by_thousands(self.seconds, *seconds));
        if let Some((_, words)) = said {
            let why = format!("the text says `{words}`");
            return drop(self.tell(&why, told));
        }
        let warning = self.monitor.number("/options/thresholds/warning").filter(|warning| *warning > 0.0);
        if let Some(warning) = warning.filter(|warning| far_apart(self.value, *warning)) {
            let why = format!("the warning threshold is {warning}");
            let at = Monitor::option_at("thresholds/warning");
            return drop(self.tell(&why, told).related(&at, "a thousand times apart"));
        }
        let siblings =
            [1000.0, 1e6].map(|times| by_value.get(&(self.metric.name.text.as_str(), self.other(times).to_bits())));
        if let Some(sibling) = siblings.into_iter().flatten().next() {
            let why = format!("`{}` compares the same metric with {}", sibling.monitor.address(), sibling.text);
            let place = sibling.monitor.desired.tree.place_of(&Monitor::query_at());
            return drop(self.tell(&why, told).related_place(place, format!("{} here", sibling.text)));
        }
        if let Some(why) = self.implausible() {
            drop(self.tell(why, told));
        }
    }

    /// What the threshold would be in the unit that was perhaps meant. Of two monitors the less likely one is told of: so
    /// many seconds, so few milliseconds.
    fn other(&self, times: f64) -> f64 {
        if self.unit == "second" { self.value / times } else { self.value * times }
    }

    /// Nobody chooses 5000 seconds, which are no whole minutes, and nothing is measured below a nanosecond's reach.
    fn implausible(&self) -> Option<&'static str> {
        let divides = |by: f64| self.value % by == 0.0;
        let odd = self.unit == "second" && !self.is_sum && divides(1000.0) && !divides(60.0);
        let tiny = match self.unit {
            "millisecond" | "microsecond" => self.value < 1.0,
            "nanosecond" => self.value < 1000.0,
            _ => false,
        };
        match (odd, tiny) {
            (true, _) => Some("that is no whole number of minutes"),
            (_, true) => Some("few things are that short"),
            _ => None,
        }
    }

    fn tell<'t>(&self, why: &str, told: &'t mut Told<'_>) -> crate::lint::told::Telling<'t>
    where
        's: 't,
    {
        let span = self.monitor.compared().map(|(_, number)| number.span).unwrap_or_default();
        let (text, unit) = (self.text, self.unit);
        let long = spoken(self.seconds);
        let metric = &self.metric.name;
        told.about(self.monitor, format!("`{metric}` is in {unit}s, so {text} is {long}, and {why}"))
            .inside(&Monitor::query_at(), span)
            .label(long)
            .help(format!(
                "write the threshold in {unit}s, or correct the unit in the metadata of `{metric}`; if it is right, say \
                 `{text} {unit}s` in the message"
            ))
    }
}

/// The one metric that is compared as it is: sums, rates and ratios have other units.
fn whole(query: &MetricMonitor) -> Option<&MetricQuery> {
    if query.head.change.as_ref().is_some_and(|change| !change.name.is("change")) {
        return None;
    }
    let mut expr = query.expr.bare();
    while let Expr::Call(call) = expr {
        if !KEEPING.iter().any(|name| call.name.is(name)) {
            return None;
        }
        expr = call.series()?.bare();
    }
    let Expr::Metric(metric) = expr else { return None };
    let counts = metric.aggregator.as_ref().is_some_and(|aggregator| aggregator.name.is("count"));
    let is_rate = ["as_count", "as_rate"].iter().any(|name| metric.modifier(name).is_some());
    (!counts && !is_rate).then_some(metric)
}

fn ratio_is(one: f64, other: f64, ratio: f64) -> bool {
    (one / other / ratio - 1.0).abs() < 1e-9
}

/// Exactly what a unit taken for another makes of a number.
fn off_by_thousands(one: f64, other: f64) -> bool {
    [1000.0, 1e6, 1e-3, 1e-6].into_iter().any(|ratio| ratio_is(one, other, ratio))
}

fn far_apart(one: f64, other: f64) -> bool {
    one / other >= 1000.0 || other / one >= 1000.0
}

fn spoken(seconds: f64) -> String {
    if seconds >= 1.0 {
        let whole = seconds.trunc().to_string().parse().unwrap_or_default();
        return duration::spoken(whole);
    }
    let (_, length, words) = UNITS.iter().rev().find(|(_, length, _)| seconds >= *length).unwrap_or(&UNITS[0]);
    let amount = (seconds / length * 1000.0).round() / 1000.0;
    format!("{amount} {}", words.first().copied().unwrap_or_default())
}

/// `5s`, `5 seconds`, `1.5 h` in a text, in seconds and as written. A number in a longer word is none: `p95`, `last_5m`.
fn lengths(text: &str) -> Vec<(f64, String)> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let starts = c.is_ascii_digit() && !before.is_alphanumeric() && !matches!(before, '_' | '.' | '-' | ',');
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len()).max(c.len_utf8());
        let step = if c.is_ascii_digit() { length } else { c.len_utf8() };
        let (word, behind) = rest.split_at(step);
        if starts && let Some((seconds, unit)) = length_of(word, behind) {
            found.push((seconds, format!("{word}{unit}")));
        }
        before = word.chars().last().unwrap_or(' ');
        rest = behind;
    }
    found
}

fn length_of<'t>(number: &str, behind: &'t str) -> Option<(f64, &'t str)> {
    let number: f64 = number.trim_end_matches('.').parse().ok()?;
    let blank = behind.len() - behind.trim_start_matches(' ').len();
    let end = behind.get(blank..)?.find(|c: char| !c.is_alphabetic()).map_or(behind.len(), |end| blank + end);
    let unit = behind.get(blank..end)?;
    let (_, length, _) = UNITS.iter().find(|(_, _, words)| words.contains(&unit))?;
    (number > 0.0).then_some((number * length, behind.get(..end)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_found_in_texts() {
        let found = |text: &str| lengths(text).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
        assert_eq!(found("p95 above 5s for 10 minutes."), ["5s", "10 minutes"]);
        assert_eq!(found("1.5 h, 20ms: {{value}} 5e 3 x"), ["1.5 h", "20ms"]);
        assert_eq!(found("last_5m host-3s v1.2s"), [""; 0]);
        assert_eq!(found("5000"), [""; 0]);
    }

    #[test]
    fn lengths_are_said() {
        assert_eq!(spoken(5000.0), "1 h 23 min 20 s");
        assert_eq!(spoken(0.005), "5 ms");
        assert_eq!(spoken(5e-10), "0.5 ns");
    }
}
