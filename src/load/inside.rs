//! From an offset in a text's value to the byte of the file: a caret inside a query or a message.

mod filled;

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use crate::model::{Node, Place, Sources, Style, Tree};

/// The bytes of the file that `range` of the text's value came from. What a `${...}` filled in came from all of it. The whole
/// text where it cannot be said: not a text, or a value that is not as the file writes it (an alias, say).
pub fn place_inside(sources: &Sources, node: &Node, range: Range<usize>) -> Place {
    Inside::new(sources, node).place(range)
}

/// [`place_inside`] for many ranges of one text.
pub struct Inside {
    whole: Place,
    /// For each byte of the value the bytes of the file, from the start of the text on.
    bytes: Option<Vec<Range<usize>>>,
    /// Parts of the value that something else than the file's own text became.
    filled: Vec<Range<usize>>,
    end: usize,
}

impl Inside {
    pub fn new(sources: &Sources, node: &Node) -> Self {
        let whole = node.place;
        let Tree::Text(value, style) = &node.tree else {
            return Self { whole, bytes: None, filled: Vec::new(), end: 0 };
        };
        let raw = sources.slice(whole);
        let glyphs = glyphs(raw, *style);
        let end = glyphs.last().map_or(raw.len(), |glyph| glyph.bytes.end);
        if let Some(bytes) = align(value, &glyphs) {
            return Self { whole, bytes: Some(bytes), filled: Vec::new(), end };
        }
        let (bytes, filled) = filled::align(value, glyphs, *style).unzip();
        Self { whole, bytes, filled: filled.unwrap_or_default(), end }
    }

    /// The bytes that are the range's own, one character for one: what can be overwritten. None where variables, aliases or
    /// folded lines come between.
    pub fn exact(&self, range: Range<usize>) -> Option<Place> {
        let bytes = self.bytes.as_ref()?;
        let meets = |filled: &Range<usize>| filled.start < range.end && range.start < filled.end;
        let whole = self.filled.iter().any(meets) || range.end > bytes.len();
        (!whole).then(|| self.place(range))
    }

    pub fn place(&self, range: Range<usize>) -> Place {
        let Some(bytes) = &self.bytes else { return self.whole };
        let start = bytes.get(range.start).map_or(self.end, |bytes| bytes.start);
        let stop = match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => bytes.get(last).map_or(self.end, |bytes| bytes.end),
            _ => start,
        };
        Place::new(self.whole.source, self.whole.start + start, self.whole.start + stop)
    }
}

/// One character of the value as the file writes it: `\n` and `''` are one each.
#[derive(Debug)]
struct Glyph {
    c: char,
    bytes: Range<usize>,
}

fn glyphs(raw: &str, style: Style) -> Vec<Glyph> {
    let (skip, quote) = match style {
        Style::Plain => (0, None),
        Style::SingleQuoted => (1, Some('\'')),
        Style::DoubleQuoted => (1, Some('"')),
        Style::Literal | Style::Folded => (raw.find('\n').map_or(raw.len(), |newline| newline + 1), None),
    };
    let inner = raw.get(skip..).unwrap_or_default();
    let inner = quote.and_then(|quote| inner.strip_suffix(quote)).unwrap_or(inner);
    let mut chars = inner.char_indices().peekable();
    let mut glyphs = Vec::with_capacity(inner.len());
    while let Some((at, c)) = chars.next() {
        let c = match (style, c) {
            (Style::SingleQuoted, '\'') => {
                chars.next_if(|(_, c)| *c == '\'');
                Some('\'')
            }
            (Style::DoubleQuoted, '\\') => escape(&mut chars),
            _ => Some(c),
        };
        let end = chars.peek().map_or(inner.len(), |(at, _)| *at);
        glyphs.extend(c.map(|c| Glyph { c, bytes: skip + at..skip + end }));
    }
    glyphs
}

