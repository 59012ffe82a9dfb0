use super::Span;

/// A place in a text that moves forward. Never behind the end, always between two characters.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub fn text(&self) -> &'a str {
        self.text
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn starts_with(&self, word: &str) -> bool {
        self.rest().starts_with(word)
    }

    /// The next character, left behind.
    pub fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Goes to `at`, which stands between two characters of the text; a place that does not is moved to the next that does.
    pub fn jump(&mut self, at: usize) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        self.at = at;
    }

    /// Goes behind `word` if that is what comes.
    pub fn eat(&mut self, word: &str) -> Option<Span> {
        let start = self.at;
        self.starts_with(word).then(|| {
            self.at += word.len();
            Span::new(start, self.at)
        })
    }

    /// Everything up to the first character that is not wanted.
    pub fn eat_while(&mut self, wanted: impl FnMut(char) -> bool) -> Span {
        let start = self.at;
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(wanted).len();
        Span::new(start, self.at)
    }

    pub fn skip_blanks(&mut self) {
        self.eat_while(|c| matches!(c, ' ' | '\t' | '\r' | '\n'));
    }
}
