//! The token request's `redirect_uri` against the registered ones.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples, nearest, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-redirect-uri-not-registered",
    title: "Unregistered `redirect_uri` in the token request",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3"), Document::Rfc6749.at("3.1.2.2")],
    why: "The code was issued for a registered address. A token request that names another one is refused.",
    fix: "Send the redirect URI of the authorization request again, character for character.",
    config: "{\"client_id\":\"shop\",\"redirect_uris\":[\"https://shop.example/cb\"]}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcallback
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Read(&[Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, config, request))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let Some(sent) = request.given("redirect_uri") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let Some(registered) = config.redirect_uris.as_deref().filter(|list| !list.is_empty()) else {
        return Verdict::lacks("No stored configuration lists the registered redirect URIs.");
    };
    // `postmessage` stands for a page's own origin (Google's script). Where the authorization request is there, it is
    // judged, and the two are compared.
    let is_loopback = |uri: &str| url::Url::parse(uri).is_ok_and(|uri| crate::http::is_loopback(&uri));
    if !sent.contains("://") || is_loopback(sent) || flow.authorization_request().is_some() {
        return Verdict::NotApplicable;
    }
    if registered.iter().any(|uri| uri == sent || uri.contains('*')) {
        return Verdict::pass(format!("`{sent}` is registered"));
    }
    let place = Location::param(request, "redirect_uri");
    let near = nearest::nearest(sent, registered.iter().map(String::as_str)).unwrap_or_default();
    let says =
        format!("The token request's `redirect_uri` is `{sent}`, the nearest registered one is `{near}`");
    let finding = Finding::at(place.clone(), says)
        .compared(("Token request", Some(place), sent), ("Registered", None, near));
    if token::succeeded(request) {
        return finding.class(Class::Conformance).severity(Severity::Info).verdict();
    }
    token::weighed(finding, request, &["invalid_grant", "invalid_request", "invalid_client"]).verdict()
}
