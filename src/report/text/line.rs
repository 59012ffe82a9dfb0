//! Lines of coloured words, wrapped to a width without losing or tearing anything.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects};

use crate::report::{Style, visible};

/// What a piece of text means; the eight colours of every terminal, and never a colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    Plain,
    Dim,
    Bold,
    Create,
    Update,
    Delete,
    Adopt,
    /// Words that go, in the middle of words that stay.
    Gone,
    /// Words that come.
    New,
}

impl Paint {
    fn style(self) -> anstyle::Style {
        let color = |color: AnsiColor| color.on_default();
        match self {
            Self::Plain => anstyle::Style::new(),
            Self::Dim => anstyle::Style::new().effects(Effects::DIMMED),
            Self::Bold => anstyle::Style::new().effects(Effects::BOLD),
            Self::Create => color(AnsiColor::Green),
            Self::Update => color(AnsiColor::Yellow),
            Self::Delete => color(AnsiColor::Red),
            Self::Adopt => color(AnsiColor::Cyan),
            Self::Gone => color(AnsiColor::Red).effects(Effects::STRIKETHROUGH),
            Self::New => color(AnsiColor::Green).effects(Effects::UNDERLINE),
        }
    }
}

/// One logical line.
#[derive(Clone, Debug, Default)]
pub struct Line(Vec<(Paint, String)>);

impl Line {
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().add(Paint::Plain, text)
    }

    #[must_use]
    pub fn add(mut self, paint: Paint, text: impl Into<String>) -> Self {
        self.0.push((paint, text.into()));
        self
    }

    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| visible::width(text)).sum()
    }
}

/// A text in the making.
pub struct Page {
    pub style: Style,
    text: String,
}

impl Page {
    pub fn new(style: Style) -> Self {
        let width = style.width.max(40);
        Self { style: Style { width, ..style }, text: String::new() }
    }

    /// Writes a line, its continuations `hang` columns in.
    pub fn line(&mut self, line: &Line, hang: usize) {
        for row in wrap(line, self.style.width, hang) {
            for (paint, text) in merged(row) {
                self.paint(paint, &text);
            }
            self.text.push('\n');
        }
    }

    /// A sentence that people search for and copy: the terminal wraps it.
    pub fn sentence(&mut self, paint: Paint, text: &str) {
        self.paint(paint, text);
        self.text.push('\n');
    }

    /// A text that has its own lines and colours.
    pub fn block(&mut self, text: &str) {
        self.text.push_str(text);
        if !text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// An empty line, but never first and never twice.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    pub fn finish(mut self) -> String {
        let length = self.text.trim_end_matches('\n').len();
        self.text.truncate(length);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }

    fn paint(&mut self, paint: Paint, text: &str) {
        let style = paint.style();
        if self.style.color && !style.is_plain() {
            // Writing to a text cannot fail.
            let _ = write!(self.text, "{style}{text}{style:#}");
        } else {
            self.text.push_str(text);
        }
    }
}

type Row = Vec<(Paint, String)>;

/// Neighbours of one paint in one piece, spaces at the end dropped.
fn merged(row: Row) -> Row {
    let mut whole: Row = Vec::new();
    for (paint, text) in row {
        match whole.last_mut().filter(|(last, _)| *last == paint) {
            Some((_, last)) => last.push_str(&text),
            None => whole.push((paint, text)),
        }
    }
    if let Some((_, last)) = whole.last_mut() {
        last.truncate(last.trim_end_matches(' ').len());
    }
    whole
}

/// A run without a space; or the spaces between two.
#[derive(Default)]
struct Word {
    pieces: Row,
    space: bool,
}

impl Word {
    fn width(&self) -> usize {
        self.pieces.iter().map(|(_, text)| visible::width(text)).sum()
    }
}

fn words(line: &Line) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (paint, text) in &line.0 {
        for piece in text.split_inclusive(' ').flat_map(|piece| {
            let word = piece.trim_end_matches(' ');
            [(word, false), (&piece[word.len()..], true)]
        }) {
            if piece.0.is_empty() {
                continue;
            }
            let entry = (*paint, piece.0.to_owned());
            match words.last_mut().filter(|word| word.space == piece.1) {
                Some(word) => word.pieces.push(entry),
                None => words.push(Word { pieces: vec![entry], space: piece.1 }),
            }
        }
    }
    words
}

