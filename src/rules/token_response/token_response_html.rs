//! A page where the token endpoint's JSON is due.

use crate::config::ClientConfig;
use crate::edge;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-response-html",
    title: "Page in place of the token answer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.1"), Document::Rfc6749.at("5.2")],
    why: "The answer is a page for people, not one for programs. The request did not reach a token \
          endpoint: a login page, an error page or a firewall answered.",
    fix: "Set the token endpoint to the address of the provider's metadata; if it is that, have its \
          operator look who answers there in its place.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<!doctype html><title>Sign in</title><form><input name=\"password\"></form>",
    good: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::answers(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let answer = &request.answer;
    let Some(status) = answer.status else { return Verdict::NotApplicable };
    if !answer.recorded || (300..400).contains(&status) {
        return Verdict::NotApplicable;
    }
    if answer.json.is_some() {
        return Verdict::pass("The token endpoint answers in a form for programs");
    }
    let text = request.exchange.response.body.text().unwrap_or_default().trim_start();
    let html = text.starts_with('<') || request.exchange.response.media_type.contains("html");
    let Some(page) = answer.page.as_deref().filter(|_| html) else { return Verdict::NotApplicable };
    let lower = text.to_ascii_lowercase();
    let form = lower.contains("type=\"password\"") || lower.contains("name=\"password\"");
    let (which, firewall) = match edge::answered(request) {
        Some((edge, _)) => (format!("a page of {}", edge.name), true),
        None if form => ("a login page".to_owned(), false),
        None if lower.starts_with("<?xml") => ("XML".to_owned(), false),
        None if status >= 400 => ("an error page".to_owned(), false),
        None => ("a page".to_owned(), false),
    };
    let begin: String = token::without_secrets(request, page).chars().take(120).collect();
    let shown = if begin.is_empty() { String::new() } else { format!(": `{begin}`") };
    let says = format!("The token endpoint answers with {status} and {which}{shown}");
    let finding = Finding::at(Location::of(request, Part::ResponseBody, None), says);
    // What answers with a fault or in the server's place is told by its own rules.
    if firewall || status >= 500 { finding.likely().verdict() } else { finding.verdict() }
}
