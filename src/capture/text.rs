//! Text that is no HAR document, whatever a person has at hand: what curl prints, raw HTTP, copied requests, other
//! recorders' files, an address, a token, an endpoint's answer, an error's text.

use serde_json::Value;

use crate::http::{Body, Exchange, Request, Response};

use super::{Capture, ReadError, burp, command, curl, head, raw, shapes, trace};

/// Reads a text of any form that is known.
///
/// # Errors
/// When it is of none, or tells of nothing that could be judged.
pub fn read(file: &str, text: &str) -> Result<Capture, ReadError> {
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    let found = structured(trimmed).or_else(|| http(trimmed)).or_else(|| loose(trimmed));
    match found {
        Some(mut capture) => {
            capture.file = file.to_owned();
            Ok(capture)
        }
        None => Err(ReadError { file: file.to_owned(), says: unknown(trimmed) }),
    }
}

/// JSON and XML.
fn structured(text: &str) -> Option<Capture> {
    match text.as_bytes().first()? {
        b'{' | b'[' => shapes::read(&serde_json::from_str(text).ok()?),
        b'<' if text.contains("burpVersion") || text.contains("<items>") => burp::read(text),
        _ => None,
    }
}

/// The same text without the call around it (JSONP, as HARP files have it).
pub fn unwrapped(text: &str) -> Option<&str> {
    let (name, rest) = text.trim_start_matches('\u{feff}').trim().split_once('(')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.');
    let inner = rest.trim_end().trim_end_matches(';').trim_end().strip_suffix(')')?.trim();
    let fits = !name.trim().is_empty() && name.trim().chars().all(is_name) && inner.starts_with(['{', '[']);
    fits.then_some(inner)
}

/// Requests and answers in one of the forms of HTTP's tools.
fn http(text: &str) -> Option<Capture> {
    let of_trace = text.contains("=> Send header") || text.contains("<= Recv header");
    if let Some(capture) = of_trace.then(|| trace::read(text)).flatten() {
        return Some(capture);
    }
    if let Some(capture) = curl::read(text) {
        return Some(with_sent(capture, text));
    }
    // A log that names a request in passing tells more in its words.
    let in_passing = |capture: &Capture| {
        let bare =
            |exchange: &Exchange| exchange.response.status.is_none() && exchange.request.headers.0.is_empty();
        let first = text.lines().next().unwrap_or_default();
        capture.exchanges.iter().all(bare) && head::request_line(first.trim()).is_none() && tells(text)
    };
    if let Some(capture) = raw::read(text).filter(|capture| !in_passing(capture)) {
        return Some(with_sent(capture, text));
    }
    if text.contains("fetch(")
        && let Some(capture) = command::read_fetch(text)
    {
        return Some(capture);
    }
    if text.contains("curl") { command::read(text) } else { None }
}

/// What `curl -v` does not print of a request stands in the command above it, if that was copied too.
fn with_sent(mut capture: Capture, text: &str) -> Capture {
    let silent = |exchange: &Exchange| exchange.request.body == Body::NotRecorded || exchange.is_alone();
    if !text.contains("curl ") || !capture.exchanges.iter().any(silent) {
        return capture;
    }
    let mut commands = command::requests(text).into_iter();
    let Some(first) = commands.next() else { return capture };
    for exchange in capture.exchanges.iter_mut().filter(|exchange| silent(exchange)).take(1) {
        if exchange.is_alone() {
            exchange.request = Request { body: first.body.clone(), ..first.clone() };
        } else if exchange.request.url.trim_end_matches('/') == first.url.trim_end_matches('/') {
            exchange.request.body = first.body.clone();
        }
    }
    capture
}

/// An address, a token, words.
fn loose(text: &str) -> Option<Capture> {
    let query = text.trim_start_matches(['?', '#']);
    let is_query = ["error=", "code=", "state="].iter().any(|begin| query.starts_with(begin))
        && !query.contains(char::is_whitespace);
    if is_query {
        return addressed(&[&format!("?{query}")]);
    }
    if let Some(capture) = addresses(text) {
        return Some(capture);
    }
    if let Some(answer) = token(text) {
        return Some(alone("token", &answer, "application/json"));
    }
    tells(text).then(|| alone("text", text, "text/plain"))
}

