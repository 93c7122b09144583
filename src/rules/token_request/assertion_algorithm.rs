//! How a client assertion is signed against what is agreed.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jws::is_symmetric;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::Carried;
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-algorithm",
    title: "Client assertion signed with an algorithm that is not agreed",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("9"), Document::Rfc7523.at("3"), Document::Rfc8414.at("2")],
    why: "The server verifies with the registered key and an algorithm that fits it. An unsigned \
          assertion proves nothing, and one with another algorithm is refused unread.",
    fix: "Sign the assertion in the client with an algorithm of the provider's \
          `token_endpoint_auth_signing_alg_values_supported`, the one that is registered for the \
          client if there is one.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"token_endpoint_auth_signing_alg_values_supported\":[\"PS256\"]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.fIRplLlvDcHK8m8uvSPLPcc2DWSncQj-rqF4nG84KthnMQsuw3WnHQrS5sS6Vh9WWVLZG9vuhoQYRB7ZwpFV5Q
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_client\"}"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"token_endpoint_auth_signing_alg_values_supported\":[\"ES256\"]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.fIRplLlvDcHK8m8uvSPLPcc2DWSncQj-rqF4nG84KthnMQsuw3WnHQrS5sS6Vh9WWVLZG9vuhoQYRB7ZwpFV5Q
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let own = jwt_check::assertions(flow).filter(|carried| carried.is_of_client());
    token::each(own, |carried| judge(flow, config, &carried))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, carried: &Carried<'_, '_>) -> Verdict {
    let Some(assertion) = Jwt::read(carried.text) else {
        return Verdict::lacks("The assertion in the capture cannot be read.");
    };
    let own = assertion.algorithm().unwrap_or_default();
    let fails = |says: String| {
        token::weighed(Finding::at(carried.place.clone(), says), carried.message, &["invalid_client"])
            .verdict()
    };
    if own.is_empty() || own.eq_ignore_ascii_case("none") {
        return fails("The assertion is not signed".into());
    }
    let method = config.token_endpoint_auth_method.as_deref();
    let clash = match method {
        Some("private_key_jwt") => is_symmetric(own),
        Some("client_secret_jwt") => !is_symmetric(own),
        _ => false,
    };
    if let Some(method) = method.filter(|_| clash) {
        return fails(format!("The assertion is signed with `{own}`, which does not go with `{method}`"));
    }
    let registered = config.member("token_endpoint_auth_signing_alg").and_then(serde_json::Value::as_str);
    if let Some(wanted) = registered.filter(|wanted| *wanted != own) {
        return fails(format!("The assertion is signed with `{own}`; registered is `{wanted}`"));
    }
    match flow.metadata_list("token_endpoint_auth_signing_alg_values_supported") {
        Some(listed) if !listed.is_empty() && !listed.contains(&own) => {
            let listed = listed.join(", ");
            fails(format!("The assertion is signed with `{own}`; the provider's metadata lists `{listed}`"))
        }
        Some(_) => Verdict::pass(format!("The assertion is signed with `{own}`, which the provider lists")),
        None if registered.is_some() || method.is_some() => {
            Verdict::pass(format!("The assertion is signed with `{own}`"))
        }
        None => Verdict::lacks("Which algorithms the provider takes is not in the capture."),
    }
}
