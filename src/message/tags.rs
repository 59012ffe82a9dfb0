//! What stands between braces: names, paths, arguments.

use super::helpers;
use super::template::{Argument, Path, Quote, Segment, Word};
use crate::syntax::{Cursor, Fault, Span};

/// `"` and `'` as word processors write them.
const SMART: &[(char, char)] = &[('“', '"'), ('”', '"'), ('„', '"'), ('‘', '\''), ('’', '\'')];

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '@')
}

/// A name of a block or a helper; empty where none comes.
pub(super) fn word(cursor: &mut Cursor<'_>) -> Word {
    let span = cursor.eat_while(|c| in_word(c) || c == '.');
    Word { span, text: span.of(cursor.text()).to_owned() }
}

/// A path as a text of its own.
pub(super) fn path_of(text: &str) -> Path {
    path(&mut Cursor::new(text), &mut Vec::new())
}

/// A path; one empty segment where none comes, without a fault.
pub(super) fn path(cursor: &mut Cursor<'_>, faults: &mut Vec<Fault>) -> Path {
    let start = cursor.at();
    let mut segments = Vec::new();
    if let Some(dot) = cursor.eat(".") {
        faults.push(Fault::new(dot, "a variable does not begin with a dot").fix(dot, ""));
    }
    loop {
        segments.push(segment(cursor, faults));
        let dot = cursor.at();
        if cursor.eat(".").is_none() {
            break;
        }
        if cursor.starts_with(".") {
            let span = Span::new(dot, cursor.at());
            faults.push(Fault::new(span, "a name is missing behind the dot").fix(span, ""));
        } else if !cursor.peek().is_some_and(|c| in_word(c) || c == '[') {
            let fault = Fault::new(Span::new(dot, cursor.at()), "a name is missing behind the dot");
            faults.push(fault.hint("the value of a tag is `.name`"));
            break;
        }
    }
    Path { span: Span::new(start, cursor.at()), segments }
}

fn segment(cursor: &mut Cursor<'_>, faults: &mut Vec<Fault>) -> Segment {
    let Some(open) = cursor.eat("[") else {
        let span = cursor.eat_while(in_word);
        return Segment { span, name: span.of(cursor.text()).to_owned(), bracketed: false };
    };
    let inner = cursor.eat_while(|c| !matches!(c, ']' | '}' | '{' | '\n' | '"'));
    if cursor.eat("]").is_none() {
        let fault = Fault::new(open, "the bracket is not closed").expected(&["`]`"]);
        faults.push(fault.hint("brackets go around the key: `{{[a.b].name}}`"));
    }
    let span = open.to(Span::point(cursor.at()));
    Segment { span, name: inner.of(cursor.text()).to_owned(), bracketed: true }
}

/// The arguments up to what is none. `name` is of the block or helper, for `eval`, whose one argument has blanks.
pub(super) fn arguments(cursor: &mut Cursor<'_>, name: &str, faults: &mut Vec<Fault>) -> Vec<Argument> {
    let mut args: Vec<Argument> = Vec::new();
    loop {
        let end = args.last().map_or(cursor.at(), |arg| arg.span.end);
        cursor.skip_blanks();
        let read = match cursor.peek() {
            None | Some('{' | '}') => None,
            Some('"') => quoted(cursor, Quote::Double, faults),
            Some('\'') => quoted(cursor, Quote::Single, faults),
            Some(c) if SMART.iter().any(|(smart, _)| *smart == c) => smart_quoted(cursor, faults),
            Some(',') if !args.is_empty() => {
                let comma = cursor.eat_while(|c| c == ',');
                faults.push(Fault::new(comma, "blanks stand between arguments, no commas").fix(comma, ""));
                continue;
            }
            Some(c) if c.is_whitespace() => {
                let odd = cursor.eat_while(char::is_whitespace);
                let fault = Fault::new(odd, "this is no plain blank but one that looks alike");
                faults.push(fault.hint("it comes from a web page or a word processor").fix(odd, " "));
                continue;
            }
            Some(_) => Some(bare(cursor, name, faults)),
        };
        let Some(arg) = read else {
            cursor.jump(end);
            return args;
        };
        args.push(arg);
    }
}

