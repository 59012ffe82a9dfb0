//! Texts that nobody would write: cut, doubled, endless. Nothing panics, and nothing takes long.

use std::time::{Duration, Instant};

use ddsync::query;

use crate::page::outcome;

const KINDS: &[&str] = &[
    "monitor query alert",
    "monitor log alert",
    "monitor service check",
    "monitor composite",
    "monitor slo alert",
    "metric",
    "formula",
    "scope",
    "filter",
    "search",
    "rrule",
];

/// One of each dialect.
const WHOLE: &[(&str, &str)] = &[
    ("monitor query alert", "avg(last_4h):anomalies(avg:m{a:b,c IN (d, e)} by {host}, 'basic', 2, interval=60) >= 0.9"),
    ("monitor query alert", "pct_change(sum(last_5m),1h_ago):sum:m{!a:b} by {h}.as_count() / (sum:n{*} + 1) > 5"),
    ("monitor query alert", "sum(last_5m):count(v: v<=5 OR v>9):m{NOT (a:b OR c:\"d e\")}.rollup(sum, 60) > 5"),
    ("monitor log alert", "logs(\"a:b (c OR \\\"d\\\")\").index(\"*\").rollup(\"count\").by(\"x,y\").last(\"5m\") > 2"),
    ("monitor cost alert", "formula(\"exclude_null(a / b)\").last(\"7d\").anomaly(direction=\"above\") >= 5"),
    ("monitor service check", "\"a.b\".over(\"*\").by(\"h\").last(2).count_by_status()"),
    ("monitor composite", "(1 && !${monitor:x}) || (!1 && 3)"),
    ("monitor slo alert", "burn_rate(\"${slo:x}\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4"),
    ("search", "a:b -(c OR \"d\") @x:[1 TO 2] @y:(>=5 AND <9) $v CIDR(@ip, 10.0.0.0/8)"),
    ("rrule", "RRULE:FREQ=WEEKLY;BYDAY=MO,-1FR"),
];

const JUNK: &[&str] =
    &["(", ")", "{", "}", "[", "\"", "'", ":", ",", ".", "$", "${", "%{", "\\", "é", "“", "\0", " by ", "="];

#[test]
fn cut_and_spoilt_texts_do_not_panic() {
    let start = Instant::now();
    let mut tried = 0;
    for (kind, text) in WHOLE {
        assert!(outcome(kind, text).faults.is_empty(), "{text}: {:?}", outcome(kind, text).faults);
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            outcome(kind, &text[..at]);
            outcome(kind, &text[at..]);
            tried += 2;
            for junk in JUNK {
                check(kind, &format!("{}{junk}{}", &text[..at], &text[at..]));
                tried += 1;
            }
            if let Some(next) = text[at..].chars().next() {
                check(kind, &format!("{}{}", &text[..at], &text[at + next.len_utf8()..]));
            }
        }
    }
    println!("{tried} texts in {:?}", start.elapsed());
}

/// A clean tree is written and read again as itself, and every place of a fault is in the text.
fn check(kind: &str, text: &str) {
    let outcome = outcome(kind, text);
    assert!(outcome.again, "{kind}: {text}\nis written as {:?}, which is another tree", outcome.canonical);
    assert!(outcome.canonical.is_some() || !outcome.faults.is_empty(), "neither tree nor fault: {text}");
    for fault in &outcome.faults {
        assert!(text.get(fault.span.range()).is_some(), "{text}: {fault:?}");
        if let Some(fix) = &fault.fix {
            assert!(text.get(fix.span.range()).is_some(), "{text}: {fault:?}");
        }
    }
}

#[test]
fn the_same_for_recorded_monitors() {
    let Some(texts) = crate::recorded::texts() else {
        println!("skipped: no recordings beside the project");
        return;
    };
    for (kind, text) in texts.iter().filter(|(kind, _)| kind.starts_with("monitor")) {
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            for junk in ["(", ")", "{", "\"", ":", " "] {
                check(kind, &format!("{}{junk}{}", &text[..at], &text[at..]));
            }
        }
    }
}

