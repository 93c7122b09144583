//! The error with which the token endpoint refused.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::provider;
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-error",
    title: "Refusal by the token endpoint",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.2")],
    why: "The token endpoint gives no tokens and says why in a code. That code is often more general than \
          the cause.",
    fix: "Correct what the code and its description name; what else was found in this login says which of \
          the possible reasons it is.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\",\"error_description\":\"Code not valid\"}",
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
    token::each(token::answers(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(status) = request.answer.status else { return Verdict::NotApplicable };
    let stands = flow.failures.iter().any(|failure| {
        flow.messages.get(failure.message).is_some_and(|failed| failed.exchange == request.exchange)
    });
    if token::succeeded(request) {
        return Verdict::pass("The token endpoint gives tokens");
    }
    // What is a fault of the server or a limit is told by the rules on those.
    let own = (400..500).contains(&status) && status != 429;
    let Some(error) = request.answer.error.as_ref().filter(|_| stands && own) else {
        return Verdict::NotApplicable;
    };
    let said = [("", &error.code), (": ", &error.description)];
    let said: String = said
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(before, text)| format!("{before}`{}`", token::without_secrets(request, text)))
        .collect();
    let means = provider::means(flow.provider, request).map(|means| format!(". {means}")).unwrap_or_default();
    let says = format!("The token endpoint refuses with {status}, {}{means}", said.trim_start_matches(": "));
    let finding = Finding::at(Location::answer(request), says.trim_end_matches('.'));
    // RFC 8628, section 3.5: not finished yet, and the capture ends here.
    if matches!(error.code.as_str(), "authorization_pending" | "slow_down") {
        return finding.severity(Severity::Info).verdict();
    }
    finding.verdict()
}
