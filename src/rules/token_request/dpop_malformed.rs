//! Whether a DPoP proof has the form it must have.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwk::Jwk;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Message, Part};
use crate::rule::id_token::is_masked;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, dpop, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-malformed",
    title: "DPoP proof that is not of the form of one",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("4.2"), Document::Rfc9449.at("4.3")],
    why: "A proof is a JWT of type `dpop+jwt` that is signed with a key pair, brings its public key, \
          and names method, address, time and a number of its own. The server refuses anything else.",
    fix: "Make the proof in the client with `typ` `dpop+jwt`, an asymmetric `alg`, the public key as \
          `jwk`, and the claims `jti`, `htm`, `htu` and `iat`; send one `DPoP` header.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImp3ayI6eyJrdHkiOiJFQyIsImNydiI6IlAtMjU2IiwieCI6InE3OVJGNXpkNXJhWnh3clRvOW1oWXFYNXVBbjFzT2V2VTFNWm5pNF9ZUVUiLCJ5IjoiSEQ4M2ZnRnI3TlNsa19HMWdMNVpZbUY5SDM0NnRnN0pmUGZxQnVNeEIzYyJ9fQ.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.84E6wEHMlDlMV1QtDCeGsikYfZPxEBS4qcdiJSKrKixFUPqOdmHg2I745sMKBZp7kAgQl96y4Nw9T02v4fcZGA
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_dpop_proof\"}"),
    good: example(crate::rule::dpop::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(dpop::proven(flow), judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let headers = &message.exchange.request.headers;
    let place = Location::of(message, Part::RequestHeader, Some("dpop"));
    let fails =
        |says: String| token::weighed(Finding::at(place.clone(), says), message, &dpop::FITTING).verdict();
    let text = headers.first("dpop").unwrap_or_default();
    if token::is_redacted(text) || is_masked(text) {
        return Verdict::lacks("The DPoP proof is masked in the capture.");
    }
    let many = headers.all("dpop").count();
    if many > 1 {
        return fails(format!("The request has {many} `DPoP` headers instead of one"));
    }
    let Some(proof) = Jwt::read(text) else {
        return fails(format!("The DPoP proof of {} characters is no signed JWT", text.chars().count()));
    };
    let header = |name: &str| proof.header.get(name).and_then(Value::as_str).unwrap_or_default();
    if header("typ") != "dpop+jwt" {
        return fails(format!("The proof's `typ` is `{}`, it must be `dpop+jwt`", header("typ")));
    }
    let algorithm = header("alg");
    if algorithm.is_empty() || algorithm.eq_ignore_ascii_case("none") || algorithm.starts_with("HS") {
        return fails(format!("The proof's `alg` is `{algorithm}`; it must be signed with a key pair"));
    }
    match proof.header.get("jwk").map(Jwk::read) {
        None => return fails("The proof's header has no `jwk`, the public key".into()),
        Some(Err(what)) => return fails(format!("The proof's `jwk` {what}")),
        Some(Ok(_)) => {}
    }
    let missing = ["jti", "htm", "htu", "iat"].into_iter().find(|name| !proof.claims.contains_key(*name));
    match missing {
        Some(name) => fails(format!("The proof has no `{name}`")),
        None => Verdict::pass("The DPoP proof has the form of one"),
    }
}
