//! ID tokens without a signature.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-algorithm-none",
    title: "ID token without a signature (`alg` is `none`)",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("2"), Document::Rfc7519.at("6")],
    why: "Nothing proves that the provider has made this token; anybody can write one for anybody. Clients \
          refuse it.",
    fix: "Let the provider's administrator set a signing algorithm for this client's ID tokens, `RS256` or \
          `ES256`.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.\"}"),
    good: example(crate::rule::id_token::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let unsigned = tokens.iter().filter(|token| {
        token.jwt.algorithm().is_some_and(|algorithm| algorithm.eq_ignore_ascii_case("none"))
    });
    let agreed = config.id_token_signed_response_alg.as_deref() == Some("none");
    let findings = unsigned
        // OpenID Connect Core, section 2: allowed where the client registered it and uses the code flow only.
        .filter(|token| !(agreed && token.answered))
        .map(|token| Finding::at(token.place("alg"), "The ID token's `alg` is `none`: it is not signed"))
        .collect();
    let algorithms: Vec<String> = tokens
        .iter()
        .filter_map(|token| token.jwt.algorithm().map(|algorithm| format!("`{algorithm}`")))
        .collect();
    Verdict::of(findings, format!("The ID token's `alg` is {}", algorithms.join(" and ")))
}
