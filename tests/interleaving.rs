//! Logins are kept apart: any interleaving of several gives the flows that each gives alone, and an entry that is written
//! down twice, or in another place of the file, changes nothing.
#![allow(
    clippy::expect_used,
    clippy::field_reassign_with_default,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use loginscope::capture::Capture;
use loginscope::http::{Body, Exchange, Instant};
use loginscope::oauth::{self, pkce};
use loginscope::report::{FlowReport, Outcome, Report};
use proptest::prelude::*;
use support::{Known, recorded};

/// Recorded logins, good and bad, with their exchanges; without key sets, since the provider had other keys at each
/// recording.
static LOGINS: LazyLock<Vec<(String, Vec<Exchange>)>> = LazyLock::new(|| {
    let own = |exchange: &Exchange| !exchange.path().ends_with("/jwks");
    let of = |known: Known| (known.name.clone(), known.capture().exchanges.into_iter().filter(own).collect());
    recorded().into_iter().map(of).collect()
});

/// The values that only one login has: states, codes, verifiers, tokens, ids in paths.
fn values(exchanges: &[Exchange]) -> Vec<String> {
    let names = [
        "state",
        "nonce",
        "code",
        "code_verifier",
        "code_challenge",
        "access_token",
        "refresh_token",
        "device_code",
        "user_code",
        "request_uri",
    ];
    let mut found: Vec<String> = Vec::new();
    for message in oauth::recognise(exchanges, &[]) {
        for name in names {
            found.extend(message.given(name).map(str::to_owned));
            found.extend(message.answer.text(name).map(str::to_owned));
        }
    }
    for exchange in exchanges {
        found.extend(exchange.path().split('/').filter(|piece| piece.len() >= 20).map(str::to_owned));
    }
    found.retain(|value| value.len() >= 8);
    found.sort_by_key(|value| (std::cmp::Reverse(value.len()), value.clone()));
    found.dedup();
    found
}

/// Another value of the same shape.
fn turned(value: &str, by: u8) -> String {
    let turn = |c: char, first: u8, count: u8| char::from(first + (c as u8 - first + by) % count);
    let (prefix, rest) = value.rsplit_once(':').map_or(("", value), |(prefix, rest)| (prefix, rest));
    let rest: String = rest
        .chars()
        .map(|c| match c {
            'a'..='z' => turn(c, b'a', 26),
            'A'..='Z' => turn(c, b'A', 26),
            '0'..='9' => turn(c, b'0', 10),
            other => other,
        })
        .collect();
    if prefix.is_empty() { rest } else { format!("{prefix}:{rest}") }
}

/// The same login with other values; a challenge stays its verifier's.
fn renamed(exchanges: &[Exchange], by: u8) -> Vec<Exchange> {
    let values = values(exchanges);
    let mut names: Vec<(String, String)> =
        values.iter().map(|value| (value.clone(), turned(value, by))).collect();
    for (old, new) in names.clone() {
        if let Some(pair) = names.iter_mut().find(|(challenge, _)| *challenge == pkce::s256(&old)) {
            pair.1 = pkce::s256(&new);
        }
    }
    let text = |text: &str| {
        // Through marks that stand nowhere else, so that no value is renamed twice.
        let marked = names.iter().enumerate().fold(text.to_owned(), |text, (index, (old, _))| {
            text.replace(old, &format!("\u{1}{index}\u{2}"))
        });
        names
            .iter()
            .enumerate()
            .fold(marked, |text, (index, (_, new))| text.replace(&format!("\u{1}{index}\u{2}"), new))
    };
    let body = |body: &Body| match body {
        Body::Text(secret) => Body::Text(text(secret.expose()).into()),
        other => other.clone(),
    };
    exchanges
        .iter()
        .map(|exchange| {
            let mut exchange = exchange.clone();
            exchange.request.url = text(&exchange.request.url);
            exchange.request.body = body(&exchange.request.body);
            exchange.response.body = body(&exchange.response.body);
            exchange.response.location = exchange.response.location.as_deref().map(text);
            for headers in [&mut exchange.request.headers, &mut exchange.response.headers] {
                for (_, value) in &mut headers.0 {
                    *value = text(value.expose()).into();
                }
            }
            exchange
        })
        .collect()
}

const LOGIN: usize = 100_000;

/// Logins in one capture, merged in an order that is drawn; entries tell which login they are of.
fn interleaved(logins: &[usize], draws: &[u8]) -> Vec<Exchange> {
    let mut queues: Vec<Vec<Exchange>> = logins
        .iter()
        .enumerate()
        .map(|(index, login)| {
            let mut own = renamed(&LOGINS[*login].1, index as u8 + 1);
            own.sort_by(|a, b| a.started.unwrap().0.total_cmp(&b.started.unwrap().0));
            for exchange in &mut own {
                exchange.entry += index * LOGIN;
            }
            own.reverse();
            own
        })
        .collect();
    let mut at = queues[0].last().unwrap().started.unwrap().0;
    let mut merged = Vec::new();
    for draw in 0.. {
        let waiting: Vec<usize> = (0..queues.len()).filter(|index| !queues[*index].is_empty()).collect();
        if waiting.is_empty() {
            break;
        }
        let drawn = usize::from(draws[draw % draws.len()]).wrapping_mul(draw + 7) / 3;
        let mut exchange = queues[waiting[drawn % waiting.len()]].pop().unwrap();
        at += 40.0;
        exchange.started = Some(Instant(at));
        merged.push(exchange);
    }
    merged
}

