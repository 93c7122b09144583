//! An ID token that comes through the browser needs a `nonce`; in the code flow it is a choice.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "nonce-missing",
    title: "No `nonce` in the authorization request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.2.2.1"), Document::OidcCore.at("3.3.2.11")],
    why: "The `nonce` ties the ID token to this login. Providers refuse to send an ID token through the \
          browser without one, since a stolen token could be put in.",
    fix: "Add a fresh random `nonce` to every authorization request of the client, keep it in the session, \
          and compare it with the `nonce` of the ID token.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>nonce is required</p>"),
    good: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&nonce=n-0S6_WzA2Mj HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let kinds: Vec<&str> = request.given("response_type").unwrap_or_default().split(' ').collect();
    let oidc = request.given("scope").is_some_and(|scope| scope.split(' ').any(|word| word == "openid"));
    let by_front = kinds.contains(&"id_token");
    if !oidc && !by_front {
        return Verdict::NotApplicable;
    }
    if request.given("nonce").is_some() {
        return Verdict::pass("`nonce` is sent");
    }
    // Apple takes it for a choice in every flow.
    if flow.provider.id == "apple" {
        return Verdict::NotApplicable;
    }
    // The code flow may do without; whether something else protects it, the rules on PKCE and `state` say.
    if !by_front {
        return Verdict::NotApplicable;
    }
    let says = format!("`response_type` is `{}`, and there is no `nonce`", kinds.join(" "));
    authorize::settled(flow, Finding::at(Location::param(request, "nonce"), says)).verdict()
}
