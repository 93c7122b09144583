//! `code_challenge_method` is `S256` or `plain`, letter by letter.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-method-unknown",
    title: "Unknown `code_challenge_method`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7636.at("4.3"), Document::Rfc7636.at("4.4.1")],
    why: "The provider does not know how to check the verifier, and refuses the request.",
    fix: "Set `code_challenge_method` to `S256` in the client, with a capital S.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=SHA256 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>invalid code_challenge_method</p>"),
    good: example(examples::PKCE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let Some(method) = request.given("code_challenge_method") else { return Verdict::NotApplicable };
    if matches!(method, "S256" | "plain") {
        return Verdict::pass(format!("`code_challenge_method` is `{method}`"));
    }
    let hint = if method.eq_ignore_ascii_case("s256") { "; the case of the letter counts" } else { "" };
    let says = format!("`code_challenge_method` is `{method}`, and only `S256` and `plain` are known{hint}");
    authorize::settled(flow, Finding::at(Location::param(request, "code_challenge_method"), says)).verdict()
}
