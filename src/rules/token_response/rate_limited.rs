//! Answers that tell the client to slow down.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "rate-limited",
    title: "Too many requests",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9110.at("10.2.3"), Document::Rfc9110.at("15.5")],
    why: "The server answers nothing more for a while, since too many requests came from this client, user \
          or address.",
    fix: "Wait as long as `Retry-After` says, then retry with growing pauses; find what repeats the \
          request: a loop, a poll, many instances behind one address.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 429 Too Many Requests
< Content-Type: application/json
< Retry-After: 30
<
{\"error\":\"rate_limit_exceeded\"}",
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
    let asked = flow
        .messages
        .iter()
        .filter(|message| !matches!(message.kind, Kind::AuthorizationResponse | Kind::ClientPage));
    token::each(asked, judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let Some(status) = message.answer.status else { return Verdict::NotApplicable };
    let headers = &message.exchange.response.headers;
    let words = message.answer.words().to_ascii_lowercase();
    let told = ["rate limit", "rate_limit", "ratelimit", "too many requests"]
        .iter()
        .any(|word| words.contains(word));
    let spent = headers.first("x-ratelimit-remaining").is_some_and(|left| left.trim() == "0");
    let limited = status == 429 || (matches!(status, 400 | 403 | 503) && (told || spent));
    if !limited {
        return match message.kind {
            Kind::TokenRequest => Verdict::pass("The token endpoint does not ask to slow down"),
            _ => Verdict::NotApplicable,
        };
    }
    let wait = headers.first("retry-after").map(|wait| match wait.trim().parse::<u64>() {
        Ok(seconds) => format!("; it says to wait {seconds} seconds"),
        Err(_) => format!("; it says to wait until `{wait}`"),
    });
    let says = format!(
        "`{}` answers with {status}: too many requests{}",
        message.exchange.address(),
        wait.clone().unwrap_or_else(|| "; it does not say how long to wait".into())
    );
    let finding = Finding::at(Location::of(message, Part::ResponseStatus, None), says);
    let finding = if status == 429 { finding } else { finding.likely() };
    match wait {
        Some(_) => finding.and_at(Location::of(message, Part::ResponseHeader, Some("retry-after"))).verdict(),
        None => finding.verdict(),
    }
}
