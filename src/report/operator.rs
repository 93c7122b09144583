//! A text to be sent to whoever must act and is not the client: the provider's administrator or operator, or the one of a
//! firewall or network. It says what was refused, when, under which ids, and what is asked. It holds no secret.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::build::Judged;
use super::clean::Cleaner;
use crate::cause::{Diagnosed, Strength, Trouble, Who};
use crate::oauth::Message;

/// The text; none where the client, the user or the browser's owner must act, or nothing was refused in sight.
pub fn message(judged: &Judged<'_>, diagnosed: &Diagnosed, cleaner: &Cleaner) -> Option<String> {
    let who = diagnosed.weight.who.unwrap_or(diagnosed.cause.who);
    if matches!(who, Who::Client | Who::User | Who::Browser) {
        return None;
    }
    let failed = judged.flow.failed_message()?;
    let told = judged.diagnosed.first()?.weight.strength;
    let probe = judged.flow.probe.as_ref().filter(|_| told != Strength::Contradiction);
    let seen = if failed.relayed.is_some() { probe.unwrap_or(failed) } else { failed };
    let mut lines = vec![subject(judged, seen), String::new()];
    lines.extend(what(seen));
    lines.extend(answer(seen));
    lines.extend(ids(seen).into_iter().map(|(name, value)| format!("{name}: {value}")));
    lines.extend(address(seen).map(|address| format!("Address that the answer names: {address}")));
    lines.extend(client(judged, failed));
    let says = diagnosed.weight.summary.as_deref().unwrap_or(diagnosed.cause.says);
    lines.push(format!("What it points to: {says} ({}).", certainty(diagnosed)));
    lines.push(String::new());
    lines.push(ask(diagnosed, who));
    Some(cleaner.clean(&lines.join("\n")))
}

fn subject(judged: &Judged<'_>, seen: &Message<'_>) -> String {
    let said = |status: Option<u16>, none: &str| status.map_or(none.to_owned(), |status| status.to_string());
    if let Some(relayed) = seen.relayed.as_ref().filter(|relayed| relayed.token_endpoint) {
        return format!(
            "Subject: Token request of our client answered with {}",
            said(relayed.status, "an error")
        );
    }
    let host = seen.exchange.url().and_then(|url| url.host_str().map(str::to_owned));
    let at = host.unwrap_or_else(|| judged.flow.provider.name.to_owned());
    format!("Subject: {} at {at} answered with {}", seen.kind.label(), said(seen.answer.status, "no answer"))
}

fn what(seen: &Message<'_>) -> Vec<String> {
    let exchange = seen.exchange;
    let time = exchange.started.map(|started| format!("Time: {started} (UTC)"));
    if seen.relayed.as_ref().is_some_and(|relayed| relayed.token_endpoint) {
        // What a browser sent to the client tells nobody else anything.
        let made = "Request: the token request that our client made itself just after this time".to_owned();
        return time.map(|time| vec![made, time]).unwrap_or_default();
    }
    let request = Some(exchange.address()).filter(|address| !address.is_empty());
    let request = request.map(|address| format!("Request: {} {address}", exchange.request.method));
    let header = |name: &str| exchange.request.headers.first(name);
    let agent = header("user-agent").map(|agent| format!("User-Agent: {}", short(agent, 160)));
    let origin = header("origin").map(|origin| format!("Origin: {origin}"));
    [request, time, agent, origin].into_iter().flatten().collect()
}

fn answer(seen: &Message<'_>) -> Option<String> {
    let status = seen.answer.status.map(|status| format!("{status} ")).unwrap_or_default();
    if let Some(relayed) = &seen.relayed {
        return Some(format!("Our client reports: {}", short(&relayed.says, 300)));
    }
    let error = seen.answer.error.as_ref().map(|error| format!("{} {}", error.code, error.description));
    let of_response = || {
        let code = seen.given("error")?;
        Some(format!("{code} {}", seen.given("error_description").unwrap_or_default()))
    };
    let words =
        error.or_else(of_response).or_else(|| seen.answer.page.clone()).or(seen.exchange.error.clone());
    let words = words.unwrap_or_default();
    Some(format!("Answer: {status}{}", short(words.trim(), 300)).trim().to_owned())
}

