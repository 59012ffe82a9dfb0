//! The workflows that `init` writes; this repository's own are written by it too.

use super::files::Ground;

/// Verified in two well-kept public repositories that pin it.
const CHECKOUT: &str = "actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0";

/// Name, text and about.
const TEMPLATES: [(&str, &str, &str); 3] = [
    ("datadog-plan.yml", include_str!("datadog-plan.yml"), "shows a pull request's plan"),
    ("datadog-apply.yml", include_str!("datadog-apply.yml"), "applies it on merge"),
    ("datadog-drift.yml", include_str!("datadog-drift.yml"), "looks for drift and keeps an issue"),
];

/// Path, text and about; none where nothing says what they would use.
pub fn all(ground: &Ground) -> Vec<(String, String, &'static str)> {
    let Some(action) = &ground.action else { return Vec::new() };
    let workflow = |(name, template, about): (&str, &str, &'static str)| {
        (format!(".github/workflows/{name}"), filled(template, ground, action), about)
    };
    TEMPLATES.map(workflow).to_vec()
}

/// A line that ends with `#? word` stays where the word holds; words in capitals are filled in.
fn filled(template: &str, ground: &Ground, action: &str) -> String {
    let holds = |word: &str| match word {
        "environments" => !ground.environments.is_empty(),
        "single" => ground.environments.is_empty(),
        "directory" => !ground.inner.is_empty(),
        _ => false,
    };
    // Quoted, since `on` and `1` are names, too.
    let quoted: Vec<String> = ground.environments.iter().map(|name| format!("\"{name}\"")).collect();
    let lines = template.lines().filter_map(|line| match line.rsplit_once(" #? ") {
        Some((line, word)) => holds(word).then_some(line),
        None => Some(line),
    });
    lines
        .map(|line| {
            line.replace("uses: CHECKOUT", &format!("uses: {CHECKOUT}"))
                .replace("uses: ACTION", &format!("uses: {action}"))
                .replace("ENVIRONMENTS", &format!("[{}]", quoted.join(", ")))
                .replace(": DIRECTORY", &format!(": {}", ground.inner))
                .replace("[BRANCH]", &format!("[{}]", ground.branch))
                + "\n"
        })
        .collect()
}
