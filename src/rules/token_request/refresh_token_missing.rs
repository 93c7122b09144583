//! A request for new tokens without a refresh token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, placeholder, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-token-missing",
    title: "No `refresh_token` in the token request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("6")],
    why: "The client asks for new tokens with `grant_type=refresh_token` and brings none. Usually it never \
          got one, or has lost it.",
    fix: "Store the refresh token of the last token answer; if there was none, ask for `offline_access` \
          (or what the provider wants) in the authorization request.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\"}",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=8xLOxBtZp8
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    ),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    if request.given("grant_type") != Some("refresh_token") {
        return match request.body_not_recorded() && request.given("grant_type").is_none() {
            true => Verdict::lacks(token::BODY),
            false => Verdict::NotApplicable,
        };
    }
    let sent = request.given("refresh_token").filter(|sent| placeholder::placeholder(sent).is_none());
    if sent.is_some() {
        return Verdict::pass("The token request sends a `refresh_token`");
    }
    if request.given("code").is_some() {
        return Verdict::NotApplicable;
    }
    // With `grant_type` in the query the rest is in a body.
    let in_query = request.part == Part::RequestQuery;
    if request.body_not_recorded() || in_query && request.headers_not_recorded() {
        return Verdict::lacks(token::BODY);
    }
    let earlier = flow
        .of(Kind::TokenRequest)
        .find(|earlier| crate::flow::after(request.exchange, earlier.exchange) && token::succeeded(earlier));
    let got = match earlier {
        Some(earlier) if earlier.answer.brings("refresh_token") => "; the token answer before brought one",
        Some(earlier) if earlier.answer.recorded => "; the token answer before brought none",
        Some(_) | None => "",
    };
    let here = Location::param(request, "refresh_token");
    let says = format!("The token request has `grant_type=refresh_token` and no `refresh_token`{got}");
    let says = match request.given("refresh_token") {
        Some(sent) => says.replace("no `refresh_token`", &format!("`{sent}` in place of a `refresh_token`")),
        None => says,
    };
    let row = Row::absent("Token request", here.clone());
    Finding::at(here, says).rows(vec![row]).verdict()
}
