//! `service:web (status:error OR @http.status_code:>=500)`.

use super::{Layer, Parser, joined};
use crate::query::tables;
use crate::query::tree::variable::is_part;
use crate::query::tree::{
    Clause, Compare, Field, NotSign, Range, Search, SearchFunction, SearchJoined, SearchJoint, SearchNot, SearchParen,
    SearchValue, Variable, Word,
};
use crate::syntax::{Parsed, Span};

const TERM: &[&str] = &["a word", "`key:value`", "a text in quotes", "`(`", "`NOT`"];

pub fn search(text: &str) -> Parsed<Search> {
    let mut parser = Parser::new(text, Layer::Metric);
    parser.blanks();
    if parser.cursor.is_at_end() {
        return parser.finish(Some(Search { span: Span::new(0, text.len()), clause: None }));
    }
    let clause = parser.clause(Place::Anywhere);
    if clause.is_some() {
        parser.search_end();
    }
    parser.finish(clause.map(|clause| Search { span: Span::new(0, text.len()), clause: Some(clause) }))
}

/// Ranges and comparisons alone are clauses only inside the parentheses of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Anywhere,
    InField,
}

/// What the parsers skip; other white space is text, or nothing would ever come behind it.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

fn is_word(c: char) -> bool {
    !is_blank(c) && !matches!(c, '(' | ')' | '"')
}

