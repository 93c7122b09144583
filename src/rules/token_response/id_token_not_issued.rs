//! A login that asked for `openid` and got no ID token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::token_answer::{granted, is_past, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-not-issued",
    title: "No `id_token` although `openid` was asked for",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.3"), Document::OidcCore.at("3.3.2.5")],
    why: "Without an ID token the client does not know who signed in; OpenID Connect libraries stop the login \
          there.",
    fix: "Let the provider's administrator allow the scope `openid` for this client; check in the client that \
          it talks to the provider's OpenID Connect endpoints and not to a plain OAuth one.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid%20email&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid%20email&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUifQ.c2ln\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut findings: Vec<Finding> = in_front(flow).into_iter().collect();
    let mut answers = granted(flow);
    answers.retain(|request| request.answer.brings("access_token") && is_login(request));
    if answers.is_empty() && findings.is_empty() {
        return none(flow);
    }
    let Some(scope) = answers.iter().find_map(|request| scope(flow, request)) else {
        return match flow.authorization_request() {
            None => {
                Verdict::lacks("The authorization request, which names the scope, is not in the capture.")
            }
            Some(_) => Verdict::NotApplicable,
        };
    };
    if !scope.split([' ', ',']).any(|word| word == "openid") && findings.is_empty() {
        return Verdict::NotApplicable;
    }
    let lacking = answers.into_iter().filter(|request| !request.answer.brings("id_token"));
    findings.extend(lacking.map(|request| found(flow, request, &scope)));
    // Some clients do without one.
    if flow.failures.is_empty() && flow.has_succeeded() && !is_asked_again(flow) {
        let softer = |finding: Finding| finding.class(Class::Conformance).severity(Severity::Warning);
        findings = findings.into_iter().map(softer).collect();
    }
    Verdict::of(findings, "The scope `openid` brought an `id_token`")
}

/// Grants that sign a person in; for a refresh token an ID token is optional (OpenID Connect Core, section 12.2).
fn is_login(request: &Message<'_>) -> bool {
    matches!(request.grant(), Some("authorization_code" | "password" | crate::oauth::DEVICE_GRANT))
}

fn scope(flow: &Flow<'_>, request: &Message<'_>) -> Option<String> {
    let asked = flow.authorization_request().and_then(|asked| asked.given("scope"));
    let device = flow.first(crate::oauth::Kind::DeviceAuthorization).and_then(|asked| asked.given("scope"));
    asked.or(device).or(request.given("scope")).map(str::to_owned)
}

fn found(flow: &Flow<'_>, request: &Message<'_>, scope: &str) -> Finding {
    let granted = match request.answer.text("scope") {
        Some(granted) if !granted.split(' ').any(|word| word == "openid") => {
            format!("; the provider granted `{granted}`, without `openid`")
        }
        _ => String::new(),
    };
    let place = Location::of(request, Part::ResponseBody, Some("id_token"));
    let says = format!("`scope` was `{scope}`, but the token answer has no `id_token`{granted}");
    let finding = Finding::at(place, says);
    if is_past(flow, request) {
        return finding.class(Class::Conformance).severity(Severity::Warning);
    }
    finding
}

/// A `response_type` with `id_token` promises one in the authorization response.
fn in_front(flow: &Flow<'_>) -> Option<Finding> {
    let kinds = flow.authorization_request()?.given("response_type")?;
    let response = flow.authorization_response()?;
    let brought = response.given("id_token").is_some() || response.given("response").is_some();
    let failed = response.given("error").is_some() || brought;
    if failed || !kinds.split(' ').any(|kind| kind == "id_token") {
        return None;
    }
    // A fragment is often not recorded; then nothing at all arrives.
    let arrived = response.given("code").is_some() || response.given("access_token").is_some();
    let says = format!("`response_type` was `{kinds}`, but the authorization response has no `id_token`");
    arrived.then(|| Finding::at(Location::param(response, "id_token"), says))
}

/// Whether the client answers the callback by leading to its own place where people log in.
fn is_asked_again(flow: &Flow<'_>) -> bool {
    let Some(callback) = flow.of(Kind::Callback).next_back() else { return false };
    let target = callback.exchange.redirect_target().and_then(|target| url::Url::parse(&target).ok());
    target.is_some_and(|target| {
        let mut segments = target.path_segments().into_iter().flatten();
        crate::http::origin_of(&target) == callback.exchange.origin()
            && target.query().is_none()
            && segments.any(|segment| matches!(segment, "login" | "signin" | "sign-in" | "sign_in"))
    })
}