fn wrap(line: &Line, width: usize, hang: usize) -> Vec<Row> {
    let hang = hang.min(width / 2);
    let mut rows: Vec<Row> = vec![Vec::new()];
    let mut used = 0;
    let mut waiting: Option<Word> = None;
    for word in words(line) {
        if word.space {
            waiting = Some(word);
            continue;
        }
        let (size, gap) = (word.width(), waiting.as_ref().map_or(0, Word::width));
        let fresh = rows.len() == 1 && used == 0;
        let long = size > width.saturating_sub(hang) && !fresh;
        if used + gap + size <= width || fresh || (long && used + gap + 16 < width) {
            put(&mut rows, waiting.take().into_iter().flat_map(|space| space.pieces));
            used += gap;
        } else {
            waiting = None;
            used = start(&mut rows, hang);
        }
        for (paint, atom) in atoms(word, width.saturating_sub(hang)) {
            let size = visible::width(&atom);
            if used + size > width && used > hang {
                used = start(&mut rows, hang);
            }
            put(&mut rows, [(paint, atom)]);
            used += size;
        }
    }
    rows
}

fn put(rows: &mut [Row], pieces: impl IntoIterator<Item = (Paint, String)>) {
    if let Some(row) = rows.last_mut() {
        row.extend(pieces);
    }
}

fn start(rows: &mut Vec<Row>, hang: usize) -> usize {
    rows.push(vec![(Paint::Plain, " ".repeat(hang))]);
    hang
}

/// A word that fits no line is parted after its marks, as in a query; an address to click on never is.
fn atoms(word: Word, room: usize) -> Row {
    let link = word.pieces.first().is_some_and(|(_, text)| text.contains("://"));
    if word.width() <= room || link {
        return word.pieces;
    }
    // Not after what opens: `as_count(` alone at the end of a line says nothing.
    let marks = [',', ';', ':', '/', '}', ')', '&', '|'];
    let part = |(paint, text): (Paint, String)| -> Row {
        text.split_inclusive(marks).map(|atom| (paint, atom.to_owned())).collect()
    };
    word.pieces.into_iter().flat_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize, hang: usize) -> Vec<String> {
        let rows = wrap(&Line::plain(text), width, hang);
        let text = |row: Row| merged(row).into_iter().map(|(_, text)| text).collect();
        rows.into_iter().map(text).collect()
    }

    #[test]
    fn words_wrap_and_hang() {
        assert_eq!(wrapped("  one two three four", 12, 4), ["  one two", "    three", "    four"]);
    }

    #[test]
    fn a_long_query_breaks_after_its_marks() {
        assert_eq!(
            wrapped("q sum(last_5m):sum:runs{status:failed}", 22, 2),
            ["q sum(last_5m):sum:", "  runs{status:failed}"]
        );
    }

    proptest::proptest! {
        #[test]
        fn wrapping_loses_nothing(text in "([a-z]{1,12}[ ,:/{(]{0,3}){0,12}", width in 8usize..40) {
            let kept: String = wrapped(&text, width, 2).concat().split_whitespace().collect();
            let whole: String = text.split_whitespace().collect();
            proptest::prop_assert_eq!(kept, whole);
        }
    }

    #[test]
    fn what_cannot_be_parted_stays_whole() {
        let link = "https://app.datadoghq.eu/monitors/123456789";
        assert_eq!(
            wrapped(&format!("see {link} now"), 20, 2),
            ["see".to_owned(), format!("  {link}"), "  now".to_owned()]
        );
        assert_eq!(wrapped(&"x".repeat(60), 20, 2), ["x".repeat(60)]);
    }

    #[test]
    fn colours_end_where_they_start() {
        let mut page = Page::new(Style { color: true, width: 80 });
        page.line(&Line::plain("a ").add(Paint::Gone, "b"), 0);
        assert_eq!(page.finish(), "a \u{1b}[9m\u{1b}[31mb\u{1b}[0m\n");
    }
}
