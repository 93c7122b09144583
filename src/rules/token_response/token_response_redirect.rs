//! A token endpoint that sends elsewhere instead of answering.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-response-redirect",
    title: "Redirect to a page instead of a token answer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.1"), Document::Rfc6749.at("5.2")],
    why: "A client waits for JSON. A redirect to a login or error page means that the request never reached \
          the token endpoint, or that the server took it for a visit of a person.",
    fix: "Correct the address of the token endpoint in the client, or have the server exempt it from the login \
          that stands before it.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 302 Found
< Location: https://op.example/login?next=%2Ftoken
<"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let Some(status) = request.answer.status else {
        return Verdict::lacks("The token request's answer is not in the capture.");
    };
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return Verdict::pass(format!("The token endpoint answers itself, with {status}"));
    }
    let Some(target) = request.exchange.redirect_target() else {
        return Verdict::lacks("Where the redirect leads to is not in the capture.");
    };
    let to = target.split(['?', '#']).next().unwrap_or_default();
    // The same endpoint at another scheme, host or spelling is another matter.
    let last = |address: &str| address.trim_end_matches('/').rsplit('/').next().map(str::to_ascii_lowercase);
    if last(to) == last(request.exchange.address()) {
        return Verdict::NotApplicable;
    }
    let place = Location::of(request, Part::ResponseLocation, None);
    let says = format!(
        "The token endpoint `{}` answers with {status} and leads to the page `{to}`",
        request.exchange.address()
    );
    Finding::at(place, says).verdict()
}
