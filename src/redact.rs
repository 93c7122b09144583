//! A capture that can be handed on: the exchanges of its logins as a HAR file in which every secret is a pseudonym of the
//! same shape, and a receipt of what was done. What the diagnosis rests on stays: equal values, cut or altered copies,
//! verifier and challenge, hashes, times, encodings. Knows captures and which exchanges belong to logins.

mod har;
mod pseudonym;
mod receipt;
mod rewrite;
mod sweep;
mod texts;
mod vault;

pub use receipt::Receipt;

use std::collections::{HashMap, HashSet};

use crate::analyse;
use crate::capture::Capture;
use crate::config::ClientConfig;
use crate::flow::{Flow, Signature, Signer};
use crate::http::{Body, Exchange, Headers, Initiator, StoredSecret, is_one_site, origin_of};
use crate::oauth::jws::Checked;
use crate::oauth::{Basic, Kind, Message};
use crate::report::{is_constant, is_harmless_header};
use crate::rule::client_auth;
use vault::Vault;

/// A redacted capture.
pub struct Redacted {
    /// HAR 1.2, as text.
    pub har: String,
    pub receipt: Receipt,
}

/// So many redirects behind a callback are followed.
const LANDING: usize = 12;

/// What of a capture is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Exchanges with the hosts of its logins.
    Logins,
    /// Every exchange that the reader kept.
    All,
}

/// Redacts one capture. `key` makes the pseudonyms: take a new one for each file, and forget it.
///
/// # Errors
/// When the capture holds more secrets than can be searched for; nothing half-redacted is given out.
pub fn redact(
    capture: &Capture,
    clients: &[ClientConfig],
    key: [u8; 32],
    keep: Keep,
) -> Result<Redacted, String> {
    let captures = std::slice::from_ref(capture);
    let (exchanges, _) = analyse::exchanges(captures);
    let flows = analyse::flows(&exchanges, captures, clients);
    let messages: Vec<&Message<'_>> = flows.iter().flat_map(|flow| &flow.messages).collect();
    let redirected_to: HashSet<String> = messages
        .iter()
        .filter_map(|message| Some(origin_of(&url::Url::parse(message.given("redirect_uri")?).ok()?)))
        .filter(|origin| !origin.is_empty())
        .collect();
    let led_to: HashSet<usize> = flows.iter().flat_map(after_callback).map(|page| page.entry).collect();
    let tokens: HashSet<&str> = messages.iter().filter_map(|message| message.access_token()).collect();
    let belongs = |exchange: &&Exchange| {
        let at_client = exchange.initiator != Initiator::Asset && redirected_to.contains(&exchange.origin());
        let led_to = led_to.contains(&exchange.entry);
        keep == Keep::All || at_client || led_to || belongs(exchange, &messages) || brings(exchange, &tokens)
    };
    let mut kept: Vec<&Exchange> = exchanges.iter().filter(belongs).collect();
    kept.sort_by_key(|exchange| exchange.entry);
    let signature = |token: &str| {
        let known = flows.iter().map(|flow| (flow, analyse::config_of(flow, clients)));
        signature(known, token)
    };
    let mut vault = Vault::new(key, &signature);
    relate(&mut vault, &messages);
    routes(clients).for_each(|route| vault.show(route));
    issuers(clients).for_each(|segment| vault.show(segment));
    // Twice: a secret may be met in a text before it is met under its name.
    for exchange in &kept {
        rewritten(&mut vault, exchange);
    }
    let stored = stored_secrets(&mut vault, &flows, clients);
    vault.replaced.clear();
    let rewritten = kept.iter().map(|exchange| {
        let stored_secret = stored.get(&exchange.entry).cloned();
        Exchange { stored_secret, ..rewritten(&mut vault, exchange) }
    });
    let rewritten: Vec<Exchange> = rewritten.collect();
    let har = sweep::sweep(&har::text(capture, &rewritten), &vault)?;
    let receipt = Receipt::of(capture, &rewritten, &vault);
    Ok(Redacted { har, receipt })
}

/// The pages that a callback leads to, on whatever host, where one of them tells of a failure.
fn after_callback<'c>(flow: &Flow<'c>) -> Vec<&'c Exchange> {
    let landed = flow.messages.iter().filter(|message| message.landed.is_some());
    let follow = |message: &Message<'c>| {
        let next = |page: &&'c Exchange| flow.around.redirected_to(page);
        std::iter::successors(flow.around.redirected_to(message.exchange), next).take(LANDING)
    };
    landed.flat_map(follow).collect()
}

