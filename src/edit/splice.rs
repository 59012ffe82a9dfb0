//! Changes of bytes, gathered first and made at once.

use std::ops::Range;

/// These bytes become this text. An empty range is a place to insert at.
#[derive(Clone, Debug, PartialEq)]
pub struct Splice {
    pub range: Range<usize>,
    pub text: String,
    /// Of the collection it belongs to. Where two insert at one place, the inner one comes first.
    pub depth: usize,
}

/// The bytes of `within` after all changes; None where two of them meet.
pub fn apply(source: &str, within: Range<usize>, splices: &[Splice]) -> Option<String> {
    let mut sorted: Vec<&Splice> = splices.iter().collect();
    sorted.sort_by_key(|splice| (splice.range.start, splice.range.end, std::cmp::Reverse(splice.depth)));
    let mut text = String::with_capacity(source.len());
    let mut at = within.start;
    for splice in sorted {
        text.push_str(source.get(at..splice.range.start)?);
        text.push_str(&splice.text);
        at = splice.range.end;
    }
    text.push_str(source.get(at..within.end)?);
    Some(text)
}

/// Where the line of `at` starts.
pub fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Behind the newline that ends the line of `at`, or the end.
pub fn next_line(source: &str, at: usize) -> usize {
    source.get(at..).and_then(|rest| rest.find('\n')).map_or(source.len(), |newline| at + newline + 1)
}

/// Bytes between the start of its line and `at`: indentation, in block style.
pub fn column(source: &str, at: usize) -> usize {
    at - line_start(source, at)
}

/// Nothing but spaces before `at` on its line.
pub fn starts_line(source: &str, at: usize) -> bool {
    source.get(line_start(source, at)..at).is_some_and(|before| before.chars().all(|c| c == ' '))
}

/// Whole lines to insert at `at`, which is the start of a line or the end of a file that may lack its last newline.
pub fn lines_at(source: &str, at: usize, lines: &str) -> String {
    if at == 0 || source.get(..at).is_some_and(|before| before.ends_with('\n')) {
        format!("{lines}\n")
    } else {
        format!("\n{lines}")
    }
}
