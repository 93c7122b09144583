//! Registrations of a client that the provider refuses.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token, token_answer,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-registration-error",
    title: "Client registration that is refused",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7591.at("3.2.2"), Document::Rfc7591.at("3.2.1")],
    why: "A client that registers itself has no id until this works, so no login can begin.",
    fix: "Correct in the client the member that the provider names; if the provider takes no \
          registrations from outside, let its administrator register the client and configure its id.",
    config: "",
    bad: example("> POST https://op.example/register HTTP/1.1
> Content-Type: application/json
>
{\"client_name\":\"Agent\",\"redirect_uris\":[\"http://shop.example/cb\"],\"grant_types\":[\"authorization_code\"],\"token_endpoint_auth_method\":\"none\"}
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_redirect_uri\",\"error_description\":\"https is required\"}"),
    good: example("> POST https://op.example/register HTTP/1.1
> Content-Type: application/json
>
{\"client_name\":\"Agent\",\"redirect_uris\":[\"https://shop.example/cb\"],\"grant_types\":[\"authorization_code\"],\"token_endpoint_auth_method\":\"none\"}
< HTTP/1.1 201 Created
< Content-Type: application/json
<
{\"client_id\":\"c1\",\"client_name\":\"Agent\",\"redirect_uris\":[\"https://shop.example/cb\"],\"grant_types\":[\"authorization_code\"],\"token_endpoint_auth_method\":\"none\"}"),
    evidence: Evidence::Read(&[Reading::Answer(Kind::Registration)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // What deletes one is answered with nothing (RFC 7592, section 2.3).
    let answered = flow
        .of(Kind::Registration)
        .filter(|message| message.answer.status.is_some_and(|status| status != 204));
    token::each(answered, |message| judge(flow, message))
}

fn judge(flow: &Flow<'_>, message: &Message<'_>) -> Verdict {
    let (answer, status) = (&message.answer, message.answer.status.unwrap_or_default());
    let place = Location::answer(message);
    if status < 400 && answer.error.is_none() {
        if answer.recorded && !answer.brings("client_id") {
            return Finding::at(place, "The registration is answered without a `client_id`").verdict();
        }
        return match changed(message) {
            Some((name, says)) => {
                let place = Location::of(message, Part::ResponseBody, Some(name));
                Finding::at(place, says).class(Class::Conformance).severity(Severity::Warning).verdict()
            }
            None => Verdict::pass("The provider has registered the client"),
        };
    }
    let code = answer.error.as_ref().map(|error| error.code.as_str()).unwrap_or_default();
    let means = match (code, status) {
        ("invalid_redirect_uri", _) => ". One of the redirect URIs is not allowed",
        ("invalid_client_metadata", _) => ". A member is missing, unknown or not allowed",
        ("invalid_software_statement", _) => ". The software statement is not valid",
        ("unapproved_software_statement", _) => {
            ". The software statement is not of somebody the provider trusts"
        }
        (_, 401 | 403) => {
            ". The provider registers clients only for those with an initial access token, or not at all"
        }
        (_, 404 | 405) => ". The provider has no registration at this address",
        _ => "",
    };
    let says = format!("The registration is refused with {}{means}", token_answer::error(message));
    let went_on = flow.authorization_request().is_some();
    let finding = Finding::at(place, says);
    if went_on { finding.class(Class::Conformance).severity(Severity::Warning) } else { finding }.verdict()
}

/// What the provider has registered in another way than asked: it may, and the client must look.
fn changed(message: &Message<'_>) -> Option<(&'static str, String)> {
    let asked = message.given("token_endpoint_auth_method");
    let own = message.answer.text("token_endpoint_auth_method");
    if let Some((asked, own)) = asked.zip(own).filter(|(asked, own)| asked != own) {
        return Some((
            "token_endpoint_auth_method",
            format!("The client asked for `{asked}` as its way to authenticate, registered is `{own}`"),
        ));
    }
    let uris = message.answer.json.as_ref()?.get("redirect_uris")?.as_array()?;
    let asked: Vec<String> = serde_json::from_str(message.given("redirect_uris")?).ok()?;
    let lost = asked.iter().find(|uri| !uris.iter().any(|own| own.as_str() == Some(uri)))?;
    Some((
        "redirect_uris",
        format!("The client asked for the redirect URI `{lost}`, which is not registered"),
    ))
}
