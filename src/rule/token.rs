//! What rules on token requests share: which requests count, one verdict from several, what an answer rules out, and
//! values that an exporter has blanked.

use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::altered::alteration;
use crate::rule::{Finding, Verdict};

/// What a verdict says when a token request's body was not recorded.
pub const BODY: &str = "The token request's body is not in the capture.";

/// What a verdict says when a token request was joined to this login by its place only.
pub const OTHER_LOGIN: &str = "The code of the token request was not issued in this login; its own authorization request is not in the capture.";

/// Answers of token endpoints, and of what the client's own server offers in place of one. The page's copy of a request
/// that a service worker sent counts only where the worker's own is missing.
pub fn answers<'f, 'c>(flow: &'f Flow<'c>) -> impl DoubleEndedIterator<Item = &'f Message<'c>> {
    flow.of(Kind::TokenRequest).filter(move |message| {
        !message.exchange.by_service_worker
            || !flow.of(Kind::TokenRequest).any(|other| {
                !other.exchange.by_service_worker
                    && other.params == message.params
                    && other.exchange.address() == message.exchange.address()
            })
    })
}

/// Token requests: those to the client's own server are none, they follow no specification.
pub fn requests<'f, 'c>(flow: &'f Flow<'c>) -> impl DoubleEndedIterator<Item = &'f Message<'c>> {
    answers(flow).filter(move |message| !is_own_server(flow, message))
}

/// Hosts whose documentation asks their token endpoint by `GET`, with the parameters in the address.
const BY_GET: [&str; 2] = [
    // https://developers.weixin.qq.com/doc/service/en/api/base/api_getaccesstoken
    "api.weixin.qq.com",
    // https://wiki.connect.qq.com/
    "graph.qq.com",
];

/// Whether the provider wants a token request as `GET`. So does Facebook: "Manually build a login flow".
pub fn is_asked_by_get(flow: &Flow<'_>, request: &Message<'_>) -> bool {
    let host = || request.exchange.url().and_then(|url| url.host_str().map(str::to_owned));
    flow.provider.id == "meta" || host().is_some_and(|host| BY_GET.contains(&host.as_str()))
}

/// A page's script hands the code to the server that it came from, and that is not the provider's.
pub fn is_own_server(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    if message.given("grant_type").is_some() {
        return false;
    }
    let (exchange, headers) = (message.exchange, &message.exchange.request.headers);
    let origin = exchange.origin();
    let asked = || flow.authorization_request().and_then(|asked| asked.given("redirect_uri"));
    let at_client = || {
        let url = asked().and_then(|uri| url::Url::parse(uri).ok());
        url.is_some_and(|url| crate::http::origin_of(&url) == origin && !crate::http::is_loopback(&url))
    };
    let same_origin = headers.first("sec-fetch-site") == Some("same-origin")
        || headers.first("origin").is_some_and(|from| from == origin)
        || at_client();
    let of_provider = flow.metadata_text("token_endpoint") == Some(exchange.address())
        || flow.of(Kind::AuthorizationRequest).any(|asked| asked.exchange.origin() == origin);
    // A page of one port may hand the code to the client's server at another.
    let handed_on = message.because == crate::oauth::HANDED_ON;
    (same_origin || handed_on) && !of_provider
}

/// Whether the code that is redeemed was issued in this login, as far as that is to be seen.
pub fn is_of_this_login(flow: &Flow<'_>, request: &Message<'_>) -> bool {
    let issued = || {
        flow.messages
            .iter()
            .filter(|message| matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback))
            .filter_map(|message| message.given("code"))
    };
    let Some(sent) = request.given("code") else { return true };
    let seen = issued().next().is_some();
    issued().any(|code| code == sent || alteration(code, sent).is_some()) || !(seen || succeeded(request))
}

/// Those of them that redeem an authorization code.
pub fn redeeming<'f, 'c>(flow: &'f Flow<'c>) -> impl DoubleEndedIterator<Item = &'f Message<'c>> {
    requests(flow).filter(|message| message.grant() == Some("authorization_code"))
}

