//! Who an `@handle` goes to.

/// What stands behind a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    Slack,
    PagerDuty,
    Webhook,
    /// `@name@domain`
    Email,
    Jira,
    Workflow,
    /// A Datadog team's own channels.
    Team,
    Sns,
    Opsgenie,
    VictorOps,
    MicrosoftTeams,
    ServiceNow,
    Zendesk,
    GoogleChat,
    OnCall,
    Case,
    Incident,
    Statuspage,
    Hipchat,
    Flowdock,
    Campfire,
    /// `@all`: every user of the organisation.
    All,
    /// `@here`, `@channel`: wakes the people of a channel that the message goes to anyway; no recipient of its own.
    Mention,
    /// A name that is in no table: a user's, or a mistake.
    Other,
}

/// What a service does with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    Nothing,
    /// Somebody's phone rings; a recovery that is sent there too ends it.
    Page,
    /// Work that stays open until a recovery closes it.
    Ticket,
}

#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub service: Service,
    /// As people call it.
    pub title: &'static str,
    /// Of its handles, without `@` and without `-`.
    pub prefixes: &'static [&'static str],
    /// `@pagerduty` alone is a handle too.
    pub stands_alone: bool,
    pub opens: Opens,
    /// The product is gone, and nobody gets the message.
    pub dead: bool,
    /// Datadog's documentation names it; the others are from integrations' pages and habit.
    pub documented: bool,
}

const fn documented(service: Service, title: &'static str, prefixes: &'static [&'static str], opens: Opens) -> Facts {
    Facts { service, title, prefixes, stands_alone: false, opens, dead: false, documented: true }
}

const fn habit(service: Service, title: &'static str, prefixes: &'static [&'static str], opens: Opens) -> Facts {
    Facts { documented: false, ..documented(service, title, prefixes, opens) }
}

const fn alone(facts: Facts) -> Facts {
    Facts { stands_alone: true, ..facts }
}

const fn dead(service: Service, title: &'static str, prefixes: &'static [&'static str]) -> Facts {
    Facts { dead: true, ..habit(service, title, prefixes, Opens::Nothing) }
}

/// Sources: Datadog's documentation; shipped monitors for the dead ones.
pub static SERVICES: &[Facts] = &[
    documented(Service::Slack, "Slack", &["slack"], Opens::Nothing),
    alone(documented(Service::PagerDuty, "PagerDuty", &["pagerduty"], Opens::Page)),
    documented(Service::Webhook, "a webhook", &["webhook"], Opens::Nothing),
    documented(Service::Jira, "Jira", &["jira"], Opens::Ticket),
    documented(Service::Workflow, "a workflow", &["workflow"], Opens::Nothing),
    documented(Service::Team, "a Datadog team", &["team"], Opens::Nothing),
    habit(Service::Sns, "Amazon SNS", &["sns"], Opens::Nothing),
    alone(habit(Service::Opsgenie, "Opsgenie", &["opsgenie"], Opens::Page)),
    alone(habit(Service::VictorOps, "Splunk On-Call", &["victorops"], Opens::Page)),
    habit(Service::MicrosoftTeams, "Microsoft Teams", &["teams"], Opens::Nothing),
    alone(habit(Service::ServiceNow, "ServiceNow", &["servicenow"], Opens::Ticket)),
    alone(habit(Service::Zendesk, "Zendesk", &["zendesk"], Opens::Ticket)),
    habit(Service::GoogleChat, "Google Chat", &["hangouts", "google-chat"], Opens::Nothing),
    habit(Service::OnCall, "Datadog On-Call", &["oncall"], Opens::Page),
    habit(Service::Case, "Case Management", &["case"], Opens::Ticket),
    habit(Service::Incident, "Incident Management", &["incident"], Opens::Ticket),
    alone(habit(Service::Statuspage, "Statuspage", &["statuspage"], Opens::Nothing)),
    dead(Service::Hipchat, "HipChat", &["hipchat"]),
    dead(Service::Flowdock, "Flowdock", &["flowdock"]),
    dead(Service::Campfire, "Campfire", &["campfire"]),
    alone(habit(Service::All, "everybody", &["all"], Opens::Nothing)),
    alone(habit(Service::Mention, "the channel's people", &["here", "channel"], Opens::Nothing)),
    documented(Service::Email, "an address", &[], Opens::Nothing),
    habit(Service::Other, "a user", &[], Opens::Nothing),
];

static OTHER: Facts = habit(Service::Other, "a user", &[], Opens::Nothing);

impl Service {
    pub fn facts(self) -> &'static Facts {
        SERVICES.iter().find(|facts| facts.service == self).unwrap_or(&OTHER)
    }

    /// Whether people are woken or work is opened: what a recovery must reach too.
    pub fn opens(self) -> Opens {
        self.facts().opens
    }

    /// By a handle without its `@`, with a NUL for each variable: `slack-ops`, `pagerduty`, `a@b.example`.
    pub fn of(name: &str) -> Self {
        if name.rsplit_once('@').is_some_and(|(_, domain)| domain.contains(['.', '\0'])) {
            return Self::Email;
        }
        let of = |facts: &&Facts| facts.prefixes.iter().any(|prefix| facts.claims(prefix, name));
        SERVICES.iter().find(of).map_or(Self::Other, |facts| facts.service)
    }
}

impl Facts {
    fn claims(&self, prefix: &str, name: &str) -> bool {
        let Some((head, rest)) = name.split_at_checked(prefix.len()) else {
            return false;
        };
        let hyphen = rest.starts_with('-') && !matches!(self.service, Service::All | Service::Mention);
        head.eq_ignore_ascii_case(prefix) && (rest.is_empty() || hyphen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_a_whole_word() {
        assert_eq!(Service::of("teams-x"), Service::MicrosoftTeams);
        assert_eq!(Service::of("team-x"), Service::Team);
        assert_eq!(Service::of("teamx"), Service::Other);
        assert_eq!(Service::of("Slack-x"), Service::Slack);
        assert_eq!(Service::of("google-chat-x"), Service::GoogleChat);
        assert_eq!(Service::of("all"), Service::All);
        assert_eq!(Service::of("all-hands"), Service::Other);
        assert_eq!(Service::of("a@b.example"), Service::Email);
        assert_eq!(Service::of(""), Service::Other);
    }

    #[test]
    fn every_service_stands_in_the_table_once() {
        for facts in SERVICES {
            assert_eq!(SERVICES.iter().filter(|other| other.service == facts.service).count(), 1, "{facts:?}");
            assert!(std::ptr::eq(facts.service.facts(), facts));
            assert!(facts.prefixes.iter().all(|prefix| Service::of(prefix) == facts.service));
        }
        assert_eq!(Service::PagerDuty.opens(), Opens::Page);
        assert!(Service::Hipchat.facts().dead);
    }
}
