//! A client that asks for a code gets one.

use crate::config::ClientConfig;
use crate::flow::{Flow, Sign};
use crate::http::{Exchange, Params};
use crate::oauth::Part;
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples};
use crate::rule::{Location, authorize, others};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-not-issued",
    title: "Response without the code that was asked for",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2")],
    why: "The client finds neither a code nor an error in its callback and cannot go on. Many \
          show the login page again, without a word.",
    fix: "Let the provider send `code`, or `error` where it refuses; look in its log for what \
          happened to this request.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?state=a1b2c3
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
    let kinds = request.given("response_type").unwrap_or_default();
    if !authorize::words(kinds).contains(&"code") {
        return Verdict::NotApplicable;
    }
    let response = authorize::responses(flow).next();
    if let Some(response) = response {
        let closed = response.given("error").is_some() || response.given("response").is_some();
        return match response.given("code") {
            Some(_) => Verdict::pass("The response brings a code"),
            None if closed => Verdict::NotApplicable,
            None => Finding::at(Location::param(response, "code"), "The response brings no `code`").verdict(),
        };
    }
    let (Some(state), Some(uri)) = (request.given("state"), request.given("redirect_uri")) else {
        return Verdict::NotApplicable;
    };
    let later = flow.around.after_with(request.exchange, Sign::LeadsBack, state);
    let mut answers = std::iter::once(request.exchange).chain(later);
    match answers.find(|exchange| leads_back(exchange, uri, state)) {
        None => Verdict::NotApplicable,
        Some(exchange) => {
            let says = "The browser is sent to the redirect URI with `state`, but without `code` and `error`";
            Finding::at(others::whole(exchange, Part::ResponseLocation), says).verdict()
        }
    }
}

/// Whether an exchange redirects to the redirect URI with this state and nothing that a response brings.
fn leads_back(exchange: &Exchange, uri: &str, state: &str) -> bool {
    let Some(target) = exchange.redirect_target() else { return false };
    let query = target.split('#').next().and_then(|target| target.split_once('?'));
    let Some((address, query)) = query.filter(|_| !target.contains('#')) else { return false };
    let params = Params::parse(query);
    let brings = ["code", "error", "response", "id_token", "access_token", "response_type"];
    uri.split(['?', '#']).next() == Some(address)
        && params.given("state") == Some(state)
        && brings.iter().all(|name| !params.has(name))
}
