//! The ID token's `aud` against the client's id.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-audience",
    title: "ID token for another client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7")],
    why: "An ID token is made for the clients named in `aud`. A client that is not among them must refuse it, \
          or somebody else's token would sign a person in.",
    fix: "Verify the token in the client against the client id that asked for it; if a front end logs in and \
          a back end verifies, configure the front end's client id in the back end.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJiaWxsaW5nIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.c2lnbmF0dXJl\"}"),
    good: example(crate::rule::id_token::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    tokens.retain(|token| !is_exchanged(token));
    if tokens.is_empty() {
        return Verdict::NotApplicable;
    }
    let of_request = flow.client_id().map(|id| ("Request", id));
    let Some((whose, id)) = of_request.or_else(|| config.client_id.clone().map(|id| ("Configuration", id)))
    else {
        return Verdict::lacks("The client's id is neither in the capture nor configured.");
    };
    let findings = tokens.iter().filter_map(|token| found(token, whose, &id)).collect();
    Verdict::of(findings, format!("The ID token's `aud` names the client, `{id}`"))
}

/// In a token exchange the audience is another by intention (RFC 8693, section 2.1).
fn is_exchanged(token: &Token<'_, '_>) -> bool {
    token
        .message
        .grant()
        .is_some_and(|grant| grant.ends_with(":token-exchange") || grant.ends_with(":jwt-bearer"))
}

fn found(token: &Token<'_, '_>, whose: &str, id: &str) -> Option<Finding> {
    let audiences = token.jwt.audiences();
    let place = token.place("aud");
    if audiences.is_empty() {
        let says = match token.jwt.claims.get("aud") {
            Some(_) => "The ID token's `aud` is neither a string nor a list of strings",
            None => "The ID token has no `aud`",
        };
        return Some(Finding::at(place, says));
    }
    if audiences.contains(&id) || is_for_native(token, id) {
        return None;
    }
    let own = audiences.join(" ");
    let says = format!("The ID token's `aud` is `{own}`, the client is `{id}`");
    let finding =
        Finding::at(place.clone(), says).compared((whose, None, id), ("ID token", Some(place), &own));
    let by_case = audiences.iter().any(|audience| audience.eq_ignore_ascii_case(id));
    Some(if by_case { finding.severity(Severity::Warning).likely() } else { finding })
}

/// Google gives an app on a phone a token for its server's client id; the app itself is in `azp`.
fn is_for_native(token: &Token<'_, '_>, id: &str) -> bool {
    let google = token.jwt.claim_text("iss").is_some_and(|issuer| issuer.ends_with("accounts.google.com"));
    google && token.jwt.claim_text("azp") == Some(id)
}