/// What stands for a stored client secret in the exchanges that send it, rightly written or altered.
fn stored_secrets(
    vault: &mut Vault<'_>,
    flows: &[Flow<'_>],
    clients: &[ClientConfig],
) -> HashMap<usize, StoredSecret> {
    let mut known = HashMap::new();
    for flow in flows {
        let config = analyse::config_of(flow, clients);
        let Some(stored) = &config.client_secret_fingerprint else { continue };
        for message in &flow.messages {
            let sent = client_auth::secrets(message);
            let is_stored = sent.iter().find_map(|sent| sent.forms().find(|form| sent.is(stored, form)));
            let Some(secret) = is_stored else { continue };
            let pseudonym = rewrite::value(vault, "client_secret", &secret).into();
            known.insert(message.exchange.entry, StoredSecret { salt: stored.salt.clone(), pseudonym });
        }
    }
    known
}

/// What is known of a token's signature, whoever must have signed it.
fn signature<'a>(flows: impl Iterator<Item = (&'a Flow<'a>, &'a ClientConfig)>, token: &str) -> Checked {
    let signers = [Signer::Provider, Signer::Client, Signer::Itself];
    let of = |(flow, config): (&Flow<'_>, &ClientConfig)| {
        signers.map(|signer| flow.signature(config, signer, token))
    };
    let all: Vec<Signature> = flows.flat_map(of).collect();
    if all.iter().any(|signature| matches!(signature, Signature::Verified { .. })) {
        Checked::Right
    } else if all.iter().any(|signature| matches!(signature, Signature::Wrong { .. })) {
        Checked::Wrong
    } else {
        Checked::Unsupported
    }
}

/// Whether an exchange brings one of these tokens, wherever it goes.
fn brings(exchange: &Exchange, tokens: &HashSet<&str>) -> bool {
    let sent = exchange.request.headers.first("authorization").and_then(|sent| sent.split_once(' '));
    sent.is_some_and(|(_, token)| tokens.contains(token))
}

/// Whether an exchange is with a host that a login's messages are exchanged with, or with the site of its client.
fn belongs(exchange: &Exchange, messages: &[&Message<'_>]) -> bool {
    let origin = exchange.origin();
    let at_client =
        |message: &Message<'_>| message.kind == Kind::Callback && is_one_site(message.exchange, exchange);
    let deletes = |message: &Message<'_>| {
        exchange.request.method == "DELETE" && message.client_id().is_some_and(|id| exchange.has_deleted(&id))
    };
    messages.iter().any(|message| {
        message.exchange.entry == exchange.entry
            || deletes(message)
            || message.led_by.is_some_and(|led| led.entry == exchange.entry)
            // What a client makes of a redirect is told by what it sends there.
            || matches!(
                message.kind,
                Kind::Registration | Kind::PushedAuthorization | Kind::DeviceAuthorization
            )
                && message.exchange.redirect_target().as_deref() == Some(&exchange.request.url)
            || (!origin.is_empty()
                && (message.exchange.origin() == origin || at_client(message))
                && exchange.initiator != Initiator::Asset)
    })
}

/// Tells the vault what hangs together, and which names of clients and issuers are no secrets wherever they stand.
fn relate(vault: &mut Vault<'_>, messages: &[&Message<'_>]) {
    let given = |name: &str| -> Vec<String> {
        let own = messages.iter().flat_map(|message| {
            [message.given(name).map(str::to_owned), message.answer.text(name).map(str::to_owned)]
        });
        own.flatten().filter(|value| !is_constant(value)).collect()
    };
    for message in messages {
        message.client_id().into_iter().for_each(|id| vault.show(id));
    }
    ["iss", "issuer", "audience", "resource"]
        .iter()
        .flat_map(|name| given(name))
        .for_each(|value| vault.show(value));
    // Some clients send as `state` the plain address to which they return.
    let is_plain = |value: &String| value.starts_with("http") && rewrite::is_plain_address(value);
    given("state").into_iter().filter(is_plain).for_each(|value| vault.show(value));
    let tokens = messages.iter().filter_map(|message| message.access_token().map(str::to_owned));
    let hashed: Vec<String> =
        ["access_token", "code", "state"].iter().flat_map(|name| given(name)).chain(tokens).collect();
    vault.relate(&given("code_verifier"), &hashed);
}

/// The parts of the stored issuers' paths: a tenant's or server's name is none of a secret.
fn issuers(clients: &[ClientConfig]) -> impl Iterator<Item = String> {
    let stored = clients.iter().filter_map(|client| client.issuer.as_deref());
    let paths = stored.filter_map(|issuer| issuer.split_once("://")?.1.split_once('/'));
    paths
        .flat_map(|(_, path)| path.split('/').map(str::to_owned).collect::<Vec<_>>())
        .filter(|part| !part.is_empty())
}

/// Words in the query of a registered redirect URI that lead to a part of the program (`?route=auth/login/callback`).
fn routes(clients: &[ClientConfig]) -> impl Iterator<Item = String> {
    let registered = clients.iter().flat_map(|client| client.redirect_uris.iter().flatten());
    let values = registered
        .filter_map(|uri| url::Url::parse(uri).ok())
        .flat_map(|uri| uri.query_pairs().map(|(_, value)| value.into_owned()).collect::<Vec<String>>());
    values.filter(|value| value.chars().all(|c| c.is_ascii_lowercase() || "/_-.".contains(c)))
}

