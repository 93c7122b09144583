//! Renewals that run at the same time.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-race",
    title: "Two renewals at once with one refresh token",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc9700.at("4.14.2"), Document::Rfc6749.at("6")],
    why: "Where refresh tokens are replaced at every use, the second of two renewals arrives with a dead \
          token. The provider may take that for theft and revoke the token that is in use.",
    fix: "Let one tab, thread or request of the client renew, and let the others wait for its result.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Date: Mon, 23 Nov 2026 22:12:10 GMT
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"8xLOxBtZp8kq3Vn1Ye7c22\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 22:12:10 GMT
<
{\"error\":\"invalid_grant\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Date: Mon, 23 Nov 2026 22:12:10 GMT
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"8xLOxBtZp8kq3Vn1Ye7c22\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=8xLOxBtZp8kq3Vn1Ye7c22
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Date: Mon, 23 Nov 2026 22:12:40 GMT
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let renewals: Vec<&Message<'_>> = token::requests(flow)
        .filter(|request| request.grant() == Some("refresh_token") || request.body_not_recorded())
        .collect();
    let subjects = renewals.iter().enumerate().map(|(index, request)| (index, *request));
    token::each(subjects, |(index, request)| judge(renewals.get(..index).unwrap_or_default(), request))
}

fn judge(earlier: &[&Message<'_>], request: &Message<'_>) -> Verdict {
    let Some(sent) = request.given("refresh_token") else { return Verdict::lacks(token::BODY) };
    if token::is_redacted(sent) {
        return token::blanked("refresh_token");
    }
    let same = earlier.iter().filter(|before| before.given("refresh_token") == Some(sent));
    let timed: Vec<(&&Message<'_>, bool)> =
        same.clone().filter_map(|before| Some((before, overlaps(before, request)?))).collect();
    if timed.is_empty() && same.count() > 0 {
        return Verdict::lacks("The capture does not say when the requests were sent.");
    }
    let Some((first, _)) = timed.into_iter().find(|(_, overlaps)| *overlaps) else {
        return Verdict::pass("No other renewal ran at the same time with this refresh token");
    };
    let (here, there) = (Location::param(request, "refresh_token"), Location::param(first, "refresh_token"));
    let says = "The refresh token was sent while an earlier request with the same one was still under way";
    let rows =
        vec![Row::secret("First", there.clone(), sent), Row::secret("At the same time", here.clone(), sent)];
    let finding = Finding::at(here, says).and_at(there).rows(rows);
    let both = token::succeeded(first) && token::succeeded(request);
    if both { finding.class(Class::Conformance).verdict() } else { finding.verdict() }
}

/// Whether one request was sent before the other was answered; without durations, at the same moment.
fn overlaps(first: &Message<'_>, second: &Message<'_>) -> Option<bool> {
    let (began, then) = (first.exchange.started?, second.exchange.started?);
    let took = first.exchange.duration_ms.unwrap_or_default() / 1000.0;
    let gap = then.seconds_since(began);
    Some((0.0..took).contains(&gap) || gap == 0.0)
}
