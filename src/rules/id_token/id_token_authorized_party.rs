//! The ID token's `azp` against the client's id.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::token;
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-authorized-party",
    title: "ID token for several audiences without the client as authorized party",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::OidcCore.at("2")],
    why: "`azp` says to which client the token was issued, where `aud` names several. A client that \
          checks it refuses a token whose `azp` is somebody else.",
    fix: "Let the provider's administrator issue the token to this client alone, or with `azp` set to \
          its `client_id`.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOlsic2hvcCIsInN0b2NrIl0sImV4cCI6MTc3MjQ0NTYwNSwiaWF0IjoxNzcyNDQyMDA0LCJhenAiOiJzdG9jayJ9.xMm5Tpr6J7RK0Kp_HvCLeeUMjd42BrQSBWeLIdG4kT6d_eKrtOb5PjBhKQELBeHQjOiX4AssJkh9t4jS9aiu5g\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOlsic2hvcCIsInN0b2NrIl0sImV4cCI6MTc3MjQ0NTYwNSwiaWF0IjoxNzcyNDQyMDA0LCJhenAiOiJzaG9wIn0.HcE2UeKHruM1Wi4i94YP3M55cLUrLAAxZyCPUI8dHanxkroHHTuS7d5VnFR8_SnX7QPPKr5nAmJK5jaFa79wyA\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let Some(id) = flow.client_id().or_else(|| config.client_id.clone()) else {
        return Verdict::lacks("The client's id is neither in the capture nor configured.");
    };
    token::each(tokens.iter(), |token| judge(flow, token, &id))
}

/// The page of its own for people who may not enter to which the client's page went right after the token answer.
fn turned_away(flow: &Flow<'_>, message: &Message<'_>) -> Option<String> {
    let back = message.given("redirect_uri").and_then(|uri| url::Url::parse(uri).ok())?;
    let origin = crate::http::origin_of(&back);
    let next = flow.around.after(message.exchange).iter().take(20).find(|next| next.origin() == origin)?;
    let last = next.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let names = ["unauthorized", "forbidden", "access-denied", "accessdenied", "not-authorized"];
    names.contains(&last.as_str()).then(|| next.path().to_owned())
}

fn judge(flow: &Flow<'_>, token: &Token<'_, '_>, id: &str) -> Verdict {
    let (place, audiences) = (token.place("azp"), token.jwt.audiences());
    // Google gives an app on a phone a token for its server; then `azp` is the app.
    let google = token.jwt.claim_text("iss").is_some_and(|issuer| issuer.ends_with("accounts.google.com"));
    match token.jwt.claim_text("azp") {
        Some(own) if own == id => Verdict::pass(format!("The ID token's `azp` is the client, `{own}`")),
        Some(_) if google || !audiences.contains(&id) => Verdict::NotApplicable,
        Some(own) => {
            let says = format!("The ID token's `azp` is `{own}`, the client is `{id}`");
            Finding::at(place.clone(), says)
                .compared(("Client", None, id), ("ID token", Some(place), own))
                .likely()
                .verdict()
        }
        None if audiences.len() > 1 => {
            let says = format!("The ID token has {} audiences and no `azp`", audiences.len());
            match turned_away(flow, token.message) {
                Some(page) => {
                    let says = format!("{says}, and the client's page goes on to `{page}`");
                    Finding::at(place, says).severity(Severity::Error).class(Class::Failure).verdict()
                }
                None => Finding::at(place, says).likely().verdict(),
            }
        }
        None => Verdict::NotApplicable,
    }
}
