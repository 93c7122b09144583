//! What in the answer to a preflight does not allow the request (CORS). Knows no rule.

use crate::oauth::{Message, Part};

use super::{Finding, Location, Verdict};

/// Whether the server allows what the browser asks for; a request that was answered all the same was allowed.
pub fn judge(asking: &Message<'_>, answered: bool) -> Verdict {
    let Some(status) = asking.answer.status else {
        return Verdict::lacks("The answer to the preflight is not in the capture.");
    };
    let response = &asking.exchange.response.headers;
    if response.0.is_empty() && !answered && (200..300).contains(&status) {
        return Verdict::lacks("The headers of the answer to the preflight are not in the capture.");
    }
    let Some((header, fault)) = fault(asking, status).filter(|_| !answered) else {
        return Verdict::pass("The server allows the script's request");
    };
    let (header, fault) = match response.0.is_empty() {
        true => ("", format!("the answer is {status}, which counts as a refusal")),
        false => (header, fault),
    };
    let place = match header {
        "" => Location::of(asking, Part::ResponseStatus, None),
        header => Location::of(asking, Part::ResponseHeader, Some(header)),
    };
    let origin = asking.exchange.request.headers.first("origin").unwrap_or("another origin");
    let says = format!(
        "The browser asks `{}` whether a script of `{origin}` may send its request; {fault}",
        asking.exchange.address()
    );
    Finding::at(place, says).verdict()
}

/// What does not allow the request, and the header where (Fetch Standard, section 4.8, steps 7 and 8).
fn fault(preflight: &Message<'_>, status: u16) -> Option<(&'static str, String)> {
    let asked = &preflight.exchange.request.headers;
    let allows = |name: &'static str| {
        let values: Vec<String> =
            preflight.exchange.response.headers.all(name).map(str::to_ascii_lowercase).collect();
        values.join(",")
    };
    let allowed = preflight.exchange.response.headers.first("access-control-allow-origin");
    let origin = asked.first("origin");
    if !allowed.is_some_and(|allowed| allowed == "*" || Some(allowed) == origin) {
        let what = allowed.map_or("no `Access-Control-Allow-Origin`".to_owned(), |allowed| {
            format!("`Access-Control-Allow-Origin: {allowed}`")
        });
        return Some(("access-control-allow-origin", format!("the answer ({status}) has {what}")));
    }
    if !(200..300).contains(&status) {
        return Some(("", format!("the answer is {status}, which counts as a refusal")));
    }
    let names = allows("access-control-allow-headers");
    let has = |name: &str| names.split(',').any(|own| own.trim() == name || own.trim() == "*");
    let wanted = asked.first("access-control-request-headers").unwrap_or_default().to_ascii_lowercase();
    let missing = wanted.split(',').map(str::trim).find(|name| !name.is_empty() && !has(name))?;
    Some((
        "access-control-allow-headers",
        format!("`Access-Control-Allow-Headers` does not list `{missing}`"),
    ))
}
