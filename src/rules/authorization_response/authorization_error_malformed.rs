//! What an error says has allowed characters, and its address is one.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-error-malformed",
    title: "Error response with characters that are not allowed",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("4.1.2.1")],
    why: "Strict client libraries refuse such a response as a whole, and show a parser's message \
          in place of what the provider said.",
    fix: "Let the provider write `error` and `error_description` in plain ASCII without quotation \
          marks and backslashes, and `error_uri` as an address.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=access_denied&error_description=Zugriff%20f%C3%BCr%20%22shop%22%20verweigert&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=access_denied&error_description=The%20person%20said%20no&state=a1b2c3
<"),
    evidence: Evidence::Seen(Subject::Refusal),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let failed = authorize::responses(flow).find(|response| response.given("error").is_some());
    let Some(response) = failed else { return Verdict::NotApplicable };
    // Microsoft's descriptions have several lines.
    let lines = matches!(flow.provider.id, "entra" | "b2c" | "adfs");
    match wrong(response, lines) {
        None => Verdict::pass("The error's texts have allowed characters only"),
        Some((name, what)) => {
            Finding::at(Location::param(response, name), format!("`{name}` {what}")).verdict()
        }
    }
}

fn wrong(response: &Message<'_>, lines: bool) -> Option<(&'static str, String)> {
    let strange = |text: &str| {
        let is_strange =
            |c: &char| !((' '..='~').contains(c) || lines && c.is_whitespace()) || matches!(c, '"' | '\\');
        text.chars().find(is_strange)
    };
    let texts = ["error", "error_description"].into_iter();
    let mut texts = texts.filter_map(|name| Some((name, strange(response.given(name)?)?)));
    if let Some((name, c)) = texts.next() {
        return Some((name, format!("has the character U+{:04X}, which is not allowed", u32::from(c))));
    }
    let address = response.given("error_uri")?;
    let readable = address.starts_with('/') || url::Url::parse(address).is_ok();
    (!readable || address.contains(' ')).then(|| ("error_uri", "is no address".to_owned()))
}
