//! Tokens must not travel in the query of a URL.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Params;
use crate::oauth::{Kind, Message};
use crate::rule::authorize;
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Row, Rule, Severity, Verdict, example, examples,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-in-query",
    title: "Token in the query of the response",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::ResponseTypes.at("2.1"), Document::Rfc6749.at("4.2.2"), Document::Rfc9700.at("4.3.2")],
    why: "The query is written to logs and histories, and is passed on in `Referer`: whoever reads it has \
          the token.",
    fix: "Change the client to the code flow (`response_type=code`), or at least to \
          `response_mode=form_post`; do not pass tokens on in a URL.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?access_token=at-made-up&token_type=Bearer&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let responses: Vec<&Message<'_>> = authorize::responses(flow).collect();
    if responses.is_empty() {
        return Verdict::NotApplicable;
    }
    let found = responses.iter().find_map(|response| {
        let query = query(response);
        ["access_token", "id_token"].into_iter().find_map(|name| {
            let token = query.given(name)?.to_owned();
            Some((response, name, token))
        })
    });
    let Some((response, name, token)) = found else {
        return Verdict::pass("The query of the response carries no token");
    };
    let place = Location::param(response, name);
    let says = format!("The response brings `{name}` in the query of its URL");
    Finding::at(place.clone(), says)
        .rows(vec![Row::secret("Authorization response", place, &token)])
        .verdict()
}

/// The query alone: of `Location` as issued, of the request's URL as delivered.
fn query(response: &Message<'_>) -> Params {
    if response.kind == Kind::Callback {
        return response.exchange.query();
    }
    let target = response.exchange.redirect_target().unwrap_or_default();
    let before = target.split('#').next().unwrap_or_default();
    before.split_once('?').map(|(_, query)| Params::parse(query)).unwrap_or_default()
}
