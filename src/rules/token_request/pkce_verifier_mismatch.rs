//! The `code_verifier` against the challenge that the authorization request sent.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, pkce};
use crate::rule::asked::{Asked, asked};
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, asked, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-verifier-mismatch",
    title: "Verifier that does not fit the challenge",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7636.at("4.6"), Document::Rfc7636.at("4.2")],
    why: "The provider hashes the verifier and compares the hash with the challenge from the start of the \
          login. If they differ it must refuse, even if the code is good.",
    fix: "Keep each login's verifier under its own `state`, and make the challenge as base64url without \
          padding of the SHA-256 hash of the verifier's ASCII text.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_challenge=13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example(examples::PKCE_LOGIN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    if request.body_not_recorded() {
        return Verdict::lacks(token::BODY);
    }
    let Some(verifier) = request.given("code_verifier") else { return Verdict::NotApplicable };
    if token::is_redacted(verifier) {
        return token::blanked("code_verifier");
    }
    let (challenge, by) = match asked(flow, "code_challenge") {
        Asked::Sent(challenge, by) => (challenge, by),
        Asked::Unseen(what) => return Verdict::lacks(what),
        Asked::Absent(_) => return Verdict::NotApplicable,
    };
    let hash = pkce::s256(verifier);
    let method = match asked(flow, "code_challenge_method") {
        Asked::Sent(method, _) => method,
        Asked::Absent(_) | Asked::Unseen(_) => String::new(),
    };
    let hashed = challenge == hash || asked::all(flow, "code_challenge").any(|other| other == hash);
    let plain = method.is_empty() || method == "plain";
    match (hashed, plain) {
        (true, false) => {
            Verdict::pass("The `code_verifier` hashes to the challenge of the authorization request")
        }
        (true, true) if token::succeeded(request) => {
            Verdict::pass("The provider took the verifier as the one behind the challenge")
        }
        (true, true) => compared_in_plain(request, by, &method),
        (false, true) if challenge == verifier => {
            Verdict::pass("The `code_verifier` is the challenge (method `plain`)")
        }
        _ if !token::is_of_this_login(flow, request) => Verdict::lacks(token::OTHER_LOGIN),
        (false, _) => differs(request, by, &challenge),
    }
}

/// RFC 7636, section 4.3: without a method the challenge is taken as `plain`.
fn compared_in_plain(request: &Message<'_>, by: &Message<'_>, method: &str) -> Verdict {
    let sent = if method.is_empty() { "no `code_challenge_method`" } else { "`code_challenge_method=plain`" };
    let says = format!(
        "The challenge is the SHA-256 hash of the verifier, but the authorization \
            request sent {sent}, so the provider compares the two as they are"
    );
    let there = Location::param(by, "code_challenge_method");
    let rows = match method {
        "" => vec![Row::absent("Authorization request", there.clone())],
        _ => vec![Row::clear("Authorization request", Some(there.clone()), method, None)],
    };
    Finding::at(there, says).and_at(Location::param(request, "code_verifier")).rows(rows).likely().verdict()
}

fn differs(request: &Message<'_>, by: &Message<'_>, challenge: &str) -> Verdict {
    let verifier = request.given("code_verifier").unwrap_or_default();
    let hash = pkce::s256(verifier);
    let (here, there) = (Location::param(request, "code_verifier"), Location::param(by, "code_challenge"));
    let how = match pkce::mistake(verifier, challenge) {
        Some(mistake) => format!(": {mistake}"),
        None => "; no known mistake leads from one to the other, so it is probably the verifier \
                of another login"
            .to_owned(),
    };
    let says = format!(
        "The `code_verifier` hashes to `{hash}`, which is not the challenge that the \
            authorization request sent{how}"
    );
    let finding = Finding::at(here.clone(), says).and_at(there.clone());
    let finding = if challenge == verifier || pkce::s256(challenge) == verifier {
        finding.rows(vec![
            Row::secret("Authorization request", there, challenge),
            Row::clear("Hash of the verifier", Some(here), &hash, None),
        ])
    } else {
        finding.compared(
            ("Authorization request", Some(there), challenge),
            ("Hash of the verifier", Some(here), &hash),
        )
    };
    token::weighed(finding, request, &["invalid_grant", "invalid_request"]).verdict()
}
