//! The template language of names and messages: what its parser says, who gets a message, and when.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;
#[path = "message/properties.rs"]
mod properties;
#[path = "message/recordings.rs"]
mod recordings;

use std::fmt::Write as _;

use common::pages::{self, Case};
use ddsync::message::eval::{self, Expr, Term};
use ddsync::message::reach::{Condition, Dead, Operator, Part, Reach, Side, When};
use ddsync::message::{
    Node, ProblemKind, Renotify, States, Template, Transition, Transitions, What, conditionals, handle, helpers, parse,
    reach::reach_on,
};
use ddsync::syntax::Fault;

#[test]
fn pages() {
    pages::check::<Page>("message");
}

/// Each conditional of the table and each problem of a handle stands on some page.
#[test]
fn the_tables_have_pages() {
    use ProblemKind as Kind;

    let all: String = pages::on_disk("message").iter().map(|page| std::fs::read_to_string(page).unwrap()).collect();
    for conditional in conditionals::CONDITIONALS {
        assert!(all.contains(&format!("{{{{#{}", conditional.name)), "{}", conditional.name);
    }
    for helper in helpers::HELPERS {
        assert!(all.contains(&format!("{{{{{} ", helper.name)), "{}", helper.name);
    }
    let kinds = [Kind::Glued, Kind::Parentheses, Kind::Quotes, Kind::Comma, Kind::Link, Kind::TrailingPunctuation];
    for kind in kinds.into_iter().chain([Kind::Blank, Kind::NoName]) {
        assert!(all.contains(&format!("  {kind:?}: ")), "{kind:?}");
    }
}

/// `template` and `monitor` are given; without a monitor everything is configured.
struct Page {
    text: String,
    states: States,
    on: Transitions,
}

impl Default for Page {
    fn default() -> Self {
        let renotify = Some(Renotify { alert: true, warn: true, no_data: true });
        let states = States { has_warning: true, notifies_no_data: true, renotify, ..States::default() };
        Self { text: String::new(), states, on: Transitions::ALL }
    }
}

impl Case for Page {
    fn block(&mut self, info: &str, body: &str) -> Option<String> {
        let template = parse(&self.text);
        let reach = reach_on(&template, &self.states, self.on);
        match info.split_once(' ').unwrap_or((info, "")) {
            ("template" | "expression", _) => body.trim_end_matches('\n').clone_into(&mut self.text),
            ("monitor", field) => {
                self.states = States::of_monitor(&serde_json::from_str(body).expect("JSON"));
                self.on = if field == "escalation" { Transitions::RENOTIFY } else { Transitions::ALL };
            }
            ("faults", _) => return Some(faults(&template)),
            ("tree", _) => return Some(tree(&template)),
            ("handles", _) => return Some(handles(&template)),
            ("parsed", _) => return Some(parsed(&self.text)),
            ("branches", _) => return Some(branches(&template, &reach)),
            ("who", _) => return Some(who(&reach)),
            ("chains", _) => return Some(chains(&reach)),
            ("sent", word) => return Some(sent(&template, &reach, word)),
            ("at", word) => return Some(at(&template, word)),
            (other, _) => panic!("what is a block of `{other}`?"),
        }
        None
    }
}

fn faults(template: &Template) -> String {
    let mut out = String::new();
    for fault in &template.faults {
        out += &shown(&template.text, &fault.fault);
        if let Some(related) = &fault.related {
            writeln!(out, "  {}: {}", related.label, related.span.of(&template.text)).unwrap();
        }
    }
    if out.is_empty() { "none\n".to_owned() } else { out }
}

