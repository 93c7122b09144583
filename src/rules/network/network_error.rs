//! What the browser says where no answer came.

use crate::config::ClientConfig;
use crate::flow::{Flow, after};
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "network-error",
    title: "Request that got no answer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Fetch.at("2.2.6")],
    why: "Nothing came back, so the client cannot say more than \"network error\"; the browser knows whether it \
          was the name, the connection, the certificate or a rule of its own.",
    fix: "Check the address in the client, and have whoever runs the server or the network look at what the \
          browser names.",
    config: "",
    bad: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-11-23T22:12:00.000Z\",\"time\":12,\"request\":{\"method\":\"POST\",\"url\":\"https://op.example/token\",\"httpVersion\":\"HTTP/1.1\",\"headers\":[{\"name\":\"Content-Type\",\"value\":\"application/x-www-form-urlencoded\"}],\"queryString\":[],\"cookies\":[],\"headersSize\":-1,\"bodySize\":-1,\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb\"}},\"response\":{\"status\":0,\"statusText\":\"\",\"httpVersion\":\"HTTP/1.1\",\"headers\":[],\"cookies\":[],\"content\":{\"size\":0,\"mimeType\":\"application/json\",\"text\":\"\"},\"redirectURL\":\"\",\"headersSize\":-1,\"bodySize\":-1,\"_error\":\"net::ERR_NAME_NOT_RESOLVED\"},\"cache\":{},\"timings\":{\"send\":0,\"wait\":12,\"receive\":0}}]}}",
    ),
    good: example(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\",\"version\":\"537.36\"},\"entries\":[{\"startedDateTime\":\"2026-11-23T22:12:00.000Z\",\"time\":12,\"request\":{\"method\":\"POST\",\"url\":\"https://op.example/token\",\"httpVersion\":\"HTTP/1.1\",\"headers\":[{\"name\":\"Content-Type\",\"value\":\"application/x-www-form-urlencoded\"}],\"queryString\":[],\"cookies\":[],\"headersSize\":-1,\"bodySize\":-1,\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb\"}},\"response\":{\"status\":200,\"statusText\":\"\",\"httpVersion\":\"HTTP/1.1\",\"headers\":[{\"name\":\"Content-Type\",\"value\":\"application/json\"}],\"cookies\":[],\"content\":{\"size\":0,\"mimeType\":\"application/json\",\"text\":\"{\\\"access_token\\\":\\\"2YotnFZFEjr1zCsicMWpAA\\\",\\\"token_type\\\":\\\"Bearer\\\",\\\"expires_in\\\":3600}\"},\"redirectURL\":\"\",\"headersSize\":-1,\"bodySize\":-1},\"cache\":{},\"timings\":{\"send\":0,\"wait\":12,\"receive\":0}}]}}",
    ),
    evidence: Evidence::Seen(Subject::Refusal),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.messages.iter(), |message| judge(flow, message))
}

fn judge(flow: &Flow<'_>, message: &Message<'_>) -> Verdict {
    let Some(error) = message.exchange.error.as_deref() else {
        return match message.answer.status {
            Some(_) => Verdict::pass("The requests of this login are answered"),
            None => Verdict::NotApplicable,
        };
    };
    let Some(what) = meaning(error) else { return Verdict::NotApplicable };
    let again = flow.messages.iter().any(|later| {
        after(later.exchange, message.exchange)
            && later.exchange.address() == message.exchange.address()
            && later.answer.status.is_some()
    });
    if again {
        return Verdict::pass("A later request to the same address is answered");
    }
    let place = Location::of(message, Part::ResponseStatus, None);
    let short: String = error.chars().take(80).collect();
    Finding::at(
        place,
        format!("The request to `{}` got no answer (`{short}`): {what}", message.exchange.address()),
    )
    .verdict()
}

/// Chrome's and Firefox's names of network errors.
fn meaning(error: &str) -> Option<&'static str> {
    let upper = error.to_ascii_uppercase();
    let known: [(&[&str], &str); 8] = [
        (&["NAME_NOT_RESOLVED", "UNKNOWN_HOST", "DNS"], "the host's name is not known"),
        (&["CONNECTION_REFUSED"], "nothing listens at that host and port"),
        (&["TIMED_OUT", "NET_TIMEOUT"], "the server did not answer in time"),
        (&["CERT", "SSL", "SEC_ERROR"], "the certificate or the encryption was not accepted"),
        (&["NETWORK_CHANGED", "INTERNET_DISCONNECTED", "OFFLINE"], "the machine's own network went away"),
        (
            &["PRIVATE_NETWORK", "LOCAL_NETWORK"],
            "the browser does not let a public page call a private address",
        ),
        (&["BLOCKED_BY_CLIENT"], "an extension of the browser blocked it"),
        (
            &["CONNECTION_RESET", "CONNECTION_CLOSED", "EMPTY_RESPONSE", "NET_RESET", "NET_INTERRUPT"],
            "the connection was cut",
        ),
    ];
    known.iter().find(|(names, _)| names.iter().any(|name| upper.contains(name))).map(|(_, what)| *what)
}
