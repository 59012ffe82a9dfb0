//! Texts from a message, a name or the live organisation command nothing: nobody is called, no block ends early, nothing runs.

use serde_json::json;

use super::markdown;
use super::shop::Shop;

const HOSTILE: &str = "@team @shop/admins #1 GH-2 ```` ~~~ </details><details open><script>alert(1)</script> <!-- --> ::set-output name=x::y ${{ secrets.X }} 🚨🚀 \u{202e}gnp.exe | a\\|b [x](javascript:x) https://evil.test/?a=b";

fn inert(markdown: &str) {
    let text = markdown::prose(markdown);
    for bad in ["@", "<script", "](", "${{", "`", "://evil", "GH-2<", " #1"] {
        let clean = text.replace("https://github.com", "").replace("<code>GH-2</code>", "");
        assert!(!clean.contains(bad), "`{bad}` in {text}");
    }
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count(), "{text}");
    assert!(!text.contains("<details open>"));
    assert!(!markdown.contains('\u{202e}'));
}

#[tokio::test(flavor = "multi_thread")]
async fn everywhere() {
    let mut shop = Shop::open().await;
    let message = format!("first\n::set-env name=PATH::evil\n##[error]x\n{HOSTILE}\n```\nlast\n");
    // In a file, a dollar before a brace is written twice.
    let yaml = |text: &str| serde_json::to_string(&text.replace("${", "$${")).unwrap();
    shop.project.write(
        "monitors/slow.yaml",
        super::project::SLOW
            .replace("name: Slow", &format!("name: {}", yaml(HOSTILE)))
            .replace("A stage is slow. @slack-data", &yaml(&message)),
    );
    shop.project.remove("monitors/failures.yaml");
    shop.edit_live("Failures", json!({"name": HOSTILE, "message": message})).await;
    let step = shop.ci("pull_request_opened", "--prune").exits(0);
    inert(&shop.github.ours()[0]);
    inert(&step.summary);
    assert!(shop.github.ours()[0].contains("🚨🚀"));
    for line in step.commands() {
        assert!(line.starts_with("::notice title=ddsync") || line.starts_with("::warning title=ddsync"), "{line}");
    }
    golden!("hostile", step.commands().join("\n"));
    let drift = shop.ci("schedule", "").exits(0);
    inert(shop.github.with(|pages| pages.issues[0]["body"].clone()).as_str().unwrap());
    for line in drift.commands() {
        assert!(line.starts_with("::notice ") || line.starts_with("::warning "), "{line}");
    }
    // And with an answer of Datadog's own that is shown as an error.
    shop.project.set("DDSYNC_API_URL", "http://127.0.0.1:9/::set-output name=x::y");
    let broken = shop.ci("schedule", "");
    assert!(broken.commands().is_empty(), "{:?}", broken.commands());
}