/// None, and nothing eaten, where neither the quote nor the braces end.
fn quoted(cursor: &mut Cursor<'_>, quote: Quote, faults: &mut Vec<Fault>) -> Option<Argument> {
    let mut at = *cursor;
    let start = at.at();
    let mark = at.bump()?;
    let mut braces = Braces::default();
    let end = loop {
        match at.peek()? {
            '\\' => {
                at.bump();
                at.bump();
            }
            c if c == mark => break at.at(),
            '{' if at.starts_with("{{") => braces.open(&mut at),
            '}' if at.starts_with("}}") => {
                if !braces.close(&mut at) {
                    return Some(unclosed(cursor, start, at.at(), quote, faults));
                }
            }
            _ => {
                at.bump();
            }
        }
    };
    at.bump();
    let span = Span::new(start, at.at());
    *cursor = at;
    let mut read = argument(cursor.text(), span, Span::new(start + 1, end), quote);
    if let Some((open, close)) = braces.pair {
        let name = Span::new(open.end, close.start).of(cursor.text()).trim();
        let message = "the name of a variable stands in an argument without braces";
        faults.push(Fault::new(open.to(close), message).fix(open.to(close), name));
        read.value = read.value.replace(open.to(close).of(cursor.text()), name);
    }
    Some(read)
}

/// `{{...}}` inside of quotes.
#[derive(Default)]
struct Braces {
    opened: Option<Span>,
    pair: Option<(Span, Span)>,
}

impl Braces {
    fn open(&mut self, at: &mut Cursor<'_>) {
        self.opened = at.eat("{{").or(self.opened);
    }

    /// False, and nothing eaten, where none is open.
    fn close(&mut self, at: &mut Cursor<'_>) -> bool {
        let Some(open) = self.opened.take() else {
            return false;
        };
        self.pair = at.eat("}}").map(|close| (open, close));
        true
    }
}

/// A quote that does not end before the braces do.
fn unclosed(cursor: &mut Cursor<'_>, start: usize, end: usize, quote: Quote, faults: &mut Vec<Fault>) -> Argument {
    let inner = Span::new(start + 1, end);
    let inner = Span::new(inner.start, inner.start + inner.of(cursor.text()).trim_end().len());
    let mark = if quote == Quote::Single { "'" } else { "\"" };
    let fault = Fault::new(Span::new(start, inner.end), "the quote is not closed");
    faults.push(fault.expected(&["a closing quote"]).fix(Span::point(inner.end), mark));
    cursor.jump(inner.end);
    argument(cursor.text(), Span::new(start, inner.end), inner, quote)
}

fn smart_quoted(cursor: &mut Cursor<'_>, faults: &mut Vec<Fault>) -> Option<Argument> {
    let mut at = *cursor;
    let start = at.at();
    let open = at.bump()?;
    let straight = SMART.iter().find(|(smart, _)| *smart == open).map_or('"', |(_, straight)| *straight);
    let ends =
        |c: char| c == straight || SMART.iter().any(|(smart, as_straight)| *smart == c && *as_straight == straight);
    let inner = at.eat_while(|c| !ends(c) && !matches!(c, '{' | '}'));
    if !at.peek().is_some_and(ends) {
        faults.push(Fault::new(Span::new(start, inner.end), "the quote is not closed").expected(&["a closing quote"]));
        *cursor = at;
        return Some(argument(at.text(), Span::new(start, inner.end), inner, Quote::Double));
    }
    at.bump();
    let span = Span::new(start, at.at());
    let fault = Fault::new(span, "quotes are straight here").hint("a word processor made them round");
    faults.push(fault.fix(span, format!("{straight}{}{straight}", inner.of(at.text()))));
    *cursor = at;
    let quote = if straight == '"' { Quote::Double } else { Quote::Single };
    Some(argument(at.text(), span, inner, quote))
}

fn bare(cursor: &mut Cursor<'_>, name: &str, faults: &mut Vec<Fault>) -> Argument {
    let whole = name == "eval";
    let span = cursor.eat_while(|c| !matches!(c, '{' | '}') && (whole || !(c.is_whitespace() || c == ',')));
    let text = span.of(cursor.text()).trim_end();
    let span = Span::new(span.start, span.start + text.len());
    let fault = Fault::new(span, "an argument stands in quotes").expected(&["a quoted argument"]);
    faults.push(if text.contains(['"', '\'']) { fault } else { fault.fix(span, format!("\"{text}\"")) });
    argument(cursor.text(), span, span, Quote::Bare)
}

fn argument(text: &str, span: Span, inner: Span, quote: Quote) -> Argument {
    Argument { span, inner, value: inner.of(text).to_owned(), quote }
}

/// Whether the name takes arguments, so that what follows it is read as such.
pub(super) fn takes_arguments(name: &str) -> bool {
    helpers::helper(name).is_some()
}
