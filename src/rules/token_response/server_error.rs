//! Answers of the provider with a fault of its own.

use crate::config::ClientConfig;
use crate::edge;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "server-error",
    title: "Fault inside the provider",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9110.at("15.6"), Document::Rfc6749.at("4.1.2.1")],
    why: "The provider failed while it answered. Nothing in the request must be wrong; often the same \
          request succeeds later.",
    fix: "Retry after a pause; if it stays, give the time and the request id of the answer to whoever runs \
          the provider and have them look into their log.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 503 Service Unavailable
< Content-Type: application/json
<
{\"error\":\"temporarily_unavailable\"}",
    good: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let of_provider = |message: &&Message<'_>| {
        !matches!(
            message.kind,
            Kind::Callback | Kind::ClientPage | Kind::AuthorizationResponse | Kind::ApiCall
        )
    };
    token::each(flow.messages.iter().filter(of_provider), judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let Some(status) = message.answer.status else { return Verdict::NotApplicable };
    let code = message.answer.error.as_ref().map(|error| error.code.as_str()).unwrap_or_default();
    let by_code = matches!(code, "server_error" | "temporarily_unavailable");
    if status < 500 && !by_code || edge::answered(message).is_some() {
        return match message.kind {
            Kind::TokenRequest => Verdict::pass("The token endpoint has no fault of its own"),
            _ => Verdict::NotApplicable,
        };
    }
    let by = message.exchange.address();
    let named = if by_code { format!(" and `{code}`") } else { String::new() };
    let here = Location::answer(message);
    let finding = Finding::at(here, format!("`{by}` answers with {status}{named}: a fault of the server"));
    let ids = [
        "x-request-id",
        "request-id",
        "x-ms-request-id",
        "x-okta-request-id",
        "x-correlation-id",
        "x-amzn-requestid",
    ];
    let id = ids.iter().find_map(|name| Some((*name, message.exchange.response.headers.first(name)?)));
    match id {
        Some((name, id)) => {
            let place = Location::of(message, Part::ResponseHeader, Some(name));
            finding
                .rows(vec![Row::clear(&format!("`{name}`, for its operator"), Some(place), id, None)])
                .verdict()
        }
        None => finding.verdict(),
    }
}