/// The line of the fault, a caret below it, and all that it says.
fn shown(text: &str, fault: &Fault) -> String {
    let start = text[..fault.span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let indent = text[start..fault.span.start].chars().count();
    let width = text[fault.span.start..fault.span.end.min(end).max(fault.span.start)].chars().count().max(1);
    let mut out = format!("{}\n{}{} {}\n", &text[start..end], " ".repeat(indent), "^".repeat(width), fault.message);
    if !fault.expected.is_empty() {
        writeln!(out, "  expected: {}", fault.expected.join(", ")).unwrap();
    }
    if let Some(hint) = &fault.hint {
        writeln!(out, "  hint: {hint}").unwrap();
    }
    if let Some(fix) = &fault.fix {
        let mut fixed = text.to_owned();
        fixed.replace_range(fix.span.range(), &fix.text);
        writeln!(out, "  fixed: {}", fixed.replace('\n', "\\n")).unwrap();
    }
    out
}

fn tree(template: &Template) -> String {
    fn print(nodes: &[Node], text: &str, depth: usize, out: &mut String) {
        for node in nodes {
            let indent = "  ".repeat(depth);
            let args = |args: &[ddsync::message::Argument]| {
                args.iter().map(|arg| format!(" [{}]", arg.value)).collect::<String>()
            };
            let line = match &node.what {
                What::Text => format!("text {:?}", node.span.of(text)),
                What::Comment(comment) => format!("comment {:?}", comment.body.of(text)),
                What::Raw(raw) => format!("raw {}{} {:?}", raw.open.name.text, args(&raw.open.args), raw.body.of(text)),
                What::Variable(variable) => {
                    let segments: Vec<&str> = variable.path.segments.iter().map(|part| part.name.as_str()).collect();
                    format!("variable {}{}", segments.join(" > "), if variable.triple { ", not escaped" } else { "" })
                }
                What::Helper(tag) => format!("helper {}{}", tag.name.text, args(&tag.args)),
                What::Block(block) => {
                    let not = if block.negated { "not " } else { "" };
                    format!("block {not}{}{}", block.open.name.text, args(&block.open.args))
                }
                What::Stray(stray) => format!("stray {stray:?} {:?}", node.span.of(text)),
            };
            writeln!(out, "{indent}{line}").unwrap();
            if let What::Block(block) = &node.what {
                print(&block.body, text, depth + 1, out);
                if let Some(otherwise) = &block.otherwise {
                    writeln!(out, "{indent}else").unwrap();
                    print(&otherwise.body, text, depth + 1, out);
                }
            }
        }
    }
    let mut out = String::new();
    print(&template.nodes, &template.text, 0, &mut out);
    out
}

fn handles(template: &Template) -> String {
    let mut out = String::new();
    for handle in handle::find(template) {
        let dynamic = if handle.dynamic { ", dynamic" } else { "" };
        writeln!(out, "{} -> {:?}{dynamic}", handle.text, handle.service).unwrap();
        for problem in &handle.problems {
            let fault = shown(&template.text, &problem.fault);
            let lines: Vec<&str> = fault.lines().skip(1).map(str::trim_start).collect();
            let first = lines[0].trim_start_matches(['^', ' ']);
            writeln!(out, "  {:?}: {first}", problem.kind).unwrap();
            lines[1..].iter().for_each(|line| writeln!(out, "  {line}").unwrap());
        }
    }
    if out.is_empty() { "none\n".to_owned() } else { out }
}

fn parsed(text: &str) -> String {
    fn print(expr: &Expr) -> String {
        match &expr.term {
            Term::Number(number) => number.to_string(),
            Term::Text(text) => format!("'{text}'"),
            Term::Variable(path) => path.to_string(),
            Term::Negative(inner) => format!("(- {})", print(inner)),
            Term::Binary { operator, left, right } => format!("({operator:?} {} {})", print(left), print(right)),
            Term::Call { name, args } => {
                format!("({}{})", name.text, args.iter().map(|arg| format!(" {}", print(arg))).collect::<String>())
            }
        }
    }
    let expression = eval::parse(text);
    let mut out: String = expression.root.iter().map(|root| print(root) + "\n").collect();
    expression.faults.iter().for_each(|fault| out += &shown(text, fault));
    out
}

fn when(when: &When) -> String {
    let conditions: Vec<String> = when.conditions.iter().map(condition).collect();
    let conditions = if conditions.is_empty() { String::new() } else { format!(" if {}", conditions.join(" and ")) };
    format!("{}{conditions}", when.transitions)
}

fn condition(condition: &Condition) -> String {
    let values = condition.values.join("|");
    let (sign, not) = match condition.negated {
        true => ("!", "not "),
        false => ("", ""),
    };
    match &condition.operator {
        Operator::Contains => format!("{} {sign}~ {values}", condition.variable),
        Operator::Equals => format!("{} {sign}= {values}", condition.variable),
        Operator::Priority => format!("priority {sign}= {values}"),
        Operator::Unknown(name) => format!("{not}{name}({values})"),
    }
}

fn branches(template: &Template, reach: &Reach) -> String {
    let mut out = String::new();
    for branch in &reach.branches {
        let tag = branch.span.of(&template.text);
        let name = if branch.side == Side::Else { format!("{tag} of {}", branch.name) } else { tag.to_owned() };
        let dead = match &branch.dead {
            None => String::new(),
            Some(Dead::Contradiction { with }) => format!(" - contradicts {}", with.of(&template.text)),
            Some(dead) => format!(" - {}", dead.why()),
        };
        writeln!(out, "{name}: {}{dead}", when(&branch.when)).unwrap();
    }
    out
}

fn who(reach: &Reach) -> String {
    reach.handles.iter().map(|firing| format!("{}: {}\n", firing.handle.text, when(&firing.when))).collect()
}

fn chains(reach: &Reach) -> String {
    let mut out = String::new();
    for chain in &reach.chains {
        let values = chain.values.join("|");
        let fallback = if chain.has_fallback { ", with a fallback" } else { "" };
        writeln!(out, "{} = {values}, {} blocks{fallback}", chain.variable, chain.blocks.len()).unwrap();
        writeln!(out, "  routed on {}", chain.routed).unwrap();
        writeln!(out, "  nobody is told on {}", chain.gap).unwrap();
    }
    if out.is_empty() { "none\n".to_owned() } else { out }
}

fn sent(template: &Template, reach: &Reach, word: &str) -> String {
    let transition = Transition::ALL.into_iter().find(|transition| transition.word() == word).expect("a transition");
    let mut out = String::new();
    for piece in reach.sent(template, transition) {
        let conditions: Vec<String> = piece.conditions.iter().map(condition).collect();
        let conditions =
            if conditions.is_empty() { String::new() } else { format!(" if {}", conditions.join(" and ")) };
        match piece.part {
            Part::Text(text) => writeln!(out, "{text:?}{conditions}").unwrap(),
            Part::Variable(name) => writeln!(out, "<{name}>{conditions}").unwrap(),
            Part::Helper(name) => writeln!(out, "<{name}()>{conditions}").unwrap(),
        }
    }
    out
}

/// What stands where a word of the text begins.
fn at(template: &Template, word: &str) -> String {
    let offset = template.text.find(word).expect("the word is there");
    let spot = template.at(offset).expect("something is there");
    format!("{} {:?} {}\n", spot.kind, spot.name, spot.span.of(&template.text))
}
