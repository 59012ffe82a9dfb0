//! Texts of several lines, as `|` blocks.

use super::scalar::is_printable;

/// `|` and the lines, each `indent` deep; without a newline at the end. None for a text of one line, and for one that a
/// block would not keep as it is.
pub fn literal(text: &str, indent: usize) -> Option<String> {
    if text.contains('\n') { always(text, indent, 2, "") } else { None }
}

/// [`literal`], also for one line. `deeper` is how much deeper than the key or dash before them the lines stand; `rest` is
/// what stands behind the `|` on its line, a comment say.
pub fn always(text: &str, indent: usize, deeper: usize, rest: &str) -> Option<String> {
    let body = text.trim_end_matches('\n');
    let kept = body.lines().next_back().is_some_and(|last| !last.trim().is_empty());
    if !kept || !text.chars().all(|c| is_printable(c) || matches!(c, '\n' | '\t' | '\u{a0}')) {
        return None;
    }
    // The first line says how deep the block is, unless a number does.
    let depth = if text.starts_with(char::is_whitespace) { deeper.to_string() } else { String::new() };
    let (chomp, more) = match text.len() - body.len() {
        0 => ("-", 0),
        1 => ("", 0),
        newlines => ("+", newlines - 1),
    };
    let mut block = format!("|{depth}{chomp}{rest}");
    for line in body.split('\n') {
        block.push('\n');
        if !line.is_empty() {
            block.push_str(&" ".repeat(indent));
            block.push_str(line);
        }
    }
    block.push_str(&"\n".repeat(more));
    Some(block)
}
