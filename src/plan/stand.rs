//! A change by its fingerprints: short enough to be kept in a comment.

use serde::{Deserialize, Serialize};

/// Hex digits of a fingerprint in full; see [`Stand::shortened`].
pub const FULL: usize = 32;
/// Enough to tell one state of an object from another, and too few to approve anything by.
pub const BRIEF: usize = 8;

/// A change by its fingerprints. As a text: `monitor/slow update 1f.. 2e.. 3d..`, with `-` for one that is empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Stand {
    pub address: String,
    pub action: String,
    /// Of the definition; empty where there is none.
    pub desired: String,
    /// Of what is written over. Made of the fields that change, so it says nothing where the definition is another one.
    pub live: String,
    /// Of the whole live object; empty where there is none.
    pub object: String,
}

impl Stand {
    /// With this many digits of the fingerprints that decide, and few of the one that only explains.
    #[must_use]
    pub fn shortened(&self, digits: usize) -> Self {
        let cut = |print: &String, digits: usize| print.chars().take(digits).collect();
        Self {
            desired: cut(&self.desired, digits),
            live: cut(&self.live, digits),
            object: cut(&self.object, BRIEF),
            ..self.clone()
        }
    }

    pub(super) fn is_reviewed_as(&self, other: &Self) -> bool {
        let of =
            |stand: &Self| (stand.address.clone(), stand.action.clone(), stand.desired.clone(), stand.live.clone());
        of(self) == of(other)
    }
}

impl From<Stand> for String {
    fn from(stand: Stand) -> Self {
        let Stand { address, action, desired, live, object } = &stand;
        let print = |print: &String| if print.is_empty() { "-".to_owned() } else { print.clone() };
        format!("{address} {action} {} {} {}", print(desired), print(live), print(object))
    }
}

impl TryFrom<String> for Stand {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let words: Vec<&str> = text.split(' ').collect();
        let [address, action, desired, live, object] = words.as_slice() else { return Err("not five words") };
        let print = |word: &str| if word == "-" { String::new() } else { word.to_owned() };
        Ok(Self {
            address: (*address).to_owned(),
            action: (*action).to_owned(),
            desired: print(desired),
            live: print(live),
            object: print(object),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(address: &str, action: &str, desired: &str) -> Stand {
        let [desired, live, object] = [desired, "bb", "cc"].map(|print| print.repeat(16));
        Stand { address: address.to_owned(), action: action.to_owned(), desired, live, object }
    }

    #[test]
    fn a_change_is_a_word_of_five_and_reads_back() {
        for stand in [stand("monitor/a", "update", "aa"), stand("monitor/gone", "delete", "")] {
            let text = String::from(stand.clone());
            assert_eq!(Stand::try_from(text), Ok(stand));
        }
        assert_eq!(
            String::from(stand("monitor/gone", "delete", "").shortened(BRIEF)),
            "monitor/gone delete - bbbbbbbb cccccccc"
        );
        assert!(Stand::try_from("monitor/a update".to_owned()).is_err());
    }
}
