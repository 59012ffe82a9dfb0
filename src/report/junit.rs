//! `JUnit` XML, for pipelines that show tests: a suite is a file, a case is a resource, a failure is an error or a warning.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Report;
use super::visible;
use crate::model::{Finding, Severity};

pub fn render(report: &Report<'_>) -> String {
    // Resources without findings are cases that passed.
    let mut suites: BTreeMap<String, BTreeMap<String, Vec<&Finding>>> = BTreeMap::new();
    for resource in report.resources {
        let file = report.sources.shown(resource.place.source);
        suites.entry(file).or_default().entry(resource.address.to_string()).or_default();
    }
    for finding in report.sorted_findings() {
        let file = finding.place.map_or_else(|| "project".to_owned(), |place| report.sources.shown(place.source));
        let case = finding.address.as_ref().map_or_else(|| file.clone(), ToString::to_string);
        suites.entry(file).or_default().entry(case).or_default().push(finding);
    }
    let failures = |cases: &BTreeMap<String, Vec<&Finding>>| cases.values().filter(|found| fails(found)).count();
    let tests: usize = suites.values().map(BTreeMap::len).sum();
    let failed: usize = suites.values().map(failures).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites name=\"ddsync\" tests=\"{tests}\" failures=\"{failed}\">");
    for (file, cases) in &suites {
        let (name, tests, failed) = (attribute(file), cases.len(), failures(cases));
        let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failed}\">");
        for (name, found) in cases {
            case(report, file, name, found, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn fails(found: &[&Finding]) -> bool {
    found.iter().any(|finding| finding.severity >= Severity::Warning)
}

fn case(report: &Report<'_>, file: &str, name: &str, found: &[&Finding], out: &mut String) {
    let head = format!("    <testcase classname=\"{}\" name=\"{}\"", attribute(file), attribute(name));
    let Some(worst) = found.iter().max_by_key(|finding| finding.severity) else {
        let _ = writeln!(out, "{head}/>");
        return;
    };
    let lines: String = found.iter().map(|finding| line(report, finding)).collect();
    let _ = writeln!(out, "{head}>");
    if fails(found) {
        let (kind, message) = (attribute(worst.rule), attribute(&worst.message));
        let _ = writeln!(out, "      <failure type=\"{kind}\" message=\"{message}\">{}</failure>", text(&lines));
    } else {
        let _ = writeln!(out, "      <system-out>{}</system-out>", text(&lines));
    }
    out.push_str("    </testcase>\n");
}

/// `monitors/a.yaml:3: error[rule]: the message. help`
fn line(report: &Report<'_>, finding: &Finding) -> String {
    let place = finding.place.map(|place| report.shown_line(place) + ": ").unwrap_or_default();
    let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    format!("{place}{}[{}]: {}{help}\n", finding.severity.name(), finding.rule, visible::line(&finding.message))
}

fn attribute(value: &str) -> String {
    text(&visible::line(value)).replace('"', "&quot;")
}

/// Characters that XML 1.0 cannot hold at all are shown as a question mark.
fn text(value: &str) -> String {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let value: String = value.chars().map(|c| if allowed(c) { c } else { '?' }).collect();
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
