//! Lengths of time, as options write them and as findings say them.

use crate::query::tree::Unit;

/// Seconds of `last_15m`, as the windows of an anomaly monitor have it.
pub fn last(text: &str) -> Option<u64> {
    let length = text.strip_prefix("last_")?;
    Unit::ALL.into_iter().find_map(|unit| {
        let amount: u64 = length.strip_suffix(unit.word())?.parse().ok()?;
        amount.checked_mul(unit.seconds())
    })
}

/// `90 s`, `5 min`, `1 h 23 min 20 s`: the two or three largest units that it is made of.
pub fn spoken(seconds: u64) -> String {
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (length, unit) in [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")] {
        if rest >= length {
            parts.push(format!("{} {unit}", rest / length));
            rest %= length;
        }
    }
    parts.truncate(3);
    if parts.is_empty() { "0 s".to_owned() } else { parts.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_read_and_said() {
        assert_eq!(last("last_15m"), Some(900));
        assert_eq!(last("last_1mo"), Some(30 * 86_400));
        assert_eq!(last("15m"), None);
        assert_eq!(spoken(900), "15 min");
        assert_eq!(spoken(5000), "1 h 23 min 20 s");
        assert_eq!(spoken(0), "0 s");
    }
}
