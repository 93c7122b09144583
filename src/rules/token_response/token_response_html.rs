//! An HTML page where the token endpoint's JSON is due.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{answered, failed, none, scrubbed};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-response-html",
    title: "HTML page instead of a token answer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.1"), Document::Rfc6749.at("5.2")],
    why: "A token endpoint answers in JSON. A page means that something else answered: a login page, an error \
          page, a firewall, or an address that is not the token endpoint.",
    fix: "Compare the token endpoint's address in the client with the provider's metadata; if it is right, \
          find out from the page who answered and let the request through there.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<!doctype html><title>Sign in</title><form><input type=\"password\"></form>"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let answers = answered(flow);
    if answers.is_empty() {
        return none(flow);
    }
    let findings: Vec<Finding> =
        failed(flow).into_iter().filter(|request| is_html(request)).map(found).collect();
    if findings.is_empty() && answers.iter().all(|request| !request.answer.recorded) {
        return Verdict::lacks("The token answer's body is not in the capture.");
    }
    Verdict::of(findings, "No token answer is a page")
}

fn is_html(request: &Message<'_>) -> bool {
    let text = request.exchange.response.body.text().unwrap_or_default().trim_start();
    let begin: String = text.chars().take(500).collect::<String>().to_ascii_lowercase();
    request.answer.json.is_none()
        && begin.starts_with('<')
        && (["<!doctype html", "<html", "<head", "<body", "<title", "<h1"]
            .iter()
            .any(|tag| begin.contains(tag))
            || request.exchange.response.media_type == "text/html")
}

fn found(request: &Message<'_>) -> Finding {
    let status = request.answer.status.unwrap_or_default();
    let page = request.answer.page.as_deref().unwrap_or_default();
    let words = scrubbed(request, page);
    let short: String = words.chars().take(120).collect();
    let dots = if short.len() < words.len() { "…" } else { "" };
    let quoted = if short.is_empty() { String::new() } else { format!(": “{short}{dots}”") };
    let says =
        format!("The token request is answered {status} with {}{quoted}", kind_of_page(request, status));
    Finding::at(Location::of(request, Part::ResponseBody, None), says)
}

fn kind_of_page(request: &Message<'_>, status: u16) -> String {
    let source = request.exchange.response.body.text().unwrap_or_default().to_ascii_lowercase();
    if let Some((edge, _)) = crate::edge::answered(request) {
        return format!("a page of {}", edge.name);
    }
    if source.contains("type=\"password\"") || source.contains("type='password'") {
        return "a login page".into();
    }
    if status >= 400 { "an error page".into() } else { "a page".into() }
}
