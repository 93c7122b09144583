//! A `curl -v` that got no answer: the text in which curl says why becomes the exchange that did not take place. Names of
//! errors are those that Chrome writes into its captures.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::http::{Body, Exchange, Headers, Initiator, Request, Response};

/// The request that curl could not send, with the reason; none if the text tells of no such trouble.
pub fn read(text: &str) -> Option<Exchange> {
    let error = kind(text)?;
    let url = asked(text).or_else(|| Some(format!("https://{}/", host(text)?)))?;
    // It has redeemed nothing: it counts as made by hand.
    let (name, value) = crate::http::BY_HAND;
    Some(Exchange {
        file: 0,
        entry: 0,
        started: None,
        duration_ms: None,
        initiator: Initiator::Unknown,
        request: Request {
            method: "POST".into(),
            url,
            headers: Headers(vec![(name.into(), value.into())]),
            body: Body::NotRecorded,
        },
        response: Response::default(),
        error: Some(error.to_owned()),
        ..Exchange::default()
    })
}

/// Why curl got no answer: by the number of its exit status, else by its words.
pub fn kind(text: &str) -> Option<&'static str> {
    let number = NUMBER.as_ref()?.captures(text).and_then(|found| found.get(1)?.as_str().parse::<u32>().ok());
    let by_number = match number {
        Some(5 | 97) => Some("net::ERR_PROXY_CONNECTION_FAILED"),
        Some(6) => Some("net::ERR_NAME_NOT_RESOLVED"),
        Some(7) => Some("net::ERR_CONNECTION_REFUSED"),
        Some(28) => Some("net::ERR_CONNECTION_TIMED_OUT"),
        Some(35) => Some("net::ERR_SSL_PROTOCOL_ERROR"),
        Some(51 | 60 | 77) => Some("net::ERR_CERT_AUTHORITY_INVALID"),
        Some(52) => Some("net::ERR_CONNECTION_CLOSED"),
        Some(56) => Some("net::ERR_CONNECTION_RESET"),
        _ => None,
    };
    let words = [
        ("CONNECT tunnel failed", "net::ERR_TUNNEL_CONNECTION_FAILED"),
        ("from proxy after CONNECT", "net::ERR_TUNNEL_CONNECTION_FAILED"),
        ("Could not resolve proxy", "net::ERR_PROXY_CONNECTION_FAILED"),
        ("Could not resolve host", "net::ERR_NAME_NOT_RESOLVED"),
        ("SSL certificate problem", "net::ERR_CERT_AUTHORITY_INVALID"),
    ];
    words.iter().find(|(word, _)| text.contains(word)).map(|(_, error)| *error).or(by_number)
}

/// The address in the command line, if that was copied too.
fn asked(text: &str) -> Option<String> {
    Some(COMMAND.as_ref()?.captures(text)?.get(1)?.as_str().to_owned())
}

/// The host that curl names.
fn host(text: &str) -> Option<String> {
    Some(HOST.as_ref()?.captures(text)?.get(1)?.as_str().trim_end_matches('.').to_owned())
}

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?m)^curl: \((\d{1,3})\)").ok());
static COMMAND: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"curl -v ["']?(https?://[^\s"'\\]+)"#).ok());
static HOST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:Could not resolve host: |Failed to connect to |Host |CONNECT |Establish HTTP proxy tunnel to |",
        r"connect to host |Connected to )([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
    ))
    .ok()
});

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn every_trouble_is_read() {
        let cases = [
            (
                "* Could not resolve host: login.acme.example\n* closing connection #0\ncurl: (6) Could not resolve host: login.acme.example",
                "NAME_NOT_RESOLVED",
            ),
            (
                "* Host login.acme.example:443 was resolved.\n*   Trying 203.0.113.7:443...\n* connect to 203.0.113.7 port 443 failed: Connection refused\n* Failed to connect to login.acme.example port 443 after 12 ms: Couldn't connect to server\ncurl: (7) Failed to connect to login.acme.example port 443 after 12 ms: Couldn't connect to server",
                "CONNECTION_REFUSED",
            ),
            (
                "* Host login.acme.example:443 was resolved.\n*   Trying 203.0.113.7:443...\n* Connection timed out after 30001 milliseconds\ncurl: (28) Connection timed out after 30001 milliseconds",
                "TIMED_OUT",
            ),
            (
                "* Connected to login.acme.example (203.0.113.7) port 443\n* SSL certificate problem: self-signed certificate in certificate chain\ncurl: (60) SSL certificate problem: self-signed certificate in certificate chain",
                "CERT",
            ),
            (
                "* Establish HTTP proxy tunnel to login.acme.example:443\n> CONNECT login.acme.example:443 HTTP/1.1\n> Host: login.acme.example:443\n>\n< HTTP/1.1 407 Proxy Authentication Required\n<\n* CONNECT tunnel failed, response 407\ncurl: (56) CONNECT tunnel failed, response 407",
                "TUNNEL",
            ),
        ];
        for (text, error) in cases {
            let exchange = super::super::read(text).unwrap().exchanges.remove(0);
            assert_eq!(exchange.request.url, "https://login.acme.example/", "{text}");
            assert!(exchange.error.as_ref().unwrap().contains(error), "{text}: {:?}", exchange.error);
        }
        let copied = "$ curl -v 'https://login.acme.example/t1/token' \\\n> --data x\ncurl: (6) Could not resolve host: login.acme.example";
        assert_eq!(read(copied).unwrap().request.url, "https://login.acme.example/t1/token");
        assert!(read("curl: (6) somewhere").is_none());
    }
}
