//! SARIF 2.1.0, for code scanning: the findings, each with its rule, its place and its fix.

use serde_json::{Value, json};

use super::Report;
use super::inert::url_path;
use crate::lint;
use crate::model::{Change, Finding, Place, Severity, Sources};

pub fn render(report: &Report<'_>) -> String {
    let findings = report.sorted_findings();
    let mut ids: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
    ids.sort_unstable();
    ids.dedup();
    let rules: Vec<Value> = ids.iter().map(|id| rule(id)).collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &ids, report.sources)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "ddsync",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            // One set of results per project and environment; without it the sets would replace each other.
            "automationDetails": {"id": format!("ddsync/{}/{}/", report.project, report.environment.unwrap_or("all"))},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(id: &str) -> Value {
    let summary = lint::explanations().iter().find(|(known, _)| *known == id).map(|(_, summary)| summary.as_str());
    let mut rule = json!({"id": id, "shortDescription": {"text": summary.unwrap_or(id)}});
    if let Some(known) = lint::by_id(id) {
        rule["defaultConfiguration"] = json!({"level": level(known.severity)});
        rule["help"] = json!({"text": known.summary(), "markdown": known.page});
    }
    rule
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Pedantic => "note",
    }
}

fn result(finding: &Finding, ids: &[&str], sources: &Sources) -> Value {
    let text = match &finding.help {
        Some(help) => format!("{}. {help}", finding.message),
        None => finding.message.clone(),
    };
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": ids.iter().position(|id| *id == finding.rule),
        "level": level(finding.severity),
        "message": {"text": text},
        "locations": finding.place.map(|place| json!({"physicalLocation": location(place, sources)})).into_iter().collect::<Vec<_>>(),
    });
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(
            |related| json!({"physicalLocation": location(related.place, sources), "message": {"text": related.label}}),
        );
        result["relatedLocations"] = related.collect();
    }
    if let Some(address) = &finding.address {
        // Lines move; the rule, the resource and the sentence stay.
        let print = format!("{}:{address}:{}", finding.rule, finding.message);
        result["partialFingerprints"] = json!({"ddsync/v1": print});
    }
    if let Some(fix) = fixes(finding, sources) {
        result["fixes"] = json!([fix]);
    }
    result
}

fn location(place: Place, sources: &Sources) -> Value {
    json!({
        "artifactLocation": {"uri": url_path(&sources.shown(place.source)), "uriBaseId": "%SRCROOT%"},
        "region": region(place, sources),
    })
}

fn region(place: Place, sources: &Sources) -> Value {
    let start = sources.line_column(place);
    let end = sources.line_column(Place::new(place.source, place.end, place.end));
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

/// Only fixes of bytes can be told; those of values are for `validate --fix`.
fn fixes(finding: &Finding, sources: &Sources) -> Option<Value> {
    let fix = finding.fix.as_ref()?;
    let mut changes = Vec::new();
    for patch in &fix.patches {
        let Change::Bytes { place, text } = &patch.change else { return None };
        let replacement = json!({"deletedRegion": region(*place, sources), "insertedContent": {"text": text}});
        changes.push(json!({
            "artifactLocation": {"uri": url_path(&sources.shown(place.source)), "uriBaseId": "%SRCROOT%"},
            "replacements": [replacement],
        }));
    }
    Some(json!({"description": {"text": fix.what}, "artifactChanges": changes}))
}