fn report(exchanges: Vec<Exchange>) -> Report {
    let mut capture = Capture::default();
    capture.entries = exchanges.len();
    capture.exchanges = exchanges;
    loginscope::analyse(&[capture], &[])
}

/// What is known of a flow: how it ended, why, and the steps that only it can have.
fn summary(flow: &FlowReport) -> (String, Outcome, Vec<String>, Vec<(String, usize)>) {
    let shared = ["discovery", "keys", "preflight", "resource_metadata"];
    let steps = flow.steps.iter().filter(|step| !shared.contains(&step.message.as_ref()));
    let mut steps: Vec<(String, usize)> = steps.map(|step| (step.message.to_string(), step.entry)).collect();
    steps.sort();
    let causes = flow.diagnosis.iter().take(1).map(|diagnosis| diagnosis.cause.to_string()).collect();
    (flow.kind.to_string(), flow.outcome, causes, steps)
}

/// Of a login: its kind, its outcome, its causes, its steps with their entries.
type Told = (String, Outcome, Vec<String>, Vec<(String, usize)>);

fn flows(report: &Report) -> BTreeMap<usize, Vec<Told>> {
    let mut by_login: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for flow in &report.flows {
        let summary = summary(flow);
        let Some((_, entry)) = summary.3.first() else { continue };
        let login = entry / LOGIN;
        assert!(
            summary.3.iter().all(|(_, entry)| entry / LOGIN == login),
            "a flow mixes logins: {summary:?}"
        );
        by_login.entry(login).or_default().push(summary);
    }
    by_login
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_interleaving_gives_the_flows_that_each_login_gives_alone(
        logins in prop::collection::vec(0usize..LOGINS.len(), 2..5),
        draws in prop::collection::vec(any::<u8>(), 8..40),
    ) {
        // A login's ID token is signed and stays what it is: twice the same one would be in two logins.
        prop_assume!(logins.iter().collect::<BTreeSet<_>>().len() == logins.len());
        let merged = interleaved(&logins, &draws);
        let together = flows(&report(merged.clone()));
        for index in 0..logins.len() {
            let own = merged.iter().filter(|exchange| exchange.entry / LOGIN == index).cloned().collect();
            let alone = flows(&report(own));
            prop_assert_eq!(together.get(&index), alone.get(&index), "{}", &LOGINS[logins[index]].0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two or three devices at one server, whose people sign in at the same time: none of the pages names its device but
    /// by the code that was typed and where that led.
    #[test]
    fn pages_of_several_devices_are_kept_apart(
        devices in 2usize..4,
        draws in prop::collection::vec(any::<u8>(), 8..40),
    ) {
        let device = LOGINS.iter().position(|(name, _)| name.ends_with("device-ok.har")).unwrap();
        let merged = interleaved(&vec![device; devices], &draws);
        let together = flows(&report(merged.clone()));
        for index in 0..devices {
            let own = merged.iter().filter(|exchange| exchange.entry / LOGIN == index).cloned().collect();
            let alone = flows(&report(own));
            let pages = |(step, _): &&(String, usize)| step == "interaction";
            prop_assert!(alone[&index][0].3.iter().filter(pages).count() > 5);
            prop_assert_eq!(together.get(&index), alone.get(&index));
        }
    }
}

#[test]
fn doubled_and_reordered_entries_change_nothing() {
    for (name, exchanges) in LOGINS.iter() {
        let summaries = |exchanges: Vec<Exchange>| -> Vec<_> {
            let findings = |flow: &FlowReport| -> Vec<String> {
                let ids = flow.findings.iter().map(|finding| finding.rule.to_string());
                ids.filter(|rule| rule != "capture-merged").collect()
            };
            report(exchanges).flows.iter().map(|flow| (summary(flow), findings(flow))).collect()
        };
        let once = summaries(exchanges.clone());
        let doubled = exchanges.iter().flat_map(|exchange| [exchange.clone(), exchange.clone()]).collect();
        assert_eq!(summaries(doubled), once, "{name}, doubled");
        let mut times: Vec<u64> =
            exchanges.iter().map(|exchange| exchange.started.unwrap().0.to_bits()).collect();
        times.sort_unstable();
        times.dedup();
        // Where two entries have one time, their order in the file is all that there is.
        if times.len() == exchanges.len() {
            assert_eq!(summaries(exchanges.iter().rev().cloned().collect()), once, "{name}, reversed");
        }
    }
}
