//! A monitor that has had nothing to look at for days.

use crate::lint::live::Answers;
use crate::lint::{Check, Context, Rule, Subjects, Told};
use crate::model::Pointer;

pub static RULE: Rule = Rule {
    id: "no-data-monitor",
    check: Check::Live(check),
    page: include_str!("../../../tests/rules/no-data-monitor.md"),
    options: &[
        ("days", "how long a monitor may be without data; 7 unless set"),
        ("ignore_tags", "tags of monitors that may be without data for ever"),
    ],
    ..Rule::REST
};

const DAYS: f64 = 7.0;

fn check(subjects: &Subjects<'_>, answers: &Answers, context: &Context<'_>, told: &mut Told<'_>) {
    let days = context.number(&RULE, "days").unwrap_or(DAYS);
    let ignored = context.texts(&RULE, "ignore_tags").unwrap_or_default();
    for monitor in &subjects.monitors {
        let Some(live) = answers.monitors.get(&monitor.desired.address.to_string()) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "days are few")]
        let long = live.days as f64 >= days;
        let excused = monitor.list("/tags").iter().any(|tag| ignored.iter().any(|ignored| tag == ignored));
        if live.state != "No Data" || !long || excused {
            continue;
        }
        told.about(monitor, format!("this monitor has been without data for {} days", live.days))
            .at(&Pointer::parse("/query"))
            .label("finds nothing")
            .help("mend the query or what it watches, or delete the monitor; `options.ignore_tags` of the rule excuses some");
    }
}
