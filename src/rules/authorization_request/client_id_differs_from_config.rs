//! The client id of every request against the stored configuration, and how it differs.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::authorize::{self, Stage};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Verdict, client_auth, example, examples,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-id-differs-from-config",
    title: "Another `client_id` than the configured one",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.2")],
    why: "The provider looks up the client by this id, letter by letter; with the id of another client or \
          environment, its redirect URIs, secret and permissions do not fit.",
    fix: "Set the configured client id in the settings of the client in this environment; if the client is \
          right, correct the stored configuration.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\"}",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=Shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Unknown client</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let Some(configured) = config.client_id.as_deref() else {
        return Verdict::lacks("No configuration with a `client_id` is stored for this login.");
    };
    let kinds = [
        Kind::AuthorizationRequest,
        Kind::PushedAuthorization,
        Kind::DeviceAuthorization,
        Kind::TokenRequest,
    ];
    let sent: Vec<(&Message<'_>, String)> = flow
        .messages
        .iter()
        .filter(|message| kinds.contains(&message.kind))
        .filter_map(|message| Some((message, message.client_id()?)))
        .collect();
    if sent.is_empty() {
        return Verdict::NotApplicable;
    }
    let Some((message, id)) = sent.iter().find(|(message, id)| {
        let is_parted = || client_auth::colon_parts(message, configured);
        id != configured && crate::http::decode(id) != configured && !is_parted()
    }) else {
        return Verdict::pass(format!("`client_id` is the configured `{configured}`"));
    };
    let says = format!("The request sends `client_id` `{id}`; the stored configuration has `{configured}`");
    let place = Location::param(message, "client_id");
    let rows = ((message.kind.label(), Some(place.clone()), id.as_str()), ("Configured", None, configured));
    let mut finding = Finding::at(place, says).compared(rows.0, rows.1);
    if id.eq_ignore_ascii_case(configured) {
        finding.difference = Some("Upper and lower case; the rest is the same".into());
    }
    weighed(flow, message, finding).verdict()
}

/// Another client of the same provider may be in the same capture: only a refused request makes it the reason.
fn weighed(flow: &Flow<'_>, message: &Message<'_>, finding: Finding) -> Finding {
    let accepted = message.kind != Kind::TokenRequest && authorize::stage(flow) == Stage::Accepted;
    if flow.failures.is_empty() || accepted {
        return finding.class(Class::Conformance).severity(Severity::Info);
    }
    finding
}
