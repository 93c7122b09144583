//! A redirect URI must not have a fragment.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-uri-fragment",
    title: "`redirect_uri` with a fragment",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1.2")],
    why: "The part behind `#` never reaches a server and is needed for the response itself; providers \
          refuse such an address.",
    fix: "Remove the fragment from the redirect URI in the client and in its registration; use a path, and \
          let the client remember the page in its own storage.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2F%23%2Fcb&state=a1b2c3 HTTP/1.1
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
    let Some((_, fragment)) = uri.split_once('#') else {
        return Verdict::pass(format!("`{uri}` has no fragment"));
    };
    let says = format!("`redirect_uri` is `{uri}`, with the fragment `#{fragment}`");
    authorize::settled(flow, Finding::at(Location::param(request, "redirect_uri"), says)).verdict()
}
