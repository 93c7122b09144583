//! A server's demand for a nonce in the DPoP proof, and whether it was answered.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-nonce-required",
    title: "DPoP nonce that was asked for and not sent",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("8"), Document::Rfc9449.at("9")],
    why: "The server sends a nonce and wants the request again with a proof that has it. This refusal is \
          part of the protocol; a client that takes it for an error stops there.",
    fix: "Repeat the request with a new proof whose `nonce` is the value of the `DPoP-Nonce` header, and \
          keep the newest value for the next one; let the server expose the header to scripts.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3OTU0MjgwMDB9.c2ln
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< DPoP-Nonce: n-0S6
<
{\"error\":\"use_dpop_nonce\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3OTU0MjgwMDB9.c2ln
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< DPoP-Nonce: n-0S6
<
{\"error\":\"use_dpop_nonce\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3OTU0MjgwMDAsIm5vbmNlIjoibi0wUzYifQ.c2ln
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Read(&[Reading::Answer(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let challenged = |message: &&Message<'_>| {
        message.answer.error.as_ref().is_some_and(|error| error.code == "use_dpop_nonce")
    };
    token::each(flow.messages.iter().filter(challenged), |message| judge(flow, message))
}

fn judge(flow: &Flow<'_>, message: &Message<'_>) -> Verdict {
    let exchange = message.exchange;
    let later = flow.messages.iter().filter(|later| {
        later.exchange != exchange
            && later.exchange.address() == exchange.address()
            && later.exchange.request.method == exchange.request.method
            && crate::flow::after(later.exchange, exchange)
    });
    let proofs: Vec<Option<Jwt>> =
        later.map(|later| later.exchange.request.headers.first("dpop").and_then(Jwt::read)).collect();
    if proofs.iter().flatten().any(|proof| proof.claim_text("nonce").is_some()) {
        return Verdict::pass("The request was repeated with a nonce in the DPoP proof");
    }
    let here = Location::of(message, Part::ResponseHeader, Some("dpop-nonce"));
    let what = match proofs.is_empty() {
        true => "the request was not repeated",
        false => "the request was repeated without one",
    };
    let given = exchange.response.headers.has("dpop-nonce");
    let unseen = exchange.response.headers.0.is_empty();
    let here = if unseen { Location::answer(message) } else { here };
    let header = if given || unseen { "" } else { "; its answer has no `DPoP-Nonce` header" };
    let hidden = if given && is_hidden(message) {
        "; the header is not among those that `Access-Control-Expose-Headers` lets the \
                script read"
    } else {
        ""
    };
    let says = format!(
        "The server asks for a nonce in the DPoP proof (`use_dpop_nonce`) and \
            {what}{header}{hidden}"
    );
    Finding::at(here, says).and_at(Location::of(message, Part::RequestHeader, Some("dpop"))).verdict()
}

/// Whether a script of another origin cannot see the header (Fetch Standard, "CORS-exposed header-name list").
fn is_hidden(message: &Message<'_>) -> bool {
    let exchange = message.exchange;
    let cross = exchange.request.headers.first("origin").is_some_and(|origin| origin != exchange.origin());
    let exposed: Vec<String> =
        exchange.response.headers.all("access-control-expose-headers").map(str::to_ascii_lowercase).collect();
    cross && !exposed.iter().any(|names| names.contains("dpop-nonce") || names.trim() == "*")
}
