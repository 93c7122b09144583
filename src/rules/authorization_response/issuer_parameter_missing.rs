//! A provider whose metadata promises `iss` in the response must send it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "issuer-parameter-missing",
    title: "No `iss` in the authorization response, although the metadata promises it",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9207.at("2.3"), Document::Rfc9207.at("2.4")],
    why: "A client that knows the promise must refuse a response without `iss`, since it could come from \
          another provider.",
    fix: "Let the administrator of the provider switch on `iss` in responses or take the promise out of \
          the metadata; let a proxy keep the whole query.",
    config: "{\"client_id\":\"shop\",\"metadata\":{\"issuer\":\"https://op.example\",\"authorization_response_iss_parameter_supported\":true}}",
    bad: example(examples::AUTHORIZATION),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&iss=https%3A%2F%2Fop.example
<"),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let promise = "authorization_response_iss_parameter_supported";
    let promised = flow.metadata.as_ref().and_then(|metadata| metadata.get(promise)).and_then(Value::as_bool);
    let responses: Vec<&Message<'_>> = authorize::responses(flow).collect();
    let Some(first) = responses.first() else { return Verdict::NotApplicable };
    if flow.metadata.is_none() && responses.iter().all(|response| response.given("iss").is_none()) {
        return Verdict::lacks("The provider's metadata is neither in the capture nor stored.");
    }
    if promised != Some(true) {
        return Verdict::NotApplicable;
    }
    if responses.iter().any(|response| response.given("iss").is_some()) {
        return Verdict::pass("`iss` comes with the response, as the metadata promises");
    }
    if responses.iter().any(|response| response.given("response").is_some()) {
        return Verdict::lacks("The response is a JWT (`response`); its issuer is in there.");
    }
    if responses.iter().any(|response| response.given("id_token").is_some()) {
        return Verdict::pass("The ID token in the response names the issuer");
    }
    let says = format!("The metadata says `{promise}`, and the response has no `iss`");
    let finding = Finding::at(Location::param(first, "iss"), says);
    // Not every client knows of the promise.
    match flow.failures.is_empty() || authorize::went_on(flow) {
        true => finding.severity(Severity::Warning).class(Class::Conformance),
        false => finding.likely(),
    }
    .verdict()
}
