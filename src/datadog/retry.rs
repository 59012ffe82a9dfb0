//! When a request that failed is sent again. Pure: time waited and chance come in as numbers.

use std::time::Duration;

#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// How often a request is sent at most, rate limits not counted.
    pub tries: u32,
    /// Longest pause after the first failure; doubles with each.
    pub base: Duration,
    /// Longest pause after any failure.
    pub cap: Duration,
    /// A rate limit that lasts longer is an error at once.
    pub longest_limit: Duration,
    /// Total time that one request may take with its pauses.
    pub patience: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            tries: 5,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(20),
            longest_limit: Duration::from_secs(120),
            patience: Duration::from_secs(300),
        }
    }
}

/// What kind of failure it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Not handled; come back then, where the server said when.
    Limited(Option<Duration>),
    /// There was never a connection, so nothing was handled.
    Unopened,
    /// Handled or not, nobody knows.
    Broken,
    /// The same request would get the same answer.
    Final,
}

/// Whether handling a request twice is the same as handling it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    Harmless,
    /// A create: sent again only where the first one was certainly not handled.
    Harmful,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Retry(Duration),
    GiveUp,
}

/// `failures` counts those so far that were not rate limits, this one included; `spent` is the time since the first try;
/// `random` is from 0 up to 1.
pub fn next(
    policy: &Policy,
    repeat: Repeat,
    trouble: Trouble,
    failures: u32,
    spent: Duration,
    random: f64,
) -> Decision {
    let pause = match (trouble, repeat) {
        (Trouble::Final, _) | (Trouble::Broken, Repeat::Harmful) => return Decision::GiveUp,
        (Trouble::Limited(Some(reset)), _) if reset > policy.longest_limit => return Decision::GiveUp,
        // Never 0, or a server that forgets to say when would be asked in a tight loop.
        (Trouble::Limited(Some(reset)), _) => reset.max(Duration::from_secs(1)) + Duration::from_secs_f64(random),
        (Trouble::Limited(None), _) => Duration::from_secs(1) + policy.cap.mul_f64(random),
        (Trouble::Unopened | Trouble::Broken, _) if failures >= policy.tries => return Decision::GiveUp,
        // Full jitter: those that failed together do not come back together.
        (Trouble::Unopened | Trouble::Broken, _) => {
            let doubled = policy.base.saturating_mul(1 << (failures.saturating_sub(1)).min(16));
            doubled.min(policy.cap).mul_f64(random)
        }
    };
    if spent + pause > policy.patience { Decision::GiveUp } else { Decision::Retry(pause) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: fn(u64) -> Duration = Duration::from_millis;
    const ZERO: Duration = Duration::ZERO;

    fn decide(repeat: Repeat, trouble: Trouble, failures: u32, spent: Duration, random: f64) -> Decision {
        next(&Policy::default(), repeat, trouble, failures, spent, random)
    }

    #[test]
    fn pauses_double_up_to_the_cap_and_are_jittered_down_to_nothing() {
        let policy = Policy { tries: 10, ..Policy::default() };
        let pauses: Vec<Decision> =
            (1..8).map(|failures| next(&policy, Repeat::Harmless, Trouble::Broken, failures, ZERO, 1.0)).collect();
        let wanted = [500, 1000, 2000, 4000, 8000, 16_000, 20_000].map(|ms| Decision::Retry(MS(ms)));
        assert_eq!(pauses, wanted);
        assert_eq!(next(&policy, Repeat::Harmless, Trouble::Broken, 3, ZERO, 0.0), Decision::Retry(ZERO));
    }

    #[test]
    fn the_fifth_failure_is_the_last() {
        assert_eq!(decide(Repeat::Harmless, Trouble::Broken, 4, ZERO, 0.5), Decision::Retry(MS(2000)));
        assert_eq!(decide(Repeat::Harmless, Trouble::Broken, 5, ZERO, 0.5), Decision::GiveUp);
        assert_eq!(decide(Repeat::Harmless, Trouble::Unopened, 5, ZERO, 0.5), Decision::GiveUp);
    }

    #[test]
    fn a_create_goes_again_only_where_it_was_certainly_not_handled() {
        assert_eq!(decide(Repeat::Harmful, Trouble::Broken, 1, ZERO, 0.5), Decision::GiveUp);
        assert_eq!(decide(Repeat::Harmful, Trouble::Unopened, 1, ZERO, 0.5), Decision::Retry(MS(250)));
        let limited = Trouble::Limited(Some(MS(7000)));
        assert_eq!(decide(Repeat::Harmful, limited, 0, ZERO, 0.5), Decision::Retry(MS(7500)));
    }

    #[test]
    fn a_limit_is_waited_for_but_not_for_ever() {
        let reset = |seconds| Trouble::Limited(Some(Duration::from_secs(seconds)));
        assert_eq!(decide(Repeat::Harmless, reset(0), 9, ZERO, 0.0), Decision::Retry(MS(1000)));
        assert_eq!(decide(Repeat::Harmless, reset(120), 0, ZERO, 0.0), Decision::Retry(MS(120_000)));
        assert_eq!(decide(Repeat::Harmless, reset(121), 0, ZERO, 0.0), Decision::GiveUp);
        assert_eq!(decide(Repeat::Harmless, reset(60), 0, Duration::from_secs(250), 0.0), Decision::GiveUp);
        assert_eq!(decide(Repeat::Harmless, Trouble::Limited(None), 0, ZERO, 0.5), Decision::Retry(MS(11_000)));
    }

    #[test]
    fn what_is_final_is_final() {
        assert_eq!(decide(Repeat::Harmless, Trouble::Final, 1, ZERO, 0.0), Decision::GiveUp);
    }
}
