//! What is not in a capture is not judged: each rule's bad example, with that taken away which its finding points at, is
//! neither passed nor failed.
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
use loginscope::http::{Body, Exchange, Headers, Response};
use loginscope::oauth::Part;
use loginscope::rule::{Finding, Location, Rule, Verdict};
use loginscope::rules;

fn read(rule: &Rule) -> (Capture, Vec<ClientConfig>) {
    let capture = capture::read("example", rule.bad.as_bytes()).unwrap();
    let clients = if rule.config.is_empty() { Vec::new() } else { config::read(rule.config).unwrap().0 };
    (capture, clients)
}

fn verdicts(rule: &Rule, capture: Capture, clients: &[ClientConfig]) -> Vec<Verdict> {
    loginscope::judge(&[capture], clients)
        .into_iter()
        .filter_map(|verdicts| verdicts.0.into_iter().find(|(judged, _)| judged.id == rule.id))
        .map(|(_, verdict)| verdict)
        .collect()
}

/// As an exporter leaves it out: bodies and headers in the whole capture, answers and whole exchanges of one address.
fn stripped(capture: &Capture, place: &Location) -> Capture {
    let mut capture = capture.clone();
    let whole = capture.exchanges.iter().find(|exchange| exchange.entry == place.entry).unwrap();
    let address = whole.address().to_owned();
    let of_all = |change: &dyn Fn(&mut Exchange), capture: &mut Capture| {
        capture.exchanges.iter_mut().for_each(change);
    };
    match place.part {
        Part::RequestBody => of_all(&|exchange| exchange.request.body = Body::NotRecorded, &mut capture),
        Part::ResponseBody => of_all(&|exchange| exchange.response.body = Body::NotRecorded, &mut capture),
        Part::RequestHeader | Part::RequestCookie => {
            of_all(&|exchange| exchange.request.headers = Headers::default(), &mut capture);
        }
        Part::ResponseHeader => {
            of_all(&|exchange| exchange.response.headers = Headers::default(), &mut capture);
        }
        Part::ResponseStatus | Part::ResponseLocation => of_all(
            &|exchange| {
                if exchange.address() == address {
                    exchange.response = Response::default();
                    exchange.error = None;
                }
            },
            &mut capture,
        ),
        Part::RequestLine | Part::RequestUrl | Part::RequestQuery | Part::RequestFragment => {
            capture.exchanges.retain(|exchange| exchange.address() != address);
        }
    }
    capture
}

#[test]
fn what_a_capture_lacks_is_not_judged() {
    let mut wrong = Vec::new();
    // What a capture lacks is what the rules on captures are about.
    for rule in rules::ALL.iter().filter(|rule| !rule.id.starts_with("capture-")) {
        let (capture, clients) = read(rule);
        let found = verdicts(rule, capture.clone(), &clients).into_iter().find_map(|verdict| match verdict {
            Verdict::Fail(findings) => findings.into_iter().next(),
            _ => None,
        });
        let Some(finding) = found else { continue };
        let place = finding.places.first().unwrap();
        for verdict in verdicts(rule, stripped(&capture, place), &clients) {
            // What is left may prove the same: a status without its words.
            let of_one = matches!(place.part, Part::ResponseStatus | Part::ResponseLocation);
            let rests_on_the_rest = |finding: &Finding| {
                finding
                    .places
                    .first()
                    .is_some_and(|other| other.part != place.part || of_one && other.entry != place.entry)
            };
            let judged = match &verdict {
                Verdict::Pass(_) => true,
                Verdict::Fail(findings) => !findings.iter().all(rests_on_the_rest),
                Verdict::NotApplicable | Verdict::NotCheckable(_) => false,
            };
            if judged {
                wrong.push(format!("{} without its {:?}: {verdict:?}", rule.id, place.part));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rules judge what is not there:\n{}", wrong.len(), wrong.join("\n"));
}
