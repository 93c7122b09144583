//! ID tokens signed with a secret that the client does not have.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jws::is_symmetric;
use crate::rule::id_token::{none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-symmetric-public-client",
    title: "ID token signed with a client secret for a public client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("10.1")],
    why: "An HMAC is verified with the client's secret. A public client, an app in a browser or on a \
          phone, has none, so it can never verify such a token.",
    fix: "Let the provider's administrator set this client's ID token algorithm to `RS256` or `ES256`; \
          never put a secret into the app instead.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"client_type\":\"public\"}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJIUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.G3dRg-hf0caG_XBwg6oUaSAOge86NZCNdh0Pa5WAmbQ\"}"),
    good: example(examples::SIGNED_ID_TOKEN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let Some(public) = config.is_confidential().map(|confidential| !confidential) else {
        return Verdict::lacks("Whether the client is public is not in the configuration.");
    };
    if !public {
        return Verdict::NotApplicable;
    }
    let findings = tokens
        .iter()
        .filter_map(|token| token.jwt.algorithm().map(|own| (token, own)))
        .filter(|(_, own)| is_symmetric(own))
        .map(|(token, own)| {
            let says =
                format!("The ID token is signed with `{own}`, by a client secret; the client is public");
            Finding::at(token.place("alg"), says)
        });
    Verdict::of(findings.collect(), "The ID token is signed with a key pair")
}
