//! Downtimes, as the attributes of `POST /api/v2/downtime`.

use super::shapes::{Flag, Integer};
use crate::{object, open_enum};

object! {
    /// A time in which monitors notify nobody.
    Downtime {
        /// What is silenced, as a search over tags: `env:prod AND service:(web OR api)`, or `*` for everything.
        scope: String = "env:staging AND service:pipeline",
        /// Which monitors are silenced: one by its id, or all that have some tags.
        monitor_identifier: MonitorIdentifier = {"monitor_tags": ["service:pipeline"]},
        /// When it is: once or again and again. Without it, from now on until somebody cancels it.
        schedule: Option<Schedule> = {"start": "2050-01-02T03:00:00Z", "end": "2050-01-02T05:00:00Z"},
        /// Why, and who should know: `@name` sends it to that person or channel.
        message: Option<String> = "The cluster is being moved. @slack-data",
        /// The time zone it is shown in; UTC where it is absent. The same as a recurring schedule's.
        display_timezone: Option<String> = "Europe/Berlin",
        /// Whether the first recovery in it is kept silent too.
        mute_first_recovery_notification: Option<Flag> = true,
        /// The states of a monitor in which its end is told; all three where it is absent. Their order means nothing.
        notify_end_states: Option<Vec<DowntimeState>> = ["alert", "no data"],
        /// What counts as its end there; `expired` where it is absent. Their order means nothing.
        notify_end_types: Option<Vec<DowntimeEnd>> = ["expired", "canceled"],

        /// Its id. Server-owned: dropped on load; to adopt a downtime write `ddsync.id`.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "79b7cef6-2be3-11ee-9bdf-da7ad0900002",
        /// Whether it is on now. Runtime state: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        status: Option<DowntimeStatus> = "active",
        /// When it was made, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created: Option<String> = "2023-07-26T18:37:29.471154+00:00",
        /// When it was last edited, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified: Option<String> = "2023-07-26T18:37:29.471154+00:00",
        /// When it was cancelled, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        canceled: Option<String> = "2023-07-26T18:37:29.471154+00:00",
    }
    example: {"scope": "env:staging", "monitor_identifier": {"monitor_tags": ["*"]}, "message": "Staging is rebuilt."}
}

object! {
    /// One monitor or all that have some tags: exactly one of the two.
    MonitorIdentifier {
        /// Number of the one monitor; a reference is welcome.
        monitor_id: Option<Integer> = "${monitor:pipeline-failure}",
        /// Tags that a monitor must have, all of them; `["*"]` is every monitor. Their order means nothing.
        monitor_tags: Option<Vec<String>> = ["service:pipeline", "team:data"],
    }
    example: {"monitor_tags": ["*"]}
}

object! {
    /// Once, from `start` to `end`; or again and again, as `recurrences` say.
    Schedule {
        /// When it starts, as RFC 3339; when it is written where this is absent. Only without `recurrences`.
        start: Option<String> = "2050-01-02T03:00:00Z",
        /// When it ends, as RFC 3339; never where this is absent. Only without `recurrences`.
        end: Option<String> = "2050-01-02T05:00:00Z",
        /// When it comes again, up to five rules.
        #[schemars(length(min = 1, max = 5))]
        recurrences: Option<Vec<Recurrence>> = [{"rrule": "FREQ=WEEKLY;BYDAY=SU", "duration": "2h"}],
        /// The time zone of the recurrences; UTC where it is absent.
        timezone: Option<String> = "Europe/Berlin",
        /// The occurrence that is on or comes next. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        current_downtime: Option<Occurrence> = {"start": "2050-01-02T03:00:00+00:00", "end": "2050-01-02T05:00:00+00:00"},
    }
    example: {"start": "2050-01-02T03:00:00Z", "end": "2050-01-02T05:00:00Z"}
}

object! {
    /// One rule by which a downtime comes again.
    Recurrence {
        /// The rule, as iCalendar's `RRULE` writes it; without `DTSTART` and without `DURATION`.
        rrule: String = "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU",
        /// How long each occurrence is: a number and `m` (minutes), `h`, `d` or `w`.
        duration: String = "2h",
        /// The first occurrence, in the schedule's time zone and without an offset; when it is written where absent.
        start: Option<String> = "2050-01-02T03:00:00",
    }
    example: {"rrule": "FREQ=DAILY;INTERVAL=1", "duration": "1d"}
}

object! {
    /// One occurrence.
    Occurrence {
        /// When it starts, as RFC 3339.
        start: Option<String> = "2050-01-02T03:00:00+00:00",
        /// When it ends, as RFC 3339.
        end: Option<String> = "2050-01-02T05:00:00+00:00",
    }
    example: {"start": "2050-01-02T03:00:00+00:00"}
}

open_enum! {
    /// A state of a monitor.
    DowntimeState {
        "alert" => "past the critical threshold",
        "warn" => "past the warning threshold",
        "no data" => "nothing arrives to evaluate",
    }
}

open_enum! {
    /// How a downtime ends.
    DowntimeEnd {
        "expired" => "its time is over",
        "canceled" => "somebody ended it",
    }
}

open_enum! {
    /// Whether a downtime is on.
    DowntimeStatus {
        "active" => "on",
        "scheduled" => "to come",
        "canceled" => "ended by somebody",
        "ended" => "over",
    }
}