/// A bracket more or fewer outside of quotes is always told.
#[test]
fn broken_brackets_are_told() {
    for (kind, text) in WHOLE.iter().filter(|(kind, _)| *kind != "rrule") {
        let mut quote = false;
        for (at, c) in text.char_indices() {
            quote ^= c == '"' && !text[..at].ends_with('\\');
            let reference = text[..at].ends_with('$') || (c == '}' && text[..at].contains("${"));
            // Square brackets in a search may be words.
            let word = *kind == "search" && "[]".contains(c);
            if quote || reference || word || !"(){}[]".contains(c) {
                continue;
            }
            let fewer = format!("{}{}", &text[..at], &text[at + 1..]);
            assert!(!outcome(kind, &fewer).faults.is_empty(), "{fewer}");
            let more = format!("{}{c}{}", &text[..at], &text[at..]);
            // Parentheses around parentheses mean nothing.
            let doubled = c == ')' || c == '(';
            assert!(!outcome(kind, &more).faults.is_empty() || doubled, "{more}");
        }
    }
}

#[test]
fn endless_texts_end() {
    const MANY: usize = 100_000;
    let pieces = [
        "(",
        ")",
        "{",
        "{{",
        "}",
        "[",
        "\"",
        "'",
        "!",
        "-",
        "- ",
        "NOT ",
        "a",
        "a+",
        "a,",
        "a:b,",
        "a:(",
        "a OR ",
        "a AND ",
        "${",
        "${a}",
        "$a",
        "%{",
        "%{a:b}&&",
        "1&&",
        "1||",
        "&",
        "\\",
        "\\\"",
        ".a(",
        ".a()",
        "f(",
        "f(a,",
        "a='",
        "by {",
        "by {a} ",
        "“",
        " ",
        ":",
        "key:",
        "FREQ=DAILY;",
        ";",
        ",",
        "0",
        "1.",
        "é",
        "last_5m(",
        "count(v:",
        "v<1 OR ",
        "[1 TO ",
        "a in (",
        "a:(b OR ",
        "a b",
        "'a' ",
        "1 ",
    ];
    let heads = [
        "",
        "avg(last_5m):",
        "avg(last_5m):avg:m",
        "avg(last_5m):avg:m{",
        "avg(last_5m):f(",
        "logs(\"",
        "formula(\"",
        "\"a\"",
        "avg(last_5m):avg:m{*} by {",
        "logs(\"a\").by(",
    ];
    let mut slowest = (Duration::ZERO, String::new());
    for piece in pieces {
        let many = piece.repeat(MANY / piece.len());
        for head in heads {
            let text = format!("{head}{many}");
            let kinds: &[&str] = if head.is_empty() { KINDS } else { &KINDS[..1] };
            for kind in kinds {
                let start = Instant::now();
                outcome(kind, &text);
                let took = start.elapsed();
                if took > slowest.0 {
                    slowest = (took, format!("{kind}: {head}{piece}.."));
                }
            }
        }
    }
    println!("slowest: {slowest:?}");
    assert!(slowest.0 < Duration::from_secs(5), "{slowest:?}");
}

#[test]
fn too_deep_is_a_fault() {
    let deep = |open: &str, close: &str| format!("{}a{}", open.repeat(65), close.repeat(65));
    for (kind, text) in [
        ("formula", deep("(", ")")),
        ("search", deep("(", ")")),
        ("filter", deep("(", ")")),
        ("formula", deep("f(", ")")),
    ] {
        let faults = outcome(kind, &text).faults;
        assert!(faults.iter().any(|fault| fault.message == "this is nested more than 64 deep"), "{kind}: {faults:?}");
    }
    assert!(query::formula(&deep("(", ")").replacen('(', "", 40).replacen(')', "", 40)).is_clean());
    let long = format!("a{}", "+a".repeat(501));
    assert_eq!(query::formula(&long).faults[0].message, "there are more than 500 operators");
}

/// White space that is no blank of the languages.
#[test]
fn odd_blanks_end() {
    for blank in ["\u{a0}", "\u{3000}", "\u{b}", "\u{2028}", "\u{85}"] {
        for kind in KINDS {
            for (_, text) in WHOLE {
                check(kind, &text.replace(' ', blank));
                check(kind, &format!("{blank}{text}{blank}"));
            }
        }
    }
}
