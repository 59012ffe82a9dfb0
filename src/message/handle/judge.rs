//! Whether what follows an `@` is a handle, and what is wrong about it.

use super::{Before, Handle, Problem, ProblemKind};
use crate::message::services::Service;
use crate::message::template::NodeId;
use crate::syntax::{Cursor, Fault, Span};

/// What follows an `@`.
pub(super) struct Found<'a> {
    pub node: NodeId,
    /// With the `@`, without the punctuation.
    pub span: Span,
    /// The name without punctuation, each variable as one NUL.
    pub plain: &'a str,
    pub dynamic: bool,
    pub punctuation: Span,
    pub previous: Before,
    /// Behind the punctuation.
    pub after: Cursor<'a>,
    pub in_url: bool,
}

/// None where it is none: an address in a sentence, a link, a time, a facet.
pub(super) fn judge(found: &Found<'_>) -> Option<Handle> {
    if found.in_url {
        return None;
    }
    if found.plain.is_empty() && !found.dynamic {
        return behind_a_blank(found);
    }
    let service = found.service();
    let free = found.is_free();
    let known = !matches!(service, Service::Other | Service::Mention | Service::All);
    if !(known || free && found.is_a_name()) || (found.follows_a_word() && found.is_domain()) {
        return None;
    }
    let mut problems = Vec::new();
    let mut handle = found.handle(service);
    if service == Service::Workflow && found.punctuation.end == found.span.end && found.after.starts_with("(") {
        handle = with_arguments(found, handle, &mut problems);
    } else {
        problems.extend(found.behind());
    }
    problems.splice(0..0, found.in_front());
    problems.extend(found.no_name(service));
    Some(Handle { problems, ..handle })
}

fn problem(kind: ProblemKind, fault: Fault) -> Problem {
    Problem { kind, fault }
}

/// `@ slack-ops`, where nothing else can be meant.
fn behind_a_blank(found: &Found<'_>) -> Option<Handle> {
    let mut after = found.after;
    let blank = after.eat_while(|c| c == ' ');
    let name = after.eat_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let text = name.of(after.text());
    let service = Service::of(text);
    let facts = service.facts();
    let named = text.contains('-') && !text.ends_with('-');
    let is_handle = !facts.prefixes.is_empty() && (named || matches!(service, Service::Slack | Service::PagerDuty));
    if !found.is_free() || !is_handle || blank.end == blank.start || found.punctuation.end > found.span.end {
        return None;
    }
    let fault = Fault::new(blank, "no blank stands behind the `@` of a handle").fix(blank, "");
    let span = Span::new(found.span.start, name.end);
    let text = span.of(after.text()).to_owned();
    let problems = vec![problem(ProblemKind::Blank, fault)];
    Some(Handle { span, text, service, dynamic: false, node: found.node, problems })
}

/// `@workflow-name(key="{{host.name}}")`: to the parenthesis that closes.
fn with_arguments(found: &Found<'_>, handle: Handle, problems: &mut Vec<Problem>) -> Handle {
    let mut after = found.after;
    let open = after.eat("(").unwrap_or_default();
    after.eat_while(|c| !matches!(c, '(' | ')' | '\n'));
    if after.eat(")").is_none() {
        let fault = Fault::new(open, "the arguments of the workflow have no closing parenthesis");
        problems.push(problem(ProblemKind::Parentheses, fault.expected(&["`)`"])));
        return handle;
    }
    let span = Span::new(found.span.start, after.at());
    let text = span.of(after.text()).to_owned();
    let dynamic = handle.dynamic || text.contains("{{");
    Handle { span, text, dynamic, ..handle }
}