impl Parser<'_> {
    fn search_end(&mut self) {
        self.blanks();
        if self.cursor.is_at_end() {
            return;
        }
        let fault = self.fault("more of the search or its end", TERM);
        self.tell::<()>(match (self.peek(), fault.hint.is_some()) {
            (Some(')'), false) => fault.hint("this `)` closes nothing: take it out, or open it before"),
            _ => fault,
        });
    }

    fn clause(&mut self, place: Place) -> Option<Clause> {
        self.nested(|parser| parser.any_of(place))
    }

    fn any_of(&mut self, place: Place) -> Option<Clause> {
        let mut operands = vec![self.all_of(place)?];
        let mut joints = Vec::new();
        while let Some(joint) = self.search_joint("OR", "||") {
            joints.push(joint);
            operands.push(self.all_of(place)?);
        }
        Some(joined(operands, Clause::span, |span, operands| Clause::Or(SearchJoined { span, operands, joints })))
    }

    fn all_of(&mut self, place: Place) -> Option<Clause> {
        let mut operands = vec![self.negation(place)?];
        let mut joints = Vec::new();
        loop {
            let behind = self.at();
            if let Some(joint) = self.search_joint("AND", "&&") {
                joints.push(joint);
            } else if matches!(self.peek(), None | Some(')')) || self.is_exact("OR") || self.cursor.starts_with("||") {
                return Some(joined(operands, Clause::span, |span, operands| {
                    Clause::And(SearchJoined { span, operands, joints })
                }));
            } else {
                joints.push((SearchJoint::Blank, self.since(behind)));
            }
            operands.push(self.negation(place)?);
        }
    }

    /// Whether the word stands here, in upper case and whole. In lower case it is searched for.
    fn is_exact(&self, word: &str) -> bool {
        let rest = self.cursor.rest().strip_prefix(word);
        rest.is_some_and(|rest| rest.chars().next().is_none_or(|c| is_blank(c) || matches!(c, '(' | ')' | '"')))
    }

    fn search_joint(&mut self, word: &str, sign: &str) -> Option<(SearchJoint, Span)> {
        self.blanks();
        if self.is_exact(word) {
            return Some((SearchJoint::Word, self.cursor.eat(word)?));
        }
        self.cursor.eat(sign).map(|span| (SearchJoint::Sign, span))
    }

    fn negation(&mut self, place: Place) -> Option<Clause> {
        self.blanks();
        let start = self.at();
        let next = |parser: &Self| parser.peek_second().is_some_and(|c| !is_blank(c) && c != ')');
        let sign = match self.peek() {
            _ if self.is_exact("NOT") => self.cursor.eat("NOT").map(|_| NotSign::Word),
            Some('-') if next(self) => self.cursor.eat("-").map(|_| NotSign::Minus),
            Some('!') if next(self) => self.cursor.eat("!").map(|_| NotSign::Bang),
            _ => None,
        };
        let Some(sign) = sign else {
            return self.search_term(place);
        };
        let operand = Box::new(self.nested(|parser| parser.negation(place))?);
        Some(Clause::Not(SearchNot { span: self.since(start), sign, operand }))
    }

    fn search_term(&mut self, place: Place) -> Option<Clause> {
        match self.peek() {
            Some('(') => return self.parens(place).map(Clause::Paren),
            Some('"') => return self.quoted().map(Clause::Text),
            Some('[' | '{') if place == Place::InField => return self.range().map(Clause::Range),
            Some('>' | '<') if place == Place::InField => return self.compare().map(Clause::Compare),
            Some('$') => {
                if let Some(variable) = self.variable() {
                    return Some(Clause::Variable(variable));
                }
            }
            _ => {}
        }
        let dangling = ["AND", "OR", "NOT"].iter().any(|word| self.is_exact(word));
        if dangling
            || matches!(self.peek(), None | Some(')'))
            || self.cursor.starts_with("||")
            || self.cursor.starts_with("&&")
        {
            return self.no_term();
        }
        self.word_or_field()
    }

    fn no_term(&mut self) -> Option<Clause> {
        let before = self.text().get(..self.at()).unwrap_or_default().trim_end();
        let joint = ["AND", "OR", "NOT", "&&", "||"].into_iter().find(|word| before.ends_with(word));
        let behind = joint.map(|joint| format!(" behind `{joint}`")).unwrap_or_default();
        self.expected(&format!("something to search for{behind}"), TERM)
    }

    /// `$name` alone.
    fn variable(&mut self) -> Option<Variable> {
        let start = self.at();
        self.cursor.bump();
        let name = self.cursor.eat_while(is_part);
        if name.range().is_empty() || self.peek().is_some_and(is_word) {
            self.cursor.jump(start);
            return None;
        }
        Some(Variable { span: self.since(start), text: name.of(self.text()).to_owned() })
    }

    /// A run of the characters of a word; a backslash takes the next one along, whatever it is.
    fn search_word(&mut self, wanted: impl Fn(char) -> bool) -> Word {
        let start = self.at();
        while let Some(c) = self.peek() {
            let joint = self.cursor.starts_with("||") || self.cursor.starts_with("&&");
            if c == '\\' {
                self.cursor.bump();
                self.cursor.bump();
            } else if joint || !wanted(c) {
                break;
            } else {
                self.cursor.bump();
            }
        }
        let span = self.since(start);
        Word::new(span, span.of(self.text()))
    }

    fn word_or_field(&mut self) -> Option<Clause> {
        let start = self.at();
        let word = self.search_word(|c| is_word(c) && c != ':');
        if self.peek() == Some('(') && tables::SEARCH_FUNCTIONS.contains(&word.text.as_str()) {
            return self.search_function(word);
        }
        if self.peek() != Some(':') {
            return if word.text.is_empty() { self.no_term() } else { Some(Clause::Word(word)) };
        }
        if word.text.is_empty() {
            let fault = self.fault("a field before the `:`", &["a field"]);
            return self.tell(fault.hint("a `:` that is searched for needs a backslash before it: `\\:`"));
        }
        self.cursor.bump();
        let value = self.search_value(&word)?;
        Some(Clause::Field(Field { span: self.since(start), key: word, value }))
    }

    fn search_value(&mut self, key: &Word) -> Option<SearchValue> {
        self.blanks();
        match self.peek() {
            Some('(') => self.parens(Place::InField).map(SearchValue::Group),
            Some('"') => self.quoted().map(SearchValue::Text),
            Some('[' | '{') => self.range().map(SearchValue::Range),
            Some('>' | '<') => self.compare().map(SearchValue::Compare),
            _ => {
                let joint = ["AND", "OR"].iter().any(|word| self.is_exact(word));
                let word = if joint { None } else { Some(self.search_word(is_word)) };
                match word.filter(|word| !word.text.is_empty()) {
                    Some(word) => Some(SearchValue::Word(word)),
                    None => self.expected(&format!("a value behind `{}:`", key.text), &["a value"]),
                }
            }
        }
    }

    /// At a `(`.
    fn parens(&mut self, place: Place) -> Option<SearchParen> {
        let open = self.cursor.eat("(")?;
        let inner = Box::new(self.clause(place)?);
        if self.eat(")").is_none() {
            return self.expected("`)`", &["`)`", "`AND`", "`OR`"]);
        }
        Some(SearchParen { span: self.since(open.start), inner })
    }

    /// At a `[` or a `{`.
    fn range(&mut self) -> Option<Range> {
        let start = self.at();
        let includes_low = self.cursor.bump() == Some('[');
        let low = self.range_end("the lower end of the range")?;
        if !self.is_exact("TO") {
            let lower = self.is_keyword("TO").then(|| Span::new(self.at(), self.at() + 2));
            let fault = self.fault("`TO` in the range", &["`TO`"]).hint("a range is written `[100 TO 199]`");
            return self.tell(match lower {
                Some(span) => fault.fix(span, "TO"),
                None => fault,
            });
        }
        self.cursor.eat("TO")?;
        let high = self.range_end("the upper end of the range")?;
        let includes_high = match self.peek() {
            Some(']') => true,
            Some('}') => false,
            _ => return self.expected("`]` behind the range", &["`]`", "`}`"]),
        };
        self.cursor.bump();
        Some(Range { span: self.since(start), includes_low, low, high, includes_high })
    }

    fn range_end(&mut self, what: &str) -> Option<Word> {
        self.blanks();
        let word = self.search_word(|c| is_word(c) && !matches!(c, ']' | '}' | '['));
        self.blanks();
        match word.text.is_empty() {
            true => self.expected(what, &["a number", "`*`"]),
            false => Some(word),
        }
    }

    /// At a `>` or a `<`.
    fn compare(&mut self) -> Option<Compare> {
        let start = self.at();
        let (comparator, _) = self.comparator()?;
        self.blanks();
        let bound = self.search_word(is_word);
        match bound.text.is_empty() {
            true => self.expected("a number behind the comparator", &["a number"]),
            false => Some(Compare { span: self.since(start), comparator, bound }),
        }
    }

    fn search_function(&mut self, name: Word) -> Option<Clause> {
        self.cursor.bump();
        let mut arguments = Vec::new();
        loop {
            self.blanks();
            let word = self.search_word(|c| is_word(c) && c != ',');
            if word.text.is_empty() {
                return self.expected(&format!("an argument of `{}`", name.text), &["an argument"]);
            }
            arguments.push(word);
            if self.eat(")").is_some() {
                return Some(Clause::Function(SearchFunction { span: self.since(name.span.start), name, arguments }));
            }
            if self.eat(",").is_none() {
                return self.expected(&format!("`,` or `)` in `{}`", name.text), &["`,`", "`)`"]);
            }
        }
    }
}
