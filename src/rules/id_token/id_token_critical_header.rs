//! ID tokens with header members that must be understood.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-critical-header",
    title: "ID token with a critical header member",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7515.at("4.1.11")],
    why: "What `crit` lists must be understood by whoever reads the token, or the token must be \
          refused. Client libraries understand none of it unless told so.",
    fix: "Let whoever runs the provider leave `crit` out of the ID tokens of this client, or teach the \
          client's library the members it lists.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJjcml0IjpbImh0dHBzOi8vb3AuZXhhbXBsZS94Il0sImh0dHBzOi8vb3AuZXhhbXBsZS94Ijp0cnVlfQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.zwFET9Hu8IIDfJbDNm2vsPNE1sd4vWlh71G3N2e3-EhHoqaUa3guBUgOIIjb-T_csWHJNtzf4autYvw0gc4ZRA\"}"),
    good: example(examples::SIGNED_ID_TOKEN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let findings = tokens.iter().filter_map(|token| {
        let listed = token.jwt.header.get("crit")?;
        let says = format!("The ID token demands that `{listed}` of its header be understood (`crit`)");
        Some(Finding::at(token.place("crit"), says).likely())
    });
    Verdict::of(findings.collect(), "The ID token's header demands nothing unusual")
}
