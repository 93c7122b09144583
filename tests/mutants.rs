//! No constant can stand in for a rule. Its examples show it failing and passing, captures of other logins show that it has
//! nothing to say, and its bad example, with one thing after the other taken away, shows that it says what a capture lacks.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use loginscope::capture::{self, Capture};
use loginscope::config::{self, ClientConfig};
use loginscope::http::{Body, Exchange, Headers, Initiator, Lack, Response};
use loginscope::rule::{Evidence, Rule, Subject, Verdict};
use loginscope::rules;

/// How often a rule gave each verdict.
#[derive(Default)]
struct Given {
    passes: usize,
    fails: usize,
    silent: usize,
    lacks: usize,
}

impl Given {
    fn count(&mut self, verdicts: impl IntoIterator<Item = Verdict>) {
        for verdict in verdicts {
            *match verdict {
                Verdict::Pass(_) => &mut self.passes,
                Verdict::Fail(_) => &mut self.fails,
                Verdict::NotApplicable => &mut self.silent,
                Verdict::NotCheckable(_) => &mut self.lacks,
            } += 1;
        }
    }
}

fn read(text: &str) -> Capture {
    capture::read("example", text.as_bytes()).unwrap()
}

fn verdicts(rule: &Rule, capture: Capture, clients: &[ClientConfig]) -> Vec<Verdict> {
    let own = loginscope::judge(&[capture], clients).into_iter();
    own.filter_map(|verdicts| verdicts.0.into_iter().find(|(judged, _)| judged.id == rule.id))
        .map(|(_, verdict)| verdict)
        .collect()
}

/// The capture, with one thing taken away: all of a kind, one exchange's answer, one exchange, or what values say.
fn poorer(capture: &Capture) -> Vec<Capture> {
    let kinds: [fn(&mut Exchange); 11] = [
        |exchange| exchange.response = Response::default(),
        |exchange| exchange.initiator = Initiator::Unknown,
        |exchange| {
            exchange.request.headers = Headers::default();
            exchange.request.body = Body::NotRecorded;
        },
        |exchange| exchange.request.body = Body::NotRecorded,
        |exchange| exchange.response.body = Body::NotRecorded,
        |exchange| exchange.request.headers = Headers::default(),
        |exchange| exchange.response.headers = Headers::default(),
        |exchange| exchange.started = None,
        |exchange| {
            exchange.lacks.add(Lack::Credentials);
            for headers in [&mut exchange.request.headers, &mut exchange.response.headers] {
                headers.0.retain(|(name, _)| {
                    !["authorization", "cookie", "set-cookie"].contains(&name.to_ascii_lowercase().as_str())
                });
            }
        },
        by_reference,
        mask,
    ];
    let of_kinds = kinds.into_iter().map(|take| {
        let mut poorer = capture.clone();
        poorer.exchanges.iter_mut().for_each(take);
        poorer
    });
    let one = |change: fn(&mut Capture, usize)| {
        (0..capture.exchanges.len()).map(move |index| {
            let mut poorer = capture.clone();
            change(&mut poorer, index);
            poorer
        })
    };
    let unanswered = one(|poorer, index| poorer.exchanges[index].response = Response::default());
    let unread = one(|poorer, index| poorer.exchanges[index].response.body = Body::NotRecorded);
    let absent = one(|poorer, index| drop(poorer.exchanges.remove(index)));
    of_kinds.chain(unanswered).chain(unread).chain(absent).collect()
}

/// An authorization request whose parameters were pushed, out of sight.
fn by_reference(exchange: &mut Exchange) {
    if let Some((address, query)) = exchange.request.url.split_once('?')
        && query.contains("client_id=")
        && (query.contains("response_type=") || query.contains("redirect_uri="))
    {
        exchange.request.url = format!("{address}?client_id=shop&request_uri=urn%3Aexample%3Apushed");
    }
}