/// After a backslash. None where it joins two lines.
fn escape(chars: &mut Peekable<CharIndices<'_>>) -> Option<char> {
    let (_, c) = chars.next()?;
    let digits = match c {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '\n' => {
            while chars.next_if(|(_, c)| matches!(c, ' ' | '\t')).is_some() {}
            return None;
        }
        '\r' => {
            chars.next_if(|(_, c)| *c == '\n');
            while chars.next_if(|(_, c)| matches!(c, ' ' | '\t')).is_some() {}
            return None;
        }
        '0' => return Some('\0'),
        'a' => return Some('\x07'),
        'b' => return Some('\x08'),
        't' | '\t' => return Some('\t'),
        'n' => return Some('\n'),
        'v' => return Some('\x0b'),
        'f' => return Some('\x0c'),
        'r' => return Some('\r'),
        'e' => return Some('\x1b'),
        'N' => return Some('\u{85}'),
        '_' => return Some('\u{a0}'),
        'L' => return Some('\u{2028}'),
        'P' => return Some('\u{2029}'),
        other => return Some(other),
    };
    let code = hex(chars, digits);
    match code {
        // JSON writes what is outside the basic plane as two surrogates.
        0xd800..=0xdbff => {
            chars.next_if(|(_, c)| *c == '\\');
            chars.next_if(|(_, c)| *c == 'u');
            let low = hex(chars, 4);
            char::from_u32(0x1_0000 + ((code - 0xd800) << 10) + low.saturating_sub(0xdc00))
        }
        _ => char::from_u32(code),
    }
}

fn hex(chars: &mut Peekable<CharIndices<'_>>, digits: usize) -> u32 {
    (0..digits).fold(0u32, |code, _| {
        let digit = chars.next_if(|(_, c)| c.is_ascii_hexdigit()).and_then(|(_, c)| c.to_digit(16));
        code.wrapping_mul(16).wrapping_add(digit.unwrap_or_default())
    })
}

/// For each byte of the value the bytes of the file, or None where the two do not fit. Between words, where folding and
/// indentation make the blanks differ, blanks fit from both sides inwards.
fn align(value: &str, glyphs: &[Glyph]) -> Option<Vec<Range<usize>>> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = glyphs;
    let mut value = value;
    while !value.is_empty() || !rest.is_empty() {
        let blank = value.len() - value.trim_start_matches(is_blank).len();
        let blanks = rest.iter().take_while(|glyph| is_blank(glyph.c)).count();
        let (left, right) = rest.split_at(blanks);
        align_blanks(&value[..blank], left, right.first(), &mut bytes);
        value = &value[blank..];
        rest = right;
        let Some(c) = value.chars().next() else {
            return rest.is_empty().then_some(bytes);
        };
        let (glyph, after) = rest.split_first()?;
        if glyph.c != c {
            return None;
        }
        bytes.extend(std::iter::repeat_n(glyph.bytes.clone(), c.len_utf8()));
        value = &value[c.len_utf8()..];
        rest = after;
    }
    Some(bytes)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn align_blanks(value: &str, glyphs: &[Glyph], next: Option<&Glyph>, bytes: &mut Vec<Range<usize>>) {
    let value = value.as_bytes();
    let fits = |byte: &u8, glyph: &Glyph| glyph.c == char::from(*byte);
    // From the right first: what follows the last newline is indentation and then the value's own.
    let right = value.iter().rev().zip(glyphs.iter().rev()).take_while(|(byte, glyph)| fits(byte, glyph)).count();
    let left = value[..value.len() - right]
        .iter()
        .zip(&glyphs[..glyphs.len() - right])
        .take_while(|(byte, glyph)| fits(byte, glyph))
        .count();
    bytes.extend(glyphs[..left].iter().map(|glyph| glyph.bytes.clone()));
    let between = &glyphs[left..glyphs.len() - right];
    let end = glyphs[glyphs.len() - right..].first().or(next).map(|glyph| glyph.bytes.start);
    for at in 0..value.len() - left - right {
        let point = between.get(at).map(|glyph| glyph.bytes.clone());
        let last = bytes.last().map_or(0, |bytes| bytes.end);
        bytes.push(point.unwrap_or_else(|| end.map_or(last..last, |end| end..end)));
    }
    bytes.extend(glyphs[glyphs.len() - right..].iter().map(|glyph| glyph.bytes.clone()));
}

