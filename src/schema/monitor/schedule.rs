//! `options.scheduling_options`: when a monitor evaluates, and over which part of the calendar.

use crate::object;
use crate::schema::shapes::Integer;

object! {
    /// When a monitor evaluates, and over which part of the calendar.
    SchedulingOptions {
        /// A window that grows from a fixed moment, for queries over `current_1h`, `current_1d` or `current_1mo`.
        evaluation_window: Option<EvaluationWindow> = {"day_starts": "04:00", "timezone": "Europe/Paris"},
        /// Evaluates at the times of a calendar rule and not all the time. It cannot be taken away again.
        custom_schedule: Option<CustomSchedule> = {"recurrences": [{"rrule": "FREQ=DAILY;INTERVAL=1", "start": "2026-01-05T09:00:00", "timezone": "Europe/Paris"}]},
    }
    example: {"evaluation_window": {"hour_starts": 0}}
}

object! {
    /// A window that grows from a fixed moment: `hour_starts` alone, or a start of the day and of the month.
    EvaluationWindow {
        /// Time of day, `HH:mm`, at which a window of one day begins.
        day_starts: Option<String> = "04:00",
        /// Minute of the hour, 0 to 59, at which a window of one hour begins.
        #[schemars(range(min = 0, max = 59))]
        hour_starts: Option<Integer> = 0,
        /// Day of the month at which a window of one month begins; only 1 is possible.
        #[schemars(range(min = 1, max = 1))]
        month_starts: Option<Integer> = 1,
        /// Time zone of these, by its IANA name.
        timezone: Option<String> = "Europe/Paris",
    }
    example: {"day_starts": "04:00", "month_starts": 1, "timezone": "Europe/Paris"}
}

object! {
    /// Evaluation at the times of a calendar rule.
    CustomSchedule {
        /// The rule; Datadog takes exactly one.
        recurrences: Option<Vec<Recurrence>> = [{"rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "start": "2026-01-05T09:00:00", "timezone": "Europe/Paris"}],
    }
    example: {"recurrences": [{"rrule": "FREQ=DAILY;INTERVAL=1", "start": "2026-01-05T09:00:00", "timezone": "Europe/Paris"}]}
}

object! {
    /// One calendar rule.
    Recurrence {
        /// The rule as iCalendar writes it, daily or rarer, without DTSTART, DTEND and DURATION.
        rrule: Option<String> = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        /// The first evaluation, as `YYYY-MM-DDThh:mm:ss` in the time zone beside it.
        start: Option<String> = "2026-01-05T09:00:00",
        /// Time zone, by its IANA name.
        timezone: Option<String> = "Europe/Paris",
    }
    example: {"rrule": "FREQ=DAILY;INTERVAL=1", "start": "2026-01-05T09:00:00", "timezone": "Europe/Paris"}
}
