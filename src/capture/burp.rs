//! Burp Suite's "Save items": XML with raw requests and answers, in base64 or as they are. Only the few elements that it
//! writes are looked for; nothing is resolved or fetched.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::http::{Exchange, Instant};

use super::{Capture, raw};

/// Reads the items; none if it is other XML.
pub fn read(text: &str) -> Option<Capture> {
    let (_, items) = text.split_once("<items ").or_else(|| text.split_once("<items>"))?;
    let pieces: Vec<&str> = items.split("<item>").skip(1).collect();
    let read = |(entry, piece): (usize, &&str)| item(piece.split("</item>").next()?, entry);
    let exchanges: Vec<Exchange> = pieces.iter().enumerate().filter_map(read).collect();
    if exchanges.is_empty() {
        return None;
    }
    let lost = pieces.len() - exchanges.len();
    let notes = if lost == 0 { Vec::new() } else { vec![format!("{lost} items cannot be read.")] };
    Some(Capture {
        exporter: "Burp Suite".into(),
        entries: pieces.len(),
        exchanges,
        notes,
        ..Capture::default()
    })
}

fn item(item: &str, entry: usize) -> Option<Exchange> {
    let scheme = element(item, "protocol").map(|(_, text)| text);
    let message = |name: &str| element(item, name).map(|(attributes, text)| bytes(attributes, text));
    let request = message("request")?;
    let response = message("response").unwrap_or_default();
    let mut exchange = raw::pair(&request, &response, scheme, entry)?;
    // The address with its port, as the proxy saw it; the request line may be relative.
    if let Some((_, url)) = element(item, "url").filter(|(_, url)| url.contains("://")) {
        exchange.request.url = plain(url);
    }
    exchange.started =
        element(item, "time").and_then(|(_, time)| Instant::parse_unix(time)).or(exchange.started);
    Some(exchange)
}

/// Attributes and text of the first element of a name.
fn element<'a>(item: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let at = item.match_indices('<').find(|(at, _)| {
        let rest = item.get(at + 1..).and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with(['>', ' ']))
    });
    let (attributes, rest) = item.get(at?.0 + 1 + name.len()..)?.split_once('>')?;
    let text = match rest.strip_prefix("<![CDATA[") {
        Some(data) => data.split("]]>").next()?,
        None => rest.split('<').next()?,
    };
    Some((attributes, text.trim_start_matches('\u{feff}')))
}

fn bytes(attributes: &str, text: &str) -> Vec<u8> {
    if attributes.contains("base64=\"true\"") {
        let compact: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        return STANDARD.decode(compact).unwrap_or_default();
    }
    plain(text).into_bytes()
}

/// Text outside of CDATA has its marks escaped.
fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
