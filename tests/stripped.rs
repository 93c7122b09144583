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
use loginscope::http::{Body, Exchange, Headers, Lack, Response};
use loginscope::oauth::{self, Kind, Part};
use loginscope::rule::{Evidence, Finding, Location, Reading, Rule, Verdict};
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
            let presence = matches!(rule.evidence, Evidence::Seen(_));
            let judged = match &verdict {
                Verdict::NotCheckable(_) if presence => true,
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

/// As an exporter leaves it out that does not write a part of messages of a kind.
fn unread(capture: &mut Capture, reading: Reading) {
    let of = |capture: &Capture, kind: Kind| -> Vec<usize> {
        let messages = oauth::recognise(&capture.exchanges, &[]);
        messages.iter().filter(|message| message.kind == kind).map(|message| message.exchange.entry).collect()
    };
    let each = |capture: &mut Capture, kind: Kind, take: fn(&mut Exchange)| {
        let own = of(capture, kind);
        capture.exchanges.iter_mut().filter(|exchange| own.contains(&exchange.entry)).for_each(take);
    };
    match reading {
        Reading::Asked => {
            let pushed = of(capture, Kind::PushedAuthorization);
            capture.exchanges.retain(|exchange| !pushed.contains(&exchange.entry));
            each(capture, Kind::AuthorizationRequest, |exchange| {
                let address = exchange.address().to_owned();
                exchange.request.url = format!("{address}?client_id=shop&request_uri=urn%3Aexample%3Apushed");
                exchange.request.body = Body::Empty;
            });
        }
        Reading::Response => {
            let delivered = of(capture, Kind::Callback);
            capture.exchanges.retain(|exchange| !delivered.contains(&exchange.entry));
            each(capture, Kind::AuthorizationResponse, |exchange| {
                exchange.response.location = None;
                exchange.response.headers.0.retain(|(name, _)| !name.eq_ignore_ascii_case("location"));
            });
        }
        Reading::Body(kind) => each(capture, kind, |exchange| exchange.request.body = Body::NotRecorded),
        Reading::Headers(kind) => {
            each(capture, kind, |exchange| exchange.request.headers = Headers::default())
        }
        Reading::Answer(kind) => each(capture, kind, |exchange| {
            exchange.response = Response::default();
            exchange.error = None;
        }),
        Reading::AnswerHeaders(kind) => {
            each(capture, kind, |exchange| exchange.response.headers = Headers::default());
        }
        Reading::AnswerBody(kind) => {
            each(capture, kind, |exchange| exchange.response.body = Body::NotRecorded)
        }
        Reading::Preflights(_) => {
            let own = of(capture, Kind::Preflight);
            capture.exchanges.retain(|exchange| !own.contains(&exchange.entry));
            capture.exchanges.iter_mut().for_each(|exchange| exchange.lacks.add(Lack::Preflights));
        }
    }
}

#[test]
fn a_rule_says_that_what_it_reads_is_missing() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        let Evidence::Read(readings) = rule.evidence else { continue };
        let (capture, clients) = read(rule);
        let stripped = |mut capture: Capture| {
            readings.iter().for_each(|reading| unread(&mut capture, *reading));
            verdicts(rule, capture, &clients)
        };
        let mut verdicts = stripped(capture);
        // A request that alone was the login, because it failed, is none without its answer.
        if verdicts.is_empty() {
            verdicts = stripped(capture::read("example", rule.good.as_bytes()).unwrap());
        }
        let says = |verdict: &Verdict| matches!(verdict, Verdict::NotCheckable(_));
        let judged = |verdict: &Verdict| matches!(verdict, Verdict::Pass(_) | Verdict::Fail(_));
        if !verdicts.iter().any(says) || verdicts.iter().any(judged) {
            wrong.push(format!("{} without {readings:?}: {verdicts:?}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{} rules:\n{}", wrong.len(), wrong.join("\n"));
}
