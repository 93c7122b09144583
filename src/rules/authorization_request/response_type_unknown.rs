//! A response type is made of four known words.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::nearest::nearest;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-type-unknown",
    title: "Unknown `response_type`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1.1"), Document::ResponseTypes.at("5")],
    why: "The provider does not know which kind of answer the client wants, and refuses the request.",
    fix: "Send `response_type=code` in the client; other words are `token`, `id_token` and `none`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=authorization_code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=unsupported_response_type&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "response_type", |request, asked| {
        let strange: Vec<&str> =
            authorize::words(asked).into_iter().filter(|word| !KNOWN.contains(word)).collect();
        let Some(first) = strange.first() else {
            return Verdict::pass(format!("`response_type` is `{asked}`"));
        };
        let meant = match *first {
            "authorization_code" | "Code" | "CODE" => "code",
            other => nearest(other, KNOWN.into_iter()).unwrap_or("code"),
        };
        let says =
            format!("`response_type` is `{asked}`; `{first}` is no known word, `{meant}` is the nearest");
        authorize::settled(flow, Finding::at(Location::param(request, "response_type"), says)).verdict()
    })
}

/// The last is what Google's script for pages (`gapi.auth`) asks for beside the others.
const KNOWN: [&str; 5] = ["code", "token", "id_token", "none", "gsession"];
