//! A logout that the provider refuses.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::logout;
use crate::rule::quote::quote;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "logout-error",
    title: "Refused logout",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcLogout.at("4")],
    why: "The provider does not end the session, and the person stays signed in.",
    fix: "Correct what the provider's page names: the registered address after logout, the \
          `id_token_hint`, or the `client_id`.",
    config: "",
    bad: example("> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>post_logout_redirect_uri not registered</p>"),
    good: example("> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/bye?state=lo-1
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut requests = logout::initiated(flow).peekable();
    if requests.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let refused = requests.find(|request| request.answer.status.is_some_and(|status| status >= 400));
    let Some(request) = refused else {
        return match logout::initiated(flow).find_map(|request| request.answer.status) {
            Some(status) => Verdict::pass(format!("The provider answers the logout with `{status}`")),
            None => Verdict::lacks("The provider's answer to the logout is not in the capture."),
        };
    };
    let status = request.answer.status.unwrap_or_default();
    let says = match quote(flow, &request.answer.words(), 200).as_str() {
        "" => format!("The provider answers the logout with `{status}`"),
        words => format!("The provider answers the logout with `{status}`: \"{words}\""),
    };
    Finding::at(Location::answer(request), says).verdict()
}
