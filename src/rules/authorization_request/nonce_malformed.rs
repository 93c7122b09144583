//! Characters and length of `nonce`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Rule, Severity, Verdict, asked, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "nonce-malformed",
    title: "`nonce` that may not come back as it was sent",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("15.5.2")],
    why: "Spaces, plus signs, quotation marks and letters beyond ASCII are written differently by different \
          servers, and very long values are cut. Then the client does not know its own `nonce` again.",
    fix: "Let the client make `nonce` of 16 to 32 random bytes in base64url or hexadecimal, and keep \
          everything else in its own storage.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&nonce=a%20b%2B%22c HTTP/1.1
>
< HTTP/1.1 200 OK
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&nonce=n-0S6_WzA2Mj HTTP/1.1
>
< HTTP/1.1 200 OK
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    asked::survives(flow, "nonce")
}
