//! The signature algorithm of an ID token against the registered one.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-algorithm-unexpected",
    title: "ID token signed with another algorithm",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7")],
    why: "A client takes ID tokens of one algorithm, `RS256` unless another is registered. It must refuse \
          a token of another one, since it cannot or may not verify it.",
    fix: "Have the provider's administrator set the client's ID token algorithm to the one that the client \
          expects, or set the client to the provider's.",
    config: "{\"client_id\":\"shop\",\"id_token_signed_response_alg\":\"RS256\",\"metadata\":{\"issuer\":\"https://op.example\"}}",
    bad: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMH0.c2ln\"}",
    good: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMH0.c2ln\"}",
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(flow.id_tokens(), |(message, in_answer, id_token)| {
        let Some(algorithm) = id_token.algorithm().filter(|algorithm| *algorithm != "none") else {
            return Verdict::NotApplicable;
        };
        judge(flow, config, algorithm, jwt_check::place(message, in_answer))
    })
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, algorithm: &str, here: Location) -> Verdict {
    if let Some(registered) = config.id_token_signed_response_alg.as_deref() {
        if registered == algorithm {
            return Verdict::pass(format!("The ID token is signed with `{algorithm}`, as registered"));
        }
        let says = format!(
            "The ID token is signed with `{algorithm}`, the client is registered for \
                `{registered}`"
        );
        let finding = Finding::at(here.clone(), says)
            .compared(("`alg` of the ID token", Some(here), algorithm), ("Registered", None, registered));
        return finding.severity(Severity::Error).verdict();
    }
    if algorithm.starts_with("HS") {
        let public = config.is_confidential() == Some(false);
        let why = match public {
            true => "a public client has no secret to verify it with",
            false => "clients expect `RS256` where nothing else is registered",
        };
        let says = format!(
            "The ID token is signed with `{algorithm}`, that is with the client's secret; \
                {why}"
        );
        return Finding::at(here, says).likely().verdict();
    }
    match flow.metadata_list("id_token_signing_alg_values_supported") {
        Some(listed) if !listed.contains(&algorithm) => {
            let names: Vec<String> = listed.iter().map(|name| format!("`{name}`")).collect();
            let says = format!(
                "The ID token is signed with `{algorithm}`, the provider's metadata lists {}",
                names.join(", ")
            );
            Finding::at(here, says).likely().verdict()
        }
        Some(_) => {
            Verdict::pass(format!("The ID token is signed with `{algorithm}`, which the metadata lists"))
        }
        None => Verdict::lacks(
            "No algorithm is stored for this client, and the provider's metadata is not in \
                the capture.",
        ),
    }
}