/// As exporters mask what is secret: names stay.
fn mask(exchange: &mut Exchange) {
    let plain =
        ["grant_type", "response_type", "client_id", "redirect_uri", "scope", "client_assertion_type"];
    let masked = |form: &str| -> String {
        let one = |pair: &str| match pair.split_once('=') {
            Some((name, _)) if !plain.contains(&name) => format!("{name}=[REDACTED]"),
            _ => pair.to_owned(),
        };
        form.split('&').map(one).collect::<Vec<_>>().join("&")
    };
    if let Some((address, query)) = exchange.request.url.split_once('?') {
        exchange.request.url = format!("{address}?{}", masked(query));
    }
    if let Some(form) = exchange.request.body.text().filter(|form| form.contains('=')) {
        exchange.request.body = Body::Text(masked(form).into());
    }
    if let Some((address, query)) = exchange.response.location.as_deref().and_then(|to| to.split_once('?')) {
        exchange.response.location = Some(format!("{address}?{}", masked(query)));
    }
    let secret = |name: &str| ["authorization", "dpop"].contains(&name.to_ascii_lowercase().as_str());
    for (_, value) in exchange.request.headers.0.iter_mut().filter(|(name, _)| secret(name)) {
        *value = "[REDACTED]".into();
    }
}

/// All that a rule says of its own examples, of what is left of them, and of three captures that are about something else.
fn given(rule: &Rule) -> Given {
    let clients = if rule.config.is_empty() { Vec::new() } else { config::read(rule.config).unwrap().0 };
    let (bad, good) = (read(rule.bad), read(rule.good));
    let mut given = Given::default();
    let undescribed = clients.iter().map(|client| ClientConfig { metadata: None, ..client.clone() });
    given.count(verdicts(rule, bad.clone(), &undescribed.collect::<Vec<_>>()));
    given.count(verdicts(rule, bad.clone(), &[]));
    for capture in poorer(&bad).into_iter().chain([bad, good]) {
        given.count(verdicts(rule, capture, &clients));
    }
    let others =
        [rules::api::api_unauthorized::RULE.good, rules::session::logout_error::RULE.good, LONE_CALLBACK];
    for other in others {
        given.count(verdicts(rule, read(other), &[]));
    }
    given
}

const LONE_CALLBACK: &str =
    "> GET https://shop.example/cb?error=access_denied&error_description=no&state=a1b2c3 HTTP/1.1\n>\n";

#[test]
fn every_verdict_of_a_rule_is_shown() {
    let of = |rules: &'static [&'static Rule]| {
        rules.iter().map(|rule| (*rule, given(rule))).collect::<Vec<(&Rule, Given)>>()
    };
    let (first, second) = rules::ALL.split_at(rules::ALL.len() / 2);
    let all = std::thread::scope(|scope| {
        let beside = scope.spawn(|| of(second));
        of(first).into_iter().chain(beside.join().unwrap()).collect::<Vec<_>>()
    });
    let mut wrong = Vec::new();
    for (rule, given) in &all {
        // A capture says something of itself always.
        let always = rule.evidence == Evidence::Seen(Subject::Capture) || rule.id == "network-error";
        let silent = given.silent + given.lacks > 0 || always;
        let lacks = given.lacks > 0 || matches!(rule.evidence, Evidence::Seen(_) | Evidence::Read(_));
        if given.fails == 0 || given.passes == 0 || !silent || !lacks {
            let Given { passes, fails, silent, lacks } = given;
            wrong.push(format!(
                "{}: passes {passes}, fails {fails}, not applicable {silent}, not checkable {lacks}",
                rule.id
            ));
        }
    }
    let seen = all.iter().filter(|(rule, _)| matches!(rule.evidence, Evidence::Seen(_))).count();
    println!("{seen} rules judge what is there alone, {} say what a capture lacks", all.len() - seen);
    assert!(wrong.is_empty(), "{} rules:\n{}", wrong.len(), wrong.join("\n"));
}
