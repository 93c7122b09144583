//! The times in an ID token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::rule::{id_token, jwt_check};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-times-malformed",
    title: "Times of the ID token that cannot be right",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("2"), Document::Rfc7519.at("2")],
    why: "The client cannot tell whether the token is good: libraries refuse a token without its times, or \
          take one in milliseconds for good for ever.",
    fix: "Let the provider send `exp` and `iat` as seconds since 1970, `exp` after `iat`; this is for whoever \
          runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0NzAwMDAwMDAsImlhdCI6MTc5NTQ2NjQwMH0.c2lnbmF0dXJl\"}"),
    good: example(examples::ID_TOKEN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens: Vec<(Location, Jwt)> = flow
        .id_tokens()
        .map(|(message, in_answer, token)| (jwt_check::place(message, in_answer), token))
        .collect();
    if tokens.is_empty() {
        return id_token::none(flow);
    }
    token::each(tokens.into_iter(), |(place, token)| judge(place, &token))
}

/// Fifty years: nobody means that, but milliseconds look so.
const AGES: f64 = 1_577_880_000.0;

fn judge(place: Location, token: &Jwt) -> Verdict {
    let (issued, expires) = (token.time("iat"), token.time("exp"));
    let of = |name: &str| token.claims.get(name).map(|value| value.to_string()).unwrap_or_default();
    let what = match (issued, expires) {
        (None, _) if token.claims.contains_key("iat") => format!("`iat` is `{}`, no number", of("iat")),
        (None, _) => "there is no `iat`".to_owned(),
        (_, None) if token.claims.contains_key("exp") => format!("`exp` is `{}`, no number", of("exp")),
        (_, None) => "there is no `exp`".to_owned(),
        (Some(issued), Some(expires)) => match expires.seconds_since(issued) {
            life if life > AGES => {
                format!("`exp` is `{}`, more than 50 years after `iat`; it may be in milliseconds", of("exp"))
            }
            life if life < 0.0 => format!("`exp` is `{}`, before `iat` `{}`", of("exp"), of("iat")),
            _ => return Verdict::pass("`exp` is some time after `iat`"),
        },
    };
    Finding::at(place, format!("In the ID token {what}")).verdict()
}
