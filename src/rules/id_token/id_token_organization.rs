//! The organization of the ID token against the one asked for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-organization",
    title: "ID token of another organization",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7")],
    why: "With `organization` the login is for members of one organization. A token without it, or of \
          another, would let somebody in who belongs elsewhere; the client must refuse it.",
    fix: "Pass the organization's id in the client as `organization`, and compare it with `org_id` of \
          the ID token (or its name with `org_name`).",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&organization=org_1 HTTP/1.1
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
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwib3JnX2lkIjoib3JnXzIifQ.V62oFnGgd55K3z7qY8q9fpOH7Tie3mJcW2Nn9ey9jLAtjWkfw1_Rrw59vZhFP5tI99KcjBGEbzjtLOgVLtc8CA\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&organization=org_1 HTTP/1.1
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
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwib3JnX2lkIjoib3JnXzEifQ.riCx0iLYOBjRFXZxlg5yW6GMgQtdpcN5eR3D7AhXjvGAVFp047rfCOPasIy2JW3YNyv5pmTHHS99JeBaMsRTQA\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut tokens = tokens(flow);
    let Asked::Sent(wanted, _) = asked(flow, "organization") else { return Verdict::NotApplicable };
    if tokens.is_empty() {
        return none(flow);
    }
    tokens.retain(|token| !token.is_refreshed());
    token::each(tokens.iter(), |token| judge(token, &wanted))
}

/// Auth0: an id begins with `org_`, everything else is a name, compared without regard to case.
fn judge(token: &Token<'_, '_>, wanted: &str) -> Verdict {
    let claim = if wanted.starts_with("org_") { "org_id" } else { "org_name" };
    let place = token.place(claim);
    match token.jwt.claim_text(claim) {
        Some(own) if own.eq_ignore_ascii_case(wanted) => {
            Verdict::pass(format!("The ID token's `{claim}` is `{own}`, as asked for"))
        }
        Some(own) => {
            let says = format!("The ID token's `{claim}` is `{own}`, asked for was `{wanted}`");
            Finding::at(place.clone(), says)
                .compared(("Authorization request", None, wanted), ("ID token", Some(place), own))
                .verdict()
        }
        None => {
            let says = format!("The ID token has no `{claim}`, asked for was `{wanted}`");
            Finding::at(place, says).likely().verdict()
        }
    }
}
