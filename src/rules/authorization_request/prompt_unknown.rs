//! A prompt is one of a few words.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "prompt-unknown",
    title: "Unknown `prompt`",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.2.1")],
    why: "Providers ignore or refuse words that they do not know; the page that the client wanted does \
          not come.",
    fix: "Send `none`, `login`, `consent`, `select_account` or `create` in the client, separated by \
          spaces.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&prompt=force HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_request&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&prompt=select_account HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "prompt", |request, prompt| {
        let known = ["none", "login", "consent", "select_account", "create"];
        let listed = flow.metadata_list("prompt_values_supported").unwrap_or_default();
        // Words of their own: Entra ID, Google, Twitch and others.
        let own = ["admin_consent", "refresh_session", "attempt", "auto", "true", "signup", "reauthenticate"];
        let strange: Vec<&str> = authorize::words(prompt)
            .into_iter()
            .filter(|word| !known.contains(word) && !listed.contains(word) && !own.contains(word))
            .collect();
        if strange.is_empty() {
            return Verdict::pass(format!("`prompt` is `{prompt}`"));
        }
        let says = format!("`prompt` has {}", authorize::named(strange));
        authorize::settled(flow, Finding::at(Location::param(request, "prompt"), says)).verdict()
    })
}
