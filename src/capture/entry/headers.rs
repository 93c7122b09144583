//! Headers as exporters list them: objects, pairs or one object; and what stands only among the cookies.

use serde_json::Value;

use super::{list, text};
use crate::http::{Headers, Secret};

/// As listed, with pseudo headers. Objects with name and value; pairs (Slack's exporter); one object of names and values.
pub fn of<'a>(message: &'a Value) -> Headers {
    if let Some(Value::Object(members)) = message.get("headers") {
        let values = members.iter().flat_map(|(name, value)| match value {
            Value::Array(values) => values.iter().map(|value| (name, value)).collect(),
            value => vec![(name, value)],
        });
        return values.filter_map(|(name, value)| Some((name.as_str(), plain_text(value)?))).collect();
    }
    let read = |header: &'a Value| -> Option<(&'a str, Secret)> {
        if let Some([name, value]) = header.as_array().map(Vec::as_slice) {
            return Some((name.as_str()?, plain_text(value)?));
        }
        Some((text(header, "name")?, header.get("value").and_then(plain_text).unwrap_or_default()))
    };
    list(message, "headers").filter_map(read).collect()
}

/// Without the pseudo headers of HTTP/2 (RFC 9113, section 8.3), and with the cookies that no header lists.
pub fn plain(mut headers: Headers, message: &Value) -> Headers {
    headers.0.retain(|(name, _)| !name.starts_with(':'));
    let cookies = || list(message, "cookies").filter(|cookie| text(cookie, "name").is_some());
    let is_request = message.get("url").is_some() || message.get("method").is_some();
    if is_request && !headers.has("cookie") {
        let pairs: Vec<String> = cookies().map(pair).collect();
        if !pairs.is_empty() {
            headers.0.push(("Cookie".into(), pairs.join("; ").into()));
        }
    } else if !is_request && !headers.has("set-cookie") {
        headers.0.extend(cookies().map(|cookie| ("Set-Cookie".into(), set_cookie(cookie).into())));
    }
    headers.0.shrink_to_fit();
    headers
}

fn pair(cookie: &Value) -> String {
    format!("{}={}", text(cookie, "name").unwrap_or_default(), text(cookie, "value").unwrap_or_default())
}

fn set_cookie(cookie: &Value) -> String {
    let mut line = pair(cookie);
    for (member, attribute) in
        [("path", "Path"), ("domain", "Domain"), ("expires", "Expires"), ("sameSite", "SameSite")]
    {
        if let Some(value) = text(cookie, member).filter(|value| !value.is_empty()) {
            line.push_str(&format!("; {attribute}={value}"));
        }
    }
    for (member, attribute) in [("httpOnly", "HttpOnly"), ("secure", "Secure")] {
        if cookie.get(member).and_then(Value::as_bool) == Some(true) {
            line.push_str(&format!("; {attribute}"));
        }
    }
    line
}

fn plain_text(value: &Value) -> Option<Secret> {
    match value {
        Value::String(text) => Some(text.as_str().into()),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}
