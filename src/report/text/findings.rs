//! Findings as rustc shows them: the rule, the place, the lines with carets, what to write instead.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::line::{Page, Paint};
use crate::model::{Finding, Place, Severity, SourceId, Sources};
use crate::report::{Report, count, visible};

pub fn write(report: &Report<'_>, page: &mut Page) {
    let findings = report.sorted_findings();
    if findings.is_empty() {
        return;
    }
    let renderer = if page.style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(page.style.width.saturating_sub(GUTTER));
    for finding in &findings {
        let shown = renderer.render(&[group(finding, report.sources)]);
        page.block(&shown);
        page.gap();
    }
    page.sentence(Paint::Bold, &summary(&findings));
}

/// What the library puts beside a line that it trims, and does not count.
const GUTTER: usize = 4;

fn group<'a>(finding: &'a Finding, sources: &'a Sources) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info | Severity::Pedantic => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(visible::line(&finding.message)).id(finding.rule));
    for source in places(finding) {
        group = match snippet(finding, source, sources) {
            Some(snippet) => group.element(snippet),
            None => match origin(source, sources) {
                Some(origin) => group.element(origin),
                None => group,
            },
        };
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(visible::line(help))),
        None => group,
    }
}

/// A file without a text to show lines of.
fn origin(source: SourceId, sources: &Sources) -> Option<Origin<'static>> {
    let path = visible::line(&sources.shown(source));
    (!path.is_empty()).then(|| Origin::path(path).line(1).char_column(1))
}

/// The files of the finding, its own first.
fn places(finding: &Finding) -> Vec<SourceId> {
    let mut ids: Vec<SourceId> = Vec::new();
    let all = finding.place.iter().chain(finding.related.iter().map(|related| &related.place));
    for place in all {
        if !ids.contains(&place.source) {
            ids.push(place.source);
        }
    }
    ids
}

/// The lines of one file that the finding is about; None where there is no text to point at.
fn snippet<'a>(finding: &'a Finding, source: SourceId, sources: &'a Sources) -> Option<Snippet<'a, Annotation<'a>>> {
    let text = sources.text(source);
    let mut marks: Vec<(AnnotationKind, Range<usize>, Option<String>)> = Vec::new();
    if let Some(place) = finding.place.filter(|place| place.source == source) {
        marks.push((AnnotationKind::Primary, span(text, place), finding.label.as_deref().map(visible::line)));
    }
    for related in finding.related.iter().filter(|related| related.place.source == source) {
        // In a file of their own nothing else says where to look.
        let kind = if marks.is_empty() { AnnotationKind::Primary } else { AnnotationKind::Context };
        marks.push((kind, span(text, related.place), Some(visible::line(&related.label))));
    }
    if text.is_empty() {
        return None;
    }
    // The library walks through all it is given, so it is given no more than it will show.
    let first = marks.iter().map(|(_, span, _)| span.start).min()?;
    let last = marks.iter().map(|(_, span, _)| span.end).max()?;
    let from = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let to = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let annotations =
        marks.into_iter().map(|(kind, span, label)| kind.span(span.start - from..span.end - from).label(label));
    let snippet = Snippet::source(shown(&text[from..to]))
        .path(visible::line(&sources.shown(source)))
        .line_start(text[..from].matches('\n').count() + 1);
    Some(snippet.annotations(annotations))
}

/// The place within the text and within one line: a block of YAML is pointed at by its first line.
fn span(text: &str, place: Place) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(place.start);
    let end = floor(place.end).max(start);
    let line = text[start..end].lines().next().unwrap_or("");
    start..start + line.trim_end().len()
}

/// What the library does not make harmless itself is replaced byte for byte, so that the carets stay where they are.
fn shown(text: &str) -> String {
    let known = |c: char| c.is_ascii() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| match c {
            c if known(c) || !visible::hidden(c) => c.to_string(),
            // Of the same length in UTF-8.
            c => match c.len_utf8() {
                2 => "\u{bf}".to_owned(),
                3 => "\u{fffd}".to_owned(),
                _ => "\u{1f6ab}".to_owned(),
            },
        })
        .collect()
}

/// `2 errors, 1 warning in 2 files`
fn summary(findings: &[&Finding]) -> String {
    let number = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| {
        let noun = if severity == Severity::Info { "hint" } else { severity.name() };
        let style = if severity == Severity::Info { number(Severity::Pedantic) } else { 0 };
        (number(severity) + style, noun)
    });
    let counts: Vec<String> =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(*number, noun)).collect();
    let mut files: Vec<SourceId> = findings.iter().filter_map(|finding| Some(finding.place?.source)).collect();
    files.sort_unstable();
    files.dedup();
    match files.len() {
        0 => counts.join(", "),
        files => format!("{} in {}", counts.join(", "), count(files, "file")),
    }
}
