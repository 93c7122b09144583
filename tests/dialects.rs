//! One login in every exporter's dialect: the same diagnosis as far as the dialect holds it, and what it lacks is told.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod support;

use loginscope::http::Lack::{self, *};
use loginscope::report::Outcome;
use loginscope::{analyse, capture};
use support::causes;
use support::dialects::dialects;

/// Dialect, exporter's name, what it lacks, and a piece of the note that says how to export better (empty: no note).
const KNOWN: &[(&str, &str, &[Lack], &str)] = &[
    ("chrome", "Chrome DevTools", &[Fragments, RedirectBodies, OtherTabs], ""),
    (
        "chrome-sanitized",
        "Chrome DevTools",
        &[Credentials, Fragments, RedirectBodies, OtherTabs],
        "allow to generate HAR with sensitive data",
    ),
    (
        "chrome-copy-all",
        "Chrome DevTools",
        &[Fragments, AnswerBodies, RedirectBodies, OtherTabs],
        "Copy all as HAR",
    ),
    (
        "chrome-har",
        "chrome-har 1.1.1",
        &[AnswerBodies, RedirectBodies, WithheldAnswers, OtherTabs],
        "includeTextFromResponseBody",
    ),
    (
        "chrome-har-capturer",
        "Chrome HAR Capturer 0.14.4",
        &[Fragments, RedirectBodies, WithheldAnswers, OtherTabs],
        "",
    ),
    ("cypress", "@neuralegion/cypress-har-generator 5.17.0", &[Fragments, RedirectBodies, OtherTabs], ""),
    (
        "webpagetest",
        "WebPagetest 21.07",
        &[Fragments, RequestBodies, RedirectBodies],
        "stores no bodies of requests",
    ),
    ("k6-studio", "k6-studio 1.14.0", &[Fragments], ""),
    ("polly", "Polly.JS 6.0.6", &[], ""),
    ("firefox", "Firefox 153.7.0", &[OtherTabs], ""),
    ("safari", "Safari", &[RedirectBodies, Redirects, OtherTabs], "one entry for a whole chain"),
    ("playwright", "Playwright 1.65.1", &[Fragments, RedirectBodies, Preflights, WithheldAnswers], ""),
    ("charles", "Charles Proxy 4.6.3", &[Fragments], ""),
    ("fiddler", "Fiddler 5.0.20194", &[Fragments], ""),
    ("mitmproxy", "mitmproxy 11.0.2", &[Fragments], ""),
    ("browsermob", "BrowserMob Proxy 2.1.5", &[Fragments], ""),
    ("proxyman", "Proxyman 5.6", &[Fragments], ""),
    ("http-toolkit", "HTTP Toolkit 1.20", &[Fragments], ""),
    ("reqable", "Reqable 2.20", &[Fragments], ""),
    ("zap", "ZAP 2.15", &[Fragments], ""),
    ("insomnia", "Insomnia REST Client", &[], ""),
    ("pairs", "Slack 1", &[], ""),
    ("harp", "Chrome DevTools", &[Fragments, RedirectBodies, OtherTabs], ""),
    ("list", "", &[], ""),
    ("log-only", "Chrome DevTools", &[Fragments, RedirectBodies, OtherTabs], ""),
    ("burp", "Burp Suite", &[Fragments], ""),
    ("zap-messages", "raw HTTP", &[Fragments], ""),
    ("raw", "raw HTTP", &[Fragments], ""),
    ("curl", "curl", &[Fragments], ""),
    ("curl-trace", "curl", &[Fragments], ""),
    ("saml-tracer", "SAML-tracer", &[Fragments, AnswerBodies], "SAML-tracer does not record them"),
    ("newman", "Newman", &[], ""),
    ("charles-session", "Charles", &[Fragments], ""),
    ("curl-bash", "curl command", &[Fragments, Answers, Times], "no answers"),
    ("curl-cmd", "curl command", &[Fragments, Answers, Times], "no answers"),
    ("fetch", "fetch call", &[Fragments, Answers, Times], "no answers"),
];

#[test]
fn the_same_login_gives_the_same_diagnosis_in_every_dialect() {
    let mut wrong = Vec::new();
    for dialect in dialects() {
        let capture = match capture::read(dialect.name, &dialect.text) {
            Ok(capture) => capture,
            Err(error) => {
                wrong.push(error.to_string());
                continue;
            }
        };
        let lacks = capture.lacks;
        let report = analyse(&[capture], &[]);
        // Without answers nothing has failed; the contradiction is found all the same.
        let contradicts = report
            .flows
            .iter()
            .flat_map(|flow| &flow.findings)
            .any(|finding| finding.rule == "token-redirect-uri-differs");
        let failed = report.flows.iter().any(|flow| flow.outcome == Outcome::Failed);
        let first = causes(&report).first().cloned();
        let seen = if lacks.has(Answers) {
            contradicts && !failed
        } else if lacks.has(RequestBodies) {
            // What was sent is unknown: the refusal alone cannot name this cause.
            failed && !contradicts
        } else if lacks.has(Redirects) {
            // The chain's first entry, with the request's redirect URI, is not in the file.
            failed && !contradicts && first.as_deref() != Some("redirect_uri_mismatch_authorize")
        } else {
            failed && contradicts && first.as_deref() == Some("redirect_uri_mismatch_token")
        };
        if !seen || report.flows.len() != 1 {
            let outcomes: Vec<_> = report.flows.iter().map(|flow| flow.outcome).collect();
            wrong.push(format!("{}: {outcomes:?}, contradiction {contradicts}, {first:?}", dialect.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_dialect_leaves_out_is_known_and_told() {
    let mut wrong = Vec::new();
    for dialect in dialects() {
        let (_, exporter, lacks, note) = KNOWN.iter().find(|(name, ..)| *name == dialect.name).unwrap();
        let capture = capture::read(dialect.name, &dialect.text).unwrap_or_else(|error| panic!("{error}"));
        let found: Vec<Lack> = capture.lacks.iter().collect();
        let told = capture.notes.join("\n");
        if capture.exporter != *exporter
            || found != *lacks
            || (note.is_empty() && !told.is_empty())
            || !told.contains(note)
        {
            wrong.push(format!("{}: {:?} {found:?} {told:?}", dialect.name, capture.exporter));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn credentials_that_an_export_left_out_are_unknown_and_not_absent() {
    let of = |name: &str| {
        let dialect = dialects().into_iter().find(|dialect| dialect.name == name).unwrap();
        capture::read(name, &dialect.text).unwrap().exchanges
    };
    assert!(of("chrome-sanitized").iter().all(|exchange| exchange.lacks.has(Credentials)));
    assert!(of("chrome").iter().all(|exchange| !exchange.lacks.has(Credentials)));
    // A proxy's sizes are its own.
    assert!(of("charles").iter().all(|exchange| !exchange.lacks.has(Credentials)));
}

#[test]
fn a_chain_of_redirects_in_one_entry_does_not_bring_the_first_ones_body() {
    let dialect = dialects().into_iter().find(|dialect| dialect.name == "safari").unwrap();
    let capture = capture::read("safari", &dialect.text).unwrap();
    assert_eq!(capture.exchanges[0].request.method, "GET");
    assert_eq!(capture.exchanges[0].request.body, loginscope::http::Body::Empty);
    let report = analyse(&[capture], &[]);
    assert!(report.flows[0].steps.iter().any(|step| step.message == "callback"));
}
