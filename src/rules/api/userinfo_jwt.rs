//! Issuer and audience of a signed userinfo answer.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "userinfo-jwt",
    title: "Signed userinfo for another client or of another issuer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("5.3.2")],
    why: "A signed answer says who made it and for whom. A client must not take one that was made for another \
          client.",
    fix: "Have the provider's administrator check the issuer and the client id that its userinfo endpoint \
          signs for.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6Im4xIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl\"}
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/jwt
<
eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJraW9zayIsInN1YiI6InUxIn0.c2lnbmF0dXJl"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6Im4xIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl\"}
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/jwt
<
eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwic3ViIjoidTEifQ.c2lnbmF0dXJl"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let success = |call: &&Message<'_>| call.answer.status.is_some_and(|status| (200..300).contains(&status));
    token::each(flow.of(Kind::Userinfo).filter(success), |call| judge(flow, call))
}

fn judge(flow: &Flow<'_>, call: &Message<'_>) -> Verdict {
    let Some(text) = call.exchange.response.body.text() else {
        return Verdict::lacks("The userinfo answer's body is not in the capture.");
    };
    let Some(jwt) = Jwt::read(text) else { return Verdict::NotApplicable };
    let (issuer, client) = (flow.issuer(), flow.client_id());
    let place = |name: &str| Location::of(call, Part::ResponseBody, Some(name));
    let mut findings = Vec::new();
    let audiences = jwt.audiences();
    if let Some(client) =
        client.as_deref().filter(|client| !audiences.is_empty() && !audiences.contains(client))
    {
        let says =
            format!("`aud` of the signed userinfo is `{}`, the client is `{client}`", audiences.join("`, `"));
        findings.push(Finding::at(place("aud"), says));
    }
    if let (Some(own), Some(issuer)) = (jwt.claim_text("iss"), issuer.as_deref())
        && own != issuer
    {
        let says = format!("`iss` of the signed userinfo is `{own}`, the issuer is `{issuer}`");
        findings.push(
            Finding::at(place("iss"), says)
                .compared(("Issuer", None, issuer), ("Userinfo", Some(place("iss")), own)),
        );
    }
    for name in ["iss", "aud"].into_iter().filter(|name| !jwt.claims.contains_key(*name)) {
        let finding = Finding::at(place(name), format!("The signed userinfo has no `{name}`"));
        findings.push(finding.class(Class::Conformance).severity(Severity::Info));
    }
    Verdict::of(findings, "The signed userinfo is of the issuer and for the client")
}
