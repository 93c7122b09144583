//! Scopes that were asked for and not granted.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{DEVICE_GRANT, Kind, Message, Part};
use crate::rule::scopes::{covers, is_spoken_for};
use crate::rule::token_answer::{granted, has_failed, none};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-granted-less",
    title: "Fewer scopes granted than asked for",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("3.3"), Document::Rfc6749.at("5.1")],
    why: "The access token is good, but calls that need a missing scope will be refused later with 403, far \
          from the cause.",
    fix: "Let the provider's administrator or the person consent to the missing scopes, or remove them from \
          the client's request.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=orders%20invoices&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"scope\":\"orders\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=orders%20invoices&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"scope\":\"orders invoices\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answers = granted(flow);
    if answers.is_empty() {
        return none(flow);
    }
    let scoped: Vec<(&Message<'_>, String, String)> = answers
        .iter()
        .filter_map(|request| Some((*request, asked(flow, request)?, given(request)?)))
        .collect();
    if scoped.is_empty() {
        return Verdict::NotApplicable;
    }
    let findings =
        scoped.iter().filter_map(|(request, asked, given)| found(flow, request, asked, given)).collect();
    Verdict::of(findings, "Every scope that was asked for is granted")
}

fn asked(flow: &Flow<'_>, request: &Message<'_>) -> Option<String> {
    let own = request.given("scope");
    let login = || flow.authorization_request().or(flow.first(Kind::DeviceAuthorization))?.given("scope");
    // What a token is exchanged for, and what a client asks for itself, is asked for anew.
    let of_login =
        matches!(request.grant(), None | Some("authorization_code" | "refresh_token" | DEVICE_GRANT));
    own.or_else(|| of_login.then(login).flatten()).map(str::to_owned)
}

/// `scope` of the answer: a string, or a list (Twitch). Left out or empty it tells nothing.
fn given(request: &Message<'_>) -> Option<String> {
    let scope = request.answer.json.as_ref()?.get("scope")?;
    let listed = scope
        .as_array()
        .map(|words| words.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(" "));
    listed.or_else(|| scope.as_str().map(str::to_owned)).filter(|scope| !scope.trim().is_empty())
}

fn found(flow: &Flow<'_>, request: &Message<'_>, asked: &str, given: &str) -> Option<Finding> {
    let words = |scope: &str| -> Vec<String> {
        scope.split([' ', ',', '+']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let granted = words(given);
    let missing: Vec<String> = words(asked)
        .into_iter()
        .filter(|word| !is_spoken_for(word, request) && !granted.iter().any(|granted| covers(granted, word)))
        .map(|word| format!("`{word}`"))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let place = Location::of(request, Part::ResponseBody, Some("scope"));
    let says = format!("Asked for `{asked}`, granted `{given}`: {} missing", missing.join(", "));
    let rows = vec![
        Row::clear("Asked for", None, asked, None),
        Row::clear("Granted", Some(place.clone()), given, None),
    ];
    let finding = Finding::at(place, says).rows(rows);
    let refused_later = flow.messages.iter().any(|message| {
        matches!(message.kind, Kind::ApiCall | Kind::Userinfo)
            && message.answer.status == Some(403)
            && has_failed(flow, message)
    });
    Some(if refused_later {
        finding.class(Class::Failure).likely()
    } else {
        finding.severity(Severity::Info)
    })
}
