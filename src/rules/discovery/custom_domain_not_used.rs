//! A provider with two names.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "custom-domain-not-used",
    title: "Login spread over the provider's own domain and the custom one",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::OidcDiscovery.at("4.3")],
    why: "The two names are two issuers: cookies, tokens and keys of one do not count at the other.",
    fix: "Use one name in all of the client's settings; where a custom domain exists, use that.",
    config: "",
    bad: example("> GET https://login.shop.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://shop.eu.auth0.com/oauth/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 403 Forbidden
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example("> GET https://shop.eu.auth0.com/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://shop.eu.auth0.com/oauth/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

/// Under which providers give every customer a name.
const DEFAULTS: [&str; 8] = [
    ".auth0.com",
    ".okta.com",
    ".oktapreview.com",
    ".onelogin.com",
    ".b2clogin.com",
    ".ciamlogin.com",
    ".amazoncognito.com",
    ".fusionauth.io",
];

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let endpoints = [Kind::AuthorizationRequest, Kind::TokenRequest, Kind::Userinfo, Kind::Discovery];
    let hosts: Vec<(&Message<'_>, String)> = flow
        .messages
        .iter()
        .filter(|message| endpoints.contains(&message.kind))
        .filter_map(|message| Some((message, message.exchange.url()?.host_str()?.to_owned())))
        .collect();
    let is_default = |host: &str| DEFAULTS.iter().any(|end| host.ends_with(end));
    let default = hosts.iter().find(|(_, host)| is_default(host));
    let Some((by_default, name)) = default else { return Verdict::NotApplicable };
    let requests = [Kind::AuthorizationRequest, Kind::TokenRequest];
    let custom = hosts.iter().find(|(message, host)| requests.contains(&message.kind) && !is_default(host));
    let whole = requests.iter().all(|kind| hosts.iter().any(|(message, _)| message.kind == *kind));
    if custom.is_none() && !whole {
        return Verdict::lacks("Not every request of this login to the provider is in the capture.");
    }
    let Some((by_custom, own)) = custom else {
        return Verdict::pass(format!("Every request goes to `{name}`"));
    };
    let place = |message: &Message<'_>| Location::of(message, Part::RequestUrl, None);
    let says = format!("One request goes to `{own}`, another one to the provider's own domain `{name}`");
    let finding = Finding::at(place(by_custom), says).and_at(place(by_default)).likely();
    match flow.has_succeeded() {
        true => finding.class(Class::Conformance).severity(Severity::Info).verdict(),
        false => finding.verdict(),
    }
}
