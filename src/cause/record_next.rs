//! What to record to decide between causes that a capture cannot tell apart: mostly an exchange that the browser never
//! saw. Flow, verdicts and configuration come in; one command with a table of its answers goes out.

use crate::config::ClientConfig;
use crate::flow::{Flow, What};
use crate::http::BY_HAND;
use crate::oauth::{Kind, Message};
use crate::report::RecordNext;
use crate::rule::Verdicts;

use super::probe::Answered;
use super::{Diagnosed, Strength, out_of_sight};

/// What to record next, where nothing is proven and the failed exchange is not in the capture, or there without words.
pub fn record_next(
    flow: &Flow<'_>,
    verdicts: &Verdicts,
    config: &ClientConfig,
    diagnosed: &[Diagnosed],
) -> Option<RecordNext> {
    if diagnosed.first().is_some_and(|first| first.weight.strength == Strength::Contradiction) {
        return None;
    }
    let failure = flow.failure()?;
    let message = flow.messages.get(failure.message)?;
    let is_said = super::hear(flow).iter().any(|said| said.strength >= Strength::ServerError);
    if is_said {
        return None;
    }
    match flow.probe.as_ref().map(super::probe::answered) {
        Some(Answered::ByServer) => return Some(of_client()),
        Some(Answered::Refused | Answered::TooMany | Answered::Nobody) => return None,
        Some(Answered::Elsewhere) | None => {}
    }
    let why = why(flow, verdicts, message, failure.what)?;
    let (endpoint, is_known) = token_endpoint(flow, config);
    let mut answers = answers();
    if !is_known {
        answers.push((
            "404 or a page of the provider's".into(),
            "this is not the token endpoint: put in the address that the client is configured with".into(),
        ));
    }
    let command = command(&endpoint, flow, config);
    Some(RecordNext { why, command, answers, ways: ways() })
}

/// The network lets requests through; what the client itself sends is left to be seen.
fn of_client() -> RecordNext {
    RecordNext {
        why: "The request made by hand was answered by the server itself: address and firewall are not it. What the client sends, and by which way, only a recording of the client shows.".into(),
        command: "mitmdump --set hardump=server.har".into(),
        answers: Vec::new(),
        ways: ways().into_iter().skip(1).collect(),
    }
}

fn why(flow: &Flow<'_>, verdicts: &Verdicts, message: &Message<'_>, what: What) -> Option<String> {
    if what == What::ClientFailed {
        let redeems = message.relayed.is_some() || message.given("code").is_some();
        if !redeems || out_of_sight::tokens_came(flow, message) {
            return None;
        }
        if message.relayed.is_none() {
            return Some(format!(
                "{} The client then refused without a word: it did not find its session, or the token endpoint refused the code, out of the browser's sight. An exchange made from there shows whether it is the token endpoint; a recording with cookies, from the client's first page on, whether it is the session.",
                out_of_sight::browsers_part(verdicts),
            ));
        }
        let status = message.relayed.as_ref().and_then(|relayed| relayed.status);
        let refused = match status {
            Some(status) => format!("got {status} for an answer"),
            None => "failed".to_owned(),
        };
        return Some(format!(
            "{} {} redeemed the code itself, out of the browser's sight, and {refused}. Only an exchange made from there can decide between the causes.",
            out_of_sight::browsers_part(verdicts),
            out_of_sight::party(flow),
        ));
    }
    if out_of_sight::is_hidden(flow, message) {
        let status = message.answer.status.map_or("nothing".to_owned(), |status| status.to_string());
        return Some(format!(
            "The client's own endpoint answered {status} in words of its own; what the token endpoint told it is not in the capture."
        ));
    }
    let silent = message.answer.error.is_none() && message.answer.page.is_none();
    let asks_for_tokens = matches!(message.kind, Kind::TokenRequest | Kind::PushedAuthorization);
    (silent && asks_for_tokens && matches!(what, What::NotOAuth | What::Refused)).then(|| {
        let lacks = if message.answer.recorded { "is empty" } else { "is not in the capture" };
        format!("The answer's body {lacks}, so only its status speaks. The same request, made once more where the client runs, shows what it says.")
    })
}

