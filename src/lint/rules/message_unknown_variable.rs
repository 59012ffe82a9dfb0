//! A variable that Datadog fills for no monitor of this type.

use crate::lint::subject::{Keys, Mention, Monitor, Stands, Text};
use crate::lint::{Check, Context, Repair, Rule, Told, words};
use crate::message::Path;
use crate::message::conditionals::conditional;
use crate::message::helpers::{HELPERS, helper};
use crate::message::variables::{self, OF_EVENTS, Standing, VARIABLES};
use crate::model::Severity;
use crate::query::MonitorQuery;
use crate::syntax::{Span, nearest};

pub static RULE: Rule = Rule {
    id: "unknown-template-variable",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/unknown-template-variable.md"),
    ..Rule::REST
};

/// Types whose events have variables that Datadog does not document.
const UNDOCUMENTED: &[&str] = &[
    "cost alert",
    "data-jobs alert",
    "llm-observability alert",
    "network-path alert",
    "network-performance alert",
    "process alert",
    "synthetics alert",
];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let known = |set: &variables::Variables| set.types.contains(&monitor.monitor_type);
    if monitor.monitor_type != "composite" && !VARIABLES.iter().any(known) {
        return;
    }
    let keys = monitor.keys();
    let mut told_of: Vec<String> = Vec::new();
    for text in &monitor.texts {
        helpers(monitor, text, told);
        let mut look = Look { monitor, text, keys: keys.as_ref(), told };
        for mention in &text.mentions {
            let name = mention.path.dotted();
            // Without a fix, once for each name.
            if !told_of.contains(&name) && !look.mention(mention, &name) {
                told_of.push(name);
            }
        }
    }
}

struct Look<'l, 't> {
    monitor: &'l Monitor<'l>,
    text: &'l Text<'l>,
    keys: Option<&'l Keys>,
    told: &'l mut Told<'t>,
}

/// What is wrong with a name.
struct Wrong {
    message: String,
    severity: Severity,
    help: String,
    fix: Option<(Span, String)>,
}

impl Look<'_, '_> {
    /// False where it tells of something that has no fix.
    fn mention(&mut self, mention: &Mention, name: &str) -> bool {
        let path = &mention.path;
        if name.is_empty() || path.segments.iter().any(|segment| segment.name.is_empty()) {
            return true;
        }
        let wrong = match variables::standing(self.monitor.monitor_type, path) {
            Standing::Known | Standing::Group => None,
            Standing::Member(letter) => self.member(letter),
            Standing::OfOthers(types) => self.of_others(path, types),
            Standing::Unknown => self.unknown(mention, name),
        };
        let Some(wrong) = wrong else { return true };
        let telling = self
            .told
            .about(self.monitor, wrong.message)
            .severity(wrong.severity)
            .inside(&self.text.at, path.span)
            .label("always empty")
            .help(wrong.help);
        match wrong.fix {
            Some((span, new)) => {
                telling.fix_text(format!("write `{new}`"), &self.text.at, span, new);
                true
            }
            None => false,
        }
    }

    fn member(&self, letter: char) -> Option<Wrong> {
        let Some(MonitorQuery::Composite(composite)) = self.monitor.sound() else { return None };
        let mut members: Vec<String> = Vec::new();
        for member in composite.members() {
            if !members.contains(&member.text) {
                members.push(member.text);
            }
        }
        let last = char::from_u32(u32::from('a') + u32::try_from(members.len()).ok()?.checked_sub(1)?)?;
        (letter > last).then(|| Wrong {
            message: format!("the composite has {} members, and `{letter}` is none of them", members.len()),
            severity: Severity::Error,
            help: format!("the letters `a` to `{last}` name the members in the order of the query"),
            fix: None,
        })
    }

    fn of_others(&self, path: &Path, types: &[&str]) -> Option<Wrong> {
        let monitor_type = self.monitor.monitor_type;
        let name = path.dotted();
        let first = path.segments.first()?.name.as_str();
        let of_event = OF_EVENTS.contains(&first);
        let key = path.group_key();
        let grouped = key.as_ref().is_some_and(|key| self.keys.is_none_or(|keys| keys.has(key)));
        // Whether it is a tag is for the query to say.
        if (key.is_some() && (!of_event || grouped)) || (monitor_type == "error-tracking alert" && first == "log") {
            return None;
        }
        let composite = monitor_type == "composite";
        let others = match types {
            [one] => format!("monitors of type `{one}`"),
            _ if !of_event => "monitors of other types".to_owned(),
            many => format!("monitors of type {}", words::any(many)),
        };
        Some(Wrong {
            message: format!("`{name}` belongs to {others}, and this is a `{monitor_type}`"),
            // What a composite shows of its members is documented by example only.
            severity: if composite { Severity::Warning } else { Severity::Error },
            help: if composite {
                format!("`{{{{a.{name}}}}}` is that of the first member")
            } else {
                "take it out, or name what this type has: `{{value}}`, `{{threshold}}`, the tags of the group"
                    .to_owned()
            },
            fix: None,
        })
    }

