//! A response mode is one that the provider knows.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::nearest::nearest;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-mode-unsupported",
    title: "Unknown or unlisted `response_mode`",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::ResponseTypes.at("2.1"), Document::Rfc8414.at("2")],
    why: "The provider refuses the request, or sends the response in another way than the client waits \
          for.",
    fix: "Leave `response_mode` out in the client, or use one that the provider's metadata lists.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&response_mode=form-post HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_request&state=a1b2c3
<"),
    good: example(examples::RESPONSE_MODE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "response_mode", |request, mode| {
        let place = || Location::param(request, "response_mode");
        if !KNOWN.contains(&mode) {
            let near = nearest(mode, KNOWN.into_iter()).unwrap_or("query");
            let says = format!("`response_mode` is `{mode}`, which nothing defines; `{near}` is the nearest");
            return authorize::settled(flow, Finding::at(place(), says)).verdict();
        }
        // Without a list, RFC 8414 takes these two for granted.
        let listed = flow.metadata_list("response_modes_supported");
        let Some(listed) = listed.filter(|listed| !listed.is_empty() && !listed.contains(&mode)) else {
            return Verdict::pass(format!("`response_mode` is `{mode}`"));
        };
        if authorize::stage(flow) == authorize::Stage::Accepted {
            return Verdict::pass(format!("The provider takes `{mode}`, although it does not list it"));
        }
        let says = format!(
            "`response_mode` is `{mode}`; the provider's metadata lists {}",
            authorize::named(listed.iter().copied())
        );
        authorize::settled(flow, Finding::at(place(), says)).verdict()
    })
}

/// OAuth 2.0 Multiple Response Types, Form Post Response Mode, JARM, and what providers add for windows.
const KNOWN: [&str; 10] = [
    "query",
    "fragment",
    "form_post",
    "jwt",
    "query.jwt",
    "fragment.jwt",
    "form_post.jwt",
    "web_message",
    "okta_post_message",
    "direct_post",
];
