//! A token request without `grant_type`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Body;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "grant-type-missing",
    title: "No `grant_type` in the token request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3"), Document::Rfc6749.at("5.2")],
    why: "The `grant_type` says what is exchanged for tokens. Without it the provider cannot read the \
          request at all.",
    fix: "Send `grant_type=authorization_code` (or the grant in use) in the body of the token request, by \
          exactly this name.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\",\"error_description\":\"Missing form parameter: grant_type\"}",
    ),
    good: example(examples::SHORT_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // These ask for none: GitHub "Authorizing OAuth apps", Slack "oauth.v2.access", Shopify, Facebook "Manually build a login flow".
    if matches!(flow.provider.id, "github" | "slack" | "shopify" | "meta") {
        return Verdict::NotApplicable;
    }
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    if request.given("grant_type").is_some() {
        return Verdict::pass("The token request has a `grant_type`");
    }
    let body = &request.exchange.request.body;
    // An endpoint for devices alone (Trakt) needs none.
    let of_device = request.exchange.path().ends_with("/device/token");
    if of_device || request.exchange.request.method != "POST" || *body == Body::Empty {
        return Verdict::NotApplicable;
    }
    if *body == Body::NotRecorded {
        return Verdict::lacks(token::BODY);
    }
    let folded = |name: &str| -> String {
        name.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
    };
    let misspelt = request
        .params
        .0
        .iter()
        .find(|param| folded(&param.name) == "granttype" && param.name != "grant_type");
    let (name, says) = match misspelt {
        Some(param) => {
            (param.name.as_str(), format!("The token request has no `grant_type`, but a `{}`", param.name))
        }
        None if request.params.has("grant_type") => {
            ("grant_type", "The token request has an empty `grant_type`".to_owned())
        }
        None => ("grant_type", "The token request has no `grant_type`".to_owned()),
    };
    let here = Location::param(request, name);
    let row = Row::absent("Token request", Location::param(request, "grant_type"));
    let finding = Finding::at(here, says).rows(vec![row]);
    token::weighed(finding, request, &["invalid_request", "unsupported_grant_type"]).verdict()
}
