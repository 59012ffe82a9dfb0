//! What changed inside a text: word by word in one line, line by line in several.

use similar::utils::diff_slices;
use similar::{Algorithm, ChangeTag, DiffableStr};

/// Lines shown around a change.
const CONTEXT: usize = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Same,
    Gone,
    New,
}

/// Some words of one line, all of one fate. Of neighbours the old ones come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub tag: Tag,
    pub text: String,
}

/// Something to show of a text of several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    Line {
        tag: Tag,
        text: String,
    },
    /// So many unchanged lines in between.
    Skipped(usize),
}

/// The words of both texts in one line, and how much they share, 0 to 1.
pub fn words(old: &str, new: &str) -> (Vec<Segment>, f64) {
    let (olds, news) = (tokens(old), tokens(new));
    let pieces = diff_slices(Algorithm::Myers, &olds, &news);
    let shared = pieces.iter().filter(|(tag, _)| *tag == ChangeTag::Equal);
    let shared: usize = shared.map(|(_, tokens)| tokens.concat().chars().count()).sum();
    let all = old.chars().count() + new.chars().count();
    let segments = tidy(pieces.iter().map(|(tag, tokens)| (*tag, tokens.concat())));
    #[expect(clippy::cast_precision_loss, reason = "lengths of texts; a share is all that is asked for")]
    let share = 2.0 * shared as f64 / all.max(1) as f64;
    (segments, share)
}

/// A handle is one word; the rest is [`plain`].
fn tokens(mut text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    while let Some(start) = text.find('@') {
        let (before, handle) = text.split_at(start);
        let of_handle = |c: char| c.is_alphanumeric() || "@-_.+/".contains(c);
        let end = handle.find(|c| !of_handle(c)).unwrap_or(handle.len());
        let (handle, rest) = handle.split_at(end);
        tokens.extend(plain(before));
        tokens.push(handle);
        text = rest;
    }
    tokens.extend(plain(text));
    tokens
}

/// Unicode words, split further at the marks that join names in queries: `sum:a.b{status:failed}` has six words.
fn plain(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for word in text.tokenize_unicode_words() {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            tokens.push(word);
        } else {
            tokens.extend(word.split_inclusive(['.', ':']).flat_map(split_mark));
        }
    }
    tokens
}

fn split_mark(part: &str) -> impl Iterator<Item = &str> {
    let name = part.trim_end_matches(['.', ':']);
    let (name, mark) = part.split_at(name.len());
    [name, mark].into_iter().filter(|text| !text.is_empty())
}

/// Joins what belongs together: a space between two changes would only tear a phrase apart.
fn tidy(pieces: impl Iterator<Item = (ChangeTag, String)>) -> Vec<Segment> {
    let pieces: Vec<(ChangeTag, String)> = pieces.collect();
    let mut segments = Vec::new();
    let (mut gone, mut new) = (String::new(), String::new());
    for (at, (tag, text)) in pieces.iter().enumerate() {
        let torn = text.trim().is_empty() && at + 1 < pieces.len() && !(gone.is_empty() && new.is_empty());
        match tag {
            ChangeTag::Delete => gone.push_str(text),
            ChangeTag::Insert => new.push_str(text),
            ChangeTag::Equal if torn => {
                gone.push_str(text);
                new.push_str(text);
            }
            ChangeTag::Equal => {
                flush(&mut gone, &mut new, &mut segments);
                push(&mut segments, Tag::Same, text);
            }
        }
    }
    flush(&mut gone, &mut new, &mut segments);
    segments
}

fn flush(gone: &mut String, new: &mut String, segments: &mut Vec<Segment>) {
    push(segments, Tag::Gone, gone);
    push(segments, Tag::New, new);
    gone.clear();
    new.clear();
}

fn push(segments: &mut Vec<Segment>, tag: Tag, text: &str) {
    if !text.is_empty() {
        let text = text.to_owned();
        segments.push(Segment { tag, text });
    }
}

