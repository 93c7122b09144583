//! What `curl --trace-ascii` and `curl --trace` write: rows of bytes with their offsets below a line that says which way
//! they went. Unlike `curl -v` it holds the bodies of requests.

use super::{Capture, raw};

/// Reads a trace; none if no line of one is there.
pub fn read(text: &str) -> Option<Capture> {
    let mut bytes = String::new();
    let mut pieces: Vec<(Way, String)> = Vec::new();
    let mut way = None;
    let mut end = 0;
    for line in text.lines() {
        if let Some(next) = direction(line) {
            close(&mut pieces, way, &mut bytes);
            (way, end) = (next, 0);
        } else if let Some((offset, row)) = way.and_then(|_| row(line)) {
            // In ASCII a row ends at a line's end, whose two bytes are not shown.
            if offset > end && offset > 0 {
                bytes.push_str("\r\n");
            }
            bytes.push_str(&row);
            end = offset + row.len();
        }
    }
    close(&mut pieces, way, &mut bytes);
    if pieces.is_empty() {
        return None;
    }
    let http: Vec<String> = pieces.into_iter().map(|(way, text)| laid_out(way, &text)).collect();
    raw::read(&http.concat()).map(|capture| Capture { exporter: "curl".into(), ..capture })
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Head,
    Body,
}

/// The line above rows; it may stand behind a time (`--trace-time`) and a number (`--trace-ids`).
fn direction(line: &str) -> Option<Option<Way>> {
    let begin = ["=> Send ", "<= Recv ", "== Info: "].iter().filter_map(|mark| line.find(mark)).min()?;
    if begin > 40 {
        return None;
    }
    let line = line.get(begin..)?;
    Some(match line.get(3..)?.split(',').next()? {
        "Send header" | "Recv header" => Some(Way::Head),
        "Send data" | "Recv data" => Some(Way::Body),
        _ => None,
    })
}

/// A row's offset and its text: the text itself, or behind the hexadecimal numbers of at most 16 bytes.
fn row(line: &str) -> Option<(usize, String)> {
    let (offset, row) = line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")))?;
    if offset.len() < 4 {
        return None;
    }
    let offset = usize::from_str_radix(offset, 16).ok()?;
    Some((offset, hexadecimal(row).unwrap_or_else(|| row.to_owned())))
}

fn hexadecimal(row: &str) -> Option<String> {
    let columns: Vec<&str> = row.get(..48).map(|numbers| numbers.split_ascii_whitespace().collect())?;
    let bytes: Option<Vec<u8>> = columns
        .iter()
        .map(|number| u8::from_str_radix(number, 16).ok().filter(|_| number.len() == 2))
        .collect();
    let bytes = bytes.filter(|bytes| !bytes.is_empty())?;
    Some(bytes.iter().map(|byte| char::from(*byte)).collect())
}

fn close(pieces: &mut Vec<(Way, String)>, way: Option<Way>, bytes: &mut String) {
    let text = std::mem::take(bytes);
    let Some(way) = way else { return };
    match pieces.last_mut().filter(|(last, before)| {
        // Answers' headers come line by line; a head begins with its first line.
        *last == way && (way == Way::Body || !begins(&text) && !before.is_empty())
    }) {
        Some((_, before)) => {
            if way == Way::Head && !before.ends_with('\n') {
                before.push_str("\r\n");
            }
            before.push_str(&text);
        }
        None => pieces.push((way, text)),
    }
}

fn begins(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    super::head::request_line(first).is_some() || super::head::status_line(first).is_some()
}

fn laid_out(way: Way, text: &str) -> String {
    match way {
        Way::Head => format!("{}\r\n\r\n", text.trim_end()),
        Way::Body => format!("{text}\r\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_trace_in_ascii_has_the_requests_body() {
        let text = "== Info:   Trying 203.0.113.7:443...\n=> Send header, 129 bytes (0x81)\n0000: POST /oauth/token HTTP/1.1\n001c: Host: op.example\n002e: Content-Type: application/x-www-form-urlencoded\n005f: \n=> Send data, 70 bytes (0x46)\n0000: grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&client\n0040: _id=shop\n<= Recv header, 24 bytes (0x18)\n0000: HTTP/1.1 403 Forbidden\n<= Recv header, 32 bytes (0x20)\n0000: Content-Type: application/json\n<= Recv header, 2 bytes (0x2)\n0000: \n<= Recv data, 25 bytes (0x19)\n0000: {\"error\":\"access_denied\"}\n== Info: Connection #0 left intact\n";
        let capture = read(text).unwrap();
        let exchange = &capture.exchanges[0];
        assert_eq!(capture.exchanges.len(), 1);
        assert_eq!(exchange.request.url, "https://op.example/oauth/token");
        assert_eq!(
            exchange.request.body.text(),
            Some("grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&client_id=shop")
        );
        assert_eq!(exchange.response.status, Some(403));
        assert_eq!(exchange.response.body.text(), Some("{\"error\":\"access_denied\"}"));
    }

    #[test]
    fn a_trace_in_numbers_is_read_too() {
        let text = "=> Send header, 37 bytes (0x25)\n0000: 47 45 54 20 2f 6d 65 20 48 54 54 50 2f 31 2e 31 GET /me HTTP/1.1\n0010: 0d 0a 48 6f 73 74 3a 20 6f 70 2e 65 78 61 6d 70 ..Host: op.examp\n0020: 6c 65 0d 0a 0d 0a                               le....\n<= Recv header, 18 bytes (0x12)\n0000: 48 54 54 50 2f 31 2e 31 20 34 30 31 20 4e 6f 0d HTTP/1.1 401 No.\n0010: 0a                                              .\n";
        let capture = read(text).unwrap();
        assert_eq!(capture.exchanges[0].request.url, "https://op.example/me");
        assert_eq!(capture.exchanges[0].response.status, Some(401));
    }
}
