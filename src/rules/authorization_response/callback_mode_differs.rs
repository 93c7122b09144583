//! The response comes in the way that was asked for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-mode-differs",
    title: "Response delivered in another way than asked for",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::ResponseTypes.at("2.1"), Document::FormPost.at("2")],
    why: "A client that waits for a form post does not look into the query, and a server never sees a \
          fragment.",
    fix: "Set `response_mode` in the client to the way in which it reads the response, and check that \
          the provider knows that mode.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&response_mode=form_post HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>No response</p>"),
    good: example(examples::CALLBACK),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let kinds = request.given("response_type").unwrap_or_default();
    let by_front = authorize::words(kinds).iter().any(|kind| matches!(*kind, "token" | "id_token"));
    let default = if by_front { "fragment" } else { "query" };
    let asked = request.given("response_mode").map_or(default, |mode| match mode.strip_suffix("jwt") {
        Some("") => default,
        Some(rest) => rest.trim_end_matches('.'),
        None => mode,
    });
    // Errors come in whatever way the provider can still manage.
    let response = authorize::responses(flow).find(|response| response.given("error").is_none());
    let Some((response, came)) = response.and_then(|response| Some((response, mode(response)?))) else {
        return Verdict::NotApplicable;
    };
    if came == asked || !matches!(asked, "query" | "fragment" | "form_post") {
        return Verdict::pass(format!("The response comes by `{came}`"));
    }
    let says = format!("The response comes by `{came}`; the request asks for `{asked}`");
    let finding = Finding::at(Location::param(response, "code"), says)
        .and_at(Location::param(request, "response_mode"));
    authorize::taken(flow, finding).verdict()
}

/// How a response travels.
fn mode(response: &Message<'_>) -> Option<&'static str> {
    match response.part {
        Part::RequestBody | Part::ResponseBody => Some("form_post"),
        Part::RequestFragment => Some("fragment"),
        Part::RequestQuery => Some("query"),
        Part::ResponseLocation => {
            let target = response.exchange.redirect_target()?;
            let query = target.split('#').next().unwrap_or_default();
            let in_query =
                ["code=", "response=", "id_token=", "access_token="].iter().any(|name| query.contains(name));
            Some(if in_query { "query" } else { "fragment" })
        }
        _ => None,
    }
}
