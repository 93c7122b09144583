//! An error of the token endpoint behind a status of success.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::provider;
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-error-in-200",
    title: "Token error with status 200",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.2")],
    why: "The answer says 200 and holds an error. A client that looks at the status only goes on without \
          tokens and fails later, with another message.",
    fix: "Look for `error` in the token answer before using it, whatever the status, and correct what it \
          names.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"error\":\"bad_verification_code\",\"error_description\":\"The code passed is incorrect or expired.\"}",
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
    let answer = &request.answer;
    let Some(status) = answer.status.filter(|status| (200..300).contains(status)) else {
        return Verdict::NotApplicable;
    };
    // A poll of the device flow that is told to go on is no failure (RFC 8628, section 3.5).
    let Some(error) = answer.error.as_ref().filter(|_| !answer.brings("access_token")) else {
        return match answer.recorded {
            true => Verdict::pass(format!("The answer with {status} holds no error")),
            false => Verdict::lacks("The token answer's body is not in the capture."),
        };
    };
    if matches!(error.code.as_str(), "authorization_pending" | "slow_down") {
        return Verdict::NotApplicable;
    }
    let description = match error.description.as_str() {
        "" => String::new(),
        text => format!(": `{}`", token::without_secrets(request, text)),
    };
    let means = provider::means(flow.provider, request).map(|means| format!(". {means}")).unwrap_or_default();
    let says = format!(
        "The token endpoint answers with {status}, but with the error \
            `{}`{description}{means}",
        error.code
    );
    let place = Location::of(request, Part::ResponseStatus, None);
    Finding::at(Location::answer(request), says.trim_end_matches('.')).and_at(place).verdict()
}
