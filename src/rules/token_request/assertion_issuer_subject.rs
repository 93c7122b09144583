//! Issuer and subject of a JWT that authenticates the client.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::Carried;
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-issuer-subject",
    title: "Assertion in another name than the client's",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7523.at("3"), Document::OidcCore.at("9")],
    why: "Where a client authenticates by a JWT of its own, both `iss` and `sub` are its `client_id`. With \
          another name the provider finds no client or no key for it.",
    fix: "Set `iss` and `sub` of the assertion to the `client_id` under which the client's key is \
          registered.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJzaG9wIiwic3ViIjoidXNlci0xIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlL3Rva2VuIiwiZXhwIjoxNzk1NDI4MDYwLCJqdGkiOiJqMSJ9.c2ln
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::ASSERTION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(jwt_check::assertions(flow), |carried| judge(flow, &carried))
}

fn judge(flow: &Flow<'_>, carried: &Carried<'_, '_>) -> Verdict {
    // An assertion that is the grant speaks of a user.
    if carried.place.name.as_deref() != Some("client_assertion") {
        return Verdict::NotApplicable;
    }
    let Some(assertion) = Jwt::read(carried.text) else {
        return Verdict::lacks("The assertion in the capture cannot be read.");
    };
    let (issuer, subject) = (assertion.claim_text("iss"), assertion.claim_text("sub"));
    // An assertion by a third party (workload identity) has that party's names: RFC 7521, section 3.
    if issuer.is_some_and(|issuer| issuer.contains("://")) && issuer != subject {
        return Verdict::NotApplicable;
    }
    let place = || Some(carried.place.clone());
    let finding = match (issuer, subject) {
        (Some(issuer), Some(subject)) if issuer != subject => {
            let says = format!(
                "The assertion's `iss` is `{issuer}`, its `sub` is `{subject}`; both must be the \
                    `client_id`"
            );
            Finding::at(carried.place.clone(), says)
                .compared(("`iss`", place(), issuer), ("`sub`", place(), subject))
        }
        (Some(_), Some(subject)) if Jwt::read(subject).is_some() => {
            let says = "The assertion's `iss` and `sub` are a whole token; both must be the `client_id`";
            Finding::at(carried.place.clone(), says)
        }
        (Some(_), Some(subject)) => {
            let asked = flow.authorization_request().and_then(|request| request.given("client_id"));
            match carried.message.given("client_id").or(asked).filter(|id| *id != subject) {
                Some(id) => Finding::at(
                    carried.place.clone(),
                    format!("The assertion's `sub` is `{subject}`, the `client_id` is `{id}`"),
                )
                .compared(("`sub`", place(), subject), ("`client_id`", None, id)),
                None => return Verdict::pass(format!("`iss` and `sub` are the client `{subject}`")),
            }
        }
        (None, _) => Finding::at(carried.place.clone(), "The assertion has no `iss`"),
        (_, None) => Finding::at(carried.place.clone(), "The assertion has no `sub`"),
    };
    token::weighed(finding, carried.message, &["invalid_client", "unauthorized_client", "invalid_request"])
        .verdict()
}
