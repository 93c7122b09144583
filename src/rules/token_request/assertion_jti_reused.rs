//! Assertions that are sent more than once.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::Carried;
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-jti-reused",
    title: "Assertion that was sent before",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7523.at("3"), Document::OidcCore.at("9")],
    why: "An assertion may be used once. A server that remembers `jti` refuses the second use, since \
          it might be somebody who has copied it.",
    fix: "Make a new assertion with a new `jti` for every request, also for retries and refreshes.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.fIRplLlvDcHK8m8uvSPLPcc2DWSncQj-rqF4nG84KthnMQsuw3WnHQrS5sS6Vh9WWVLZG9vuhoQYRB7ZwpFV5Q
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.fIRplLlvDcHK8m8uvSPLPcc2DWSncQj-rqF4nG84KthnMQsuw3WnHQrS5sS6Vh9WWVLZG9vuhoQYRB7ZwpFV5Q&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.fIRplLlvDcHK8m8uvSPLPcc2DWSncQj-rqF4nG84KthnMQsuw3WnHQrS5sS6Vh9WWVLZG9vuhoQYRB7ZwpFV5Q
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMiJ9.unA96NC_VFmtsg9A3U6V_cq33Xl7zWb-WiktyVQs79vtoRy9fZA0__cjl7j5lbPoemHN_qK64x9BREOxAwX0jg&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Read(&[Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let all: Vec<Carried<'_, '_>> =
        jwt_check::assertions(flow).filter(|carried| carried.is_of_client()).collect();
    if all.is_empty() {
        return Verdict::NotApplicable;
    }
    let findings: Vec<Finding> = all
        .iter()
        .enumerate()
        .filter_map(|(index, carried)| {
            let earlier = all.iter().take(index).find(|earlier| is_same(earlier, carried))?;
            Some(found(earlier, carried))
        })
        .collect();
    Verdict::of(findings, "Every assertion was sent once")
}

/// The same token, or another with the same `jti`, in another exchange that is no service worker's copy.
fn is_same(earlier: &Carried<'_, '_>, carried: &Carried<'_, '_>) -> bool {
    let (a, b) = (earlier.message.exchange, carried.message.exchange);
    let jti = |carried: &Carried<'_, '_>| Jwt::read(carried.text)?.claim_text("jti").map(str::to_owned);
    let repeats = earlier.text == carried.text || jti(earlier).is_some() && jti(earlier) == jti(carried);
    // A request that never got an answer did not use the assertion up.
    a.entry != b.entry
        && a.by_service_worker == b.by_service_worker
        && repeats
        && earlier.message.answer.status.is_some()
}

fn found(earlier: &Carried<'_, '_>, carried: &Carried<'_, '_>) -> Finding {
    let says = match earlier.text == carried.text {
        true => "The same client assertion was sent in an earlier request",
        false => "A client assertion with the same `jti` was sent in an earlier request",
    };
    let finding = Finding::at(carried.place.clone(), says).and_at(earlier.place.clone());
    match carried.message.answer.error {
        Some(_) => token::weighed(finding, carried.message, &["invalid_client", "invalid_request"]),
        None => finding.class(Class::Conformance).severity(Severity::Warning),
    }
}
