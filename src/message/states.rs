use serde_json::Value;

use super::transition::{Transition, Transitions};

/// What of a monitor decides which transitions it can make.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each with its own reader")]
pub struct States {
    /// `thresholds.warning` is set.
    pub has_warning: bool,
    /// The type can warn without a threshold of its own: service checks have a default, composites take their members'
    /// state, and what an SLO alert does without one is not documented.
    pub can_warn_by_itself: bool,
    pub notifies_no_data: bool,
    /// None where `renotify_interval` is not set.
    pub renotify: Option<Renotify>,
    /// Service checks.
    pub can_unknown: bool,
    /// 1 to 5, where the monitor has one.
    pub priority: Option<u8>,
}

/// The states that are told again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renotify {
    pub alert: bool,
    pub warn: bool,
    pub no_data: bool,
}

/// Datadog's documentation: without `renotify_statuses`, alert and no data.
impl Default for Renotify {
    fn default() -> Self {
        Self { alert: true, warn: false, no_data: true }
    }
}

const CAN_WARN_BY_ITSELF: &[&str] = &["service check", "composite", "slo alert"];

impl States {
    /// From a monitor's `type` and `options`; the priority is for the caller to set. What is not readable counts as unset.
    pub fn of(monitor_type: &str, options: &Value) -> Self {
        let at = |pointer| options.pointer(pointer).filter(|value| !value.is_null());
        let missing = at("/on_missing_data").and_then(Value::as_str);
        let no_data = at("/notify_no_data").and_then(Value::as_bool).unwrap_or_default();
        let interval = at("/renotify_interval").and_then(Value::as_f64).is_some_and(|minutes| minutes > 0.0);
        Self {
            has_warning: at("/thresholds/warning").is_some(),
            can_warn_by_itself: CAN_WARN_BY_ITSELF.contains(&monitor_type),
            notifies_no_data: no_data || missing == Some("show_and_notify_no_data"),
            renotify: interval.then(|| Renotify::of(at("/renotify_statuses"))),
            can_unknown: monitor_type == "service check",
            priority: None,
        }
    }

    /// From a whole monitor as the API has it.
    pub fn of_monitor(monitor: &Value) -> Self {
        let text = |key| monitor.get(key).and_then(Value::as_str).unwrap_or_default();
        let priority = monitor.get("priority").and_then(Value::as_u64).and_then(|number| u8::try_from(number).ok());
        Self { priority, ..Self::of(text("type"), monitor.get("options").unwrap_or(&Value::Null)) }
    }

    pub fn can_warn(&self) -> bool {
        self.has_warning || self.can_warn_by_itself
    }

    /// The transitions that send a message.
    pub fn possible(&self) -> Transitions {
        let mut never = Transitions::NONE;
        if !self.can_warn() {
            never = never | Transitions::OF_WARNING;
        }
        if !self.notifies_no_data {
            never = never | Transitions::OF_NO_DATA;
        }
        if !self.can_unknown {
            never = never | Transitions::OF_UNKNOWN;
        }
        !(never | Transitions::RENOTIFY.without(self.renotify.map_or(Transitions::NONE, Renotify::transitions)))
    }
}

impl Renotify {
    fn of(statuses: Option<&Value>) -> Self {
        let Some(statuses) = statuses.and_then(Value::as_array) else {
            return Self::default();
        };
        let has = |name: &str| statuses.iter().any(|status| status == name);
        Self { alert: has("alert"), warn: has("warn"), no_data: has("no data") }
    }

    pub fn transitions(self) -> Transitions {
        let all = [
            (self.alert, Transition::AlertAgain),
            (self.warn, Transition::WarnAgain),
            (self.no_data, Transition::NoDataAgain),
        ];
        all.into_iter().filter_map(|(on, transition)| on.then_some(transition)).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn possible(monitor_type: &str, options: &Value) -> String {
        States::of(monitor_type, options).possible().to_string()
    }

    #[test]
    fn options_decide_what_is_possible() {
        assert_eq!(possible("query alert", &json!({})), "alert, recovery from alert");
        assert_eq!(possible("query alert", &Value::Null), "alert, recovery from alert");
        let told_again = json!({"renotify_interval": 30, "thresholds": {"warning": null}});
        assert_eq!(possible("query alert", &told_again), "alert, recovery from alert, alert again");
        let only_warnings =
            json!({"renotify_interval": 30, "renotify_statuses": ["warn"], "thresholds": {"warning": 0}});
        let warn = "alert, warn to alert, warn, alert to warn, recovery from alert, recovery from warn, warn again";
        assert_eq!(possible("query alert", &only_warnings), warn);
        let shown = json!({"on_missing_data": "show_no_data"});
        assert_eq!(possible("query alert", &shown), "alert, recovery from alert");
        let silent = json!({"notify_no_data": true});
        let no_data = "alert, recovery from alert, no data, recovery from no data";
        assert_eq!(possible("query alert", &silent), no_data);
        assert!(States::of("service check", &json!({})).possible().contains(Transition::Unknown));
        assert!(States::of("composite", &json!({})).possible().contains(Transition::Warn));
    }

    #[test]
    fn a_whole_monitor_has_a_priority() {
        let monitor = json!({"type": "query alert", "priority": 3, "options": {"notify_no_data": true}});
        let states = States::of_monitor(&monitor);
        assert_eq!((states.priority, states.notifies_no_data), (Some(3), true));
        assert_eq!(States::of_monitor(&json!({"priority": "P1"})).priority, None);
    }
}
