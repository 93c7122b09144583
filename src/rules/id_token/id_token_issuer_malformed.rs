//! The form of an ID token's issuer.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::rule::{id_token, jwt_check};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-issuer-malformed",
    title: "Issuer of the ID token that is no https address",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("2")],
    why: "An issuer is an https address without query and fragment; clients that check its form refuse the \
          token.",
    fix: "Set the provider's issuer to an https address without query and fragment; this is for whoever runs \
          the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUvP3Q9MSIsInN1YiI6InUxIiwiYXVkIjoic2hvcCIsImV4cCI6MTc5NTQ3MDAwMCwiaWF0IjoxNzk1NDY2NDAwfQ.c2lnbmF0dXJl\"}"),
    good: example(examples::ID_TOKEN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens: Vec<(Location, Jwt)> = flow
        .id_tokens()
        .map(|(message, in_answer, token)| (jwt_check::place(message, in_answer), token))
        .collect();
    if tokens.is_empty() {
        return id_token::none(flow);
    }
    token::each(tokens.into_iter(), |(place, token)| judge(place, &token))
}

fn judge(place: Location, token: &Jwt) -> Verdict {
    let Some(issuer) = token.claim_text("iss") else { return Verdict::NotApplicable };
    let what = match url::Url::parse(issuer) {
        // Google's old tokens leave the scheme out.
        Err(_) if issuer == "accounts.google.com" => return Verdict::NotApplicable,
        Err(_) => "no address",
        Ok(url) if url.query().is_some() || url.fragment().is_some() => "an address with a query or fragment",
        Ok(url) if url.scheme() != "https" && !crate::http::is_loopback(&url) => "not https",
        Ok(_) => return Verdict::pass("The issuer is an https address"),
    };
    Finding::at(place, format!("`iss` of the ID token is `{issuer}`, {what}")).verdict()
}
