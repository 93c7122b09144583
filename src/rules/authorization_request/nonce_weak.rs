//! A nonce that can be guessed protects nobody.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::rule::{authorize, guessable};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "nonce-weak",
    title: "Guessable `nonce`",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::OidcCore.at("3.2.2.1"), Document::OidcCore.at("15.5.2")],
    why: "An ID token that comes through the browser is tied to this login by its nonce alone. One that \
          can be guessed can be put into a stolen token's login.",
    fix: "Make `nonce` in the client of at least 16 random bytes, new in every request.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&nonce=1 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#id_token=x.y.z&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&nonce=Zm9vYmFyLXJhbmRvbS0x HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#id_token=x.y.z&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "nonce", |request, nonce| {
        let kinds = request.given("response_type").unwrap_or_default();
        let by_front = authorize::words(kinds).contains(&"id_token");
        match guessable::how(nonce) {
            None => Verdict::pass(format!("`nonce` has {} characters", nonce.chars().count())),
            // In the code flow the token comes over the client's own connection.
            Some(how) if !by_front => {
                Verdict::pass(format!("`nonce` is {how}; no ID token comes through the browser"))
            }
            Some(how) => {
                Finding::at(Location::param(request, "nonce"), format!("`nonce` is {how}")).verdict()
            }
        }
    })
}
