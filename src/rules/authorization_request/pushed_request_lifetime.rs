//! How long a pushed request may be used.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pushed-request-lifetime",
    title: "Pushed request with an unusual life",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc9126.at("2.2")],
    why: "The person is sent to the provider with what was pushed. A life of a few seconds ends before \
          that on a slow line; one of hours lets others try it.",
    fix: "Let whoever runs the provider give pushed requests a life between some seconds and ten \
          minutes.",
    config: "",
    bad: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
< HTTP/1.1 201 Created
< Content-Type: application/json
<
{\"request_uri\":\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\",\"expires_in\":86400}
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
< HTTP/1.1 201 Created
< Content-Type: application/json
<
{\"request_uri\":\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\",\"expires_in\":60}
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Read(&[Reading::AnswerBody(Kind::PushedAuthorization)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answered = flow.of(Kind::PushedAuthorization).filter(|request| request.answer.brings("request_uri"));
    token::each(answered, judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let place = Location::of(request, Part::ResponseBody, Some("expires_in"));
    let life = request.answer.json.as_ref().and_then(|json| json.get("expires_in"));
    let finding = match life.map(|life| (life, life.as_f64())) {
        None => Finding::at(place, "The answer to the pushed request has no `expires_in`"),
        Some((life, None)) => {
            Finding::at(place, format!("`expires_in` of the pushed request is `{life}`, no number"))
        }
        Some((_, Some(life))) if life < 5.0 => {
            Finding::at(place, format!("The pushed request lives for `{life}` seconds"))
        }
        Some((_, Some(life))) if life > 3600.0 => {
            Finding::at(place, format!("The pushed request lives for `{life}` seconds, more than an hour"))
        }
        Some((_, Some(life))) => {
            return Verdict::pass(format!("The pushed request lives for `{life}` seconds"));
        }
    };
    finding.verdict()
}
