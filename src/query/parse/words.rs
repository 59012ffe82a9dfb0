//! Words, numbers, durations, quoted texts, placeholders.

use super::Parser;
use crate::query::tree::{Duration, Number, Quote, Reference, Text, Unit, Word};
use crate::syntax::{Fault, Span};

/// Quotes that a word processor makes.
pub(super) const SMART_QUOTES: &[char] = &['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}'];

pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

impl Parser<'_> {
    fn word_since(&self, start: usize) -> Word {
        let span = self.since(start);
        Word::new(span, span.of(self.text()))
    }

    /// All that is wanted, with the `${...}` in between. Empty where there is none.
    pub(super) fn run(&mut self, wanted: impl Fn(char) -> bool) -> Word {
        let start = self.at();
        while let Some(c) = self.peek() {
            if self.skip_placeholder() {
                continue;
            }
            if !wanted(c) {
                break;
            }
            self.cursor.bump();
        }
        self.word_since(start)
    }

    /// `name`, of letters, digits and `_`, not starting with a digit.
    pub(super) fn identifier(&mut self) -> Option<Word> {
        let first = self.peek()?;
        (first.is_ascii_alphabetic() || first == '_').then(|| {
            let start = self.at();
            self.cursor.eat_while(is_word);
            self.word_since(start)
        })
    }

    /// Goes behind the word, in whatever case, if it stands here as a whole.
    pub(super) fn keyword(&mut self, word: &str) -> Option<Span> {
        self.blanks();
        self.is_keyword(word).then(|| {
            let start = self.at();
            self.cursor.jump(start + word.len());
            self.since(start)
        })
    }

    /// Whether the word stands here, in whatever case, and not as the start of a tag.
    pub(super) fn is_keyword(&self, word: &str) -> bool {
        let rest = self.cursor.rest();
        let starts = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let behind = rest.get(word.len()..).and_then(|rest| rest.chars().next());
        starts && !behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | ':' | '/' | '-' | '@'))
    }

    /// `12`, `1.5`, `.5`, `1e3`, without a sign. None where something else stands here, or a letter behind it.
    pub(super) fn number(&mut self) -> Option<Number> {
        let start = self.at();
        let digits = |parser: &mut Self| parser.cursor.eat_while(|c| c.is_ascii_digit()).range().len();
        let mut count = digits(self);
        if self.peek() == Some('.') && (count > 0 || self.peek_second().is_some_and(|c| c.is_ascii_digit())) {
            self.cursor.bump();
            count += digits(self);
        }
        self.exponent();
        let text = self.since(start).of(self.text()).to_owned();
        let whole = count > 0 && !self.peek().is_some_and(|c| is_word(c) || c == '.');
        match text.parse() {
            Ok(value) if whole => Some(Number { span: self.since(start), value, text }),
            _ => {
                self.cursor.jump(start);
                None
            }
        }
    }

    fn exponent(&mut self) {
        let start = self.at();
        if self.cursor.eat("e").or_else(|| self.cursor.eat("E")).is_none() {
            return;
        }
        if matches!(self.peek(), Some('+' | '-')) {
            self.cursor.bump();
        }
        if self.cursor.eat_while(|c| c.is_ascii_digit()).range().is_empty() {
            self.cursor.jump(start);
        }
    }

    /// A number with its sign before it.
    pub(super) fn signed_number(&mut self) -> Option<Number> {
        let start = self.at();
        let sign = self.cursor.eat("-").map(|_| "-").or_else(|| self.cursor.eat("+").map(|_| "+")).unwrap_or_default();
        self.blanks();
        let Some(number) = self.number() else {
            self.cursor.jump(start);
            return None;
        };
        let value = if sign == "-" { -number.value } else { number.value };
        Some(Number { span: self.since(start), value, text: format!("{sign}{}", number.text) })
    }

    /// `5m`. None where something else stands here; `behind` says what may follow.
    pub(super) fn duration(&mut self, behind: impl Fn(char) -> bool) -> Option<Duration> {
        let start = self.at();
        let digits = self.cursor.eat_while(|c| c.is_ascii_digit());
        let unit = Unit::ALL.into_iter().find(|unit| {
            let rest = self.cursor.rest().strip_prefix(unit.word());
            rest.is_some_and(|rest| rest.chars().next().is_none_or(|c| !is_word(c) || behind(c)))
        });
        match (digits.of(self.text()).parse(), unit) {
            (Ok(amount), Some(unit)) => {
                self.cursor.eat(unit.word());
                Some(Duration { span: self.since(start), amount, unit })
            }
            _ => {
                self.cursor.jump(start);
                None
            }
        }
    }

    /// A text in quotes. None where no quote stands here, or with a fault where it is not closed.
    pub(super) fn quoted(&mut self) -> Option<Text> {
        let start = self.at();
        let (quote, close): (Quote, &[char]) = match self.peek()? {
            '"' => (Quote::Double, &['"']),
            '\'' => (Quote::Single, &['\'']),
            '\u{2018}' | '\u{2019}' => return Some(self.smart(Quote::Single)),
            c if SMART_QUOTES.contains(&c) => return Some(self.smart(Quote::Double)),
            _ => return None,
        };
        self.cursor.bump();
        let inside = self.until(close);
        if self.cursor.bump().is_none() {
            let fault = Fault::new(Span::new(start, start + 1), format!("this `{}` is not closed", quote.mark()));
            self.tell::<()>(fault.hint("put the same quote at the end of the text"));
            self.lost = true;
            return None;
        }
        Some(Text { span: self.since(start), quote, raw: inside.of(self.text()).to_owned() })
    }

    /// Up to one of `close` that no backslash stands before.
    fn until(&mut self, close: &[char]) -> Span {
        let start = self.at();
        while let Some(c) = self.peek() {
            if close.contains(&c) {
                break;
            }
            self.cursor.bump();
            if c == '\\' {
                self.cursor.bump();
            }
        }
        self.since(start)
    }

    /// What a word processor made of a text in quotes: read as meant, and told.
    fn smart(&mut self, quote: Quote) -> Text {
        let start = self.at();
        self.cursor.bump();
        let inside = self.until(SMART_QUOTES).of(self.text()).to_owned();
        self.cursor.bump();
        let span = self.since(start);
        let mark = quote.mark();
        let fault = Fault::new(span, format!("expected a straight quote `{mark}`, found a curly one"))
            .expected(&["`\"`", "`'`"])
            .hint("curly quotes come from a word processor; Datadog knows straight ones")
            .fix(span, format!("{mark}{inside}{mark}"));
        self.tell::<()>(fault);
        Text { span, quote, raw: inside }
    }

    /// Goes behind a `${...}`, with the braces inside it.
    fn skip_placeholder(&mut self) -> bool {
        // Longer than any, and short enough that many unclosed ones take no time.
        const MOST: usize = 256;
        if !self.cursor.starts_with("${") {
            return false;
        }
        let mut depth = 0_usize;
        for (at, c) in self.cursor.rest().char_indices().take(MOST) {
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => {
                    self.cursor.jump(self.at() + at + 1);
                    return true;
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        false
    }

    /// A whole `${...}`.
    pub(super) fn placeholder(&mut self) -> Option<Word> {
        let start = self.at();
        self.skip_placeholder().then(|| self.word_since(start))
    }
}

/// `${kind:key}` taken apart; None for another placeholder.
pub(super) fn reference(placeholder: &Word) -> Option<Reference> {
    let inside = placeholder.text.strip_prefix("${")?.strip_suffix('}')?;
    let (kind, key) = inside.split_once(':')?;
    let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let start = placeholder.span.start + 2;
    let middle = start + kind.len();
    is_kind.then(|| Reference {
        span: placeholder.span,
        kind: Word::new(Span::new(start, middle), kind),
        key: Word::new(Span::new(middle + 1, middle + 1 + key.len()), key),
    })
}
