//! Scopes are separated by spaces; a comma, a semicolon, a literal plus sign or quotation marks make one unknown
//! scope of them.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-separator",
    title: "`scope` with another separator than the space",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.3")],
    why: "The provider reads the list up to the next space. With commas or a `+` that was encoded as `%2B` \
          it sees one long scope that nobody has.",
    fix: "Separate the scopes in the client by single spaces, and let the query builder encode them once \
          (`%20` or `+`).",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=email%2Bprofile HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>The requested scope is invalid</p>"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=email%20profile HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let Some(scope) = request.given("scope") else { return Verdict::NotApplicable };
    // These take commas.
    let host = request.exchange.url().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let hosts =
        ["kakao.com", "linear.app", "pinterest.com", "strava.com", "tiktok.com", "todoist.com", "vk.com"];
    let commas = ["github", "slack", "shopify", "meta", "reddit"].contains(&flow.provider.id)
        || hosts.iter().any(|end| host.ends_with(end));
    let Some(what) = separator(scope, commas) else {
        return Verdict::pass(format!("The scopes in `{scope}` are separated as the provider reads them"));
    };
    let place = Location::param(request, "scope");
    let finding = Finding::at(place, format!("`scope` is `{scope}`: {what}"));
    match authorize::refused_for(flow, &["scope"]) {
        true => finding,
        false => authorize::settled(flow, finding),
    }
    .verdict()
}

/// A comma or a plus sign may be part of a scope's name (RFC 6749, section 3.3), so both sides must look like names.
fn separator(scope: &str, commas: bool) -> Option<&'static str> {
    if scope.contains('"') || (scope.starts_with('\'') && scope.ends_with('\'')) {
        return Some("quotation marks are a part of it");
    }
    let splits = |by: char| {
        let parts: Vec<&str> = scope.split(by).map(str::trim).collect();
        parts.len() > 1
            && parts.iter().all(|part| part.starts_with(|first: char| first.is_ascii_alphabetic()))
    };
    let known = [
        (!commas && splits(','), "commas stand where spaces are due"),
        (splits(';'), "semicolons stand where spaces are due"),
        (splits('+'), "a literal `+` (`%2B` on the wire) stands where a space is due"),
        (splits('|'), "`|` stands where spaces are due"),
        (scope.contains(['\t', '\n', '\r']), "a tab or line end stands where a space is due"),
    ];
    known.iter().find(|(holds, _)| *holds).map(|(_, what)| *what)
}
