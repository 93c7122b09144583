//! A login that asked to stay signed in and got no refresh token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::asked::{Asked, asked};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-token-not-issued",
    title: "No refresh token although offline access was asked for",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("11"), Document::Rfc6749.at("1.5")],
    why: "When the access token expires, the client cannot renew it, and the person must sign in again.",
    fix: "Have the provider's administrator allow refresh tokens for this client, and send what the provider \
          wants for them: `prompt=consent` with `offline_access`, or Google's `access_type=offline`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid%20offline_access&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid%20offline_access&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    answers.retain(|request| {
        matches!(request.grant(), Some("authorization_code" | crate::oauth::DEVICE_GRANT | "password"))
    });
    if answers.is_empty() {
        return none(flow);
    }
    let wanted = match wanted(flow, &answers) {
        Ok(Some(wanted)) => wanted,
        Ok(None) => return unasked(flow, &answers, config),
        Err(verdict) => return verdict,
    };
    let lacking = answers.into_iter().filter(|request| !request.answer.brings("refresh_token"));
    let findings =
        lacking.map(|request| missed(flow, config, request, found(flow, request, &wanted))).collect();
    Verdict::of(findings, format!("{wanted} brought a refresh token"))
}

/// Nothing asked for offline access; the client's configuration counts on a refresh token all the same, at a provider that
/// gives one only to the scope `offline_access`.
fn unasked(flow: &Flow<'_>, answers: &[&Message<'_>], config: &ClientConfig) -> Verdict {
    // Where a client registers no grants, its configuration names only those that it uses.
    let on_request = ["entra", "b2c"];
    let lacking = answers.iter().find(|request| !request.answer.brings("refresh_token"));
    let Some(request) = lacking.filter(|_| on_request.contains(&flow.provider.id) && counts_on_it(config))
    else {
        return Verdict::NotApplicable;
    };
    let place = Location::of(request, Part::ResponseBody, Some("refresh_token"));
    let says = "The client is configured for refresh tokens, and its request has no scope `offline_access`: the token \
                answer has no `refresh_token`";
    missed(flow, config, request, Finding::at(place, says.to_owned())).verdict()
}

fn counts_on_it(config: &ClientConfig) -> bool {
    config.grant_types.iter().flatten().any(|grant| grant == "refresh_token")
}

/// Where the configuration counts on a refresh token, and nothing comes after the answer without one, that is what failed.
fn missed(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>, finding: Finding) -> Finding {
    let is_last = flow.messages.last().is_some_and(|last| std::ptr::eq(last.exchange, request.exchange));
    let by_code = request.grant() == Some("authorization_code");
    match by_code && counts_on_it(config) && is_last && flow.around.after(request.exchange).is_empty() {
        true => finding.class(Class::Failure).severity(Severity::Error),
        false => finding,
    }
}

/// What asked for offline access.
fn wanted(flow: &Flow<'_>, answers: &[&Message<'_>]) -> Result<Option<String>, Verdict> {
    let offline = |scope: &str| scope.split([' ', ',']).any(|word| word == "offline_access");
    let own = answers.iter().find_map(|request| request.given("scope"));
    let device = flow.first(Kind::DeviceAuthorization).and_then(|request| request.given("scope"));
    if own.or(device).is_some_and(offline) {
        return Ok(Some("The scope `offline_access`".into()));
    }
    if flow.authorization_request().is_some_and(|request| request.given("access_type") == Some("offline")) {
        return Ok(Some("`access_type=offline`".into()));
    }
    match asked(flow, "scope") {
        Asked::Sent(scope, _) if offline(&scope) => Ok(Some("The scope `offline_access`".into())),
        Asked::Sent(..) | Asked::Absent(_) => Ok(None),
        Asked::Unseen(_) if own.is_some() || device.is_some() => Ok(None),
        Asked::Unseen(what) => Err(Verdict::lacks(what)),
    }
}

fn found(flow: &Flow<'_>, request: &Message<'_>, wanted: &str) -> Finding {
    let place = Location::of(request, Part::ResponseBody, Some("refresh_token"));
    let first = match flow.provider.id {
        "google" => "; Google gives one at the first consent only",
        _ => "",
    };
    Finding::at(place, format!("{wanted} was asked for, the token answer has no `refresh_token`{first}"))
}
