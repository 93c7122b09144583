//! The `code` of the token request against the one that was issued.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Param;
use crate::oauth::{Kind, Message, pkce};
use crate::rule::altered::alteration;
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, asked, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-altered",
    title: "Code that was altered on its way",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3"), Document::Rfc6749.at("4.1.2")],
    why: "The code is an opaque text. If one character is changed, decoded or cut off between the redirect \
          and the token request, the provider does not know it any more.",
    fix: "Read the code with a query parser that decodes exactly once, keep it unchanged, and \
          percent-encode it once in the token request.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=4%2F0AdQt8qiAbc&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=4%2F0adqt8qiabc&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=4%2F0AdQt8qiAbc&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=4%2F0AdQt8qiAbc&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(sent) = request.given("code") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let issued: Vec<&Message<'_>> = match flow.first(Kind::AuthorizationResponse).is_some() {
        true => flow.of(Kind::AuthorizationResponse).collect(),
        false => flow.of(Kind::Callback).collect(),
    };
    let codes: Vec<(&Message<'_>, &Param)> =
        issued.into_iter().filter_map(|response| Some((response, response.param("code")?))).collect();
    if token::is_redacted(sent) || codes.iter().any(|(_, code)| token::is_redacted(code.value())) {
        return token::blanked("code");
    }
    let fitting = ["invalid_grant", "invalid_request"];
    let Some((response, code)) = codes.last() else {
        if let Some(grown) = grown(sent) {
            let here = Location::param(request, "code");
            let rows = vec![Row::secret("Token request", here.clone(), sent)];
            let says = format!("The code of the token request holds more than a code: {grown}");
            return token::weighed(Finding::at(here, says).rows(rows), request, &fitting).verdict();
        }
        return Verdict::lacks("The authorization response with the code is not in the capture.");
    };
    if codes.iter().any(|(_, code)| is_same(code, sent)) {
        return Verdict::pass("The token request sends the code that was issued");
    }
    let finding = |says: String| {
        let (here, there) = (Location::param(request, "code"), Location::param(response, "code"));
        let rows = vec![
            Row::secret("Authorization response", there.clone(), code.value()),
            Row::secret("Token request", here.clone(), sent),
        ];
        Finding::at(here, says).and_at(there).rows(rows)
    };
    match codes.iter().find_map(|(_, code)| alteration(code.value(), sent)) {
        Some(how) => {
            let says = format!("The code of the token request is not the one that was issued: {how}");
            token::weighed(finding(says), request, &fitting).verdict()
        }
        None if token::succeeded(request) => Verdict::pass("The provider took the code"),
        None if !fits_challenge(flow, request) => Verdict::lacks(token::OTHER_LOGIN),
        None => finding("The code of the token request is another one than was issued in this login".into())
            .likely()
            .verdict(),
    }
}

/// What shows by itself that more of the address was taken than the code.
fn grown(sent: &str) -> Option<&'static str> {
    if ["https://", "http://"].iter().any(|scheme| sent.starts_with(scheme)) {
        return Some("it is a whole address");
    }
    if sent.ends_with("#_") || sent.ends_with("#_=_") {
        return Some("the end of the address (`#_`) was taken along");
    }
    if sent.contains('#') {
        return Some("the fragment of the address (`#`) was taken along");
    }
    let is_name = |piece: &str| {
        let (name, _) = piece.split_once('=').unwrap_or_default();
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    sent.split('&').skip(1).any(is_name).then_some("the parameters behind it were taken along")
}

/// Whether the verifier proves that the request is of this login, whatever its code.
fn fits_challenge(flow: &Flow<'_>, request: &Message<'_>) -> bool {
    let hash = request.given("code_verifier").map(pkce::s256);
    asked::all(flow, "code_challenge").any(|challenge| hash.as_deref() == Some(challenge))
}

/// A server that leaves a `+` unencoded in `Location` means the character.
fn is_same(issued: &Param, sent: &str) -> bool {
    let raw = issued.raw.expose();
    issued.value() == sent || percent_encoding::percent_decode_str(raw).decode_utf8_lossy() == sent
}