    fn unknown(&self, mention: &Mention, name: &str) -> Option<Wrong> {
        let path = &mention.path;
        if let (Some(known), Stands::Tag { .. }) = (conditional(name), mention.stands) {
            return Some(Wrong {
                message: format!("`{name}` is a conditional, and stands here like a variable"),
                severity: Severity::Error,
                help: format!(
                    "a conditional is opened with `#` and closed: `{{{{#{0}}}}} ... {{{{/{0}}}}}`",
                    known.name
                ),
                fix: None,
            });
        }
        let wrong = |severity, help: String, fix| {
            Some(Wrong { message: format!("there is no variable `{name}`"), severity, help, fix })
        };
        let of_group = self.keys.is_some_and(|keys| keys.has(name));
        if of_group {
            return None;
        }
        if let Some((span, near)) = self.near(path, name) {
            let before = Span::new(path.span.start, span.start).of(self.text.text);
            let after = Span::new(span.end, path.span.end).of(self.text.text);
            return wrong(Severity::Error, format!("did you mean `{before}{near}{after}`?"), Some((span, near)));
        }
        let keys = self.keys.filter(|_| !UNDOCUMENTED.contains(&self.monitor.monitor_type))?;
        let groups: Vec<String> = keys.groups.iter().map(|group| format!("{{{{{}.name}}}}", group.key)).collect();
        let help = match groups.as_slice() {
            [] => "`{{value}}` and `{{threshold}}` are there; tags of a group are when the query groups by them"
                .to_owned(),
            groups => format!("the query groups by {}", words::all(groups)),
        };
        wrong(Severity::Warning, help, None)
    }

    /// A known name that was meant, and the part of the path to change.
    fn near(&self, path: &Path, name: &str) -> Option<(Span, String)> {
        let monitor_type = self.monitor.monitor_type;
        if let Some(near) = nearest(name, variables::names(monitor_type)) {
            return Some((path.span, near.to_owned()));
        }
        let [between @ .., last] = path.segments.as_slice() else { return None };
        let key = between.iter().map(|segment| segment.name.as_str()).collect::<Vec<_>>().join(".");
        if self.keys.is_some_and(|keys| keys.has(&key)) && nearest(&last.name, ["name"]).is_some() {
            return Some((last.span, "name".to_owned()));
        }
        // `log.atributes.status`: the first two words are of the table, the rest is free.
        let [first, second, _, ..] = path.segments.as_slice() else { return None };
        let families = VARIABLES.iter().filter(|set| set.is_of(monitor_type)).flat_map(|set| set.families).copied();
        let near = nearest(&format!("{}.{}", first.name, second.name), families)?;
        Some((first.span.to(second.span), near.to_owned()))
    }
}

/// Names with arguments that are no helper.
fn helpers(monitor: &Monitor<'_>, text: &Text<'_>, told: &mut Told<'_>) {
    for (_, tag) in text.template.helpers() {
        let name = tag.name.text.as_str();
        if helper(name).is_some() {
            continue;
        }
        if conditional(name).is_some() {
            told.about(monitor, format!("`{name}` is a conditional, and stands here like a variable"))
                .inside(&text.at, tag.name.span)
                .label("no `#`")
                .help(format!("open it with `{{{{#{name} ...}}}}` and close it with `{{{{/{name}}}}}`"));
            continue;
        }
        let telling = told
            .about(monitor, format!("there is no helper `{name}`"))
            .inside(&text.at, tag.name.span)
            .label("unknown");
        match nearest(name, HELPERS.iter().map(|helper| helper.name)) {
            Some(near) => telling.help(format!("did you mean `{near}`?")).fix_text(
                format!("write `{near}`"),
                &text.at,
                tag.name.span,
                near,
            ),
            None => telling
                .severity(Severity::Warning)
                .help("the helpers are `eval`, `local_time`, `urlencode` and `override_priority`"),
        };
    }
}