/// One verdict from several: failing with all findings, else what cannot be checked, else what passed.
pub fn each<T>(subjects: impl Iterator<Item = T>, judge: impl Fn(T) -> Verdict) -> Verdict {
    one_of(&mut subjects.map(judge))
}

fn one_of(verdicts: &mut dyn Iterator<Item = Verdict>) -> Verdict {
    let (mut findings, mut lacks, mut passed) = (Vec::new(), None, None);
    for verdict in verdicts {
        match verdict {
            Verdict::Fail(found) => findings.extend(found),
            Verdict::NotCheckable(what) => {
                lacks.get_or_insert(what);
            }
            Verdict::Pass(says) => {
                passed.get_or_insert(says);
            }
            Verdict::NotApplicable => {}
        }
    }
    if !findings.is_empty() {
        return Verdict::Fail(findings);
    }
    lacks.map(Verdict::NotCheckable).or(passed.map(Verdict::Pass)).unwrap_or(Verdict::NotApplicable)
}

/// Whether the server gave tokens, or answered with success and its answer was not recorded.
pub fn succeeded(message: &Message<'_>) -> bool {
    let answer = &message.answer;
    let success = answer.status.is_some_and(|status| (200..300).contains(&status));
    let tokens = answer.brings("access_token") || answer.brings("id_token");
    success && answer.error.is_none() && (tokens || !answer.recorded)
}

/// The finding, as only likely where the server's answer names another fault than these error codes, or is not the
/// server's own.
pub fn weighed(finding: Finding, message: &Message<'_>, fitting: &[&str]) -> Finding {
    if says_otherwise(message, fitting) { finding.likely() } else { finding }
}

/// Whether an answer names another fault than these error codes. Codes of a server's own rule nothing out.
pub fn says_otherwise(message: &Message<'_>, fitting: &[&str]) -> bool {
    let code = message.answer.error.as_ref().map(|error| error.code.as_str()).unwrap_or_default();
    let standard = [
        "invalid_client",
        "invalid_grant",
        "invalid_request",
        "invalid_scope",
        "unauthorized_client",
        "unsupported_grant_type",
        "use_dpop_nonce",
        "invalid_dpop_proof",
        "server_error",
        "temporarily_unavailable",
    ];
    let status = message.answer.status.unwrap_or_default();
    (standard.contains(&code) && !fitting.contains(&code))
        || status >= 500
        || status == 429
        || crate::edge::answered(message).is_some()
}

/// A server's words without what it repeats of the request's secrets.
pub fn without_secrets(request: &Message<'_>, text: &str) -> String {
    let open = ["grant_type", "client_id", "redirect_uri", "scope", "response_type", "resource", "audience"];
    let own = request.params.0.iter().filter(|param| !open.contains(&param.name.as_str()));
    own.map(|param| param.value())
        .filter(|value| value.len() >= 6)
        .fold(text.to_owned(), |said, value| said.replace(value, "…"))
}

/// Whether a value was blanked by whoever exported or passed on the capture.
pub fn is_redacted(value: &str) -> bool {
    let filler = |c: char| matches!(c, '*' | 'x' | 'X' | '•' | '.' | '-' | '_' | '#');
    let lower = value.to_ascii_lowercase();
    (value.chars().count() >= 3 && value.chars().all(filler))
        || ["redact", "***", "…", "removed", "masked", "hidden", "sanitized", "scrubbed", "filtered"]
            .iter()
            .any(|word| lower.contains(word))
}

/// A redacted value as a verdict.
pub fn blanked(name: &str) -> Verdict {
    Verdict::NotCheckable(format!("The value of `{name}` was removed from the capture."))
}

#[cfg(test)]
mod tests {
    use super::is_redacted;

    #[test]
    fn blanked_values_are_known() {
        for value in ["[REDACTED]", "***", "xxxx", "<code removed>", "abc***"] {
            assert!(is_redacted(value), "{value}");
        }
        for value in ["SplxlOBeZQQYbYS6WxSbIA", "x", "0.AXkA", "4/0Adeu5BX-x_"] {
            assert!(!is_redacted(value), "{value}");
        }
    }
}
