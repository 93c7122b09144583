//! Whether the response is secured as it was asked for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "jarm-expected",
    title: "Authorization response that is not secured as asked for",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Jarm.at("2.3")],
    why: "A client that asked for a secured response does not look at a plain one, and the other way \
          round: it finds no code and fails.",
    fix: "Use `response_mode` with `.jwt` in the client only where the provider lists it in \
          `response_modes_supported`, and let the administrator allow it for this client.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&response_mode=query.jwt HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(crate::rule::jarm::EXAMPLE),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let Some(response) = flow.authorization_response() else { return Verdict::NotApplicable };
    let stored = config.response_mode.clone();
    let mode = match asked(flow, "response_mode") {
        Asked::Sent(mode, _) => Some(mode),
        Asked::Absent(_) | Asked::Unseen(_) => stored,
    };
    let wanted = mode.as_deref().is_some_and(|mode| mode == "jwt" || mode.ends_with(".jwt"));
    let secured = response.given("response").is_some_and(|text| text.contains('.'));
    let plain = response.given("code").is_some() || response.given("error").is_some();
    match (wanted, secured) {
        (true, true) => Verdict::pass("The response is secured, as asked for"),
        (true, false) if plain => {
            let mode = mode.unwrap_or_default();
            let says = format!("A secured response was asked for (`{mode}`), the response is plain");
            Finding::at(Location::param(response, "code"), says).likely().verdict()
        }
        (false, true) => {
            let says = "The response is secured (`response`), which was not asked for";
            Finding::at(Location::param(response, "response"), says).likely().verdict()
        }
        (true, false) | (false, false) => Verdict::NotApplicable,
    }
}
