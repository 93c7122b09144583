//! One nonce for one login.

use crate::config::ClientConfig;
use crate::flow::{Flow, Sign};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::rule::{authorize, others};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "nonce-repeated",
    title: "The same `nonce` in two logins",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::OidcCore.at("15.5.2"), Document::Rfc9700.at("2.1.1")],
    why: "An ID token of the first login fits the second one as well: a stolen token can be used again.",
    fix: "Make a new random `nonce` in the client for every login.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3d4&nonce=n-0S6_WzA2Mj HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3d4
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=e5f6a7b8&nonce=n-0S6_WzA2Mj HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=QqlxlOBeZQQYbYS6WxSbIA&state=e5f6a7b8
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3d4&nonce=n-0S6_WzA2Mj HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3d4
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=e5f6a7b8&nonce=n-1T7_XaB3Nk HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=QqlxlOBeZQQYbYS6WxSbIA&state=e5f6a7b8
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "nonce", |request, value| {
        let Some(exchange) = others::repeats(flow, request, Sign::Nonce, value) else {
            return Verdict::pass("No earlier login of this capture has the same `nonce`");
        };
        let place = Location::param(request, "nonce");
        let says = "An earlier authorization request, with another `state`, has the same `nonce`";
        Finding::at(place.clone(), says)
            .and_at(others::place(exchange, "nonce"))
            .rows(vec![Row::secret("Both requests", place, value)])
            .verdict()
    })
}
