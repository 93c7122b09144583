//! The scope that was granted against the one that was asked for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-granted-less",
    title: "Less scope granted than asked for",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("3.3"), Document::Rfc6749.at("5.1")],
    why: "The provider gave less than the client asked for. The login works, and a later call that needs \
          the missing scope is refused.",
    fix: "Look at the scope of the token answer before using it; have the provider's administrator allow \
          the missing scopes for the client, or ask the person again.",
    config: "",
    bad: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=read%20write HTTP/1.1
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
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"scope\":\"read\"}",
    good: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=read%20write HTTP/1.1
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
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"scope\":\"write read\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // These answer with scopes in other words than they were asked for.
    if matches!(flow.provider.id, "github" | "shopify" | "google") {
        return Verdict::NotApplicable;
    }
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(granted) = request.answer.text("scope").filter(|scope| !scope.is_empty()) else {
        return Verdict::NotApplicable;
    };
    let (asked, by) = match asked(flow, "scope") {
        Asked::Sent(scope, by) => (scope, by),
        Asked::Unseen(what) => return Verdict::lacks(what),
        Asked::Absent(_) => return Verdict::NotApplicable,
    };
    let names: Vec<String> = granted.split([' ', ',']).map(short).collect();
    let comma = if asked.contains(',') { ',' } else { ' ' };
    let missing: Vec<&str> = asked
        .split([' ', comma])
        .filter(|scope| !scope.is_empty() && !names.contains(&short(scope)) && !is_silent(scope, request))
        .collect();
    let [first, ..] = missing.as_slice() else {
        return Verdict::pass("Every scope that was asked for is granted");
    };
    let refused = flow
        .of(Kind::ApiCall)
        .chain(flow.of(Kind::Userinfo))
        .any(|call| call.answer.error.as_ref().is_some_and(|error| error.code == "insufficient_scope"));
    let listed: Vec<String> = missing.iter().map(|scope| format!("`{scope}`")).collect();
    let here = Location::of(request, Part::ResponseBody, Some("scope"));
    let mut there = Location::param(by, "scope");
    there.span = asked.find(first).map(|at| (at, at + first.len()));
    let says = format!("Asked for and not granted: {}; granted: `{granted}`", listed.join(", "));
    let finding = Finding::at(here.clone(), says).and_at(there.clone()).rows(vec![
        Row::clear("Asked for", Some(there), &asked, None),
        Row::clear("Granted", Some(here), granted, None),
    ]);
    if refused { finding.severity(Severity::Warning).verdict() } else { finding.verdict() }
}

/// The last part of a scope that is written as a URI (`https://graph.microsoft.com/User.Read`), lower case.
fn short(scope: &str) -> String {
    scope.rsplit('/').next().unwrap_or(scope).to_ascii_lowercase()
}

/// Scopes that are granted without being repeated.
fn is_silent(scope: &str, request: &Message<'_>) -> bool {
    match scope {
        "offline_access" => true,
        "openid" | "profile" | "email" => request.answer.brings("id_token"),
        _ => scope.ends_with(".default"),
    }
}
