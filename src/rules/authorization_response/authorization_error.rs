//! The provider sent the browser back with an error.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::quote::quote;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-error",
    title: "Error in the authorization response",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2.1"), Document::OidcCore.at("3.1.2.6")],
    why: "The provider has read the request and will not give a code for it; the error says why, in a code \
          and mostly in words.",
    fix: "Change what the error names: the request of the client, its registration with the provider, or \
          what the user may do.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_scope&error_description=Unknown%20scope&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(first) = authorize::responses(flow).next() else { return Verdict::NotApplicable };
    let failed = authorize::responses(flow).find_map(|response| Some((response, response.given("error")?)));
    let Some((response, error)) = failed else {
        let brings =
            ["code", "id_token", "access_token", "response"].iter().find(|name| first.given(name).is_some());
        return Verdict::pass(format!("The authorization response brings `{}`", brings.unwrap_or(&"state")));
    };
    let words = response.given("error_description").or(response.given("error_hint"));
    let says = match words {
        Some(words) => format!("The provider answers `error={error}`: \"{}\"", quote(flow, words, 240)),
        None => format!("The provider answers `error={error}`, without a description"),
    };
    let finding = Finding::at(Location::param(response, "error"), says);
    let silent = flow.authorization_request().is_some_and(|request| request.given("prompt") == Some("none"));
    // Asked to show nothing, the provider may have to say that something must be shown: an answer like others.
    if silent && error.ends_with("_required") { finding.severity(Severity::Warning) } else { finding }
        .verdict()
}
