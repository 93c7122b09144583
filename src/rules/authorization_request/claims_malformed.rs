//! The claims that are asked for are a JSON object.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "claims-malformed",
    title: "Malformed `claims`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("5.5")],
    why: "The provider cannot read which claims the client wants and refuses the request.",
    fix: "Write `claims` in the client as JSON with the members `userinfo` and `id_token`, and \
          percent-encode it once.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&claims=%7Bid_token%3A%7Bemail%3Anull%7D%7D HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_request&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&claims=%7B%22id_token%22%3A%7B%22email%22%3Anull%7D%7D HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "claims", |request, claims| {
        let Some(what) = wrong(claims) else {
            return Verdict::pass("`claims` is a JSON object as the specification has it");
        };
        let finding = Finding::at(Location::param(request, "claims"), format!("`claims` {what}"));
        authorize::settled(flow, finding).verdict()
    })
}

fn wrong(claims: &str) -> Option<String> {
    let members = match serde_json::from_str(claims) {
        Ok(Value::Object(members)) => members,
        Ok(_) => return Some("is JSON, but no object".into()),
        Err(error) => return Some(format!("is no JSON: it breaks off at column {}", error.column())),
    };
    let lists = ["userinfo", "id_token"].into_iter().filter_map(|name| Some((name, members.get(name)?)));
    lists.into_iter().find_map(|(name, list)| match list {
        Value::Object(claims) => {
            let (claim, _) =
                claims.iter().find(|(_, value)| !matches!(value, Value::Null | Value::Object(_)))?;
            Some(format!("has neither an object nor `null` for `{claim}` in `{name}`"))
        }
        Value::Null => None,
        _ => Some(format!("has no object as `{name}`")),
    })
}
