//! Real failures and real good logins: the confirmed cause comes first, and a good login gets no error.
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

use std::collections::BTreeMap;

use loginscope::report::{Outcome, Report};
use support::{Known, bare, cases, causes, good, recorded};

#[test]
fn every_recorded_login_ends_as_it_did() {
    let mut wrong = Vec::new();
    for known in recorded() {
        let report = known.report();
        let outcomes: Vec<Outcome> = report.flows.iter().map(|flow| flow.outcome).collect();
        match &known.cause {
            None => {
                if outcomes.is_empty() || outcomes.iter().any(|outcome| *outcome != Outcome::Succeeded) {
                    wrong.push(format!("{}: {outcomes:?}, expected succeeded", known.name));
                }
                wrong.extend(
                    errors(&report)
                        .into_iter()
                        .map(|error| format!("{}: error {error} on a good login", known.name)),
                );
            }
            Some((cause, _)) => {
                let found = causes(&report);
                if !found.first().is_some_and(|first| known.accepts(first)) {
                    wrong.push(format!("{}: {found:?}, expected {cause}", known.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn values_that_contradict_each_other_tell_the_cause_of_a_bare_answer() {
    let missed: Vec<String> = bare()
        .iter()
        .filter(|case| place(case).0 != Some(0))
        .map(|case| format!("{}: {:?}", case.name, place(case).1))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_good_login_in_an_unusual_shape_is_not_blamed() {
    let mut wrong = Vec::new();
    for known in good() {
        let report = known.report();
        let ends = report.flows.iter().map(|flow| (flow.outcome, flow.diagnosis.len())).collect::<Vec<_>>();
        if ends.is_empty() || ends.iter().any(|end| *end != (Outcome::Succeeded, 0)) {
            wrong.push(format!("{}: {ends:?}", known.name));
        }
        wrong.extend(errors(&report).into_iter().map(|error| format!("{}: error {error}", known.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_good_login_of_a_real_provider_gets_at_most_one_hint() {
    let recorded: Vec<Known> = good().into_iter().filter(|known| known.group == "oidc-provider").collect();
    let mut wrong = Vec::new();
    let mut exporters: BTreeMap<String, usize> = BTreeMap::new();
    for known in recorded {
        let report = known.report();
        for capture in &report.captures {
            let name = capture.exporter.split(' ').next().unwrap_or_default().to_owned();
            *exporters.entry(name).or_default() += 1;
        }
        let told = |finding: &loginscope::report::FindingReport| {
            format!("{}: {} {} {}", known.name, finding.class, finding.severity, finding.rule)
        };
        for flow in &report.flows {
            let is_more = |finding: &&loginscope::report::FindingReport| finding.class != "hardening";
            // What is told of the capture is no hint to the client.
            let hints: Vec<_> =
                flow.findings.iter().filter(|finding| !finding.rule.starts_with("capture-")).collect();
            let many = hints.len() > 1;
            wrong.extend(hints.into_iter().filter(|finding| many || is_more(finding)).map(told));
        }
    }
    println!("kinds of logins by what recorded them: {exporters:?}");
    let least = [("Playwright", 43), ("Chrome", 16), ("Firefox", 16)];
    assert!(least.iter().all(|(name, least)| exporters.get(*name) >= Some(least)), "{exporters:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn errors(report: &Report) -> Vec<String> {
    let findings = report.flows.iter().flat_map(|flow| &flow.findings);
    findings.filter(|finding| finding.severity == "error").map(|finding| finding.rule.to_string()).collect()
}

#[test]
fn sentences_that_no_table_holds_are_read_by_what_they_are_about() {
    let (mut all, mut misses) = (Score::default(), Vec::new());
    for case in support::wordings::wordings() {
        let (place, found) = place(&case);
        all.count(place);
        if place != Some(0) {
            misses.push(format!("{}: {:?}", case.name, found.iter().take(3).collect::<Vec<_>>()));
        }
    }
    let told = format!("{}\n{}", all.line("wordings"), misses.join("\n"));
    assert!(all.share(all.first) >= 95.0 && all.share(all.three) >= 97.0, "{told}");
}

/// At which place a right cause is named; none: not at all.
fn place(case: &Known) -> (Option<usize>, Vec<String>) {
    let found = causes(&case.report());
    (found.iter().position(|id| case.accepts(id)), found)
}

/// Hits among the first and among the first three.
#[derive(Clone, Copy, Default)]
struct Score {
    cases: usize,
    first: usize,
    three: usize,
}

impl Score {
    fn count(&mut self, place: Option<usize>) {
        self.cases += 1;
        self.first += usize::from(place == Some(0));
        self.three += usize::from(place.is_some_and(|place| place < 3));
    }

    fn share(self, hits: usize) -> f64 {
        hits as f64 / self.cases as f64 * 100.0
    }

    fn line(self, name: &str) -> String {
        let (first, three) = (self.share(self.first), self.share(self.three));
        format!("{name:<32}{:>4} cases  first {first:>5.1} %  first three {three:>5.1} %", self.cases)
    }
}

/// Of these another cause comes first, or none.
const MISSED: [&str; 3] = [
    "login-form-leads-to-another-port",
    "token-taken-in-the-address-and-not-in-the-header",
    "two-spaces-behind-bearer-get-500",
];

#[test]
fn the_confirmed_cause_of_real_failures_comes_first() {
    let (mut all, mut misses, mut missed) = (Score::default(), Vec::new(), Vec::new());
    let mut groups: BTreeMap<String, Score> = BTreeMap::new();
    for case in cases() {
        let (place, found) = place(&case);
        all.count(place);
        groups.entry(case.group.clone()).or_default().count(place);
        if place != Some(0) {
            let expected = case.cause.as_ref().map(|(cause, _)| cause.as_str()).unwrap_or_default();
            let first: Vec<&String> = found.iter().take(3).collect();
            misses.push(format!("{}: {first:?}, expected {expected}", case.name));
            missed.push(case.name.clone());
        }
    }
    groups.iter().for_each(|(name, score)| println!("{}", score.line(name)));
    println!("{}", all.line("all"));
    println!("{}", misses.join("\n"));
    assert!(
        all.share(all.first) >= 95.0 && all.share(all.three) >= 99.0,
        "{}\n{}",
        all.line("all"),
        misses.join("\n")
    );
    // A share hides what a change breaks beside what it mends.
    assert_eq!(missed, MISSED, "{}", misses.join("\n"));
}

#[test]
fn the_answer_for_a_403_out_of_sight_is_no_guess() {
    for case in cases().iter().filter(|case| case.name.starts_with("out-of-sight-403")) {
        let report = case.report();
        let [flow] = report.flows.as_slice() else { panic!("{}: one flow", case.name) };
        assert_eq!(flow.outcome, Outcome::Failed);
        assert!(flow.diagnosis.len() >= 3, "{}: it ranks what a 403 may mean", case.name);
        let weights: Vec<&str> = flow.diagnosis.iter().map(|diagnosis| diagnosis.weight.as_ref()).collect();
        assert!(
            weights.iter().all(|weight| matches!(*weight, "fits" | "status" | "server_code")),
            "{weights:?}"
        );
        assert!(flow.diagnosis[0].probability < 0.75, "{}: nothing is proven", case.name);
        assert!(
            flow.passed.iter().any(|check| check.rule == "state-differs"),
            "{}: says what was right",
            case.name
        );
        let next = flow.record_next.as_ref().expect("says what to record next");
        assert!(next.command.contains("curl -v") && next.command.contains("code=probe"), "{}", next.command);
        assert!(next.answers.len() >= 3);
        assert!(flow.steps.iter().any(|step| step.state == "out_of_sight" && step.status == Some(403)));
    }
}

#[test]
fn two_interleaved_logins_are_kept_apart() {
    let of = |name: &str| recorded().into_iter().find(|known| known.name == name).unwrap();
    let (good, bad) =
        (of("chrome-devtools/pub-pkce-ok.har"), of("chrome-devtools/pub-token-redirect-uri-mismatch.har"));
    let (alone_good, alone_bad) = (good.report(), bad.report());
    let (mut a, b) = (good.capture(), bad.capture());
    // The second one begins a few milliseconds after the first: every exchange of one stands between two of the other.
    let shift = |exchanges: &[loginscope::http::Exchange]| {
        exchanges.first().and_then(|exchange| exchange.started).unwrap().0
    };
    let offset = shift(&a.exchanges) - shift(&b.exchanges) + 3.0;
    for mut exchange in b.exchanges {
        exchange.entry += 1000;
        exchange.started = exchange.started.map(|at| loginscope::http::Instant(at.0 + offset));
        a.exchanges.push(exchange);
    }
    let together = loginscope::analyse(&[a], &good.clients);
    let summary = |report: &Report| -> Vec<(Outcome, Vec<String>, usize)> {
        let of = |flow: &loginscope::report::FlowReport| {
            (
                flow.outcome,
                flow.diagnosis.iter().map(|diagnosis| diagnosis.cause.to_string()).collect(),
                flow.steps
                    .iter()
                    .filter(|step| step.message != "discovery" && step.message != "keys")
                    .count(),
            )
        };
        report.flows.iter().map(|flow| of(flow)).collect()
    };
    let mut apart = [summary(&alone_good), summary(&alone_bad)].concat();
    let mut together = summary(&together);
    let by_outcome = |flow: &(Outcome, Vec<String>, usize)| format!("{:?}", flow.0);
    apart.sort_by_key(by_outcome);
    together.sort_by_key(by_outcome);
    assert_eq!(together, apart);
}
