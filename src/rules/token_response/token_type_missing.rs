//! A token answer without `token_type`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-type-missing",
    title: "No `token_type` in the token answer",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.1"), Document::Rfc6749.at("7.1")],
    why: "Without `token_type` a client does not know how to use the access token. Strict client libraries \
          refuse such an answer.",
    fix: "Have the provider's operator send `token_type`; until then set the client library to take \
          `Bearer` where it is missing.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\"}",
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
    // Documented without it: Shopify "Authorization code grant"; LinkedIn and Slack leave it out for some tokens.
    if matches!(flow.provider.id, "shopify" | "linkedin" | "slack") {
        return Verdict::NotApplicable;
    }
    token::each(token::answers(flow), |request| {
        if !request.answer.brings("access_token") {
            return Verdict::NotApplicable;
        }
        if let Some(kind) = request.answer.text("token_type").filter(|kind| !kind.is_empty()) {
            return Verdict::pass(format!("`token_type` is `{kind}`"));
        }
        let here = Location::of(request, Part::ResponseBody, Some("token_type"));
        let row = Row::absent("Token answer", here.clone());
        Finding::at(here, "The token answer brings an `access_token` and no `token_type`")
            .rows(vec![row])
            .verdict()
    })
}
