//! A text that changed, in one line that a reviewer reads without a click.

use crate::report::inert::code;
use crate::report::tell::{Block, Told, What};
use crate::report::words::{Segment, Tag};
use crate::report::{markdown, value};

/// Unchanged characters shown around a change.
const AROUND: usize = 24;
/// Characters of a line in a table's cell.
const MOST: usize = 240;

/// Phrases for a table's cell, already inert.
pub fn gists(block: &Block) -> Vec<String> {
    block.told.iter().map(|told| gist(block, told)).collect()
}

fn gist(block: &Block, told: &Told) -> String {
    let alone = Block { subject: block.subject.clone(), told: vec![told.clone()] };
    let plain = markdown::diff::gists(&alone).concat();
    match told {
        Told::Field { what: What::Words(segments), .. } if length(segments) <= MOST => {
            format!("{plain} {}", marked(segments))
        }
        _ => plain,
    }
}

fn length(segments: &[Segment]) -> usize {
    segments.iter().map(|segment| shown(segment).chars().count()).sum()
}

fn shown(segment: &Segment) -> String {
    match segment.tag {
        Tag::Same => around(&segment.text),
        Tag::Gone | Tag::New => segment.text.clone(),
    }
}

fn around(text: &str) -> String {
    let length = text.chars().count();
    if length <= 2 * AROUND + 3 {
        return text.to_owned();
    }
    let head: String = text.chars().take(AROUND).collect();
    let tail: String = text.chars().skip(length - AROUND).collect();
    format!("{head}…{tail}")
}

/// Old words struck through and new ones underlined, as GitHub shows these tags.
fn marked(segments: &[Segment]) -> String {
    let piece = |segment: &Segment| {
        let text = code(&value::middle(&shown(segment), MOST, MOST / 2));
        match segment.tag {
            Tag::Same => text,
            Tag::Gone => format!("<del>{text}</del>"),
            Tag::New => format!("<ins>{text}</ins>"),
        }
    };
    segments.iter().map(piece).collect()
}
