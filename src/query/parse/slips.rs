//! The usual slips: what stands where something else was expected, and what was most likely meant.

use super::words::SMART_QUOTES;
use crate::syntax::{Fault, Span};

/// Adds the hint of a slip that stands at the fault, and its fix.
pub(super) fn hinted(fault: Fault, text: &str) -> Fault {
    let at = fault.span.start;
    let rest = text.get(at..).unwrap_or_default();
    let starts = |word: &str| rest.starts_with(word);
    let here = |length: usize| Span::new(at, at + length);
    if starts("=>") {
        return fault.hint("the sign is written `>=`").fix(here(2), ">=");
    }
    if starts("=<") {
        return fault.hint("the sign is written `<=`").fix(here(2), "<=");
    }
    if starts("=") && !starts("==") {
        return fault.hint("equal is written `==`");
    }
    if starts("{{") {
        return fault.hint("a scope has single braces: `{env:prod}`");
    }
    if starts("%{") {
        return fault.hint("`%{..}` is of another tool; a monitor of this project is `${monitor:key}`");
    }
    if rest.starts_with(SMART_QUOTES) {
        return fault.hint("curly quotes come from a word processor; Datadog knows straight ones");
    }
    if starts(")") {
        return match unopened(text, at) {
            true => fault.hint("this `)` closes nothing: take it out, or open it before"),
            false => fault,
        };
    }
    if starts("${") {
        return fault.hint("`${` is not closed: a `}` is missing");
    }
    if starts("$") {
        return fault.hint("template variables are of dashboards, and stand in scopes, group-bys and searches");
    }
    if let Some(c) = rest.chars().next().filter(|c| c.is_whitespace()) {
        let hint = "this is no plain blank but one that looks alike, perhaps from a web page";
        return fault.hint(hint).fix(here(c.len_utf8()), " ");
    }
    if rest.is_empty() {
        return match unclosed(text) {
            Some(open) => fault.hint(format!("`{open}` is opened and not closed")),
            None => fault,
        };
    }
    fault
}

/// Whether no `(` before `at` is left for the `)` there. Quotes count as text.
fn unopened(text: &str, at: usize) -> bool {
    !brackets(text.get(..at).unwrap_or_default()).contains(&'(')
}

/// The innermost bracket that is left open.
fn unclosed(text: &str) -> Option<char> {
    brackets(text).last().copied()
}

/// The brackets that are open at the end of the text.
fn brackets(text: &str) -> Vec<char> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => {
                chars.next();
            }
            (Some(mark), c) if c == mark => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '{' | '[') => open.push(c),
            (None, ')' | '}' | ']') => {
                if open.last().is_some_and(|last| matches!((*last, c), ('(', ')') | ('{', '}') | ('[', ']'))) {
                    open.pop();
                }
            }
            (Some(_) | None, _) => {}
        }
    }
    open
}
