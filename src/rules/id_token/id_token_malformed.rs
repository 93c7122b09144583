//! ID tokens that are no JWT.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::oauth::jwt::Jwt;
use crate::rule::id_token::{is_masked, none, texts};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-malformed",
    title: "ID token that is no JWT",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("2"), Document::Rfc7519.at("7.2")],
    why: "An ID token has three base64url parts with dots between them. What cannot be taken apart cannot be \
          verified, and the client must refuse it.",
    fix: "Let whoever runs the provider, or the code that hands the token on, keep it whole: no quotation \
          marks, no line breaks, nothing cut off, no encoding again.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9\"}"),
    good: example(crate::rule::id_token::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut plain = texts(flow);
    plain.retain(|(_, _, text)| !Jwt::is_encrypted(text));
    if plain.is_empty() {
        return none(flow);
    }
    let nameless = |jwt: Jwt| jwt.algorithm().is_none();
    let broken = plain.iter().filter(|(_, _, text)| Jwt::read(text).is_none_or(nameless));
    let seen: Vec<Finding> = broken
        .filter(|(_, _, text)| !is_masked(text))
        .map(|(message, answered, text)| {
            let part = if *answered { Part::ResponseBody } else { message.part };
            let place = Location::of(message, part, Some("id_token"));
            let says = format!("The ID token of {} characters {}", text.chars().count(), what(text));
            Finding::at(place.clone(), says).rows(vec![Row::secret("ID token", place, text)])
        })
        .collect();
    if seen.is_empty() && plain.iter().all(|(_, _, text)| Jwt::read(text).is_none()) {
        return Verdict::lacks("The ID token is masked in the capture.");
    }
    Verdict::of(seen, "The ID token has three parts, of which the first two are JSON objects")
}

fn what(text: &str) -> String {
    let parts = text.split('.').count();
    let standard = text.contains(['+', '/']);
    match parts {
        _ if Jwt::read(text).is_some() => "names no algorithm in its header (`alg`)".into(),
        _ if text.starts_with('"') => "stands in quotation marks of its own".into(),
        3 if standard => "is written in standard base64 (`+`, `/`) instead of base64url".into(),
        3 => "has three parts, but header or claims are no JSON object in base64url".into(),
        2 => "has 2 parts instead of 3: the signature is missing".into(),
        1 => "has no dots: it is no JWT".into(),
        _ => format!("has {parts} parts instead of 3"),
    }
}
