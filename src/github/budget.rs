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
    /// What stands in its place before it is left out, where there is something shorter to say.
    pub brief: Option<String>,
    pub worth: Worth,
    /// A line of a table or a list: nothing stands between it and the one before.
    pub joined: bool,
}

impl Part {
    pub fn always(text: impl Into<String>) -> Self {
        Self::of(Worth::Always, text)
    }

    pub fn of(worth: Worth, text: impl Into<String>) -> Self {
        Self { text: text.into(), brief: None, worth, joined: false }
    }

    #[must_use]
    pub fn joined(self) -> Self {
        Self { joined: true, ..self }
    }

    #[must_use]
    pub fn or(self, brief: impl Into<String>) -> Self {
        Self { brief: Some(brief.into()), ..self }
    }

    fn size(&self, form: Form) -> usize {
        let text = match form {
            Form::Whole => self.text.len(),
            Form::Brief => self.brief.as_ref().map_or(self.text.len(), String::len),
            Form::Out => return 0,
        };
        text + if self.joined { 1 } else { 2 }
    }
}

/// How a part is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Whole,
    Brief,
    Out,
}

/// Room for the sentence that says what is left out.
const NOTE: usize = 300;

/// The parts as one text of at most `most` bytes. What is always there is there even if it is larger.
pub fn fit(parts: &[Part], most: usize, elsewhere: &str) -> String {
    fit_rows(parts, most, usize::MAX, elsewhere)
}

/// [`fit`], with at most so many rows.
pub fn fit_rows(parts: &[Part], most: usize, rows: usize, elsewhere: &str) -> String {
    let mut forms = vec![Form::Whole; parts.len()];
    let surplus = places(parts, Worth::Row).into_iter().skip(rows);
    for at in surplus {
        set(&mut forms, at, Form::Out);
    }
    let mut total: usize = parts.iter().zip(&forms).map(|(part, form)| part.size(*form)).sum();
    let limit = if total <= most { most } else { most.saturating_sub(NOTE) };
    let steps = [
        (Worth::Body, Form::Out),
        (Worth::Remark, Form::Out),
        (Worth::Row, Form::Brief),
        (Worth::Row, Form::Out),
        (Worth::Error, Form::Out),
    ];
    for (worth, form) in steps {
        let mut of_worth = places(parts, worth);
        // Rows and findings stand in an order that means something: the last ones go first.
        match worth {
            Worth::Body => {
                of_worth.sort_by_key(|at| std::cmp::Reverse(parts.get(*at).map_or(0, |part| part.text.len())));
            }
            _ => of_worth.reverse(),
        }
        for at in of_worth {
            if total <= limit {
                break;
            }
            if let (Some(part), Some(before)) = (parts.get(at), forms.get(at).copied().filter(|now| *now != Form::Out))
            {
                total = total + part.size(form) - part.size(before);
                set(&mut forms, at, form);
            }
        }
    }
    written(parts, &forms, elsewhere)
}

fn places(parts: &[Part], worth: Worth) -> Vec<usize> {
    parts.iter().enumerate().filter(|(_, part)| part.worth == worth).map(|(at, _)| at).collect()
}

fn set(forms: &mut [Form], at: usize, form: Form) {
    if let Some(known) = forms.get_mut(at) {
        *known = form;
    }
}

/// The note stands below the rows, where somebody looks for the next one.
fn written(parts: &[Part], forms: &[Form], elsewhere: &str) -> String {
    let note = note(parts, forms, elsewhere);
    let after = places(parts, Worth::Row).last().copied().unwrap_or(parts.len().saturating_sub(1));
    let mut text = String::new();
    let mut add = |piece: &str, joined: bool| {
        if !text.is_empty() {
            text.push_str(if joined { "\n" } else { "\n\n" });
        }
        text.push_str(piece);
    };
    for (at, (part, form)) in parts.iter().zip(forms).enumerate() {
        match form {
            Form::Whole => add(&part.text, part.joined),
            Form::Brief => add(part.brief.as_deref().unwrap_or(&part.text), part.joined),
            Form::Out => {}
        }
        if let Some(note) = note.as_ref().filter(|_| at == after) {
            add(note, false);
        }
    }
    text + "\n"
}

fn note(parts: &[Part], forms: &[Form], elsewhere: &str) -> Option<String> {
    let count = |worths: &[Worth], form: Form| {
        let shown = parts.iter().zip(forms);
        shown.filter(|(part, found)| **found == form && worths.contains(&part.worth)).count()
    };
    let told = [
        (count(&[Worth::Body], Form::Out), "the lines of ", "change"),
        (count(&[Worth::Row], Form::Brief), "the words of ", "change"),
        (count(&[Worth::Row], Form::Out), "the rows of ", "change"),
        (count(&[Worth::Remark, Worth::Error], Form::Out), "", "finding"),
    ];
    let told: Vec<String> = told
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, word, noun)| format!("{word}{}", crate::report::count(number, noun)))
        .collect();
    (!told.is_empty()).then(|| format!("> There was no room here for {}: see {elsewhere}.", told.join(", ")))
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
        assert!(text.contains("the rows of ") && text.ends_with("see the summary.\n\ndeleted: all of it\n"), "{text}");
    }

    #[test]
    fn rows_are_shortened_before_they_go() {
        let mut all = vec![Part::always("| head |")];
        let row = |at: usize| {
            Part::of(Worth::Row, format!("| row {at} {} |", "x".repeat(90))).joined().or(format!("| {at} |"))
        };
        all.extend((0..10).map(row));
        let text = fit(&all, 1000, "x");
        assert!(
            text.contains("| row 4 ") && text.contains("\n| 9 |\n\n> There was no room here for the words of "),
            "{text}"
        );
        assert!(text.len() <= 1000 && !text.contains("the rows of"), "{text}");
        let text = fit_rows(&all, 5000, 7, "x");
        assert!(
            text.contains("| row 6 ")
                && text.ends_with("\n\n> There was no room here for the rows of 3 changes: see x.\n"),
            "{text}"
        );
    }

    #[test]
    fn nothing_dear_is_ever_cut() {
        let all = vec![Part::always("deletion ".repeat(100)), Part::of(Worth::Row, "row")];
        let text = fit(&all, 100, "x");
        assert!(text.starts_with(&"deletion ".repeat(100)) && !text.contains("\nrow"));
    }
}
