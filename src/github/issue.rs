//! Drift: one issue for each environment, and what is to be done with it.

use std::collections::BTreeMap;

use super::budget::{self, Part, Worth};
use super::comment::{self, Context};
use super::marker::{DriftMarker, fingerprint, text_fingerprint};
use crate::plan::{Change, Plan};
use crate::report::inert::{attribute, code};
use crate::report::markdown::drift::Cells;
use crate::report::tell::{self, Side};
use crate::report::{Report, count, markdown};

use super::words;

/// Drifted objects that the marker names one by one.
const MOST_NAMED: usize = 300;

/// The issue that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub number: u64,
    pub open: bool,
    pub marker: DriftMarker,
}

/// One request to GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Create { title: String, body: String },
    Edit { number: u64, title: String, body: String, reopen: bool },
    Comment { number: u64, body: String },
    Close { number: u64 },
}

/// What is to be done. Nobody is told twice of the same.
pub fn decide(known: Option<&Known>, report: &Report<'_>, plan: &Plan, context: &Context<'_>) -> Vec<Act> {
    let marker = marker(report, plan);
    let Some(known) = known else {
        return match plan.is_empty() {
            true => Vec::new(),
            false => vec![Act::Create { title: title(report, plan), body: body(report, plan, &marker, context) }],
        };
    };
    let number = known.number;
    if plan.is_empty() {
        return match known.open {
            true => vec![Act::Comment { number, body: resolved(context) }, Act::Close { number }],
            false => Vec::new(),
        };
    }
    let mut acts = vec![Act::Edit {
        number,
        title: title(report, plan),
        body: body(report, plan, &marker, context),
        reopen: !known.open,
    }];
    if !known.open || known.marker.set != marker.set {
        let old = if known.open { &known.marker.set } else { &BTreeMap::new() };
        acts.push(Act::Comment { number, body: moved(old, &marker.set, context) });
    }
    acts
}

fn marker(report: &Report<'_>, plan: &Plan) -> DriftMarker {
    let mut set: BTreeMap<String, String> =
        plan.changes.iter().map(|change| (change.address.to_string(), fingerprint(change))).collect();
    if set.len() > MOST_NAMED {
        // A longer list would leave no room for words. That it is another one shows all the same.
        let all: Vec<String> = set.into_iter().map(|(address, print)| format!("{address} {print}")).collect();
        set = BTreeMap::from([(format!("{} objects", all.len()), text_fingerprint(&all.join("\n")))]);
    }
    DriftMarker { project: report.project.to_owned(), environment: report.environment.map(str::to_owned), set }
}

fn title(report: &Report<'_>, plan: &Plan) -> String {
    let place = report.environment.unwrap_or(report.project);
    format!("Datadog drift in {place}: {}", count(plan.changes.len(), "object"))
}

fn body(report: &Report<'_>, plan: &Plan, marker: &DriftMarker, context: &Context<'_>) -> String {
    let mut parts = vec![
        Part::always(markdown::title(report)),
        Part::always(format!(
            "**{} in Datadog {} from the definitions.** Last looked at by <a href=\"{}\">this run</a>.",
            count(plan.changes.len(), "object"),
            if plan.changes.len() == 1 { "differs" } else { "differ" },
            attribute(&context.run.url)
        )),
        Part::always(markdown::drift::HEAD),
    ];
    parts.extend(plan.changes.iter().map(|change| Part::of(Worth::Row, row(report, plan, change, context)).joined()));
    parts.extend(plan.drifts.as_ref().and_then(markdown::drift::untold).map(Part::always));
    let bodies = plan.changes.iter().filter_map(|change| markdown::details(change, Side::Datadog));
    parts.extend(bodies.map(|body| Part::of(Worth::Body, body)));
    parts.push(Part::always(ways_out(report, context)));
    let line = marker.line();
    format!("{line}\n{}", budget::fit(&parts, budget::COMMENT - line.len(), "the summary of the run"))
}

fn row(report: &Report<'_>, plan: &Plan, change: &Change, context: &Context<'_>) -> String {
    let cells = Cells {
        resource: comment::linked(report, change),
        told: tell::blocks(change, Side::Datadog).iter().flat_map(words::gists).collect(),
        file: change.place.map(|place| comment::file(report, place, context)).unwrap_or_default(),
    };
    markdown::drift::row(change, plan.drifts.as_ref().and_then(|drifts| drifts.of(change)), cells)
}

fn ways_out(report: &Report<'_>, context: &Context<'_>) -> String {
    let actions = format!("{}/{}/actions/workflows", context.run.server, context.run.repository);
    let environment = report.environment.map(|name| format!(" --env {name}")).unwrap_or_default();
    let link = |file: &str, text: &str| format!("<a href=\"{}\">{text}</a>", attribute(&format!("{actions}/{file}")));
    format!(
        "**Two ways out**\n\n\
         - *Put the definitions back*: {} > *Run workflow* applies what Git says.\n\
         - *Keep what Datadog has*: {} > *Run workflow* with *adopt* opens a pull request that writes it into the files; at \
           home {} does the same.\n\n\
         <sub>This issue is kept by ddsync: it is edited while the drift lasts and closed when it is gone.</sub>",
        link("datadog-apply.yml", "datadog-apply"),
        link("datadog-drift.yml", "datadog-drift"),
        code(&format!("ddsync import --update{environment}"))
    )
}

fn moved(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>, context: &Context<'_>) -> String {
    let added: Vec<&String> = new.keys().filter(|address| !old.contains_key(*address)).collect();
    let gone: Vec<&String> = old.keys().filter(|address| !new.contains_key(*address)).collect();
    let other: Vec<&String> = new
        .iter()
        .filter(|(address, print)| old.get(*address).is_some_and(|known| known != *print))
        .map(|(address, _)| address)
        .collect();
    let named = |word: &str, list: &[&String]| {
        const MOST: usize = 20;
        let names: Vec<String> = list.iter().take(MOST).map(|address| code(address)).collect();
        let rest = list.len().saturating_sub(MOST);
        let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        (!list.is_empty()).then(|| format!("{} {word}: {}{rest}", list.len(), names.join(", ")))
    };
    let told: Vec<String> = [named("new", &added), named("changed again", &other), named("resolved", &gone)]
        .into_iter()
        .flatten()
        .collect();
    format!("{} (<a href=\"{}\">run</a>)", told.join("; "), attribute(&context.run.url))
}

fn resolved(context: &Context<'_>) -> String {
    format!("Nothing differs any more (<a href=\"{}\">run</a>).", attribute(&context.run.url))
}
