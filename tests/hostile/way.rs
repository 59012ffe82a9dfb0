//! The way of a definition from its file to the report, and what has to hold on it.

use std::path::PathBuf;

use ddsync::lint::{self, Checked, Context, fix, live};
use ddsync::load::{FileText, Input, load};
use ddsync::message::{self, eval, handle};
use ddsync::model::{Place, Sources};
use ddsync::query::{self, Spans as _};
use ddsync::report::{self, Format, Report, Verb};
use ddsync::syntax::{Parsed, Span};
use time::{Date, Month};

/// Loads, checks, mends and reports.
pub fn walk(files: &[(String, String)]) {
    let (sources, checked) = checked(files);
    for finding in checked.findings() {
        let places = finding.place.iter().chain(finding.related.iter().map(|related| &related.place));
        places.for_each(|place| in_file(*place, &sources, finding.rule));
        assert!(!finding.message.is_empty(), "{}", finding.rule);
    }
    for format in [Format::Text, Format::Json, Format::Sarif] {
        rendered(&sources, &checked, format);
    }
    let mended = fix::fixed(checked.resources(), checked.findings(), &sources);
    if mended.is_empty() {
        return;
    }
    let mut after = files.to_vec();
    for file in mended {
        let path = sources.shown(file.source);
        after.iter_mut().filter(|(own, _)| *own == path).for_each(|(_, text)| text.clone_from(&file.text));
    }
    self::checked(&after);
}

/// Loads and checks, with every rule on.
pub fn checked(files: &[(String, String)]) -> (Sources, Checked) {
    let mut files: Vec<(PathBuf, FileText)> =
        files.iter().map(|(path, text)| (PathBuf::from(path), FileText::Text(text.clone()))).collect();
    if !files.iter().any(|(path, _)| path.ends_with("ddsync.yaml")) {
        let project = "project: docs\nvars: {x: y}\nlint: {preset: strict}\n";
        files.push(("ddsync.yaml".into(), FileText::Text(project.to_owned())));
    }
    let loaded = load(Input { files, environment: None, env: &|_| None });
    let answers = live::Answers::default();
    let context = Context {
        sources: &loaded.sources,
        comments: &loaded.comments,
        settings: &loaded.project.lint,
        today: Date::from_calendar_date(2026, Month::November, 21).unwrap(),
        baseline: None,
        answers: Some(&answers),
    };
    let checked = lint::check(loaded.resources, loaded.findings, &context);
    (loaded.sources, checked)
}

fn in_file(place: Place, sources: &Sources, rule: &str) {
    let text = sources.get(place.source).map_or_else(|| panic!("{rule}: no such file"), |file| &file.text);
    let fits = place.start <= place.end && text.get(place.start..place.end).is_some();
    assert!(fits, "{rule}: {place:?} is not in a file of {} bytes, or within a character", text.len());
}

fn rendered(sources: &Sources, checked: &Checked, format: Format) {
    let report = Report {
        verb: Verb::Validate,
        project: "docs",
        environment: None,
        target: "",
        app_url: None,
        sources,
        resources: checked.resources(),
        findings: checked.findings(),
        plan: None,
        outcomes: &[],
    };
    report::render(&report, format, report::Style { color: false, width: 100 });
}

/// Reads the text in every query language; every span is in it.
pub fn queries(monitor_type: &str, text: &str) {
    spans(query::monitor(monitor_type, text), text);
    spans(query::metric(text), text);
    spans(query::expression(text), text);
    spans(query::formula(text), text);
    spans(query::scope(text), text);
    spans(query::filter(text), text);
    spans(query::search(text), text);
    spans(query::rrule(text), text);
}

/// Reads the text as a message; every handle is in it.
pub fn message(text: &str) {
    let template = message::parse(text);
    assert_eq!(template.to_string(), text);
    for handle in handle::find(&template) {
        fits(handle.span, text);
    }
    eval::parse(text);
}

fn spans<T: query::Spans>(mut parsed: Parsed<T>, text: &str) {
    parsed.each_span(&mut |span| fits(*span, text));
}

fn fits(span: Span, text: &str) {
    assert!(text.get(span.range()).is_some(), "{span:?} is not in the text, or within a character");
}
