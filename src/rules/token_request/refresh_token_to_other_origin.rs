//! Where refresh tokens are sent.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-token-to-other-origin",
    title: "Refresh token in an address or at another server",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("10.4"), Document::Rfc6749.at("6")],
    why: "A refresh token is worth as much as the login itself. In an address it ends up in histories and \
          logs; at another server somebody else has it.",
    fix: "Send refresh tokens only in the body of a `POST` to the token or revocation endpoint of the provider \
          that issued them.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}
> POST https://stats.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 404 Not Found
< Content-Type: application/json
<
{\"error\":\"not_found\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let renewals = flow.messages.iter().filter(|message| {
        message.param("refresh_token").is_some()
            || message.kind == Kind::TokenRequest && message.body_not_recorded()
    });
    token::each(renewals, |message| judge(flow, config, message))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, message: &Message<'_>) -> Verdict {
    let Some(sent) = message.given("refresh_token") else {
        return if message.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let place = Location::param(message, "refresh_token");
    let row = Row::secret("Refresh token", place.clone(), sent);
    if matches!(message.part, Part::RequestQuery | Part::RequestFragment) {
        // That it wants it there is told by the rule on parameters in its address.
        if message.kind == Kind::TokenRequest && token::succeeded(message) {
            return Verdict::pass("The token endpoint takes the refresh token where the request has it");
        }
        let says = format!(
            "The refresh token stands in the address of a request to `{}`",
            message.exchange.address()
        );
        return Finding::at(place, says).rows(vec![row]).verdict();
    }
    let issued = flow
        .of(Kind::TokenRequest)
        .find(|before| before.answer.text("refresh_token") == Some(sent) && !std::ptr::eq(*before, message));
    let Some(issued) = issued else {
        return Verdict::pass("The refresh token is sent in the request's body");
    };
    let to = message.exchange.origin();
    // The client's own server may renew for its page.
    let callback = flow.authorization_request().and_then(|asked| asked.given("redirect_uri"));
    let own = callback.is_some_and(|uri| uri.starts_with(&to))
        || config.origins.iter().flatten().any(|origin| *origin == to)
        || message.exchange.request.headers.first("sec-fetch-site") == Some("same-origin");
    if to == issued.exchange.origin()
        || own
        || message.kind == Kind::TokenRequest && token::succeeded(message)
    {
        return Verdict::pass("The refresh token goes back to where it came from");
    }
    let from = issued.exchange.origin();
    let says = format!("The refresh token was issued by `{from}` and is sent to `{to}`");
    Finding::at(place, says).rows(vec![row]).verdict()
}
