//! What a client assertion is said to be.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-type-wrong",
    title: "Client assertion of the wrong type",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7521.at("4.2"), Document::Rfc7523.at("2.2")],
    why: "The server learns from `client_assertion_type` how to read the assertion. Without it, or \
          with another value, it sees no credentials at all.",
    fix: "Send `client_assertion_type` with the value \
          `urn:ietf:params:oauth:client-assertion-type:jwt-bearer` beside the assertion.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=jwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.fIRplLlvDcHK8m8uvSPLPcc2DWSncQj-rqF4nG84KthnMQsuw3WnHQrS5sS6Vh9WWVLZG9vuhoQYRB7ZwpFV5Q
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::SIGNED_ASSERTION),
    evidence: Evidence::Read(&[Reading::Body(Kind::TokenRequest)]),
    check,
};

const JWT: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const SAML: &str = "urn:ietf:params:oauth:client-assertion-type:saml2-bearer";

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests = token::requests(flow).chain(flow.of(Kind::PushedAuthorization));
    token::each(requests, judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let place = Location::param(message, "client_assertion_type");
    match (message.given("client_assertion"), message.given("client_assertion_type")) {
        (None, None) => Verdict::NotApplicable,
        (Some(_), Some(own)) if own == JWT || own == SAML => {
            Verdict::pass(format!("The client assertion is of type `{own}`"))
        }
        // Kinds of assertion that only one provider knows.
        (Some(_), Some(own)) if own.contains(':') && !own.contains("client-assertion-type:") => {
            Verdict::NotApplicable
        }
        (Some(_), Some(own)) => {
            let says = format!("`client_assertion_type` is `{own}`, for a JWT it is `{JWT}`");
            let finding = Finding::at(place.clone(), says)
                .compared(("Sent", Some(place), own), ("For a JWT", None, JWT));
            token::weighed(finding, message, &FITTING).verdict()
        }
        (Some(_), None) => {
            let finding = Finding::at(place, "The client assertion is sent without `client_assertion_type`");
            token::weighed(finding, message, &FITTING).verdict()
        }
        (None, Some(_)) => {
            let says = "`client_assertion_type` is sent without a `client_assertion`";
            token::weighed(Finding::at(place, says), message, &FITTING).verdict()
        }
    }
}

const FITTING: [&str; 3] = ["invalid_client", "invalid_request", "unauthorized_client"];
