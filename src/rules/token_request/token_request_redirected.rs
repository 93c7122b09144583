//! A token endpoint that answers with a redirect.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-request-redirected",
    title: "Redirected token request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9110.at("15.4.3"), Document::Rfc6749.at("3.2")],
    why: "After a redirect a client may send `GET` without the body, and the parameters are lost. A token \
          endpoint answers in JSON and does not redirect: the address is not quite the right one, or a \
          login page stands before it.",
    fix: "Set the token endpoint in the client to the address that the redirect leads to, exactly as the \
          provider's metadata has it.",
    config: "",
    bad: example("> POST https://op.example/token/ HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 302 Found
< Location: https://op.example/token
< Content-Length: 0
<"),
    good: example(examples::SHORT_EXCHANGE),
    evidence: Evidence::Read(&[Reading::Answer(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let Some(status) = request.answer.status else { return Verdict::NotApplicable };
    if request.exchange.request.method != "POST" {
        return Verdict::NotApplicable;
    }
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return Verdict::pass(format!("The token endpoint answers itself, with {status}"));
    }
    let target = request.exchange.redirect_target().unwrap_or_default();
    let to = target.split(['?', '#']).next().unwrap_or_default();
    let from = request.exchange.address();
    let lower = to.to_ascii_lowercase();
    let login = ["login", "signin", "sign-in", "sso", "/authorize"].iter().any(|word| lower.contains(word))
        && !lower.contains("token");
    let what = match (login, status) {
        (true, _) => "; that looks like a login page before the endpoint",
        (false, 307 | 308) => "; a client that follows sends the body again, many do not follow",
        (false, _) => "; a client that follows sends a `GET` without the body",
    };
    let place = Location::of(request, Part::ResponseLocation, None);
    let says = format!("The token endpoint `{from}` answers with {status} and leads to `{to}`{what}");
    let finding = Finding::at(place.clone(), says).compared(
        ("Token endpoint", Some(Location::of(request, Part::RequestUrl, None)), from),
        ("`Location`", Some(place), to),
    );
    if matches!(status, 307 | 308) {
        finding.severity(Severity::Warning).verdict()
    } else {
        finding.verdict()
    }
}
