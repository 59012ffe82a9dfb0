//! Markdown as GitHub reads it, as far as a test needs to know.

/// What stands outside of fenced blocks, each of which is closed.
pub fn prose(markdown: &str) -> String {
    let mut out = String::new();
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            None if ticks.len() >= 3 => fence = Some(ticks),
            Some(open) if *open == line => fence = None,
            Some(_) => {}
            None => out.push_str(&format!("{line}\n")),
        }
    }
    assert_eq!(fence, None, "a block stays open");
    out
}
