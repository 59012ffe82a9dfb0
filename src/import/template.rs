//! A text with variables in it, changed where it is its own: `> 3` may become `> 5` in
//! `avg(last_5m):avg:a{env:${vars.env}} > 3`, and what stands for `${vars.env}` may not.

use std::ops::Range;

use crate::load::{Segment, segments};

/// The written text that means `new`. `old` is what `written` means now. None where the change touches what is filled in.
pub fn rewrite(written: &str, old: &str, new: &str) -> Option<String> {
    let segments = segments(written);
    let pieces = placed(&segments, old)?;
    let mut result = String::with_capacity(written.len());
    let mut at = 0;
    for (before, after) in changed(old, new) {
        // The piece that holds the change whole. An insertion between two pieces belongs to the one that is text.
        let (piece, start) = pieces
            .iter()
            .filter_map(|(segment, start)| Some((segment, *start, segment.means.as_ref()?)))
            .find(|(_, start, means)| *start <= before.start && before.end <= start + means.len())
            .map(|(segment, start, _)| (segment, start))?;
        // An escape is two characters that are written as three.
        if piece.means.as_ref()?.len() != piece.range.len() {
            return None;
        }
        let from = piece.range.start + (before.start - start);
        result.push_str(written.get(at..from)?);
        result.push_str(new.get(after)?);
        at = from + before.len();
    }
    result.push_str(written.get(at..)?);
    Some(result)
}

/// Whether anything in the text is filled in.
pub fn is_template(written: &str) -> bool {
    segments(written).iter().any(|segment| segment.means.is_none())
}

/// Each piece with its place in the text that all of them mean.
fn placed<'s>(segments: &'s [Segment], old: &str) -> Option<Vec<(&'s Segment, usize)>> {
    let mut placed = Vec::new();
    let mut at = 0;
    let mut open = false;
    for (index, segment) in segments.iter().enumerate() {
        let Some(means) = &segment.means else {
            open = true;
            placed.push((segment, at));
            continue;
        };
        let rest = old.get(at..)?;
        let found = match (open, index + 1 == segments.len()) {
            (true, true) => rest.len().checked_sub(means.len()).filter(|start| rest.get(*start..) == Some(means))?,
            (true, false) => rest.find(means.as_str())?,
            (false, _) => rest.starts_with(means.as_str()).then_some(0)?,
        };
        placed.push((segment, at + found));
        at += found + means.len();
        open = false;
    }
    Some(placed)
}

/// Ranges of the old text and what of the new one stands there: line by line, and inside of a line between what both
/// begin and end with.
fn changed(old: &str, new: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let diff = similar::TextDiff::from_lines(old, new);
    let starts = |text: &str| -> Vec<usize> {
        let mut starts = vec![0];
        text.split_inclusive('\n')
            .for_each(|line| starts.push(starts.last().copied().unwrap_or_default() + line.len()));
        starts
    };
    let (old_starts, new_starts) = (starts(old), starts(new));
    let bytes = |starts: &[usize], lines: Range<usize>| Some(*starts.get(lines.start)?..*starts.get(lines.end)?);
    let mut changed = Vec::new();
    for op in diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal) {
        let (Some(before), Some(after)) = (bytes(&old_starts, op.old_range()), bytes(&new_starts, op.new_range()))
        else {
            continue;
        };
        let (left, right) = (&old[before.clone()], &new[after.clone()]);
        let same = |(a, b): &(char, char)| a == b;
        let first: usize = left.chars().zip(right.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (left, right) = (&left[first..], &right[first..]);
        let last: usize = left.chars().rev().zip(right.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        changed.push((before.start + first..before.end - last, after.start + first..after.end - last));
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_its_own_changes() {
        for (written, old, new, expected) in [
            ("a{env:${vars.env}} > 3", "a{env:prod} > 3", "a{env:prod} > 5", Some("a{env:${vars.env}} > 5")),
            ("a{env:${vars.env}} > 3", "a{env:prod} > 3", "b{env:prod} > 3", Some("b{env:${vars.env}} > 3")),
            ("a{env:${vars.env}} > 3", "a{env:prod} > 3", "a{env:dev} > 3", None),
            ("a{env:${vars.env}} > 3", "a{env:prod} > 3", "a{env:prod,x:y} > 3", Some("a{env:${vars.env},x:y} > 3")),
            ("one\n${vars.a}\ntwo\n", "one\nx\ntwo\n", "1\nx\n2\n", Some("1\n${vars.a}\n2\n")),
            ("$${x} ${vars.a} y", "${x} b y", "${x} b z", Some("$${x} ${vars.a} z")),
            ("${vars.a}", "b", "c", None),
        ] {
            assert_eq!(rewrite(written, old, new).as_deref(), expected, "{written}: {old} -> {new}");
        }
    }
}
