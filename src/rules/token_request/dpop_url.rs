//! The URL in a DPoP proof against the one that is called.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-url",
    title: "DPoP proof for another URL",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("4.3"), Document::Rfc9449.at("4.2")],
    why: "A proof says in `htu` for which URL it was made, without query and fragment. The server refuses \
          one for another place.",
    fix: "Set `htu` to the address that is called, as the server knows it; behind a proxy have its \
          operator pass on the outer host and scheme.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwOi8vb3AuZXhhbXBsZS90b2tlbiIsImlhdCI6MTc5NTQyODAwMH0.c2ln
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_dpop_proof\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3OTU0MjgwMDB9.c2ln
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let proven = flow
        .messages
        .iter()
        .filter(|message| message.kind != Kind::Preflight && message.exchange.request.headers.has("dpop"));
    token::each(proven, judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let proof = message.exchange.request.headers.first("dpop").unwrap_or_default();
    let Some(proof) = Jwt::read(proof) else {
        return Verdict::lacks("The DPoP proof in the capture cannot be read.");
    };
    let here = Location::of(message, Part::RequestHeader, Some("dpop"));
    let fitting = ["invalid_dpop_proof", "invalid_request", "invalid_token"];
    let Some(htu) = proof.claim_text("htu") else {
        let finding = Finding::at(here, "The DPoP proof has no `htu`");
        return token::weighed(finding, message, &fitting).verdict();
    };
    let address = message.exchange.address();
    if htu == address || normal(htu) == normal(address) {
        return Verdict::pass(format!("The DPoP proof is made for `{htu}`"));
    }
    let says = format!("The DPoP proof is made for `{htu}`, the request goes to `{address}`");
    let finding = Finding::at(here.clone(), says).compared(
        ("`htu` of the proof", Some(here), htu),
        ("Request", Some(Location::of(message, Part::RequestUrl, None)), address),
    );
    token::weighed(finding, message, &fitting).verdict()
}

/// Without query and fragment, with scheme, host and port in their normal form (RFC 9449, section 4.3).
fn normal(uri: &str) -> Option<String> {
    let mut url = url::Url::parse(uri).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    Some(url.to_string())
}
