//! The parts of a recurrence rule (RFC 5545) and what they take.

#[derive(Debug)]
pub struct RuleName {
    pub name: &'static str,
    /// For a sentence: `a weekday`.
    pub what: &'static str,
    /// The words that it takes; empty where it takes numbers or a date.
    pub words: &'static [&'static str],
    kind: Takes,
}

#[derive(Debug)]
enum Takes {
    Words,
    Days,
    /// A number from, to; the second says whether it may count from the end.
    Numbers(i64, i64, bool),
    Date,
}

impl RuleName {
    pub fn takes(&self, value: &str) -> bool {
        let upper = value.to_uppercase();
        match self.kind {
            Takes::Words => self.words.contains(&upper.as_str()),
            Takes::Days => {
                let day = upper.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
                let number = upper.strip_suffix(day).unwrap_or_default();
                let fits = number.parse::<i64>().is_ok_and(|number| number != 0 && number.abs() <= 53);
                self.words.contains(&day) && (number.is_empty() || fits)
            }
            Takes::Numbers(low, high, from_end) => value
                .parse::<i64>()
                .is_ok_and(|number| (low..=high).contains(&number) || (from_end && (low..=high).contains(&-number))),
            Takes::Date => {
                let digits = upper.trim_end_matches('Z').replacen('T', "", 1);
                matches!(digits.len(), 8 | 14) && digits.bytes().all(|byte| byte.is_ascii_digit())
            }
        }
    }
}

const DAYS: &[&str] = &["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const fn numbers(name: &'static str, what: &'static str, low: i64, high: i64, from_end: bool) -> RuleName {
    RuleName { name, what, words: &[], kind: Takes::Numbers(low, high, from_end) }
}

pub static RULE_PARTS: &[RuleName] = &[
    RuleName {
        name: "FREQ",
        what: "`DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`",
        words: &["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"],
        kind: Takes::Words,
    },
    RuleName { name: "UNTIL", what: "a date (`20261231T000000Z`)", words: &[], kind: Takes::Date },
    numbers("COUNT", "a number from 1", 1, i64::MAX, false),
    numbers("INTERVAL", "a number from 1", 1, i64::MAX, false),
    numbers("BYSECOND", "a second (0 to 60)", 0, 60, false),
    numbers("BYMINUTE", "a minute (0 to 59)", 0, 59, false),
    numbers("BYHOUR", "an hour (0 to 23)", 0, 23, false),
    RuleName { name: "BYDAY", what: "a weekday (`MO`, `2TU`, `-1FR`)", words: DAYS, kind: Takes::Days },
    numbers("BYMONTHDAY", "a day of the month (1 to 31, or -1 to -31)", 1, 31, true),
    numbers("BYYEARDAY", "a day of the year (1 to 366, or -1 to -366)", 1, 366, true),
    numbers("BYWEEKNO", "a week (1 to 53, or -1 to -53)", 1, 53, true),
    numbers("BYMONTH", "a month (1 to 12)", 1, 12, false),
    numbers("BYSETPOS", "a position (1 to 366, or -1 to -366)", 1, 366, true),
    RuleName { name: "WKST", what: "a weekday (`MO`)", words: DAYS, kind: Takes::Words },
];
