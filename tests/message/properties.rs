//! What holds for every text, however it was typed.
//!
//! `PROPTEST_CASES=20000 PROPTEST_RNG_SEED=7 cargo test --test message` looks further than the cases of every day.

use std::time::{Duration, Instant};

use ddsync::message::reach::reach_on;
use ddsync::message::{Node, Renotify, States, Template, Transition, Transitions, What, eval, handle, parse, reach};
use ddsync::syntax::{Fault, Span};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::recordings;

fn many() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_260_101);
    }
    config
}

const FRAGMENTS: &[&str] = &[
    "{{#is_alert}}",
    "{{/is_alert}}",
    "{{^is_warning}}",
    "{{/is_warning}}",
    "{{else}}",
    "{{#is_match \"env.name\" \"a\"}}",
    "{{/is_match}}",
    "{{",
    "}}",
    "{{{",
    "}}}",
    "{{{{raw}}}}",
    "{{{{/raw}}}}",
    "{",
    "}",
    "{{!--",
    "--}}",
    "{{!",
    "{{host.name}}",
    "{{{comparator}}}",
    "{{[a.b].name}}",
    "{{@f.name}}",
    "{{eval \"value * (2 + 1)\"}}",
    "{{eval ",
    "\"",
    "'",
    "“",
    "@slack-ops",
    "@",
    "@workflow-x(",
    "ops@example.com",
    "(",
    ")",
    ",",
    ".",
    " ",
    "\n",
    "`",
    "```",
    "é",
    "🦀",
    "\u{301}",
    "${monitor:key}",
    "is_alert",
    "#",
    "^",
    "/",
    "[",
    "]",
    "-",
    "name",
    "{{#is_renotify}}",
    "{{/is_renotify}}",
    "{{/",
    "{{#",
    "\\",
    "://",
    "\0",
];

fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![8 => proptest::sample::select(FRAGMENTS).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(fragment, 0..24).prop_map(|fragments| fragments.concat())
}

/// A recorded message, or one of the kind, with some characters gone and fragments put in.
fn mutated() -> impl Strategy<Value = String> {
    let known =
        recordings::texts().unwrap_or_default().into_iter().filter(|text| text.contains("{{") || text.contains('@'));
    let mut known: Vec<String> = known.collect();
    known.push(
        "{{#is_alert}}\nDisk on {{host.name}} is {{{comparator}}} {{threshold}} since {{local_time 'last_triggered_at' 'Europe/Paris'}}\n\
         {{#is_match \"env.name\" \"prod\"}}@pagerduty-db{{else}}@slack-{{env.name}}{{/is_match}}\n{{/is_alert}}\n\
         {{#is_alert_recovery}}fine: {{eval \"round(value, 2)\"}} @pagerduty-db{{/is_alert_recovery}}"
            .to_owned(),
    );
    let change = (any::<proptest::sample::Index>(), 0..4_usize, proptest::sample::select(FRAGMENTS));
    (proptest::sample::select(known), proptest::collection::vec(change, 1..6)).prop_map(|(text, changes)| {
        let mut chars: Vec<char> = text.chars().collect();
        for (at, gone, fragment) in changes {
            let at = at.index(chars.len() + 1);
            let end = (at + gone).min(chars.len());
            chars.splice(at..end, if gone % 2 == 0 { fragment } else { "" }.chars());
        }
        chars.into_iter().collect()
    })
}

fn everything() -> States {
    let renotify = Some(Renotify { alert: true, warn: true, no_data: true });
    States { has_warning: true, notifies_no_data: true, can_unknown: true, renotify, ..States::default() }
}

/// Every span fits the text, the leaves lie side by side, and the printed tree is the text.
fn sound(text: &str) {
    let template = parse(text);
    assert_eq!(template.to_string(), text);
    assert_eq!(parse(&template.to_string()), template);
    let fits = |span: Span| assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} in {text:?}");
    let fault = |fault: &Fault| {
        fits(fault.span);
        fault.fix.iter().for_each(|fix| fits(fix.span));
    };
    for found in &template.faults {
        fault(&found.fault);
        found.related.iter().for_each(|related| fits(related.span));
    }
    assert!(template.faults.is_sorted_by_key(|fault| fault.fault.span));
    let ids: Vec<usize> = template.walk().map(|node| node.id.0).collect();
    assert!(ids.iter().copied().eq(0..ids.len()), "{ids:?}");
    for (_, tag) in template.helpers() {
        for arg in &tag.args {
            fits(arg.span);
            fits(arg.inner);
            eval::parse_in(text, arg.inner).faults.iter().for_each(fault);
        }
    }
    eval::parse(text).faults.iter().for_each(fault);
    for handle in handle::find(&template) {
        assert_eq!(handle.span.of(text), handle.text);
        assert!(handle.text.starts_with('@'));
        handle.problems.iter().for_each(|problem| fault(&problem.fault));
    }
    let reach = reach(&template, &everything());
    assert!(template.walk().all(|node| reach.when(node.id).transitions.is_subset(reach.possible)));
    (0..text.len()).for_each(|offset| assert!(template.at(offset).is_some(), "nothing at {offset} of {text:?}"));
}