impl Found<'_> {
    fn text(&self) -> &str {
        self.span.of(self.after.text())
    }

    fn handle(&self, service: Service) -> Handle {
        let text = self.text().to_owned();
        Handle { span: self.span, text, service, dynamic: self.dynamic, node: self.node, problems: Vec::new() }
    }

    /// A prefix alone is a name like any other, unless Datadog documents the service.
    fn service(&self) -> Service {
        let service = Service::of(self.plain);
        let facts = service.facts();
        let alone = facts.prefixes.iter().any(|prefix| prefix.eq_ignore_ascii_case(self.plain));
        let is_name = alone && !facts.stands_alone && !facts.documented && !facts.dead && !self.dynamic;
        if is_name { Service::Other } else { service }
    }

    /// Nothing, or a blank, stands before it.
    fn is_free(&self) -> bool {
        match self.previous {
            Before::Nothing => true,
            Before::Char(c) => c.is_whitespace(),
            Before::Variable => false,
        }
    }

    /// What could be somebody's name, and no time, price or search.
    fn is_a_name(&self) -> bool {
        let name = self.plain;
        let begins = name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '\0');
        begins && !name.contains([':', '=', '/'])
    }

    fn follows_a_word(&self) -> bool {
        match self.previous {
            Before::Nothing => false,
            Before::Char(c) => c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-'),
            Before::Variable => true,
        }
    }

    /// `example.com`: with a word before it, an address.
    fn is_domain(&self) -> bool {
        let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
        let top = self.plain.rsplit('.').next().unwrap_or_default();
        self.plain.contains('.')
            && self.plain.split('.').all(label)
            && top.len() >= 2
            && top.chars().all(char::is_alphabetic)
    }

    fn in_front(&self) -> Option<Problem> {
        let (start, text) = (self.span.start, self.text());
        let before = |c: char| Span::new(start.saturating_sub(c.len_utf8()), start);
        let blank = |fault: Fault| fault.fix(Span::point(start), " ");
        let around = |c: char, end: char| match self.after.peek() {
            Some(next) if next == end && self.punctuation.end == self.span.end => {
                Some(before(c).to(Span::new(start, self.span.end + end.len_utf8())))
            }
            _ => None,
        };
        let (kind, fault) = match self.previous {
            _ if self.is_free() => return None,
            Before::Char(c @ '(') => {
                let fault = Fault::new(before(c), format!("a parenthesis touches `{text}`"));
                let fault = match around(c, ')') {
                    Some(both) => fault.fix(both, text),
                    None => blank(fault),
                };
                (ProblemKind::Parentheses, fault.hint("Datadog sends nothing to a handle with a parenthesis"))
            }
            Before::Char(c @ ('"' | '\'')) => {
                let fault = Fault::new(before(c), format!("a quote touches `{text}`"));
                (
                    ProblemKind::Quotes,
                    match around(c, c) {
                        Some(both) => fault.fix(both, text),
                        None => blank(fault),
                    },
                )
            }
            Before::Char(c @ '[') => {
                let fault = Fault::new(before(c), format!("`{text}` is the text of a link, and no handle"));
                (ProblemKind::Link, fault)
            }
            Before::Char(c @ (',' | ';')) => {
                let fault = Fault::new(before(c), format!("a blank stands before `{text}`, no `{c}`"));
                (ProblemKind::Comma, fault.fix(before(c), " "))
            }
            _ => {
                let fault = Fault::new(self.span, format!("`{text}` is glued to what stands before it"));
                (ProblemKind::Glued, blank(fault.hint("a handle begins behind a blank")))
            }
        };
        Some(problem(kind, fault))
    }

    fn behind(&self) -> Option<Problem> {
        if self.punctuation.end > self.span.end {
            return Some(self.followed_by(self.punctuation));
        }
        let next = self.after.peek().filter(|c| !c.is_whitespace())?;
        let at_next = Span::new(self.after.at(), self.after.at() + next.len_utf8());
        if self.is_told(next) {
            return None;
        }
        let kind = match next {
            '(' | ')' => ProblemKind::Parentheses,
            '"' | '\'' => ProblemKind::Quotes,
            ',' | ';' => return Some(self.followed_by(at_next)),
            _ => ProblemKind::Glued,
        };
        let hint = match kind {
            ProblemKind::Parentheses => "Datadog sends nothing to a handle with a parenthesis",
            _ => "a handle ends with a blank",
        };
        let fault = Fault::new(at_next, format!("`{next}` touches `{}`", self.text())).hint(hint);
        Some(problem(kind, fault.fix(Span::point(self.span.end), " ")))
    }

    /// Whether the problem in front, or the handle that follows, tells of the next character too.
    fn is_told(&self, next: char) -> bool {
        let another = self.after.rest().get(next.len_utf8()..).is_some_and(|rest| rest.starts_with('@'));
        match next {
            ')' => self.previous == Before::Char('('),
            ']' => self.previous == Before::Char('['),
            '"' | '\'' => self.previous == Before::Char(next),
            ',' | ';' => another,
            '@' => true,
            _ => false,
        }
    }

    fn followed_by(&self, punctuation: Span) -> Problem {
        let message = format!("`{}` touches `{}`", punctuation.of(self.after.text()), self.text());
        let fault = Fault::new(punctuation, message).fix(Span::point(self.span.end), " ");
        let hint = "some services take it for a part of the name";
        problem(ProblemKind::TrailingPunctuation, fault.hint(hint))
    }

    /// `@slack-`, and `@slack` for a service that needs to be told where.
    fn no_name(&self, service: Service) -> Option<Problem> {
        let facts = service.facts();
        let name = self.plain.trim_end_matches('-');
        let alone = facts.prefixes.iter().any(|prefix| prefix.eq_ignore_ascii_case(name));
        let complete = facts.stands_alone && name.len() == self.plain.len();
        if !alone || complete || self.dynamic {
            return None;
        }
        let fault = Fault::new(self.span, format!("`{}` does not say where to", self.text()));
        let hint = format!("a handle for {} is `@{}-` and a name", facts.title, name.to_lowercase());
        Some(problem(ProblemKind::NoName, fault.hint(hint)))
    }
}
