//! YAML 1.2 to [`Node`]: events of the parser become trees that know the bytes of each value. JSON files come the same
//! way, since JSON is YAML.

mod maps;

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag, options};

use super::budget::{Budget, DEPTH, measure};
use super::{scalar, syntax};
use crate::model::{Finding, Node, Place, SourceId, Sources, Style, Tree};

/// `# text`, with the place of the whole comment; the text starts after the `#`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    pub place: Place,
    pub text: String,
}

#[derive(Debug, Default)]
pub struct Parsed {
    /// Those that could be read and hold something.
    pub documents: Vec<Node>,
    pub comments: Vec<Comment>,
    pub findings: Vec<Finding>,
    /// A document was given up because of its syntax or its depth.
    pub broken: bool,
}

pub fn parse(sources: &Sources, source: SourceId) -> Parsed {
    let text = sources.text(source);
    let options = options! {
        emit_unresolved_aliases: true,
        // The parser's own limit of 96 comments in a row is less than a commented-out dashboard.
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    };
    let mut composer = Composer {
        text,
        source,
        parser: Parser::new_from_str_with_options(text, options),
        anchors: HashMap::new(),
        budget: Budget::default(),
        end: 0,
        parsed: Parsed::default(),
    };
    composer.run();
    composer.parsed
}

/// Why a document is given up.
enum Stop {
    Syntax(ScanError),
    Depth(Place),
    End,
}

struct Composer<'t> {
    text: &'t str,
    source: SourceId,
    parser: Parser<'t, StrInput<'t>>,
    anchors: HashMap<usize, Node>,
    budget: Budget,
    /// Where the last token ended: the indicator of a block text stands between here and its first line.
    end: usize,
    parsed: Parsed,
}

type Step<'t> = (Event<'t>, Span);

impl<'t> Composer<'t> {
    fn run(&mut self) {
        loop {
            let stop = match self.document() {
                Ok(()) => continue,
                Err(stop) => stop,
            };
            match stop {
                Stop::End => return,
                Stop::Syntax(error) => {
                    let finding = syntax::finding(self.text, self.source, &error);
                    self.parsed.findings.push(finding);
                }
                Stop::Depth(place) => self.parsed.findings.push(syntax::too_deep(place)),
            }
            self.parsed.broken = true;
            if !matches!(self.parser.proceed_next_document(), Ok(true)) {
                return;
            }
        }
    }

    fn document(&mut self) -> Result<(), Stop> {
        let step = self.next()?;
        match step.0 {
            Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => Ok(()),
            Event::StreamEnd => Err(Stop::End),
            _ => {
                let node = self.node(step, 1)?;
                let nothing = node.tree == Tree::Null && node.place.start == node.place.end;
                if !nothing {
                    self.parsed.documents.push(node);
                }
                Ok(())
            }
        }
    }

