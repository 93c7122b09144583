//! The age of an access token when it is used.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, api, clock, example, polling, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-token-expired",
    title: "Access token used after `expires_in` was over",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6750.at("3.1"), Document::Rfc6749.at("1.5")],
    why: "The token was good for the time that the provider gave with it. After that the API refuses it, \
          however the login went.",
    fix: "Let the client renew the access token some time before `expires_in` is over, and after a 401 once.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Date: Mon, 23 Nov 2026 22:12:00 GMT
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":60}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer error=\"invalid_token\"
< Date: Mon, 23 Nov 2026 22:15:00 GMT
<
{\"error\":\"invalid_token\"}",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Date: Mon, 23 Nov 2026 22:12:00 GMT
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":60}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:30 GMT
<
{\"id\":7}",
    ),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(api::calls(flow).into_iter(), |call| judge(flow, call))
}

fn judge(flow: &Flow<'_>, call: &Message<'_>) -> Verdict {
    let Some(token) = call.access_token() else {
        return match call.exchange.request.headers.0.is_empty() {
            true => Verdict::lacks("The call's headers are not in the capture."),
            false => Verdict::NotApplicable,
        };
    };
    // A token with an end of its own is judged by that.
    if Jwt::read(token).is_some_and(|jwt| jwt.time("exp").is_some()) {
        return Verdict::NotApplicable;
    }
    let Some((over, says)) = age(flow, call, token) else {
        return Verdict::lacks("The capture does not say how long the access token is good for.");
    };
    let refused = matches!(call.answer.status, Some(401 | 403));
    if !over || !refused {
        return Verdict::pass("The access token is not expired when it is used");
    }
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    let row = Row::secret("Access token", place.clone(), token);
    Finding::at(place, says).and_at(Location::answer(call)).rows(vec![row]).verdict()
}

/// Whether the token is over at the time of the call, by the answer that brought it.
fn age(flow: &Flow<'_>, call: &Message<'_>, token: &str) -> Option<(bool, String)> {
    let issued = flow.issuing(token)?;
    let (life, age) = (polling::seconds(issued, "expires_in")?, polling::between(issued, call)?);
    let says =
        format!("The access token is {} old when it is used, `expires_in` was `{life}`", clock::span(age));
    Some((age > life + polling::GRACE, says))
}
