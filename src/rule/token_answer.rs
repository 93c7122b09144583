//! What the rules on token answers share: which answers there are, which of them ended the login, and the server's words
//! without the secrets that it repeats. Knows no rule.

use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::provider;

use super::Verdict;

/// Whether a message failed and nothing later mended it.
pub fn has_failed(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let is_it = |failed: &Message<'_>| std::ptr::eq(failed, message);
    flow.failures.iter().any(|failure| flow.messages.get(failure.message).is_some_and(is_it))
}

/// Token requests whose answer is in the capture.
pub fn answered<'f, 'c>(flow: &'f Flow<'c>) -> Vec<&'f Message<'c>> {
    let mut answers: Vec<&Message<'c>> =
        flow.of(Kind::TokenRequest).filter(|message| message.answer.status.is_some()).collect();
    if answers.iter().any(|message| !message.exchange.by_service_worker) {
        answers.retain(|message| !message.exchange.by_service_worker);
    }
    answers
}

/// Token requests that failed and that nothing later mended.
pub fn failed<'f, 'c>(flow: &'f Flow<'c>) -> Vec<&'f Message<'c>> {
    answered(flow).into_iter().filter(|message| has_failed(flow, message)).collect()
}

/// Whether the status says success.
pub fn is_success(message: &Message<'_>) -> bool {
    message.answer.status.is_some_and(|status| (200..300).contains(&status))
}

/// Whether the login went on after a message all the same, or failed elsewhere.
pub fn is_past(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    flow.goes_on_after(message) || !flow.failures.is_empty() && !has_failed(flow, message)
}

/// Token requests that were answered with tokens.
pub fn granted<'f, 'c>(flow: &'f Flow<'c>) -> Vec<&'f Message<'c>> {
    let success = |message: &&Message<'_>| {
        let tokens = ["access_token", "id_token", "refresh_token"];
        is_success(message) && tokens.iter().any(|member| message.answer.brings(member))
    };
    answered(flow).into_iter().filter(success).collect()
}

/// The verdict where no token answer can be looked at.
pub fn none(flow: &Flow<'_>) -> Verdict {
    match flow.first(Kind::TokenRequest) {
        Some(request) if request.answer.status.is_none() => {
            Verdict::lacks("The token request's answer is not in the capture.")
        }
        Some(request) if is_success(request) && !request.answer.recorded => {
            Verdict::lacks("The token answer's body is not in the capture.")
        }
        _ => Verdict::NotApplicable,
    }
}

/// The server's error in a sentence: status, code, description.
pub fn error(message: &Message<'_>) -> String {
    let status = message.answer.status.map(|status| format!("{status}")).unwrap_or_default();
    let Some(error) = &message.answer.error else { return status };
    let code = match scrubbed(message, &error.code) {
        code if code.is_empty() => " without a code".to_owned(),
        code if code == status => String::new(),
        code => format!(" `{code}`"),
    };
    let description = match scrubbed(message, &error.description) {
        says if says.is_empty() => String::new(),
        says => format!(": “{says}”"),
    };
    format!("{status}{code}{description}")
}

/// What the error means: by the provider's own table, else, where the server says nothing more, by the specifications.
pub fn meaning(flow: &Flow<'_>, message: &Message<'_>) -> String {
    let own = provider::meaning(flow.provider, message);
    let silent = message.answer.error.as_ref().is_some_and(|error| error.description.is_empty());
    let standard = || provider::standard_meaning(message).filter(|_| silent);
    let from_own = own.map(|means| format!(". {} means: {means}", flow.provider.name));
    let means = from_own.or_else(|| standard().map(|means| format!(". {means}"))).unwrap_or_default();
    means.trim_end_matches('.').to_owned()
}

/// A text of the server, at most 300 characters, without the secrets of the request it answers.
pub fn scrubbed(message: &Message<'_>, text: &str) -> String {
    const SECRETS: [&str; 12] = [
        "code",
        "code_verifier",
        "client_secret",
        "refresh_token",
        "access_token",
        "device_code",
        "auth_req_id",
        "password",
        "assertion",
        "client_assertion",
        "subject_token",
        "state",
    ];
    let mut text = text.to_owned();
    let given = SECRETS.iter().flat_map(|name| message.params.all(name));
    for secret in given.flat_map(|param| [param.value(), param.raw.expose()]).filter(|text| text.len() >= 4) {
        text = text.replace(secret, "…");
    }
    if let Some(basic) = message.basic().filter(|basic| basic.secret.expose().len() >= 4) {
        text = text.replace(basic.secret.expose(), "…");
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(300).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
