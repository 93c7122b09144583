//! An empty parameter counts as one that was not sent.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Param;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::rule::{known, sent};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "parameter-empty",
    title: "Empty parameter",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("3.1"), Document::Rfc6749.at("3.2")],
    why: "The server must treat it as left out. If it is needed, the request is refused as if it were \
          missing: mostly a setting of the client is not filled in.",
    fix: "Fill in the setting of the client that the parameter comes from, or leave the parameter out.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope= HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::ONE_SCOPE),
    evidence: Evidence::Read(&[Reading::Asked, Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut requests = flow.messages.iter().filter(|message| sent::is_request(message.kind)).peekable();
    if requests.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let empty = |request: &Message<'_>, param: &Param| {
        param.value().is_empty()
            && known::PARAMETERS.contains(&param.name.as_str())
            && request.given(&param.name).is_none()
    };
    let findings: Vec<Finding> = requests
        .flat_map(|request| {
            let own = request.params.0.iter().filter(move |param| empty(request, param));
            own.map(move |param| {
                let says = format!("`{}` is sent in the {} without a value", param.name, sent::name(request));
                let finding = Finding::at(Location::param(request, &param.name), says);
                sent::named_in_refusal(flow, request, &param.name, finding)
            })
        })
        .collect();
    Verdict::of(findings, "Every parameter has a value")
}
