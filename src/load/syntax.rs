//! What the parser could not read, in words for the person who wrote it.

use granit_parser::{ErrorKind, ScanError};

use super::budget::DEPTH;
use crate::model::{Finding, Place, SourceId};

pub fn finding(text: &str, source: SourceId, error: &ScanError) -> Finding {
    let at = floor(text, error.marker().byte_offset().unwrap_or_default());
    if let Some(tab) = tab(text, at, error.kind()) {
        return Finding::error("yaml-tab", "a tab cannot indent YAML")
            .at(Place::new(source, tab, tab + 1))
            .label("a tab")
            .help("indent with spaces");
    }
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return too_deep(Place::new(source, at, at));
    }
    let end = text[at..].chars().next().filter(|c| *c != '\n').map_or(at, |c| at + c.len_utf8());
    let finding = Finding::error("yaml-syntax", format!("this is not YAML: {}", reason(error.kind())))
        .at(Place::new(source, at, end));
    match help(text, at, error.kind()) {
        Some(help) => finding.help(help),
        None => finding,
    }
}

pub fn too_deep(place: Place) -> Finding {
    Finding::error("nested-too-deep", format!("this is nested more than {DEPTH} levels deep"))
        .at(place)
        .help("nothing that Datadog has is nested so deep; take some levels out")
}

fn reason(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::UnexpectedCharacter { character: '@' | '`' | '%' | '|' | '>' } => {
            "a text without quotes cannot start with this character".to_owned()
        }
        ErrorKind::UnexpectedCharacter { character } => format!("unexpected character {character:?}"),
        other => other.to_string(),
    }
}

fn help(text: &str, at: usize, kind: &ErrorKind) -> Option<&'static str> {
    if text[..at].ends_with('$') && text[at..].starts_with('{') {
        return Some("inside `[...]` and `{...}` a text with `${...}` needs quotes around it");
    }
    match kind {
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            Some("write control characters as escapes in double quotes: \"\\u0007\"")
        }
        ErrorKind::UnexpectedCharacter { .. } => Some("put quotes around the text: \"@slack-data\""),
        ErrorKind::MappingValueNotAllowed => {
            Some("a text with `: ` in it needs quotes around it; otherwise look at the indentation")
        }
        ErrorKind::UnclosedQuotedScalar => Some("close the quote; the place is where it opens or where the file ends"),
        ErrorKind::InvalidQuotedScalarIndent => {
            Some("close the quote on the line that opens it, or indent the lines after")
        }
        ErrorKind::UnclosedFlowCollection { .. } => Some("close the bracket"),
        ErrorKind::InvalidColonPlacement
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::ExpectedFlowMappingSeparator => Some("a bracket above is not closed, or a comma is missing"),
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            Some("the quote closed before the end of the text; put quotes around all of it")
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            Some("a backslash in double quotes is written `\\\\`; in single quotes it is itself")
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::SimpleKeyExpected => {
            Some("look at the indentation here and at the line above")
        }
        _ => None,
    }
}

/// The tab that broke the indentation, if one did: the parser often stops a line before or a character after it.
fn tab(text: &str, at: usize, kind: &ErrorKind) -> Option<usize> {
    let told = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
    );
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let mut start = line;
    for (number, line) in text[line..].split_inclusive('\n').enumerate() {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t') {
            return Some(start + tab);
        }
        if !told || number > 1 {
            break;
        }
        start += line.len();
    }
    told.then(|| text[line..].find('\t').map(|tab| line + tab)).flatten()
}

/// The `|` or `>` of a block text: it stands after the last token, behind `:`, `-`, tags, anchors and comments.
pub fn block_indicator(text: &str, from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    while at < to {
        let rest = text.get(at..to)?;
        let first = rest.chars().next()?;
        at += match first {
            '|' | '>' => return Some(at),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '&' | '!' => rest.find(char::is_whitespace).unwrap_or(rest.len()),
            other => other.len_utf8(),
        };
    }
    None
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
