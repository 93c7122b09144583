//! At Entra ID one token is for one API.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-mixed-resources",
    title: "Scopes of several APIs in one request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.3"), Document::Rfc8707.at("2.2")],
    why: "An access token of Entra ID is for one API. It refuses scopes of two of them, and `.default` \
          beside other scopes of an API.",
    fix: "Ask in the client for the scopes of one API at a time; get the other token with the refresh \
          token.",
    config: "",
    bad: example("> GET https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?response_type=code&client_id=11111111-2222-3333-4444-555555555555&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n-0S6_WzA2Mj&scope=https%3A%2F%2Fgraph.microsoft.com%2FUser.Read%20api%3A%2F%2Forders%2FRead HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_request&state=a1b2c3
<"),
    good: example("> GET https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?response_type=code&client_id=11111111-2222-3333-4444-555555555555&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n-0S6_WzA2Mj&scope=openid%20https%3A%2F%2Fgraph.microsoft.com%2FUser.Read%20offline_access HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    if !matches!(flow.provider.id, "entra" | "b2c") {
        return Verdict::NotApplicable;
    }
    authorize::on(flow, "scope", |request, scope| {
        let own = ["openid", "profile", "email", "offline_access"];
        let of_apis: Vec<&str> =
            authorize::words(scope).into_iter().filter(|word| !own.contains(word)).collect();
        // A scope without an address is one of Microsoft Graph.
        let api = |word: &str| {
            word.rsplit_once('/').map_or("https://graph.microsoft.com", |(api, _)| api).to_owned()
        };
        let mut apis: Vec<String> = of_apis.iter().map(|word| api(word)).collect();
        apis.sort_unstable();
        apis.dedup();
        let mixed = of_apis.len() > 1 && of_apis.iter().any(|word| word.ends_with("/.default"));
        let what = match (apis.len() > 1, mixed) {
            (true, _) => format!("scopes of {}", authorize::named(apis.iter().map(String::as_str))),
            (_, true) => "`.default` beside other scopes".to_owned(),
            _ => return Verdict::pass(format!("`{scope}` is for one API")),
        };
        let says = format!("`scope` is `{scope}`: {what}");
        authorize::settled(flow, Finding::at(Location::param(request, "scope"), says)).verdict()
    })
}
