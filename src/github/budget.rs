//! What is left out first where there is no room for everything.

/// Bytes of a comment or an issue: GitHub takes 65,536 characters and answers 422 to more.
pub const COMMENT: usize = 60_000;
/// Bytes of a summary: over 1 MiB the runner drops all of it.
pub const SUMMARY: usize = 1_000_000;

/// How dear a part is; the first ones go first, and of one sort the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// The lines of a change, which its row names.
    Body,
    /// A warning or a remark.
    Remark,
    /// The row of a change.
    Row,
    /// An error.
    Error,
    /// Counts, deletions, what to do next.
    Always,
}

/// A block of Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    pub worth: Worth,
    /// A line of a table or a list: nothing stands between it and the one before.
    pub joined: bool,
}

impl Part {
    pub fn always(text: impl Into<String>) -> Self {
        Self { text: text.into(), worth: Worth::Always, joined: false }
    }

    pub fn of(worth: Worth, text: impl Into<String>) -> Self {
        Self { text: text.into(), worth, joined: false }
    }

    #[must_use]
    pub fn joined(self) -> Self {
        Self { joined: true, ..self }
    }
}

/// Room for the sentence that says what is left out.
const NOTE: usize = 300;

/// The parts as one text of at most `most` bytes. What is always there is there even if it is larger.
pub fn fit(parts: &[Part], most: usize, elsewhere: &str) -> String {
    let mut left_out = vec![false; parts.len()];
    let mut total: usize = parts.iter().map(size).sum();
    let limit = if total <= most { most } else { most.saturating_sub(NOTE) };
    for worth in [Worth::Body, Worth::Remark, Worth::Row, Worth::Error] {
        let mut of_worth: Vec<usize> =
            parts.iter().enumerate().filter(|(_, part)| part.worth == worth).map(|(at, _)| at).collect();
        // Rows and findings stand in an order that means something: the last ones go first.
        match worth {
            Worth::Body => of_worth.sort_by_key(|at| std::cmp::Reverse(parts.get(*at).map_or(0, size))),
            _ => of_worth.reverse(),
        }
        for at in of_worth {
            if total <= limit {
                break;
            }
            if let (Some(part), Some(out)) = (parts.get(at), left_out.get_mut(at)) {
                *out = true;
                total -= size(part);
            }
        }
    }
    let count = |worth: Worth| parts.iter().zip(&left_out).filter(|(part, out)| **out && part.worth == worth).count();
    let told = note([count(Worth::Body), count(Worth::Row), count(Worth::Remark) + count(Worth::Error)], elsewhere);
    let kept = parts.iter().zip(&left_out).filter(|(_, out)| !**out).map(|(part, _)| part);
    let mut text = String::new();
    for part in kept.chain(told.as_ref()) {
        if !text.is_empty() {
            text.push_str(if part.joined { "\n" } else { "\n\n" });
        }
        text.push_str(&part.text);
    }
    text + "\n"
}

fn size(part: &Part) -> usize {
    part.text.len() + if part.joined { 1 } else { 2 }
}

fn note(counts: [usize; 3], elsewhere: &str) -> Option<Part> {
    let words = ["the lines of", "the rows of", ""];
    let nouns = ["change", "change", "finding"];
    let told: Vec<String> = counts
        .iter()
        .zip(words.iter().zip(nouns))
        .filter(|(count, _)| **count > 0)
        .map(|(count, (word, noun))| format!("{word} {}", crate::report::count(*count, noun)).trim().to_owned())
        .collect();
    (!told.is_empty())
        .then(|| Part::always(format!("> There was no room here for {}: see {elsewhere}.", told.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(bodies: usize, rows: usize) -> Vec<Part> {
        let mut parts = vec![Part::always("### head")];
        parts.extend((0..rows).map(|at| Part::of(Worth::Row, format!("| row {at} |")).joined()));
        parts.extend((0..bodies).map(|at| Part::of(Worth::Body, "x".repeat(1000 + at))));
        parts.push(Part::of(Worth::Remark, "a warning"));
        parts.push(Part::always("deleted: all of it"));
        parts
    }

    #[test]
    fn what_fits_stays_whole() {
        let text = fit(&parts(2, 2), 5000, "the summary");
        assert!(text.starts_with("### head\n| row 0 |\n| row 1 |\n\nxxx"));
        assert!(text.ends_with("a warning\n\ndeleted: all of it\n"));
    }

    #[test]
    fn the_largest_bodies_go_first_and_rows_last() {
        let text = fit(&parts(5, 3), 2500, "the summary");
        assert!(text.len() <= 2500 && text.contains("| row 2 |") && text.contains("deleted"), "{text}");
        assert!(text.contains("no room here for the lines of 3 changes: see the summary."), "{text}");
        assert!(text.contains(&format!("\n{}\n", "x".repeat(1001))) && !text.contains(&"x".repeat(1002)));
        let text = fit(&parts(5, 30), 500, "the summary");
        assert!(text.contains("| row 0 |") && !text.contains("| row 29 |") && !text.contains("xxx"), "{text}");
        assert!(text.contains("the rows of ") && text.ends_with("see the summary.\n"), "{text}");
    }

    #[test]
    fn nothing_dear_is_ever_cut() {
        let all = vec![Part::always("deletion ".repeat(100)), Part::of(Worth::Row, "row")];
        let text = fit(&all, 100, "x");
        assert!(text.starts_with(&"deletion ".repeat(100)) && !text.contains("\nrow"));
    }
}
