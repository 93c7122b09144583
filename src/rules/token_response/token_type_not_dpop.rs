//! The type of a token that was asked for with a proof of possession.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-type-not-dpop",
    title: "`Bearer` token although the client sent a DPoP proof",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("5")],
    why: "The client proved that it holds a key and got a token that is not bound to it. A client that wants \
          bound tokens must throw it away; another one uses a token that whoever finds it can use.",
    fix: "Have the provider's administrator switch on DPoP for this client, or stop sending proofs to a \
          provider that does not know DPoP.",
    config: "{\"client_id\":\"shop\",\"dpop_bound_access_tokens\":true}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImlhdCI6MTU2MjI2MjYxNn0.c2ln
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImlhdCI6MTU2MjI2MjYxNn0.c2ln
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"DPoP\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    let bound = config.dpop_bound_access_tokens == Some(true);
    answers.retain(|request| {
        let proves = bound || request.exchange.request.headers.has("dpop");
        proves && request.answer.brings("token_type")
    });
    if answers.is_empty() {
        return none(flow);
    }
    let findings = answers.into_iter().filter_map(|request| found(request, bound)).collect();
    Verdict::of(findings, "The access token is bound to the client's key (`token_type` is `DPoP`)")
}

fn found(request: &Message<'_>, bound: bool) -> Option<Finding> {
    let given = request.answer.text("token_type").filter(|given| !given.eq_ignore_ascii_case("dpop"))?;
    let place = Location::of(request, Part::ResponseBody, Some("token_type"));
    let proof = Location::of(request, Part::RequestHeader, Some("dpop"));
    let sent = request.exchange.request.headers.has("dpop");
    let why = if sent { "the request carries a `DPoP` proof" } else { "the client is registered for `DPoP`" };
    let finding = Finding::at(place, format!("`token_type` is `{given}`, although {why}")).and_at(proof);
    // A public client's proof binds its refresh token at least (RFC 9449, section 5).
    let refresh = request.answer.brings("refresh_token") && !bound;
    Some(if bound {
        finding
    } else if refresh {
        finding.severity(Severity::Info)
    } else {
        finding.severity(Severity::Warning)
    })
}
