use std::collections::HashMap;

use super::conditionals::conditional;
use super::scan::{Kind, Token, scan};
use super::template::{Block, Close, Else, Node, NodeId, Related, Stray, Tag, Template, TemplateFault, What, Word};
use crate::syntax::{Fault, Span};

/// Deeper blocks are not read: whoever walks the tree does so by calling itself.
const DEEPEST: usize = 64;

/// Reads a name or a message. Never fails: what is not understood becomes a fault, and the tree goes on behind it.
pub fn parse(text: &str) -> Template {
    let (tokens, faults) = scan(text);
    let mut builder = Builder { partners: partners(&tokens), ..Builder::default() };
    builder.faults.extend(faults.into_iter().map(|fault| TemplateFault { fault, related: None }));
    for (at, token) in tokens.into_iter().enumerate() {
        builder.take(at, token);
    }
    builder.finish(text)
}

/// For each opener whether a closer of its name is there for it, whatever stands between.
fn partners(tokens: &[Token]) -> Vec<bool> {
    let mut found = vec![false; tokens.len()];
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, token) in tokens.iter().enumerate() {
        match &token.kind {
            Kind::Open { tag, .. } => open.entry(&tag.name.text).or_default().push(at),
            Kind::Close(name) => {
                let opener = open.get_mut(name.text.as_str()).and_then(Vec::pop);
                if let Some(has) = opener.and_then(|opener| found.get_mut(opener)) {
                    *has = true;
                }
            }
            _ => {}
        }
    }
    found
}

#[derive(Default)]
struct Builder {
    partners: Vec<bool>,
    next_id: usize,
    root: Vec<Node>,
    frames: Vec<Frame>,
    /// Openers that stand too deep, and have no frame.
    too_deep: usize,
    /// Closers to come that were told of already, by name.
    told: HashMap<String, usize>,
    faults: Vec<TemplateFault>,
}

struct Frame {
    id: NodeId,
    open: Tag,
    negated: bool,
    has_partner: bool,
    body: Vec<Node>,
    otherwise: Option<Else>,
}

impl Frame {
    fn written(&self) -> String {
        format!("{{{{{}{}}}}}", if self.negated { '^' } else { '#' }, self.open.name.text)
    }

    fn related(&self) -> Related {
        Related { span: self.open.span, label: "the block is opened here".to_owned() }
    }
}

fn closer(name: &str) -> String {
    format!("{{{{/{name}}}}}")
}

impl Builder {
    fn take(&mut self, at: usize, token: Token) {
        let span = token.span;
        match token.kind {
            Kind::Text => self.text(span),
            Kind::Comment(comment) => self.leaf(span, What::Comment(comment)),
            Kind::Raw(raw) => self.leaf(span, What::Raw(raw)),
            Kind::Variable(variable) => self.leaf(span, What::Variable(variable)),
            Kind::Helper(tag) => self.leaf(span, What::Helper(tag)),
            Kind::RawOpener => self.leaf(span, What::Stray(Stray::Opener)),
            Kind::NoTag => self.leaf(span, What::Stray(Stray::Tag)),
            Kind::Open { tag, negated } => self.open(at, tag, negated),
            Kind::Else => self.otherwise(span),
            Kind::Close(name) => self.close(span, name),
        }
    }

    fn fault(&mut self, fault: Fault, related: Option<Related>) {
        self.faults.push(TemplateFault { fault, related });
    }

    fn id(&mut self) -> NodeId {
        self.next_id += 1;
        NodeId(self.next_id - 1)
    }

    fn siblings(&mut self) -> &mut Vec<Node> {
        match self.frames.last_mut() {
            None => &mut self.root,
            Some(Frame { otherwise: Some(otherwise), .. }) => &mut otherwise.body,
            Some(frame) => &mut frame.body,
        }
    }

    fn leaf(&mut self, span: Span, what: What) {
        let id = self.id();
        self.siblings().push(Node { id, span, what });
    }

    fn text(&mut self, span: Span) {
        match self.siblings().last_mut() {
            Some(Node { span: before, what: What::Text, .. }) => before.end = span.end,
            _ => self.leaf(span, What::Text),
        }
    }

    fn open(&mut self, at: usize, open: Tag, negated: bool) {
        if self.frames.len() == DEEPEST {
            if self.too_deep == 0 {
                let fault = Fault::new(open.span, format!("blocks nest deeper than {DEEPEST}"));
                self.fault(fault.hint("this one and those inside of it are not read"), None);
            }
            self.too_deep += 1;
            return self.leaf(open.span, What::Stray(Stray::Opener));
        }
        let has_partner = self.partners.get(at).copied().unwrap_or_default();
        let id = self.id();
        self.frames.push(Frame { id, open, negated, has_partner, body: Vec::new(), otherwise: None });
    }

