//! A redirect URI that is still percent-encoded after it was decoded.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::decode;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-uri-double-encoded",
    title: "`redirect_uri` percent-encoded twice",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.1"), Document::Rfc6749.at("3.1.2")],
    why: "The provider decodes a parameter once. What it then holds is no address, and it is on no list.",
    fix: "Encode the redirect URI in the client once: give the plain address to whatever builds the query.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%253A%252F%252Fshop.example%252Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Invalid redirect_uri</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let Some(uri) = request.given("redirect_uri") else { return Verdict::NotApplicable };
    let meant = decode(uri);
    if uri.contains("://") || !meant.contains("://") {
        return Verdict::pass(format!("`redirect_uri` is `{uri}`, encoded once"));
    }
    let place = Location::param(request, "redirect_uri");
    let says = format!("`redirect_uri` is `{uri}` after decoding; `{meant}` was meant");
    let finding = Finding::at(place.clone(), says)
        .compared(("Authorization request", Some(place), uri), ("Decoded once more", None, &meant));
    authorize::settled(flow, finding).verdict()
}