/// What is sent on a transition, told a second time and without sets.
fn rendered(nodes: &[Node], transition: Transition, out: &mut Vec<usize>) {
    for node in nodes {
        out.push(node.id.0);
        let What::Block(block) = &node.what else {
            continue;
        };
        let name = transition.name();
        let holds = match block.open.name.text.as_str() {
            "is_alert" => name == "alert" || name == "warn to alert" || name == "alert again",
            "is_warning" => name == "warn" || name == "alert to warn" || name == "warn again",
            "is_renotify" => name.ends_with(" again"),
            "is_recovery" => name.starts_with("recovery"),
            _ => panic!("not in this test"),
        };
        if holds != block.negated {
            rendered(&block.body, transition, out);
        } else if let Some(otherwise) = &block.otherwise {
            rendered(&otherwise.body, transition, out);
        }
    }
}

const BLOCKS: &[&str] = &[
    "{{#is_alert}}",
    "{{^is_alert}}",
    "{{/is_alert}}",
    "{{#is_warning}}",
    "{{^is_warning}}",
    "{{/is_warning}}",
    "{{#is_renotify}}",
    "{{^is_renotify}}",
    "{{/is_renotify}}",
    "{{#is_recovery}}",
    "{{/is_recovery}}",
    "{{else}}",
    "a",
];

proptest! {
    #![proptest_config(many())]

    #[test]
    fn any_text_is_read_and_printed_again(text in text()) {
        sound(&text);
    }

    #[test]
    fn a_message_with_slips_is_read(text in mutated()) {
        sound(&text);
    }

    #[test]
    fn a_node_is_sent_when_its_blocks_hold(blocks in proptest::collection::vec(proptest::sample::select(BLOCKS), 0..24), on: u16) {
        let template = parse(&blocks.concat());
        let on: Transitions = Transition::ALL.into_iter().filter(|transition| on >> *transition as u16 & 1 == 1).collect();
        let reach = reach_on(&template, &everything(), on);
        for transition in Transition::ALL {
            let mut expected = Vec::new();
            if on.contains(transition) {
                rendered(&template.nodes, transition, &mut expected);
            }
            let when = |node: &&Node| reach.when(node.id).transitions.contains(transition);
            let found: Vec<usize> = template.walk().filter(when).map(|node| node.id.0).collect();
            prop_assert_eq!(found, expected);
        }
        // A reason is given exactly where the set becomes empty.
        for branch in &reach.branches {
            let outer = reach.when(branch.block).transitions;
            prop_assert_eq!(branch.dead.is_some(), branch.when.transitions.is_empty() && !outer.is_empty());
        }
    }

    /// What a fix leaves behind has not the same fault at the same place.
    #[test]
    fn a_fix_mends(text in mutated()) {
        for fault in parse(&text).faults {
            let Some(fix) = fault.fault.fix else { continue };
            let mut fixed = text.clone();
            fixed.replace_range(fix.span.range(), &fix.text);
            let again = parse(&fixed).faults.into_iter().any(|other| other.fault.message == fault.fault.message && other.fault.span == fault.fault.span);
            prop_assert!(!again || fix.text.is_empty(), "{:?} in {text:?}, then {fixed:?}", fault.fault.message);
        }
    }
}

/// Long, deep and unfinished texts are read in a moment.
#[test]
fn hostile_texts_end() {
    let hostile: &[(&str, usize)] = &[
        ("{{#is_alert}}", 100_000),
        ("{{/is_alert}}", 20_000),
        ("{{#is_alert}}{{else}}", 20_000),
        ("{{#a}}{{/b}}", 20_000),
        ("{", 100_000),
        ("{ ", 100_000),
        ("{{ ", 30_000),
        ("{{{{a}}}} ", 20_000),
        ("{{!--", 30_000),
        ("{{!", 30_000),
        ("{{a \"", 30_000),
        ("{{a '{{b \"", 20_000),
        ("{{#is_match “", 20_000),
        ("{{eval ", 20_000),
        ("{{a.", 30_000),
        ("{{[", 30_000),
        ("@", 100_000),
        ("@slack-", 30_000),
        ("(@", 50_000),
        ("@workflow-x(", 20_000),
        ("`", 100_000),
        ("` ``", 30_000),
        ("🦀", 100_000),
        ("{{🦀", 30_000),
        ("{#is_alert", 20_000),
        ("{{#is_match \"a\" \"b\"}}@x{{/is_match}}", 2_000),
    ];
    for (part, times) in hostile {
        let start = Instant::now();
        let text = part.repeat(*times);
        let template: Template = parse(&text);
        assert_eq!(template.to_string(), text, "{part:?}");
        let reach = reach(&template, &everything());
        assert!(reach.branches.len() <= 2 * times);
        let took = start.elapsed();
        println!("{took:>10.0?} {part:?} x {times}, {} faults", template.faults.len());
        assert!(took < Duration::from_secs(30), "{part:?} took {took:?}");
    }
    for part in ["(", "-", "1+", "a*", "f(", "2^", "a,", "'", "[", "f(a,a)+", "-(", "1."] {
        let start = Instant::now();
        let text = part.repeat(50_000);
        assert!(!eval::parse(&text).faults.is_empty(), "{part:?}");
        assert!(start.elapsed() < Duration::from_secs(30), "{part:?}");
    }
}
