//! Scopes of a renewal against those of the login.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::scopes::covers;
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-scope-widened",
    title: "Renewal that asks for more than was granted",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("6")],
    why: "A renewal can ask for the scopes that the person consented to, or for fewer. A further one is \
          refused with `invalid_scope`.",
    fix: "Leave `scope` out of the renewal, and send a new authorization request for further scopes.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\",\"scope\":\"orders\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA&scope=orders%20invoices
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_scope\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\",\"scope\":\"orders invoices\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA&scope=orders
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let renewals = token::requests(flow)
        .filter(|request| request.grant() == Some("refresh_token") || request.body_not_recorded());
    token::each(renewals, |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(asked) = request.given("scope") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let Some((granted, place)) = granted(flow, request) else {
        return Verdict::lacks("The answer that brought the refresh token is not in the capture.");
    };
    let have: Vec<&str> = granted.split([' ', ',']).collect();
    let further: Vec<String> = asked
        .split(' ')
        .filter(|word| !word.is_empty() && !have.iter().any(|own| covers(own, word)))
        .map(|word| format!("`{word}`"))
        .collect();
    // Entra's refresh tokens are good for other APIs, too.
    if further.is_empty() || token::succeeded(request) {
        return Verdict::pass("The renewal asks for nothing beyond what was granted");
    }
    let here = Location::param(request, "scope");
    let says =
        format!("The renewal asks for `{asked}`; granted was `{granted}`, without {}", further.join(", "));
    let rows = vec![
        Row::clear("Granted", place.clone(), &granted, None),
        Row::clear("Asked for", Some(here.clone()), asked, None),
    ];
    let finding = Finding::at(here, says).rows(rows);
    token::weighed(finding, request, &["invalid_scope", "invalid_grant", "invalid_request"]).verdict()
}

/// What was granted with the refresh token: as its answer says, else as was asked for (RFC 6749, section 5.1).
fn granted(flow: &Flow<'_>, request: &Message<'_>) -> Option<(String, Option<Location>)> {
    let sent = request.given("refresh_token")?;
    let issued = flow.of(Kind::TokenRequest).find(|before| {
        before.answer.text("refresh_token") == Some(sent) && !std::ptr::eq(*before, request)
    })?;
    if let Some(scope) = issued.answer.text("scope").filter(|scope| !scope.is_empty()) {
        return Some((scope.to_owned(), Some(Location::of(issued, Part::ResponseBody, Some("scope")))));
    }
    let login = || flow.authorization_request()?.given("scope");
    issued.given("scope").or_else(login).map(|scope| (scope.to_owned(), None))
}