/// The token endpoint, and whether it is known: from the metadata, the stored configuration, an earlier request, or
/// beside the authorization endpoint, where most providers have it.
fn token_endpoint(flow: &Flow<'_>, config: &ClientConfig) -> (String, bool) {
    let stored = config.metadata.as_ref().and_then(|metadata| metadata.get("token_endpoint")?.as_str());
    let seen = flow.first(Kind::TokenRequest).map(|request| request.exchange.address());
    if let Some(known) = flow.metadata_text("token_endpoint").or(stored).or(seen) {
        return (known.to_owned(), true);
    }
    let asked = flow.first(Kind::AuthorizationRequest).map(|request| request.exchange.address());
    let beside = asked.and_then(|address| {
        [
            ("/oauth2/v2.0/authorize", "/oauth2/v2.0/token"),
            ("/openid-connect/auth", "/openid-connect/token"),
            ("/login/oauth/authorize", "/login/oauth/access_token"),
            ("/oauth/authorize", "/oauth/token"),
            ("/oauth2/authorize", "/oauth2/token"),
            ("/connect/authorize", "/connect/token"),
            ("/oauth2/auth", "/oauth2/token"),
            ("/authorize", "/oauth/token"),
            ("/auth", "/token"),
        ]
        .iter()
        .find_map(|(from, to)| address.strip_suffix(from).map(|base| format!("{base}{to}")))
    });
    let certain = ["entra", "keycloak", "openai", "github", "auth0", "okta", "gitlab"];
    match beside {
        Some(address) => (address, certain.contains(&flow.provider.id)),
        None => ("https://TOKEN-ENDPOINT-OF-THE-PROVIDER".into(), false),
    }
}

fn command(endpoint: &str, flow: &Flow<'_>, config: &ClientConfig) -> String {
    let client = flow.client_id().or_else(|| config.client_id.clone()).unwrap_or_else(|| "CLIENT-ID".into());
    let asked = flow.authorization_request();
    let redirect_uri = asked
        .and_then(|request| request.given("redirect_uri"))
        .or_else(|| config.redirect_uris.as_deref()?.first().map(String::as_str));
    let mut lines = vec![
        format!("curl -v {}", quoted(endpoint)),
        format!("  -H {}", quoted(&format!("{}: {}", BY_HAND.0, BY_HAND.1))),
        "  --data-urlencode 'grant_type=authorization_code'".to_owned(),
        "  --data-urlencode 'code=probe'".to_owned(),
        format!("  --data-urlencode {}", quoted(&format!("client_id={client}"))),
    ];
    lines.extend(
        redirect_uri.map(|uri| format!("  --data-urlencode {}", quoted(&format!("redirect_uri={uri}")))),
    );
    if asked.is_some_and(|request| request.given("code_challenge").is_some()) {
        lines.push(format!("  --data-urlencode 'code_verifier={}'", "probe".repeat(9)));
    }
    lines.join(" \\\n")
}

/// In single quotes, so that a shell takes it as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn answers() -> Vec<(String, String)> {
    [
        (
            "403 with JSON that names a country, region or address",
            "the address is not allowed (`ip_blocked`): send the request through the browser's network path",
        ),
        (
            "403 with a page, a `cf-ray` header, a Request ID or an Incident ID",
            "a firewall answers in the server's place (`waf_blocked`): give its operator that id",
        ),
        (
            "400 or 401 with JSON (`invalid_grant`, `invalid_client` or another code)",
            "the network lets this machine through: the cause is in what the client itself sends, or in its own proxy (`proxy_altered_request`)",
        ),
        (
            "429",
            "too many requests from this address (`rate_limited`)",
        ),
        (
            "no answer, a name that is not found, or a certificate that is not trusted",
            "a proxy, the name service or a firewall on this side is in the way (`proxy_altered_request`)",
        ),
    ]
    .into_iter()
    .map(|(answer, cause)| (answer.to_owned(), cause.to_owned()))
    .collect()
}

fn ways() -> Vec<String> {
    [
        "Run the command where the client runs (same machine, container and user), since another network gets another answer; paste its output here, or open it together with this capture.",
        "Record the client itself: start `mitmdump --set hardump=server.har`, start the client with `HTTPS_PROXY=http://127.0.0.1:8080` and mitmproxy's certificate authority trusted (`SSL_CERT_FILE`, `NODE_EXTRA_CA_CERTS` or `REQUESTS_CA_BUNDLE` set to `~/.mitmproxy/mitmproxy-ca-cert.pem`), log in once, and open `server.har` together with this capture.",
        "Switch on the HTTP log of the client's library and look for the body of the refused answer; it names the cause more often than its status.",
    ]
    .map(str::to_owned)
    .to_vec()
}
