//! OpenID Connect requires `redirect_uri`; OAuth does where not exactly one is registered.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-uri-missing",
    title: "No `redirect_uri` in the authorization request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.2.1"), Document::Rfc6749.at("3.1.2.3")],
    why: "The provider does not know where to send the user back to, and shows an error page.",
    fix: "Add `redirect_uri` to the authorization request of the client, with one of the registered \
          values.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&scope=openid HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Missing redirect_uri</p>"),
    good: example(examples::ONE_SCOPE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    if let Some(uri) = request.given("redirect_uri") {
        return Verdict::pass(format!("`redirect_uri` is `{uri}`"));
    }
    let oidc = request.given("scope").is_some_and(|scope| scope.split(' ').any(|word| word == "openid"));
    let registered = config.redirect_uris.as_ref().map(Vec::len);
    let refused = authorize::refused_for(flow, &["redirect"]);
    let why = match registered {
        _ if refused => "and the provider refuses it for that".to_owned(),
        _ if oidc => "which OpenID Connect requires".to_owned(),
        Some(1) => return Verdict::pass("`redirect_uri` may be left out: one is registered"),
        Some(count) => format!("and {count} are registered, so the provider cannot choose"),
        None => {
            return Verdict::lacks(
                "`redirect_uri` is left out; no stored configuration says how many are registered.",
            );
        }
    };
    let place = Location::param(request, "redirect_uri");
    let finding = Finding::at(place, format!("The authorization request has no `redirect_uri`, {why}"));
    authorize::settled(flow, finding).verdict()
}
