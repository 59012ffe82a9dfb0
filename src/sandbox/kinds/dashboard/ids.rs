//! Ids that look as Datadog's do, from a counter: the same run makes the same ids.

/// The characters of a dashboard id.
const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
const DASHBOARD_IDS: u128 = 36_u128.pow(9);
/// Widget ids have sixteen digits and stay below 2^53, so that JavaScript reads them whole.
const WIDGET_IDS: u128 = 8_000_000_000_000_000;
const FIRST_WIDGET_ID: u128 = 1_000_000_000_000_000;
/// Coprime with both ranges: the n-th number is spread over the range and never comes twice.
const STEP: u128 = 2_654_435_761_357;

/// `abc-def-ghi`
pub(super) fn dashboard(number: i64) -> String {
    let mut rest = spread(number, DASHBOARD_IDS);
    let mut id = String::with_capacity(11);
    for place in 0..9 {
        if place > 0 && place % 3 == 0 {
            id.push('-');
        }
        let digit = usize::try_from(rest % 36).unwrap_or_default();
        id.push(ALPHABET.get(digit).copied().unwrap_or(b'a').into());
        rest /= 36;
    }
    id
}

/// A whole number of sixteen digits.
pub(super) fn widget(number: i64) -> u64 {
    u64::try_from(FIRST_WIDGET_ID + spread(number, WIDGET_IDS)).unwrap_or_default()
}

fn spread(number: i64, range: u128) -> u128 {
    u128::from(number.unsigned_abs()) * STEP % range
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_do_not_repeat_and_have_their_shape() {
        let dashboards: HashSet<String> = (1..5000).map(dashboard).collect();
        assert_eq!(dashboards.len(), 4999);
        assert!(dashboards.iter().all(|id| id.len() == 11 && id.matches('-').count() == 2));
        let widgets: HashSet<u64> = (1..5000).map(widget).collect();
        assert_eq!(widgets.len(), 4999);
        assert!(widgets.iter().all(|id| id.to_string().len() == 16 && *id < 1 << 53));
    }
}
