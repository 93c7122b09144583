//! A code comes in the query, where the client's server sees it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-in-fragment",
    title: "Code in the fragment",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("4.1.2"), Document::ResponseTypes.at("2.1")],
    why: "Browsers keep the part behind `#` to themselves: a client on a server does not get the code.",
    fix: "Let the provider send the response of the code flow in the query; in the client, leave \
          `response_mode` out or set it to `query`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    if request.given("response_type") != Some("code")
        || request.given("response_mode").is_some_and(|mode| mode != "query")
    {
        return Verdict::NotApplicable;
    }
    let Some(response) =
        flow.of(Kind::AuthorizationResponse).find(|response| response.given("code").is_some())
    else {
        return Verdict::NotApplicable;
    };
    let target = response.exchange.redirect_target().unwrap_or_default();
    let behind = target.split_once('#').is_some_and(|(_, fragment)| fragment.contains("code="));
    if !behind {
        return Verdict::pass("The code comes in the query");
    }
    let says = "`response_type` is `code`, and the code comes behind `#`";
    authorize::taken(flow, Finding::at(Location::param(response, "code"), says)).verdict()
}
