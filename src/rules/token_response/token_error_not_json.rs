//! An error of the token endpoint that is neither JSON nor a page.

use crate::config::ClientConfig;
use crate::edge;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-error-not-json",
    title: "Token error that is not JSON",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.2")],
    why: "Errors of the token endpoint are JSON with an `error`. Clients cannot read anything else and \
          report something vague in its place.",
    fix: "Look at the raw answer for what is wrong; have the provider's operator answer in the form of the \
          specification.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: text/plain
<
Bad credentials",
    good: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::answers(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let answer = &request.answer;
    let Some(status) = answer.status.filter(|status| (400..500).contains(status)) else {
        return Verdict::NotApplicable;
    };
    if edge::answered(request).is_some() || status == 429 {
        return Verdict::NotApplicable;
    }
    if !answer.recorded {
        return Verdict::lacks("The token answer's body is not in the capture.");
    }
    let media = request.exchange.response.media_type.as_str();
    let text = request.exchange.response.body.text().unwrap_or_default().trim();
    let error = answer.error.as_ref().is_some_and(|error| !error.code.is_empty());
    if error && answer.json.is_some() && text.starts_with('{') {
        return Verdict::pass("The token endpoint's error is JSON");
    }
    if text.starts_with('<') || media.contains("html") {
        return Verdict::NotApplicable;
    }
    let what = match (text.is_empty(), answer.json.is_some()) {
        (true, _) => "an empty body".to_owned(),
        (false, true) if text.starts_with(['{', '[']) => "JSON without an `error`".to_owned(),
        (false, _) if media.is_empty() => "a body that is not JSON".to_owned(),
        (false, _) => format!("a body that is not JSON (`{media}`)"),
    };
    let says = format!("The token endpoint refuses with {status} and {what}");
    Finding::at(Location::of(request, Part::ResponseBody, None), says).verdict()
}
