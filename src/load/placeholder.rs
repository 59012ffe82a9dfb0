//! `${...}` inside a text, taken apart. What the names mean is not known here.

use std::collections::HashMap;
use std::ops::Range;

use crate::kinds;
use crate::model::Kind;

#[derive(Debug, PartialEq)]
pub struct Piece<'t> {
    pub range: Range<usize>,
    pub is: Is<'t>,
}

#[derive(Debug)]
pub enum Is<'t> {
    Text(&'t str),
    /// `$${`, which means `${`.
    Escape,
    Var(&'t str),
    Each(&'t str),
    Env(&'t str),
    /// `${monitor:key}`; the key may hold placeholders of its own. Ranges are those of the whole text.
    Reference(&'static Kind, Vec<Piece<'t>>),
    /// A `${...}` that says none of these; the words between the braces.
    Unknown(&'t str),
    Unclosed,
}

impl PartialEq for Is<'_> {
    fn eq(&self, other: &Self) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}

pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let splitter = Splitter { text, closings: closings(text) };
    let mut pieces = Vec::new();
    splitter.split(0..text.len(), &mut pieces, 0);
    pieces
}

/// A piece of a text as a definition writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the written text.
    pub range: Range<usize>,
    /// What the piece means; None where that is filled in.
    pub means: Option<String>,
}

/// The text in pieces: what it says itself, and what is filled in. A reference says itself.
pub fn segments(text: &str) -> Vec<Segment> {
    let segment = |piece: Piece<'_>| {
        let written = || text.get(piece.range.clone()).unwrap_or_default().to_owned();
        let means = match &piece.is {
            Is::Text(text) => Some((*text).to_owned()),
            Is::Escape => Some("${".to_owned()),
            Is::Reference(_, key) if key.iter().all(|piece| matches!(piece.is, Is::Text(_))) => Some(written()),
            _ => None,
        };
        Segment { range: piece.range.clone(), means }
    };
    pieces(text).into_iter().map(segment).collect()
}

/// So that braces cannot make the recursion deep.
const NESTED: usize = 8;

struct Splitter<'t> {
    text: &'t str,
    /// Where each `${` closes, by where it opens. One pass for all, or many that stay open would take the square of it.
    closings: HashMap<usize, usize>,
}

impl<'t> Splitter<'t> {
    fn split(&self, range: Range<usize>, pieces: &mut Vec<Piece<'t>>, depth: usize) {
        let Range { start: mut at, end } = range;
        while at < end {
            let Some(found) = self.text[at..end].find("${") else {
                pieces.push(self.plain(at..end));
                return;
            };
            let dollar = at + found;
            if found > 0 && self.text[..dollar].ends_with('$') {
                pieces.extend((dollar - 1 > at).then(|| self.plain(at..dollar - 1)));
                at = dollar + 2;
                pieces.push(Piece { range: dollar - 1..at, is: Is::Escape });
                continue;
            }
            pieces.extend((dollar > at).then(|| self.plain(at..dollar)));
            let piece = self.placeholder(dollar, depth);
            at = piece.range.end;
            pieces.push(piece);
        }
    }

    fn plain(&self, range: Range<usize>) -> Piece<'t> {
        Piece { is: Is::Text(&self.text[range.clone()]), range }
    }

    fn placeholder(&self, dollar: usize, depth: usize) -> Piece<'t> {
        let Some(&close) = self.closings.get(&dollar) else {
            return Piece { range: dollar..dollar + 2, is: Is::Unclosed };
        };
        let body = &self.text[dollar + 2..close];
        let is = match body.split_once(['.', ':']) {
            Some((kind, _)) if body[kind.len()..].starts_with(':') => match kinds::by_name(kind) {
                Some(found) if depth < NESTED => {
                    let mut key = Vec::new();
                    self.split(dollar + 2 + kind.len() + 1..close, &mut key, depth + 1);
                    Is::Reference(found, key)
                }
                _ => Is::Unknown(body),
            },
            Some(("vars", name)) if !name.is_empty() => Is::Var(name),
            Some(("each", name)) if !name.is_empty() => Is::Each(name),
            Some(("env", name)) if !name.is_empty() => Is::Env(name),
            _ => Is::Unknown(body),
        };
        Piece { range: dollar..close + 1, is }
    }
}

/// A placeholder ends on its line, so that a stray `${` does not eat the rest of the text.
fn closings(text: &str) -> HashMap<usize, usize> {
    let bytes = text.as_bytes();
    let mut closings = HashMap::new();
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        at += match rest {
            [b'$', b'$', b'{', ..] => 3,
            [b'$', b'{', ..] => {
                open.push(at);
                2
            }
            [b'}', ..] => {
                closings.extend(open.pop().map(|dollar| (dollar, at)));
                1
            }
            [b'\n', ..] => {
                open.clear();
                1
            }
            _ => 1,
        };
    }
    closings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        pieces(text).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    fn show(piece: &Piece<'_>) -> String {
        match &piece.is {
            Is::Text(text) => format!("`{text}`"),
            Is::Escape => "escape".to_owned(),
            Is::Var(name) => format!("vars({name})"),
            Is::Each(name) => format!("each({name})"),
            Is::Env(name) => format!("env({name})"),
            Is::Reference(kind, key) => {
                let key: Vec<String> = key.iter().map(show).collect();
                format!("{kind:?}({})", key.join(" "))
            }
            Is::Unknown(body) => format!("unknown({body})"),
            Is::Unclosed => "unclosed".to_owned(),
        }
    }

    #[test]
    fn texts_come_apart() {
        for (text, pieces) in [
            ("", ""),
            ("plain $x {{value}}", "`plain $x {{value}}`"),
            ("a ${vars.x}b", "`a ` vars(x) `b`"),
            ("${each.a}${env.B}", "each(a) env(B)"),
            ("$${x}", "escape `x}`"),
            ("$$${x}", "`$` escape `x}`"),
            ("${monitor:a}", "monitor(`a`)"),
            ("${monitor:a-${each.s}}.", "monitor(`a-` each(s)) `.`"),
            ("${monitr:a}", "unknown(monitr:a)"),
            ("${HOME}", "unknown(HOME)"),
            ("${HOME:-x}", "unknown(HOME:-x)"),
            ("${}", "unknown()"),
            ("a ${b\n}", "`a ` unclosed `b\n}`"),
            ("${vars.a.b}", "vars(a.b)"),
        ] {
            assert_eq!(shown(text), pieces, "{text}");
        }
    }

    #[test]
    fn pieces_cover_the_text() {
        for text in ["a ${b\n}${vars.é} $${é", "$$$${x}${", "${monitor:${monitor:${}}}"] {
            let mut at = 0;
            for piece in pieces(text) {
                assert_eq!(piece.range.start, at, "{text}");
                at = piece.range.end;
            }
            assert_eq!(at, text.len(), "{text}");
        }
    }
}
