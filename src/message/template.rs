use crate::syntax::{Fault, Span};

/// A name or message, read. Every byte of `text` belongs to exactly one leaf, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    pub text: String,
    pub nodes: Vec<Node>,
    /// In the order of the text. The tree is usable beside them.
    pub faults: Vec<TemplateFault>,
}

/// A [`Fault`], with the other place that it is about: the opener of the block that a closer does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    pub fault: Fault,
    pub related: Option<Related>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub span: Span,
    /// `the block is opened here`
    pub label: String,
}

/// A node's number within its template, in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub id: NodeId,
    /// From the first byte to the last: of a block from its opener to its closer.
    pub span: Span,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Text,
    Comment(Comment),
    Raw(Raw),
    Variable(Variable),
    /// `{{eval "value / 2"}}`: a name with arguments. Known or not.
    Helper(Tag),
    Block(Block),
    /// A tag that has no place where it stands; there is a fault for it.
    Stray(Stray),
}

/// `{{! words }}` or `{{!-- words --}}`: never sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub body: Span,
}

/// `{{{{raw}}}} ... {{{{/raw}}}}`: sent as it stands. Its name may be a conditional, which is then asked first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    pub open: Tag,
    pub body: Span,
    pub close: Span,
}

/// `{{host.name}}` or `{{{comparator}}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub path: Path,
    /// Three braces: the value is not escaped for HTML.
    pub triple: bool,
}

/// `event.tags.[a.b]`, `@duration`, `host.name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    pub span: Span,
    /// At least one.
    pub segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// With its brackets.
    pub span: Span,
    /// Without brackets, with the `@` of a facet.
    pub name: String,
    /// `[a.b]`: a name that has dots.
    pub bracketed: bool,
}

/// What stands between the braces of an opener or a helper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// With its braces.
    pub span: Span,
    pub name: Word,
    pub args: Vec<Argument>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// With its quotes.
    pub span: Span,
    /// Without its quotes.
    pub inner: Span,
    pub value: String,
    pub quote: Quote,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    Double,
    Single,
    /// No quotes; there is a fault for it.
    Bare,
}

/// `{{#is_alert}} ... {{else}} ... {{/is_alert}}`, or with `^` its negation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub open: Tag,
    /// `{{^is_alert}}`
    pub negated: bool,
    pub body: Vec<Node>,
    pub otherwise: Option<Else>,
    /// None where the block never ends; there is a fault for it.
    pub close: Option<Close>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Else {
    /// Of `{{else}}`.
    pub span: Span,
    pub body: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    pub span: Span,
    pub name: Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stray {
    /// An opener that nests deeper than is read, or a raw opener that never ends.
    Opener,
    Closer,
    Else,
    /// Braces around what is no tag.
    Tag,
}

/// What stands at a place of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// `text`, `variable`, `block`, `argument`, ...
    pub kind: &'static str,
    /// The block's, helper's or variable's name; empty for text.
    pub name: String,
    /// Of the smallest part that stands there.
    pub span: Span,
    pub node: NodeId,
}

impl Template {
    /// Every node, those inside of blocks included, in the order of the text.
    pub fn walk(&self) -> Walk<'_> {
        Walk { stack: vec![self.nodes.iter()] }
    }

    /// Every variable path, those that conditionals, `eval` and `local_time` name in their arguments not included.
    pub fn variables(&self) -> impl Iterator<Item = (&Node, &Variable)> {
        self.walk().filter_map(|node| match &node.what {
            What::Variable(variable) => Some((node, variable)),
            _ => None,
        })
    }

    pub fn blocks(&self) -> impl Iterator<Item = (&Node, &Block)> {
        self.walk().filter_map(|node| match &node.what {
            What::Block(block) => Some((node, block)),
            _ => None,
        })
    }

    pub fn helpers(&self) -> impl Iterator<Item = (&Node, &Tag)> {
        self.walk().filter_map(|node| match &node.what {
            What::Helper(tag) => Some((node, tag)),
            _ => None,
        })
    }

    /// What stands at an offset, for an editor: the smallest part, the later of two that touch.
    pub fn at(&self, offset: usize) -> Option<Spot> {
        let inside = |span: Span| span.start <= offset && offset < span.end;
        let node = self.walk().filter(|node| inside(node.span)).last()?;
        let spot = |kind, name: &str, span| Spot { kind, name: name.to_owned(), span, node: node.id };
        let in_tag = |tag: &Tag, kind: &'static str| match tag.args.iter().find(|arg| inside(arg.span)) {
            Some(arg) => spot("argument", &arg.value, arg.span),
            None => spot(kind, &tag.name.text, tag.span),
        };
        Some(match &node.what {
            What::Text => spot("text", "", node.span),
            What::Comment(_) => spot("comment", "", node.span),
            What::Raw(raw) if inside(raw.body) => spot("raw text", &raw.open.name.text, raw.body),
            What::Raw(raw) if inside(raw.close) => spot("closer", &raw.open.name.text, raw.close),
            What::Raw(raw) => in_tag(&raw.open, "raw block"),
            What::Variable(variable) => spot("variable", &variable.path.to_string(), node.span),
            What::Helper(tag) => in_tag(tag, "helper"),
            What::Block(block) => match (&block.otherwise, &block.close) {
                (_, Some(close)) if inside(close.span) => spot("closer", &block.open.name.text, close.span),
                (Some(otherwise), _) if inside(otherwise.span) => spot("else", &block.open.name.text, otherwise.span),
                _ => in_tag(&block.open, "block"),
            },
            What::Stray(_) => spot("stray tag", "", node.span),
        })
    }
}

impl Path {
    /// The segments without brackets, joined by dots: what a table of names is asked for.
    pub fn dotted(&self) -> String {
        let names: Vec<&str> = self.segments.iter().map(|segment| segment.name.as_str()).collect();
        names.join(".")
    }

    /// The key of `{{key.name}}`: `host` of `host.name`, `a.b` of `[a.b].name` - and of `a.b.name`, which lacks its
    /// brackets and renders nothing. None where the last segment is not `name`.
    pub fn group_key(&self) -> Option<String> {
        let (last, key) = self.segments.split_last()?;
        let names: Vec<&str> = key.iter().map(|segment| segment.name.as_str()).collect();
        (last.name == "name" && !last.bracketed && !names.is_empty()).then(|| names.join("."))
    }

    /// The path as an argument of a conditional has it: `"host.name"`, `"[a.b].name"`.
    pub fn parse(text: &str) -> Self {
        super::tags::path_of(text)
    }
}

/// See [`Template::walk`].
pub struct Walk<'a> {
    stack: Vec<std::slice::Iter<'a, Node>>,
}

impl<'a> Iterator for Walk<'a> {
    type Item = &'a Node;

    fn next(&mut self) -> Option<&'a Node> {
        loop {
            let Some(node) = self.stack.last_mut()?.next() else {
                self.stack.pop();
                continue;
            };
            if let What::Block(block) = &node.what {
                self.stack.extend(block.otherwise.iter().map(|otherwise| otherwise.body.iter()));
                self.stack.push(block.body.iter());
            }
            return Some(node);
        }
    }
}