#[cfg(test)]
mod tests {
    use super::super::testing::parsed;
    use super::*;

    /// What the file has where the value has `word`.
    fn shown(text: &str, word: &str) -> String {
        let (sources, parsed) = parsed(text);
        let document = &parsed.documents[0];
        let node = document.get("a").unwrap();
        let value = node.as_text().unwrap();
        let at = value.find(word).unwrap();
        sources.slice(place_inside(&sources, node, at..at + word.len())).to_owned()
    }

    #[test]
    fn every_style() {
        for (text, word, found) in [
            ("a: one two three\n", "two", "two"),
            ("a: one\n  two\n\n  three\n", "three", "three"),
            ("a: one\n  two\n", "one two", "one\n  two"),
            ("a: 'it''s a ${vars.x}'\n", "it's", "it''s"),
            ("a: 'it''s a ${vars.x}'\n", "${vars.x}", "${vars.x}"),
            ("a: \"tab\\there é \\u00e9x\"\n", "éx", "\\u00e9x"),
            ("a: \"tab\\there é\"\n", "\there", "\\there"),
            ("a: \"one \\\n   two\"\n", "two", "two"),
            ("a: \"\\ud83d\\ude00 x\"\n", "😀", "\\ud83d\\ude00"),
            ("a: |\n  one\n    two\n  three\n", "  two", "  two"),
            ("a: |2-  # note\n    one\n\n   two\n", "two", "two"),
            ("a: >-\n  one\n  two\n\n  three\n", "three", "three"),
            ("a: >\n  one\n    two\n  three\n", "two", "two"),
            ("a: |\r\n  one\r\n  two\r\n", "two", "two"),
            ("a: &x !!str |\n  one | two\n", "| two", "| two"),
            ("b: [1]\na: # why\n  |\n  one\n", "one", "one"),
        ] {
            assert_eq!(shown(text, word), found, "{text}");
        }
    }

    #[test]
    fn an_alias_is_one_place() {
        assert_eq!(shown("b: &x one two\na: *x\n", "two"), "*x");
    }

    /// What the file has where the value with `${vars.x}` filled in as `NEW` has `word`.
    fn filled_in(text: &str, word: &str) -> (String, bool) {
        let (sources, parsed) = parsed(text);
        let mut node = parsed.documents[0].get("a").unwrap().clone();
        if let Tree::Text(value, _) = &mut node.tree {
            *value = value.replace("${vars.x}", "NEW").replace("$${", "${");
        }
        let value = node.as_text().unwrap();
        let at = value.find(word).unwrap();
        let inside = Inside::new(&sources, &node);
        let range = at..at + word.len();
        (sources.slice(inside.place(range.clone())).to_owned(), inside.exact(range).is_some())
    }

    #[test]
    fn around_variables() {
        for (text, word, found, exact) in [
            ("a: one ${vars.x} two\n", "two", "two", true),
            ("a: one ${vars.x} two\n", "one", "one", true),
            ("a: one ${vars.x} two\n", "NEW", "${vars.x}", false),
            ("a: 'it''s ${vars.x} or it''s ${vars.x}'\n", "or it's", "or it''s", true),
            ("a: |\n  one ${vars.x}\n    two\n  three ${vars.x}\n", "two", "two", true),
            ("a: |\n  one ${vars.x}\n  two $${x}\n", "${", "$${", false),
            ("a: |-\n  ${vars.x}\n  two $${x}\n", "x}", "x}", true),
        ] {
            assert_eq!(filled_in(text, word), (found.to_owned(), exact), "{text}");
        }
    }
}
