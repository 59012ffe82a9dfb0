//! `${...}` inside a text, taken apart. What the names mean is not known here.

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
    let mut pieces = Vec::new();
    split(text, 0..text.len(), &mut pieces, 0);
    pieces
}

/// So that braces cannot make the recursion deep.
const NESTED: usize = 8;

fn split<'t>(text: &'t str, range: Range<usize>, pieces: &mut Vec<Piece<'t>>, depth: usize) {
    let Range { start: mut at, end } = range;
    while at < end {
        let rest = &text[at..end];
        let Some(found) = rest.find("${") else {
            pieces.push(text_piece(text, at..end));
            return;
        };
        let dollar = at + found;
        if found > 0 && text[..dollar].ends_with('$') {
            pieces.extend((dollar - 1 > at).then(|| text_piece(text, at..dollar - 1)));
            at = dollar + 2;
            pieces.push(Piece { range: dollar - 1..at, is: Is::Escape });
            continue;
        }
        pieces.extend((dollar > at).then(|| text_piece(text, at..dollar)));
        let piece = placeholder(text, dollar, end, depth);
        at = piece.range.end;
        pieces.push(piece);
    }
}

fn text_piece(text: &str, range: Range<usize>) -> Piece<'_> {
    Piece { is: Is::Text(&text[range.clone()]), range }
}

fn placeholder(text: &str, dollar: usize, end: usize, depth: usize) -> Piece<'_> {
    let Some(close) = closing(&text[dollar + 2..end]).map(|length| dollar + 2 + length) else {
        return Piece { range: dollar..dollar + 2, is: Is::Unclosed };
    };
    let body = &text[dollar + 2..close];
    let is = match body.split_once(['.', ':']) {
        Some((kind, _)) if body[kind.len()..].starts_with(':') => match kinds::by_name(kind) {
            Some(found) if depth < NESTED => {
                let mut key = Vec::new();
                split(text, dollar + 2 + kind.len() + 1..close, &mut key, depth + 1);
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

/// The brace that closes; a placeholder ends on its line, so that a stray `${` does not eat the rest of the text.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0usize;
    let mut before = '\0';
    for (at, c) in text.char_indices() {
        match c {
            '\n' => return None,
            '{' if before == '$' => open += 1,
            '}' if open == 0 => return Some(at),
            '}' => open -= 1,
            _ => {}
        }
        before = c;
    }
    None
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
