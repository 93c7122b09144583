//! A good login against each defect: the defect is the first thing that is told.
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

use loginscope::compare::{Comparison, compare};
use support::{Known, recorded};

/// What the first difference must be about, by the defect that the recording was made with.
const DEFECTS: [(&str, &[&str]); 11] = [
    ("device-expired", &["token-error", "device-poll-after-expiry"]),
    ("pub-token-redirect-uri-mismatch", &["token-redirect-uri-differs", "redirect_uri"]),
    ("pub-pkce-verifier-mismatch", &["pkce-verifier-mismatch", "code_verifier"]),
    ("pub-reused-code", &["code-reused"]),
    ("pub-access-denied", &["authorization-error", "error"]),
    ("pub-cors-blocked-token", &["token-cors-blocked", "access-control-allow-origin"]),
    ("basic-no-auth", &["client-auth-missing", "authorization"]),
    ("par-required-not-used", &["par-required", "pushed_authorization_request"]),
    ("pkjwt-wrong-aud", &["assertion-audience", "aud"]),
    ("refresh-reuse-detected", &["refresh-token-reused"]),
    ("pub-wrong-redirect-uri", &["redirect_uri", "redirect-uri-not-registered"]),
];

/// The good login that a defect was made from, as far as one was recorded.
fn good_for<'a>(bad: &Known, all: &'a [Known]) -> Option<&'a Known> {
    let (exporter, name) = bad.name.split_once('/')?;
    let family = name.split('-').next()?;
    let good = |family: &str| {
        all.iter()
            .find(|known| known.cause.is_none() && known.name.starts_with(&format!("{exporter}/{family}")))
    };
    good(family).or_else(|| good("pub-pkce-ok"))
}

fn compared(good: &Known, bad: &Known) -> Comparison {
    compare(&good.report(), &bad.report()).unwrap()
}

#[test]
fn the_defect_is_the_first_difference() {
    let all = recorded();
    let (mut pairs, mut missed) = (0, Vec::new());
    for bad in all.iter().filter(|known| known.cause.is_some()) {
        let defect = DEFECTS.iter().find(|(name, _)| bad.name.contains(name));
        let Some((_, about)) = defect else {
            missed.push(format!("no expectation for {}", bad.name));
            continue;
        };
        let good = good_for(bad, &all).unwrap();
        let comparison = compared(good, bad);
        pairs += 1;
        let first = &comparison.differences[0];
        if !about.iter().any(|name| first.name.eq_ignore_ascii_case(name)) {
            let list: Vec<String> = comparison
                .differences
                .iter()
                .take(5)
                .map(|difference| format!("{} {}", difference.rank, difference.name))
                .collect();
            missed.push(format!("{} against {}: {list:?}", bad.name, good.name));
        }
    }
    println!("{pairs} pairs, {} missed", missed.len());
    assert!(missed.len() * 20 <= pairs, "{}", missed.join("\n"));
}

#[test]
fn two_good_logins_of_one_kind_differ_in_nothing_that_matters() {
    let all = recorded();
    for good in all.iter().filter(|known| known.cause.is_none()) {
        let comparison = compared(good, good);
        assert!(comparison.differences.is_empty(), "{}: {:?}", good.name, comparison.differences);
        assert!(comparison.same > 10, "{}", good.name);
    }
}
