//! Personal data in ID tokens that pass through URLs.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::id_token::{none, tokens};
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-personal-data",
    title: "ID token with personal data in a URL",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::OidcCore.at("5.4"), Document::OidcCore.at("17.1")],
    why: "A token in a fragment or query passes through the address bar: it stays in histories and \
          logs, and every script of the page can read it. Name, address or e-mail in it go with it.",
    fix: "Use the code flow in the client, so that the token comes straight from the provider, or ask \
          for the personal claims at the userinfo endpoint.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#state=a1b2c3&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiZW1haWwiOiJhZGFAZXhhbXBsZS5jb20ifQ.yU2D-JPtPFgquCq5yZW4-K7aRCtx6ktJs8q6yEhVhn9fT8W9umdYuV0zuuzI-G_yXV1k2gyVJvwMlvRjLyg9rw
<"),
    good: example("> GET https://op.example/authorize?response_type=id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#state=a1b2c3&id_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIn0.1u06pFfkOaL4SlNyMrOoios_W166dCdMMciqI9gQjXhXyJ9SNVqpYbxwy2LDKL_1YBVkMehXAwXn1EwrLhRQ5Q
<"),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

/// Claims of OpenID Connect Core, section 5.1, that tell who somebody is.
const PERSONAL: [&str; 12] = [
    "name",
    "given_name",
    "family_name",
    "email",
    "phone_number",
    "address",
    "birthdate",
    "gender",
    "picture",
    "preferred_username",
    "upn",
    "profile",
];

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let in_url =
        |part: Part| matches!(part, Part::RequestQuery | Part::RequestFragment | Part::ResponseLocation);
    let findings: Vec<Finding> = tokens
        .iter()
        .filter(|token| !token.answered && in_url(token.message.part))
        .filter_map(|token| {
            let own: Vec<String> = PERSONAL
                .iter()
                .filter(|claim| token.jwt.claims.contains_key(**claim))
                .map(|claim| format!("`{claim}`"))
                .collect();
            let first = own.first()?.trim_matches('`').to_owned();
            let says = format!("The ID token in the URL holds {}", own.join(", "));
            Some(Finding::at(token.place(&first), says))
        })
        .take(1)
        .collect();
    Verdict::of(findings, "No personal data passes through a URL with the ID token")
}