/// A text by itself, as the answer to a request that is not known.
pub fn alone(what: &str, text: &str, media_type: &str) -> Capture {
    let response =
        Response { body: Body::Text(text.into()), media_type: media_type.to_owned(), ..Response::default() };
    let exchange = head::exchange(0, Request::default(), response);
    Capture {
        exporter: format!("pasted {what}"),
        entries: 1,
        exchanges: vec![exchange],
        ..Capture::default()
    }
}

/// One address a line, each with parameters, as they stand in a browser's address bar.
fn addresses(text: &str) -> Option<Capture> {
    let lines: Vec<&str> = text.lines().map(unquoted).filter(|line| !line.is_empty()).collect();
    let is_address = |line: &&str| {
        let has_scheme = url::Url::parse(line).is_ok() && line.contains(":/");
        has_scheme && !line.contains(char::is_whitespace) && line.contains(['?', '#']) && line.contains('=')
    };
    if lines.is_empty() || lines.len() > 200 || !lines.iter().all(is_address) {
        return None;
    }
    addressed(&lines)
}

fn addressed(addresses: &[&str]) -> Option<Capture> {
    let exchange = |(entry, address): (usize, &&str)| {
        let url = (*address).to_owned();
        let request = Request { method: "GET".into(), url, body: Body::Empty, ..Request::default() };
        head::exchange(entry, request, Response::default())
    };
    let exchanges: Vec<Exchange> = addresses.iter().enumerate().map(exchange).collect();
    let exporter = if exchanges.len() == 1 { "pasted address" } else { "pasted addresses" };
    Some(Capture { exporter: exporter.into(), entries: exchanges.len(), exchanges, ..Capture::default() })
}

fn unquoted(line: &str) -> &str {
    let line = line.trim().trim_end_matches([',', ';']);
    line.trim_matches(['"', '\'', '`', '<', '>'])
}

/// A JWT by itself, as the answer that it came in: an ID token if its claims say so, else an access token.
fn token(text: &str) -> Option<String> {
    use base64::Engine as _;
    let bare = unquoted(text).trim_start_matches("Bearer ").trim();
    let bare: String = bare.split_ascii_whitespace().collect();
    let parts: Vec<&str> = bare.split('.').collect();
    let [_, payload, _] = parts.as_slice() else { return None };
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).ok()?;
    let claims: Value = serde_json::from_slice(&bytes).ok()?;
    let has = |name: &str| claims.get(name).is_some();
    let is_id_token =
        has("nonce") || has("at_hash") || (has("aud") && has("sub") && !has("scope") && !has("scp"));
    let answer = if is_id_token {
        serde_json::json!({ "id_token": bare })
    } else {
        serde_json::json!({ "access_token": bare, "token_type": "Bearer" })
    };
    Some(answer.to_string())
}

/// Whether words tell of a login that failed.
fn tells(text: &str) -> bool {
    const FAILED: &str = "error fail denied invalid refused mismatch forbidden unauthorized exception expired blocked \
        missing unable cannot rejected warning detected disabled toomany too_many unexpected different without expected found untrusted timed \
        aadsts aadb2c idx idw msis there's not could n't n’t wrong incorrect unknown problem sorry";
    const LOGIN: &str = "oauth openid oidc token login signin auth redirect_uri client_ nonce pkce verifier csrf consent \
        jwt jwks correlation aadsts aadb2c idx idw msis issuer audience socialite passport state invalid_ claim scope \
        grant callback session cookie sso popup iframe user_cancel hash_ rperror operror error= untrustedhost certificate redirect \
        application account password gateway firewall permission authori authenti";
    let begin: String = text.chars().take(20_000).collect::<String>().to_ascii_lowercase();
    let any = |words: &str| words.split_ascii_whitespace().any(|word| begin.contains(word));
    let is_har = begin.starts_with('{') && begin.contains("\"log\"");
    !is_har && any(FAILED) && any(LOGIN)
}

/// What to say of a text of no known form.
pub fn unknown(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let begin: String = line.trim().chars().take(40).filter(|c| !c.is_control()).collect();
    let hint = if begin.starts_with('<') { " That is HTML or XML." } else { "" };
    format!(
        "this is not a HAR file: expected JSON that begins with `{{`, found `{begin}` at line 1.{hint} Export the \
         network log again as HAR, or give the output of `curl -v`, raw HTTP, a callback's address or the error's text."
    )
}
