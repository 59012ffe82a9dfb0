//! What changes, as the lines of a `diff` block and as phrases for a table.

use crate::report::inert::{code, prose};
use crate::report::tell::{Block, Told, What};
use crate::report::words::{Row, Segment, Tag};

/// The lines of a `diff` block: `-` and `+` come first, so that they are coloured, and parts stand where a patch names its
/// hunks. `whole` is what the object itself is called after its parts.
pub fn lines(whole: &str, blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        match block.subject.is_empty() {
            true if lines.is_empty() => {}
            true => lines.push(format!("@@ {whole} @@")),
            false => lines.push(format!("@@ {} @@", block.subject)),
        }
        lines.extend(block.told.iter().flat_map(told_lines));
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

fn told_lines(told: &Told) -> Vec<String> {
    match told {
        Told::Item { gone, what } => vec![signed(*gone, what)],
        Told::Note { label, text } => vec![format!("  {}", [label.as_str(), text].join(" ").trim_start())],
        Told::Field { label, what, needs_new } => {
            let note = if *needs_new { " (needs a new object)" } else { "" };
            let mut lines = vec![format!("  {label}{note}")];
            lines.extend(value_lines(what));
            lines
        }
    }
}

fn value_lines(what: &What) -> Vec<String> {
    match what {
        What::Arrow { from, to } | What::Swap { from, to } => vec![signed(true, from), signed(false, to)],
        What::Words(segments) => {
            vec![signed(true, &side(segments, Tag::New)), signed(false, &side(segments, Tag::Gone))]
        }
        What::Items(items) => items.iter().map(|(gone, item)| signed(*gone, item)).collect(),
        What::Rows(rows) => rows.iter().map(row).collect(),
    }
}

/// One side of a text: all but the words of the other.
fn side(segments: &[Segment], other: Tag) -> String {
    segments.iter().filter(|segment| segment.tag != other).map(|segment| segment.text.as_str()).collect()
}

fn row(row: &Row) -> String {
    match row {
        Row::Line { tag: Tag::Same, text } => format!("    {text}"),
        Row::Line { tag, text } => signed(*tag == Tag::Gone, text),
        Row::Skipped(lines) => format!("  … {lines} unchanged"),
    }
}

fn signed(gone: bool, text: &str) -> String {
    format!("{}   {text}", if gone { '-' } else { '+' })
}

/// For a table's cell, already inert.
pub fn gists(block: &Block) -> Vec<String> {
    block.told.iter().map(|told| gist(&block.subject, told)).collect()
}

fn gist(subject: &str, told: &Told) -> String {
    let below = |label: &str| match (subject.is_empty(), label.is_empty()) {
        (true, _) => prose(label),
        (false, true) => prose(subject),
        (false, false) => prose(&format!("{subject} {label}")),
    };
    match told {
        Told::Item { gone, what } => format!("{} {}", if *gone { "&#45;" } else { "&#43;" }, prose(what)),
        Told::Note { label, text } => format!("{} {}", below(label), prose(text)),
        Told::Field { label, what, .. } => match what {
            What::Arrow { from, to } if from.len() + to.len() <= 60 => {
                format!("{} {} → {}", below(label), code(from), code(to))
            }
            _ => below(label),
        },
    }
}