fn rewritten(vault: &mut Vault<'_>, exchange: &Exchange) -> Exchange {
    let mut new = exchange.clone();
    let content_type = exchange.request.headers.first("content-type").unwrap_or_default();
    new.request.url = rewrite::url(vault, &exchange.request.url);
    new.request.body = body(vault, &exchange.request.body, content_type);
    new.request.headers = headers(vault, &exchange.request.headers);
    new.response.body = body(vault, &exchange.response.body, &exchange.response.media_type);
    new.response.headers = headers(vault, &exchange.response.headers);
    new.response.location =
        exchange.response.location.as_deref().map(|location| rewrite::url(vault, location));
    new.error = exchange.error.as_deref().map(|error| texts::prose(vault, error));
    new
}

fn body(vault: &mut Vault<'_>, body: &Body, content_type: &str) -> Body {
    match body {
        Body::Text(text) => Body::Text(rewrite::body(vault, text.expose(), content_type).into()),
        Body::Empty | Body::NotRecorded => body.clone(),
    }
}

fn headers(vault: &mut Vault<'_>, headers: &Headers) -> Headers {
    let rewritten = headers.0.iter().map(|(name, value)| {
        let lines: Vec<String> = value.expose().split('\n').map(|line| header(vault, name, line)).collect();
        (name.clone(), lines.join("\n").into())
    });
    Headers(rewritten.collect())
}

fn header(vault: &mut Vault<'_>, name: &str, value: &str) -> String {
    match name.to_ascii_lowercase().as_str() {
        "cookie" => rewrite::cookies(vault, value),
        "set-cookie" => rewrite::set_cookie(vault, value),
        "authorization" | "proxy-authorization" => credentials(vault, value),
        "location" | "referer" | "content-location" | "refresh" => rewrite::url(vault, value),
        // HTTP/2 and HTTP/3 list the target once more.
        ":path" => rewrite::url(vault, value),
        "www-authenticate" => texts::prose(vault, value),
        lower if is_harmless_header(lower) && (is_known(lower) || value.len() < 12) => {
            texts::prose(vault, value)
        }
        lower => vault.put(&format!("header {lower}"), value),
    }
}

/// Credentials keep their scheme; the user of HTTP Basic is the client's id and stands.
fn credentials(vault: &mut Vault<'_>, value: &str) -> String {
    use base64::Engine as _;
    let Some((scheme, rest)) = value.split_once(' ') else {
        // A scheme alone is no secret.
        if ["basic", "bearer", "dpop"].iter().any(|known| value.eq_ignore_ascii_case(known)) {
            return value.to_owned();
        }
        let (scheme, token) = crate::oauth::glued(value).unwrap_or(("", value));
        return format!("{scheme}{}", vault.put("Authorization", token));
    };
    let engine = base64::engine::general_purpose::STANDARD;
    let pair = Basic::read(value).and_then(|basic| {
        let (user, password) = basic.raw.expose().split_once(':')?;
        Some(format!("{user}:{}", rewrite::form_value(vault, "client_secret", password)))
    });
    match pair {
        Some(pair) => format!("{scheme} {}", engine.encode(pair)),
        // A scheme that names each of its tokens.
        None if rest.contains("=\"eyJ") => {
            let named = rest.split(", ").map(|part| match part.split_once("=\"") {
                Some((name, token)) => format!("{name}=\"{}\"", vault.put(name, token.trim_end_matches('"'))),
                None => vault.put("Authorization", part),
            });
            format!("{scheme} {}", named.collect::<Vec<_>>().join(", "))
        }
        None => format!("{scheme} {}", vault.put("Authorization", rest)),
    }
}

/// Headers whose values are no secrets: what the specifications define, and what tells servers, firewalls and proxies apart.
fn is_known(name: &str) -> bool {
    const PREFIXES: [&str; 17] = [
        "accept",
        "access-control-",
        "age",
        "alt-svc",
        "cache-",
        "cf-",
        "content-",
        "cross-origin-",
        "sec-",
        "server",
        "strict-",
        "via",
        "x-amz",
        "x-azure-",
        "x-ms-",
        "x-cache",
        "x-okta-",
    ];
    const NAMES: [&str; 30] = [
        "allow",
        "connection",
        "date",
        "dpop-nonce",
        "etag",
        "expires",
        "host",
        "keep-alive",
        "last-modified",
        "origin",
        "p3p",
        "pragma",
        "priority",
        "ratelimit-limit",
        "referrer-policy",
        "report-to",
        "retry-after",
        "te",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "vary",
        "warning",
        "x-content-type-options",
        "x-frame-options",
        "x-iinfo",
        "x-powered-by",
        "x-ratelimit-limit",
        "x-request-id",
        "x-xss-protection",
    ];
    let recognised = |list: &[(&'static str, &'static str)]| {
        list.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || NAMES.contains(&name)
        || name.starts_with(':')
        || crate::edges::ALL
            .iter()
            .any(|edge| recognised(edge.headers) || edge.ids.iter().any(|id| id.eq_ignore_ascii_case(name)))
        || crate::providers::ALL.iter().any(|provider| recognised(provider.recognise.headers))
}
