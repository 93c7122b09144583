//! A value must not bring white space or quotation marks from where it was copied.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::rule::{known, sent};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "parameter-white-space",
    title: "White space or quotation marks around a value",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("B"), Document::Rfc6749.at("A")],
    why: "Servers compare letter for letter. A space, a line end or a quotation mark that was copied \
          along makes another value.",
    fix: "Trim the value in the settings of the client, and remove quotation marks around it.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop%0A&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Unknown client</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Read(&[Reading::Asked, Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut requests = flow.messages.iter().filter(|message| sent::is_request(message.kind)).peekable();
    if requests.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let findings: Vec<Finding> = requests
        .flat_map(|request| {
            let params = request.params.0.iter();
            params.filter_map(move |param| {
                // A secret has a rule of its own, and a state is the client's own affair.
                let own = matches!(param.name.as_str(), "client_secret" | "state" | "password" | "username");
                let what = around(param.value()).filter(|_| !own)?;
                known::PARAMETERS.contains(&param.name.as_str()).then(|| {
                    let says = format!("`{}` in the {} {what}", param.name, sent::name(request));
                    let finding = Finding::at(Location::param(request, &param.name), says);
                    sent::settled(flow, request, finding)
                })
            })
        })
        .collect();
    Verdict::of(findings, "No value begins or ends with white space or quotation marks")
}

fn around(value: &str) -> Option<&'static str> {
    let quoted = |mark: char| value.len() > 1 && value.starts_with(mark) && value.ends_with(mark);
    if value.is_empty() {
        None
    } else if value.ends_with(['\n', '\r']) {
        Some("ends with a line end")
    } else if value.trim_start() != value {
        Some("begins with white space")
    } else if value.trim_end() != value {
        Some("ends with white space")
    } else if quoted('"') || quoted('\'') {
        Some("stands in quotation marks")
    } else {
        None
    }
}
