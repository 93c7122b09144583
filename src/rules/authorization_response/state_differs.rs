//! The `state` that comes back must be the one that was sent, byte for byte.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::rule::{altered, authorize};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "state-differs",
    title: "Another `state` in the response than in the request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2"), Document::Rfc6749.at("10.12")],
    why: "The client compares the two. If they differ it must take the response for a forged one and \
          refuse the login.",
    fix: "Make `state` in the client of letters, digits, `-` and `_` only, so that no encoding on the way \
          can alter it; let the provider return it unchanged.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=ab%2Bcd%2Fe%3D%3D HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=ab+cd/e%3D%3D
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=ab-cd_e HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=ab-cd_e
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests: Vec<&Message<'_>> = flow
        .of(Kind::AuthorizationRequest)
        .chain(flow.of(Kind::PushedAuthorization))
        .filter(|request| request.given("state").is_some())
        .collect();
    let responses: Vec<(&Message<'_>, &str)> = authorize::responses(flow)
        .filter_map(|response| Some((response, response.given("state")?)))
        .collect();
    if responses.is_empty() {
        return Verdict::NotApplicable;
    }
    let Some(request) = requests.first() else {
        return match authorize::readable(flow) {
            Ok(_) => Verdict::lacks("The authorization request has no `state` to compare with."),
            Err(Verdict::NotApplicable) => Verdict::lacks("The authorization request is not in the capture."),
            Err(verdict) => verdict,
        };
    };
    let known = |state: &str| requests.iter().any(|request| request.given("state") == Some(state));
    // Once the right one has come back, a strange one is another login's, unless it is this one altered.
    let came_back = responses.iter().any(|(_, state)| known(state));
    let of_this = |state: &str| {
        !came_back
            || requests.iter().any(|request| {
                altered::alteration(request.given("state").unwrap_or_default(), state).is_some()
            })
    };
    let Some((response, got)) = responses.iter().find(|(_, state)| !known(state) && of_this(state)) else {
        return Verdict::pass("`state` came back unchanged");
    };
    authorize::taken(flow, found(flow, request, response, got)).verdict()
}

fn found(flow: &Flow<'_>, request: &Message<'_>, response: &Message<'_>, got: &str) -> Finding {
    let sent = request.given("state").unwrap_or_default();
    let (here, there) = (Location::param(response, "state"), Location::param(request, "state"));
    let how = altered::alteration(sent, got);
    let says = match &how {
        Some(how) => format!("`state` comes back altered: {how}"),
        None => "`state` comes back as another one".to_owned(),
    };
    let rows = vec![
        Row::secret("Authorization request", there.clone(), sent),
        Row::secret("Authorization response", here.clone(), got),
    ];
    let mut finding = Finding::at(here, says).and_at(there).rows(rows);
    finding.difference = Some(altered::in_words(sent, got));
    if response.given("error").is_some() {
        return finding.class(Class::Conformance).severity(Severity::Warning);
    }
    // With another login in another tab, this response may be an answer to that one.
    if how.is_some() || follows(flow, request, response) {
        finding
    } else {
        finding.severity(Severity::Warning).likely()
    }
}

/// Whether the response is the very answer to the request, or to a redirect of it.
fn follows(flow: &Flow<'_>, request: &Message<'_>, response: &Message<'_>) -> bool {
    let url = response.exchange.request.url.as_str();
    let leads = |message: &Message<'_>| message.exchange.redirect_target().as_deref() == Some(url);
    response.exchange == request.exchange || flow.messages.iter().any(leads)
}