/// Ids under which an operator finds the exchange: headers, members of the answer, and what its text names.
fn ids(seen: &Message<'_>) -> Vec<(String, String)> {
    let headers = [
        "cf-ray",
        "x-amzn-requestid",
        "x-amz-cf-id",
        "x-amz-apigw-id",
        "x-amz-request-id",
        "x-azure-ref",
        "x-ms-request-id",
        "x-ms-correlation-id",
        "client-request-id",
        "x-okta-request-id",
        "x-github-request-id",
        "x-fb-trace-id",
        "x-iinfo",
        "x-request-id",
        "x-correlation-id",
        "x-trace-id",
        "traceparent",
        "atl-traceid",
        "x-hubspot-correlation-id",
        "x-dropbox-request-id",
        "x-notion-request-id",
        "x-vercel-id",
        "x-sucuri-id",
        "x-served-by",
    ];
    let given = &seen.exchange.response.headers;
    let mut ids: Vec<(String, String)> = headers
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), short(given.first(name)?, 120))))
        .collect();
    for name in ["trace_id", "correlation_id", "request_id", "requestId", "errorId", "fbtrace_id"] {
        ids.extend(seen.answer.text(name).map(|value| (name.to_owned(), short(value, 120))));
    }
    let text = words(seen);
    if let Some(printed) = PRINTED.as_ref() {
        for found in printed.captures_iter(&text).take(4) {
            let part = |index: usize| found.get(index).map(|part| part.as_str()).unwrap_or_default();
            let value = part(2).trim_end_matches('.');
            if !ids.iter().any(|(_, known)| known.contains(value)) {
                ids.push((part(1).to_owned(), value.to_owned()));
            }
        }
    }
    ids
}

/// The caller's address, if the answer tells it.
fn address(seen: &Message<'_>) -> Option<String> {
    let text = words(seen);
    Some(ADDRESS.as_ref()?.captures(&text)?.get(1)?.as_str().to_owned())
}

fn words(seen: &Message<'_>) -> String {
    let error = seen.answer.error.as_ref().map(|error| error.description.clone()).unwrap_or_default();
    let given = seen.given("error_description").unwrap_or_default();
    let page: String = seen.answer.page.as_deref().unwrap_or_default().chars().take(4000).collect();
    format!("{error} {given} {page}")
}

fn client(judged: &Judged<'_>, failed: &Message<'_>) -> Vec<String> {
    let id = judged.flow.client_id().map(|id| format!("Client: {id}"));
    let asked = judged.flow.authorization_request().unwrap_or(failed);
    let redirect = asked.given("redirect_uri").map(|uri| format!("Redirect URI: {uri}"));
    let issuer = judged.flow.issuer().map(|issuer| format!("Issuer: {issuer}"));
    [issuer, id, redirect].into_iter().flatten().collect()
}

fn certainty(diagnosed: &Diagnosed) -> &'static str {
    match diagnosed.weight.strength {
        Strength::Contradiction => "the recording proves it",
        Strength::ServerCode => "by the words of the answer",
        Strength::ServerError => "by the general error code of the answer",
        Strength::Fits | Strength::Status | Strength::Alike => "not proven; it fits what was seen",
    }
}

fn ask(diagnosed: &Diagnosed, who: Who) -> String {
    let id = diagnosed.cause.id;
    match (id, diagnosed.cause.trouble, who) {
        ("waf_blocked", ..) => "Please look this request up by its id and time, tell us which rule refused it, and exempt the OAuth paths (token, keys, discovery, callback) from that rule, or tell us what in the request matches it.",
        ("ip_blocked", ..) => "Please look this request up by its id and time, tell us from which address it reached you, and allow that address, or tell us which rule on addresses or regions refused it.",
        ("proxy_altered_request", ..) => "Please compare the request as it reaches you with the request as it leaves you: method, URL, Host, Authorization and body. Tell us what is changed or dropped on the way.",
        (_, Trouble::Network, _) => "Please look this request up by its id and time and tell us what refused it.",
        (_, Trouble::Permission, _) => "Please look this request up by its id and time, and grant what is missing, or tell us which rule refuses it and who decides.",
        (_, Trouble::Configuration, Who::Provider) => "Please look this request up by its id and time and tell us what your log says of it.",
        (_, Trouble::Configuration, _) => "Please compare this with the client's registration, and correct the registration or tell us the registered value.",
    }
    .to_owned()
}

fn short(text: &str, most: usize) -> String {
    let cut: String = text.chars().filter(|c| !c.is_control()).take(most).collect();
    if cut.len() < text.len() { format!("{}…", cut.trim_end()) } else { cut }
}

static PRINTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(Trace ID|Correlation ID|Ray ID|Request ID|support ID is|incident ID|Reference|Error ID|Event ID)",
        r"[:#]{0,2}\s*#?([0-9A-Za-z][0-9A-Za-z._=/+-]{7,79})",
    ))
    .ok()
});

static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:ip|address)[^0-9\n]{0,40}((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7})\b",
    )
    .ok()
});