    /// The next event that is not a comment.
    fn next(&mut self) -> Result<Step<'t>, Stop> {
        loop {
            match self.parser.next_event() {
                None => return Err(Stop::End),
                Some(Err(error)) => return Err(Stop::Syntax(error)),
                Some(Ok((Event::Comment(text, _), span))) => {
                    let place = self.place(span);
                    let text = text.into_owned();
                    self.parsed.comments.push(Comment { place, text });
                }
                Some(Ok(step)) => return Ok(step),
            }
        }
    }

    fn place(&self, span: Span) -> Place {
        let range = span.byte_range().unwrap_or_default();
        Place::new(self.source, range.start, range.end)
    }

    fn ended(&mut self, at: usize) {
        self.end = self.end.max(at);
    }

    fn node(&mut self, (event, span): Step<'t>, depth: usize) -> Result<Node, Stop> {
        let place = self.place(span);
        if depth > DEPTH {
            return Err(Stop::Depth(place));
        }
        let (node, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let tree = self.scalar(&text, style, tag.as_deref(), span);
                (Node::new(tree, self.scalar_place(style, place)), anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", span);
                (self.list(place, depth)?, anchor)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", span);
                (self.map(place, depth)?, anchor)
            }
            Event::Alias(id) => (self.alias(id, place, depth), 0),
            Event::UnresolvedAlias(name) => {
                let finding = Finding::error("unknown-alias", format!("there is no anchor `&{name}` above this alias"));
                self.parsed.findings.push(finding.at(place));
                (Node::new(Tree::Null, place), 0)
            }
            _ => (Node::new(Tree::Null, place), 0),
        };
        self.ended(node.place.end);
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn list(&mut self, open: Place, depth: usize) -> Result<Node, Stop> {
        let mut place = self.dash_before(open);
        self.ended(place.end);
        let mut items = Vec::new();
        loop {
            let step = self.next()?;
            if let Event::SequenceEnd = step.0 {
                place = self.closed(place, step.1);
                return Ok(Node::new(Tree::List(items), place));
            }
            let item = self.node(step, depth + 1)?;
            place.end = place.end.max(item.place.end);
            items.push(item);
        }
    }

    fn alias(&mut self, id: usize, place: Place, depth: usize) -> Node {
        let nothing = Node::new(Tree::Null, place);
        let Some(node) = self.anchors.get(&id) else {
            let finding = Finding::error("unknown-alias", "this alias stands inside its own anchor");
            self.parsed.findings.push(finding.at(place));
            return nothing;
        };
        let size = measure(node);
        if self.budget.is_spent() {
            return nothing;
        }
        if depth + size.height > DEPTH || !self.budget.spend(size) {
            self.budget.exhaust();
            self.parsed.findings.push(
                Finding::error("alias-bomb", "the aliases of this file unfold to more than a definition can hold")
                    .at(place)
                    .label("too much from here on")
                    .help("write the values out, or use fewer aliases of aliases"),
            );
            return nothing;
        }
        Node { place, ..node.clone() }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Tree {
        let as_text = || Tree::Text(text.to_owned(), style_of(style));
        let resolved = match tag {
            None if style == ScalarStyle::Plain => scalar::resolve(text),
            None => return as_text(),
            Some(tag) if tag.handle().is_empty() && tag.suffix() == "!" => return as_text(),
            Some(tag) => match tag.core_suffix() {
                Some(suffix) if suffix != "map" && suffix != "seq" => scalar::tagged(suffix, text, style_of(style)),
                _ => {
                    self.check_tag(Some(tag), "", span);
                    return as_text();
                }
            },
        };
        resolved.unwrap_or_else(|wrong| {
            self.parsed.findings.push(wrong.finding(text).at(self.place(span)));
            as_text()
        })
    }

    fn check_tag(&mut self, tag: Option<&Tag>, fits: &str, span: Span) {
        let Some(tag) = tag else { return };
        if tag.core_suffix() == Some(fits) {
            return;
        }
        let place = self.place(span.tag_span().unwrap_or(span));
        let message = match tag.core_suffix() {
            Some(_) => format!("the tag `{}` does not fit this value", tag.original()),
            None => format!("the tag `{}` means nothing here", tag.original()),
        };
        let finding = Finding::error("unknown-tag", message).at(place);
        let help = "take it out, or quote the text if it starts with `!`";
        self.parsed.findings.push(finding.help(help));
    }

    /// The parser's span of a block text starts at its first line and ends after the blank lines that follow.
    fn scalar_place(&self, style: ScalarStyle, place: Place) -> Place {
        if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return place;
        }
        let start = syntax::block_indicator(self.text, self.end, place.end).unwrap_or(place.start);
        let inside = self.text.get(start..place.end).unwrap_or_default();
        Place::new(self.source, start, start + last_line_end(inside))
    }

    /// The parser starts a block list inside a map after its first dash.
    fn dash_before(&self, place: Place) -> Place {
        let bytes = self.text.as_bytes();
        if matches!(bytes.get(place.start), Some(b'[' | b'-')) {
            return place;
        }
        let before = self.text.get(..place.start).unwrap_or_default().trim_end();
        match before.strip_suffix('-') {
            Some(rest) if rest.len() >= self.end => Place::new(self.source, rest.len(), place.end),
            _ => place,
        }
    }

    fn closed(&mut self, place: Place, end: Span) -> Place {
        let end = self.place(end);
        if end.start == end.end {
            return place;
        }
        self.ended(end.end);
        Place::new(self.source, place.start, end.end)
    }
}

/// Up to the end of the last line that says something: spaces at its end are part of a block text, lines of blanks behind
/// it are not.
fn last_line_end(text: &str) -> usize {
    let said = text.trim_end().len();
    text.get(said..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| said + newline)
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}
