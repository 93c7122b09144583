//! The ID token's `nonce` against the authorization request's.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::rule::id_token::{Token, how_altered, none, tokens};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-nonce",
    title: "ID token with another `nonce` than the request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::OidcCore.at("2")],
    why: "The nonce ties the token to the login that asked for it. If it is missing or another, the client \
          must take the token for one that was replayed, and refuses it.",
    fix: "Keep the nonce in the client for each login by itself (two tabs must not share it), make it of \
          letters and digits only or percent-encode it, and compare it with the token's unchanged.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoiazdSelFtNFZ0WCJ9.c2lnbmF0dXJl\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIn0.c2lnbmF0dXJl\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    // OpenID Connect Core, section 12.2: a refreshed ID token should have none.
    tokens.retain(|token| !token.is_refreshed());
    let asks = [Kind::AuthorizationRequest, Kind::PushedAuthorization];
    let requests: Vec<&Message<'_>> = asks.iter().flat_map(|kind| flow.of(*kind)).collect();
    let sent: Vec<(&Message<'_>, String)> =
        requests.iter().filter_map(|request| Some((*request, nonce_of(request)?))).collect();
    let Some((request, nonce)) = sent.first() else {
        let holder = tokens.iter().find(|token| token.jwt.claim_text("nonce").is_some());
        let is_open = |request: &&Message<'_>| {
            ["request", "request_uri"].iter().all(|name| request.given(name).is_none())
        };
        return match requests.first() {
            Some(_) if let Some(token) = holder.filter(|_| requests.iter().all(is_open)) => {
                let says = "The authorization request sends no `nonce`, and the ID token brings one: some clients refuse that";
                Finding::at(token.place("nonce"), says).severity(Severity::Warning).likely().verdict()
            }
            None if holder.is_some() => Verdict::lacks("The authorization request is not in the capture."),
            _ => Verdict::NotApplicable,
        };
    };
    let missed = |token: &&Token<'_, '_>| {
        let own = token.jwt.claim_text("nonce");
        !sent.iter().any(|(_, nonce)| own == Some(nonce))
    };
    let mut findings: Vec<Finding> =
        tokens.iter().filter(missed).map(|token| differs(token, request, nonce)).collect();
    if findings.is_empty()
        && let Some(token) = tokens.first()
    {
        findings.extend(lost_plus(token, request, nonce));
    }
    Verdict::of(findings, "The ID token's `nonce` is the one of the authorization request")
}

/// The parameter, or the member of the request object (RFC 9101, section 4).
fn nonce_of(request: &Message<'_>) -> Option<String> {
    if let Some(nonce) = request.given("nonce") {
        return Some(nonce.to_owned());
    }
    Jwt::read(request.given("request")?)?.claim_text("nonce").map(str::to_owned)
}

fn differs(token: &Token<'_, '_>, request: &Message<'_>, nonce: &str) -> Finding {
    let (here, there) = (token.place("nonce"), Location::param(request, "nonce"));
    let first = Row::secret("Authorization request", there.clone(), nonce);
    let Some(own) = token.jwt.claim_text("nonce") else {
        let says = "The authorization request sends a `nonce`, the ID token has none";
        return Finding::at(here.clone(), says)
            .and_at(there)
            .rows(vec![first, Row::absent("ID token", here)]);
    };
    let says = format!(
        "The ID token's `nonce` is not the one of the authorization request: {}",
        how_altered(nonce, own)
    );
    let second = Row::secret("ID token", here.clone(), own);
    Finding::at(here, says).and_at(there).rows(vec![first, second])
}

/// A raw `+` in a query is a space: the token repeats the space, the client remembers the plus.
fn lost_plus(token: &Token<'_, '_>, request: &Message<'_>, nonce: &str) -> Option<Finding> {
    let raw = request.param("nonce")?.raw.expose();
    if !raw.contains('+') || !nonce.contains(' ') {
        return None;
    }
    let says = "The `nonce` was sent with a raw `+`, which means a space in a URL; the ID token holds the space, not the \
                plus sign that the client has stored";
    let (here, there) = (token.place("nonce"), Location::param(request, "nonce"));
    Some(Finding::at(there, says).and_at(here).likely())
}
