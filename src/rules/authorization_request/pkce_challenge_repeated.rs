//! One verifier, and so one challenge, for one login.

use crate::config::ClientConfig;
use crate::flow::{Flow, Sign};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::rule::{authorize, others};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-challenge-repeated",
    title: "The same `code_challenge` in two logins",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc7636.at("4.1"), Document::Rfc9700.at("2.1.1")],
    why: "A verifier is for one request. One that is kept for all can be learned from one login and \
          used to redeem the code of another.",
    fix: "Make a new `code_verifier` in the client for every authorization request.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3d4&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3d4
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=e5f6a7b8&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=QqlxlOBeZQQYbYS6WxSbIA&state=e5f6a7b8
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3d4&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3d4
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=e5f6a7b8&code_challenge=F9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=QqlxlOBeZQQYbYS6WxSbIA&state=e5f6a7b8
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "code_challenge", |request, value| {
        let Some(exchange) = others::repeats(flow, request, Sign::Challenge, value) else {
            return Verdict::pass("No earlier login of this capture has the same `code_challenge`");
        };
        let place = Location::param(request, "code_challenge");
        let says = "An earlier authorization request, with another `state`, has the same `code_challenge`";
        Finding::at(place.clone(), says)
            .and_at(others::place(exchange, "code_challenge"))
            .rows(vec![Row::secret("Both requests", place, value)])
            .verdict()
    })
}
