//! How a call writes its `Authorization` header.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Verdict, api, example, placeholder, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-bearer-scheme",
    title: "Malformed `Authorization` header",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6750.at("2.1"), Document::Rfc9110.at("11.6.2")],
    why: "The header must hold the scheme, one space and the token. Without the scheme, with it twice or with \
          what a program writes for a missing value the API sees no token.",
    fix: "Let the client write `Authorization: Bearer`, one space and the access token as it was issued.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer undefined
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer error=\"invalid_token\"
<
{\"error\":\"unauthorized\"}",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> GET https://api.example/orders HTTP/1.1
> Authorization: bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
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
    if call.exchange.request.headers.0.is_empty() {
        return Verdict::lacks("The call's headers are not in the capture.");
    }
    let Some(value) = call.exchange.request.headers.first("authorization") else {
        return Verdict::NotApplicable;
    };
    // Amazon API Gateway takes the token bare.
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-invoke-api-integrated-with-cognito-user-pool.html
    let gateway =
        ["apigw-requestid", "x-amz-apigw-id"].iter().any(|name| call.exchange.response.headers.has(name));
    let is_bare = crate::oauth::jwt::Jwt::read(value.trim()).is_some();
    if gateway && is_bare {
        return Verdict::pass("The `Authorization` header has the token as Amazon API Gateway takes it");
    }
    let refused = call.answer.status.is_some_and(|status| status >= 400);
    let other = || other_scheme(flow, value).filter(|_| refused);
    let Some(fault) = fault(value).or_else(other).or_else(|| as_parameter(flow, value)) else {
        return Verdict::pass("The `Authorization` header has a scheme and a token");
    };
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    let finding = Finding::at(place, format!("The `Authorization` header {fault}"));
    match refused {
        true => finding.verdict(),
        false => finding.class(Class::Conformance).severity(Severity::Info).verdict(),
    }
}

/// A token that was issued in this login and stands in the header as a parameter does: `access_token=…`.
fn as_parameter(flow: &Flow<'_>, value: &str) -> Option<String> {
    let (name, token) = value.trim().split_once('=')?;
    flow.issuing(token.trim_matches('"'))?;
    Some(format!("has `{name}=` before the token, where a scheme is due"))
}

/// A token that was issued as `Bearer` (RFC 6749, section 7.1) and is sent under another scheme.
fn other_scheme(flow: &Flow<'_>, value: &str) -> Option<String> {
    let (scheme, token) = value.trim().split_once(' ')?;
    let issued = flow.issuing(token.trim())?;
    let is_bearer = issued.answer.text("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer"));
    // GitHub, and Gitea at its paths, take `token` as well: docs.github.com/rest, "Authenticating to the REST API"; Twitch `OAuth`.
    let is_own = scheme.eq_ignore_ascii_case("token") && ["github", "gitea"].contains(&flow.provider.id)
        || scheme.eq_ignore_ascii_case("oauth") && flow.provider.id == "twitch"
        // One that has the API's own name in it: `Zoho-oauthtoken`.
        || scheme.split_once('-').is_some_and(|(_, kind)| kind.to_ascii_lowercase().ends_with("token"));
    let other = !is_own && !["bearer", "dpop"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    (is_bearer && other).then(|| format!("has the scheme `{scheme}`, and the token was issued as `Bearer`"))
}

fn fault(value: &str) -> Option<String> {
    let value = value.trim();
    let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
    let known = |word: &str| ["bearer", "dpop"].iter().any(|own| word.eq_ignore_ascii_case(own));
    if let Some(bare) = scheme.strip_suffix([':', '=']).filter(|bare| known(bare)) {
        return Some(format!("writes `{scheme}` instead of `{bare}`"));
    }
    if rest.is_empty() && Jwt::read(scheme).is_some() {
        return Some("has the token without a scheme before it".into());
    }
    if let Some((begin, _)) = crate::oauth::glued(value) {
        return Some(format!("has no space between `{begin}` and the token"));
    }
    if !known(scheme) {
        return None;
    }
    let token = rest.trim();
    let again = token.split(' ').next().filter(|word| known(word));
    if let Some(again) = again {
        return Some(format!("has the scheme twice: `{scheme} {again}`"));
    }
    if token.is_empty() {
        return Some(format!("has the scheme `{scheme}` and no token"));
    }
    if let Some(what) = placeholder::placeholder(token).filter(|_| token.len() < 40) {
        return Some(format!("has `{token}` in place of a token: {what}"));
    }
    if token.starts_with(['"', '\'']) {
        return Some("has the token in quotation marks".into());
    }
    token.contains([' ', ',']).then(|| "has more than one token".to_owned())
}