    fn otherwise(&mut self, span: Span) {
        let stray = match self.frames.last_mut() {
            _ if self.too_deep > 0 => None,
            None => Some((Fault::new(span, "`{{else}}` stands outside of any block"), None)),
            Some(Frame { otherwise: Some(first), .. }) => {
                let label = "the first `{{else}}` is here".to_owned();
                Some((Fault::new(span, "a block has one `{{else}}`"), Some(Related { span: first.span, label })))
            }
            Some(frame) => {
                frame.otherwise = Some(Else { span, body: Vec::new() });
                return;
            }
        };
        if let Some((fault, related)) = stray {
            self.fault(fault, related);
        }
        self.leaf(span, What::Stray(Stray::Else));
    }

    fn close(&mut self, span: Span, name: Word) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return self.leaf(span, What::Stray(Stray::Closer));
        }
        let Some(at) = self.frames.iter().rposition(|frame| frame.open.name.text == name.text) else {
            return self.close_unknown(span, name);
        };
        while self.frames.len() > at + 1 {
            self.left_open(span, &name.text);
        }
        self.pop(Some(Close { span, name }));
    }

    /// The innermost block is open still where one around it is closed.
    fn left_open(&mut self, span: Span, around: &str) {
        if let Some(frame) = self.frames.last() {
            let name = frame.open.name.text.clone();
            let related = frame.related();
            if frame.has_partner {
                let message =
                    format!("`{}` ends here, and `{}` inside of it is still open", closer(around), frame.written());
                let hint = format!("blocks nest: `{}` comes first", closer(&name));
                self.fault(Fault::new(span, message).hint(hint), Some(related));
                *self.told.entry(name).or_default() += 1;
            } else {
                let fault = Fault::new(frame.open.span, format!("`{}` is never closed", frame.written()));
                let fault = fault.hint(format!("write `{}` where it ends", closer(&name)));
                let label = format!("`{}` ends the block around it here", closer(around));
                self.fault(fault, Some(Related { span, label }));
            }
        }
        self.pop(None);
    }

    /// No open block has the name.
    fn close_unknown(&mut self, span: Span, name: Word) {
        if let Some(count) = self.told.get_mut(&name.text).filter(|count| **count > 0) {
            *count -= 1;
            return self.leaf(span, What::Stray(Stray::Closer));
        }
        let Some(frame) = self.frames.last() else {
            let what = if name.text.is_empty() { "{{/}}".to_owned() } else { closer(&name.text) };
            self.fault(Fault::new(span, format!("`{what}` closes nothing: no block is open")), None);
            return self.leaf(span, What::Stray(Stray::Closer));
        };
        let related = frame.related();
        let open = frame.open.name.text.clone();
        if frame.has_partner && !name.text.is_empty() {
            let message = format!("`{}` closes nothing: no block of this name is open", closer(&name.text));
            let hint = format!("the innermost open block is `{}`", frame.written());
            self.fault(Fault::new(span, message).hint(hint), Some(related));
            return self.leaf(span, What::Stray(Stray::Closer));
        }
        let fault = if name.text.is_empty() {
            Fault::new(span, "the closer has no name").fix(span, closer(&open))
        } else {
            let message = format!("`{}` does not close `{}`", closer(&name.text), frame.written());
            let fault = Fault::new(span, message).hint(format!("write `{}`", closer(&open)));
            // Another conditional's name may be right, and the opener wrong.
            let fits = conditional(&name.text).is_none();
            if fits { fault.fix(name.span, open) } else { fault }
        };
        self.fault(fault, Some(related));
        self.pop(Some(Close { span, name }));
    }

    fn pop(&mut self, close: Option<Close>) {
        let Some(Frame { id, open, negated, body, otherwise, .. }) = self.frames.pop() else {
            return;
        };
        let inside = otherwise.as_ref().map_or(&body, |otherwise| &otherwise.body).last().map(|node| node.span);
        let last = inside.or(otherwise.as_ref().map(|otherwise| otherwise.span)).unwrap_or(open.span);
        let span = open.span.to(close.as_ref().map_or(last, |close| close.span));
        let block = Block { open, negated, body, otherwise, close };
        self.siblings().push(Node { id, span, what: What::Block(block) });
    }

    fn finish(mut self, text: &str) -> Template {
        while let Some(frame) = self.frames.last() {
            let fault = Fault::new(frame.open.span, format!("`{}` is never closed", frame.written()));
            let fault = fault.hint(format!("write `{}` where it ends", closer(&frame.open.name.text)));
            self.fault(fault, None);
            self.pop(None);
        }
        self.faults.sort_by_key(|fault| fault.fault.span);
        Template { text: text.to_owned(), nodes: self.root, faults: self.faults }
    }
}
