//! Errors have registered codes.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::quote::quote;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-error-unregistered",
    title: "Error code that no specification defines",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("4.1.2.1"), Document::Rfc6749.at("11.4")],
    why: "A client knows the registered codes and shows a general message for others; what really \
          happened stays hidden.",
    fix: "Look into the provider's documentation for the code; in the client, show `error_description` \
          where the code is unknown.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=E4711&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=access_denied&state=a1b2c3
<"),
    evidence: Evidence::Seen(Subject::Refusal),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let failed = authorize::responses(flow).find_map(|response| Some((response, response.given("error")?)));
    let Some((response, error)) = failed else { return Verdict::NotApplicable };
    if crate::oauth::is_registered_error(error) {
        return Verdict::pass(format!("`{error}` is a registered code"));
    }
    let says =
        format!("The response brings `error={}`, which no specification defines", quote(flow, error, 60));
    Finding::at(Location::param(response, "error"), says).verdict()
}
