//! Requests that need a DPoP proof and have none.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, api, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-missing",
    title: "Request without a DPoP proof",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("5"), Document::Rfc9449.at("5.2"), Document::Rfc9449.at("7.1")],
    why: "Tokens that are bound to a key are of use only together with a proof of that key. A request \
          without one is refused, or gives a token that is not bound.",
    fix: "Send a fresh `DPoP` header in the client with every token request and with every call that \
          carries a DPoP token.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
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

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let registered = config.dpop_bound_access_tokens == Some(true);
    let tokens = token::requests(flow).map(|message| (message, registered));
    let calls = api::calls(flow).into_iter().map(|message| {
        let scheme = message.authorization().is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("dpop"));
        (message, scheme)
    });
    token::each(tokens.chain(calls), |(message, due)| judge(message, due))
}

fn judge(message: &Message<'_>, due: bool) -> Verdict {
    let headers = &message.exchange.request.headers;
    if headers.has("dpop") {
        return Verdict::pass("The request has a DPoP proof");
    }
    let code = message.answer.error.as_ref().map(|error| error.code.as_str()).unwrap_or_default();
    let demanded = matches!(code, "invalid_dpop_proof" | "use_dpop_nonce");
    if !due && !demanded {
        return Verdict::NotApplicable;
    }
    // Exporters that leave all headers out would leave this one out, too.
    if headers.0.is_empty() {
        return Verdict::lacks("The request's headers are not in the capture.");
    }
    let why = match (demanded, message.kind) {
        (true, _) => format!("the server asks for one (`{code}`)"),
        (false, Kind::TokenRequest) => "the client is registered for bound tokens".to_owned(),
        (false, _) => "the access token is sent with the scheme `DPoP`".to_owned(),
    };
    let place = Location::of(message, Part::RequestHeader, Some("dpop"));
    let finding = Finding::at(place, format!("The request has no `DPoP` header, although {why}"));
    let done = message.answer.status.is_some_and(|status| status < 300);
    if done { finding.class(Class::Conformance).severity(Severity::Warning) } else { finding }.verdict()
}