/// The changed lines with a little around them.
pub fn lines(old: &str, new: &str) -> Vec<Row> {
    let (olds, news) = (old.tokenize_lines(), new.tokenize_lines());
    let pieces = diff_slices(Algorithm::Myers, &olds, &news);
    let all: Vec<(Tag, &str)> =
        pieces.into_iter().flat_map(|(tag, lines)| lines.iter().map(move |line| (tag_of(tag), *line))).collect();
    let changes: Vec<usize> = (0..all.len()).filter(|at| all[*at].0 != Tag::Same).collect();
    let ends_alike = old.ends_with('\n') == new.ends_with('\n');
    let mut rows = Vec::new();
    let mut skipped = 0;
    for (at, (tag, line)) in all.into_iter().enumerate() {
        let next = changes.partition_point(|change| *change < at);
        let near = |change: Option<&usize>| change.is_some_and(|change| change.abs_diff(at) <= CONTEXT);
        if !near(changes.get(next)) && !near(next.checked_sub(1).and_then(|last| changes.get(last))) {
            skipped += 1;
            continue;
        }
        skip(&mut rows, &mut skipped);
        let text = row_text(tag, line, ends_alike);
        rows.push(Row::Line { tag, text });
    }
    skip(&mut rows, &mut skipped);
    rows
}

fn tag_of(tag: ChangeTag) -> Tag {
    match tag {
        ChangeTag::Equal => Tag::Same,
        ChangeTag::Delete => Tag::Gone,
        ChangeTag::Insert => Tag::New,
    }
}

fn skip(rows: &mut Vec<Row>, skipped: &mut usize) {
    if *skipped > 0 {
        rows.push(Row::Skipped(*skipped));
    }
    *skipped = 0;
}

/// Spaces at the end of a changed line are dots, since they may be the change.
fn row_text(tag: Tag, line: &str, ends_alike: bool) -> String {
    let text = line.strip_suffix('\n').unwrap_or(line);
    if tag == Tag::Same {
        return text.to_owned();
    }
    let kept = text.trim_end_matches(' ');
    let dots = "·".repeat(text.len() - kept.len());
    let end = if ends_alike || line.ends_with('\n') { "" } else { " (no line break at the end)" };
    format!("{kept}{dots}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let mark = |segment: &Segment| match segment.tag {
            Tag::Same => segment.text.clone(),
            Tag::Gone => format!("[-{}-]", segment.text),
            Tag::New => format!("{{+{}+}}", segment.text),
        };
        words(old, new).0.iter().map(mark).collect()
    }

    #[test]
    fn a_query_is_words_and_marks() {
        assert_eq!(
            marked(
                "sum(last_5m):sum:checkout.errors{env:prod,a:b}.as_count() > 50",
                "sum(last_15m):avg:checkout.failures{env:staging,a:b}.as_count() > 0.5"
            ),
            "sum([-last_5m-]{+last_15m+}):[-sum-]{+avg+}:checkout.[-errors-]{+failures+}{env:[-prod-]{+staging+},a:b}.as_count() > [-50-]{+0.5+}"
        );
    }

    #[test]
    fn a_handle_is_one_word() {
        let both = "Runs fail. @pagerduty-etl @slack-data";
        assert_eq!(marked(both, "Runs fail. @slack-data"), "Runs fail. [-@pagerduty-etl -]@slack-data");
        let other = "Runs fail. @pagerduty-etl @slack-dwh";
        assert_eq!(marked(both, other), "Runs fail. @pagerduty-etl [-@slack-data-]{+@slack-dwh+}");
    }

    fn side(segments: &[Segment], other: Tag) -> String {
        segments.iter().filter(|segment| segment.tag != other).map(|segment| segment.text.as_str()).collect()
    }

    proptest::proptest! {
        #[test]
        fn both_sides_can_be_read_back(old in "[ab.: 0é{}@\\n]{0,24}", new in "[ab.: 0é{}@\\n]{0,24}") {
            let (segments, share) = words(&old, &new);
            proptest::prop_assert_eq!(side(&segments, Tag::New), old);
            proptest::prop_assert_eq!(side(&segments, Tag::Gone), new);
            proptest::prop_assert!((0.0..=1.0).contains(&share));
        }
    }

    #[test]
    fn a_phrase_is_not_torn_apart() {
        assert_eq!(marked("the quick brown fox", "the slow red fox"), "the [-quick brown-]{+slow red+} fox");
    }

    #[test]
    fn lines_keep_two_around() {
        let old = "1\n2\n3\n4\n5\n6\n7\n";
        let rows = lines(old, &old.replace('6', "six "));
        let line = |tag, text: &str| Row::Line { tag, text: text.to_owned() };
        assert_eq!(
            rows,
            [
                Row::Skipped(3),
                line(Tag::Same, "4"),
                line(Tag::Same, "5"),
                line(Tag::Gone, "6"),
                line(Tag::New, "six·"),
                line(Tag::Same, "7"),
            ]
        );
    }

    #[test]
    fn a_missing_line_break_is_named() {
        let rows = lines("a\nb", "a\nb\n");
        assert!(rows.contains(&Row::Line { tag: Tag::Gone, text: "b (no line break at the end)".to_owned() }));
    }
}
