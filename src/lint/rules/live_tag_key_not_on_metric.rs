//! A scope or a group by a tag key that the metric does not have.

use crate::lint::live::{Answers, Metric};
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told, words};
use crate::load::nearest;
use crate::query::Walk as _;
use crate::query::tree::Word;

pub static RULE: Rule = Rule {
    id: "tag-key-not-on-metric",
    repair: Repair::Hint,
    check: Check::Live(check),
    page: include_str!("../../../tests/rules/tag-key-not-on-metric.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, answers: &Answers, _: &Context<'_>, told: &mut Told<'_>) {
    for monitor in &subjects.monitors {
        for (at, expr) in monitor.expressions() {
            for metric in expr.metrics() {
                let facts = answers.metrics.get(&metric.name.text);
                // A metric without any tag at all has most likely not reported lately.
                let Some(keys) = facts.and_then(Metric::keys).filter(|keys| !keys.is_empty()) else { continue };
                let filter = metric.scope.as_ref().and_then(|scope| scope.filter.as_ref());
                let required = filter.map(|filter| filter.required()).unwrap_or_default();
                let scoped = required.into_iter().map(|(key, _)| (key, "so the query is empty"));
                let grouped = metric.group_keys().map(|key| (key, "so nothing is grouped by it"));
                for (key, so) in scoped.chain(grouped).filter(|(key, _)| is_plain(key)) {
                    if keys.contains(key.text.as_str()) {
                        continue;
                    }
                    let (name, text) = (&metric.name.text, &key.text);
                    told.about(monitor, format!("`{name}` has no tag `{text}`, {so}"))
                        .inside(&at, key.span)
                        .label("not on the metric")
                        .help(match nearest(text, keys.iter().copied()) {
                            Some(near) => format!("did you mean `{near}`?"),
                            None => format!("its tags are {}", words::some(&keys, 8)),
                        });
                }
            }
        }
    }
}

/// `host` comes from the agent and stands on every metric that has one; variables are for dashboards.
fn is_plain(key: &Word) -> bool {
    !key.text.contains(['$', '*']) && !key.has_placeholder()
}
