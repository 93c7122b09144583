//! Scopes that allow very much.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-broad",
    title: "Scope that allows very much",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.3")],
    why: "Whoever gets hold of such a token can read or change everything; many people and administrators \
          refuse the consent.",
    fix: "Ask for the narrowest scope that the client needs, and for the others when they are needed.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=repo%20admin%3Aorg&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=read%3Auser&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let (value, request) = match asked(flow, "scope") {
        Asked::Sent(value, request) => (value, request),
        Asked::Absent(_) => return Verdict::NotApplicable,
        Asked::Unseen(_) if flow.authorization_request().is_none() => return Verdict::NotApplicable,
        Asked::Unseen(what) => return Verdict::lacks(what),
    };
    let broad: Vec<String> = value
        .split([' ', ','])
        .filter(|word| {
            BROAD.iter().any(|known| word.eq_ignore_ascii_case(known)) || word.ends_with("ReadWrite.All")
        })
        .map(|word| format!("`{word}`"))
        .collect();
    if broad.is_empty() {
        return Verdict::pass("No scope is known to allow everything");
    }
    Finding::at(Location::param(request, "scope"), format!("The client asks for {}", broad.join(", ")))
        .verdict()
}

/// Of GitHub, Google and Microsoft Graph, as their documentation describes them.
const BROAD: [&str; 6] = [
    "*",
    "repo",
    "admin:org",
    "delete_repo",
    "https://mail.google.com/",
    "https://www.googleapis.com/auth/cloud-platform",
];
