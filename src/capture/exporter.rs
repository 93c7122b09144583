//! What each exporter leaves out, as data, and as notes that say how to export better. A capture comes in as it was read
//! and goes out completed.

use crate::http::{Body, Exchange, Initiator, Lack, Lacks};

use super::{Capture, copies, neighbours};

/// The exporter's name by the creator's name and version.
pub fn name(creator: &str, version: &str) -> String {
    match creator {
        // The version is WebKit's and has stood still for years.
        "WebInspector" => "Chrome DevTools".to_owned(),
        "WebKit Web Inspector" => "Safari".to_owned(),
        _ => format!("{creator} {version}").trim().to_owned(),
    }
}

/// Puts right what the exporter is known to write wrongly, and tells what it has left out.
pub fn finish(capture: &mut Capture) {
    let family = family(&capture.exporter);
    capture.lacks = capture.lacks.and(limits(family));
    if family == Family::Safari {
        capture.exchanges.iter_mut().for_each(last_hop);
    }
    for index in 0..capture.exchanges.len() {
        if capture.exchanges.get(index).is_some_and(|exchange| exchange.by_service_worker) {
            copies::share(&mut capture.exchanges, index);
        }
    }
    if family == Family::Protocol {
        capture.exchanges.iter_mut().for_each(once);
    }
    sanitized(capture, family);
    if family == Family::Commands {
        capture.note(Lack::Answers, "The text holds requests and no answers: what the servers said is not in it. Export the network log as HAR.");
    }
    if family == Family::Safari {
        capture.note(Lack::Redirects, "Safari writes one entry for a whole chain of redirects: its last address and status, and what lies between is not in the file. Record with Firefox or Chrome, or with a proxy, to see each redirect.");
    }
    if family == Family::WebPageTest {
        capture.note(Lack::RequestBodies, "WebPageTest stores no bodies of requests: what was sent to the token endpoint is unknown. Record the login with the browser's own developer tools.");
    }
    bodies(capture, family);
    fragments(capture);
    let withheld = |exchange: &Exchange| {
        exchange.response.status.is_none() && exchange.error.as_deref() == Some("net::ERR_FAILED")
    };
    if family == Family::Playwright && capture.exchanges.iter().any(withheld) {
        capture.note(Lack::WithheldAnswers, "Playwright records neither preflight requests nor answers that the browser withheld (CORS): their status is unknown. Record the same with the browser's own developer tools.");
    }
    if capture.exchanges.iter().all(|exchange| exchange.started.is_none()) {
        capture.lacks.add(Lack::Times);
    }
    neighbours::note(capture);
}

impl Capture {
    fn note(&mut self, lack: Lack, says: &str) {
        self.lacks.add(lack);
        self.notes.push(says.to_owned());
    }
}

/// Exporters that leave out the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Chrome,
    Firefox,
    Safari,
    Playwright,
    /// `chrome-har`, which Puppeteer's exporters and Browsertime use: it writes the events of the browser's protocol.
    Protocol,
    /// `chrome-har-capturer`: the same events, with the addresses as they come.
    Capturer,
    Cypress,
    WebPageTest,
    /// Between browser and server: what never goes over the wire is not there.
    Proxy,
    /// Copied requests.
    Commands,
    /// `curl -v` and raw HTTP.
    Text,
    SamlTracer,
    Other,
}

fn family(exporter: &str) -> Family {
    const PROXIES: [&str; 16] = [
        "Charles",
        "Fiddler",
        "mitmproxy",
        "Proxyman",
        "BrowserMob",
        "ZAP",
        "OWASP ZAP",
        "Burp",
        "HTTP Toolkit",
        "Reqable",
        "HttpCanary",
        "martian",
        "Telerik",
        "pcap2har",
        "AnyProxy",
        "k6-studio",
    ];
    const PROTOCOL: [&str; 3] = ["chrome-har", "Browsertime", "sitespeed.io"];
    let begins =
        |name: &str| exporter.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    match exporter {
        "Chrome DevTools" => Family::Chrome,
        "Safari" => Family::Safari,
        "curl command" | "fetch call" => Family::Commands,
        "curl" | "raw HTTP" => Family::Text,
        "SAML-tracer" => Family::SamlTracer,
        _ if begins("Firefox") => Family::Firefox,
        _ if begins("Playwright") => Family::Playwright,
        _ if begins("Chrome HAR Capturer") => Family::Capturer,
        _ if begins("WebPagetest") => Family::WebPageTest,
        _ if begins("@neuralegion/cypress-har-generator") => Family::Cypress,
        _ if PROTOCOL.iter().any(|name| begins(name)) => Family::Protocol,
        _ if PROXIES.iter().any(|name| begins(name)) => Family::Proxy,
        _ => Family::Other,
    }
}

/// What a family never writes.
fn limits(family: Family) -> Lacks {
    use Lack::*;
    match family {
        Family::Chrome => const { Lacks::of(&[Fragments, RedirectBodies, OtherTabs]) },
        Family::Firefox => const { Lacks::of(&[OtherTabs]) },
        Family::Safari => const { Lacks::of(&[Redirects, RedirectBodies, OtherTabs]) },
        Family::Playwright => const { Lacks::of(&[Fragments, Preflights, WithheldAnswers, RedirectBodies]) },
        // An entry without a whole answer is left out.
        Family::Protocol => const { Lacks::of(&[RedirectBodies, WithheldAnswers, OtherTabs]) },
        Family::Capturer => const { Lacks::of(&[Fragments, RedirectBodies, WithheldAnswers, OtherTabs]) },
        Family::Cypress => const { Lacks::of(&[Fragments, RedirectBodies, OtherTabs]) },
        Family::WebPageTest => const { Lacks::of(&[Fragments, RedirectBodies]) },
        Family::Proxy => const { Lacks::of(&[Fragments]) },
        Family::Commands => const { Lacks::of(&[Fragments, Answers]) },
        Family::Text => const { Lacks::of(&[Fragments]) },
        Family::SamlTracer => const { Lacks::of(&[Fragments, AnswerBodies]) },
        Family::Other => Lacks::default(),
    }
}

/// Safari's entry has the address and headers of the last hop, and the method and body of the first. A body whose type no
/// header names was sent to another address.
fn last_hop(exchange: &mut Exchange) {
    let request = &mut exchange.request;
    let sends = request.method == "POST" && matches!(request.body, Body::Text(_));
    if sends && !request.headers.0.is_empty() && !request.headers.has("content-type") {
        request.method = "GET".into();
        request.body = Body::Empty;
        exchange.lacks.add(Lack::Redirects);
    }
}

/// `chrome-har` appends the headers of the protocol's second event on a request to those of the first.
fn once(exchange: &mut Exchange) {
    let listed = std::mem::take(&mut exchange.request.headers.0);
    let headers = &mut exchange.request.headers.0;
    for (name, value) in listed {
        let known = headers.iter().any(|(seen, held)| seen.eq_ignore_ascii_case(&name) && *held == value);
        if !known {
            headers.push((name, value));
        }
    }
}

/// Chrome's default export since version 130: told by the sizes of heads, and else by a recording in which no request
/// has what nearly all have. Only a real recording tells: `Sec-Fetch-*` on a request that the browser sent.
fn sanitized(capture: &mut Capture, family: Family) {
    if family != Family::Chrome {
        // Other exporters' sizes are their own.
        capture.exchanges.iter_mut().for_each(|exchange| exchange.lacks.remove(Lack::Credentials));
        return;
    }
    let recorded = capture.seen.fetch_metadata;
    let proven = capture.exchanges.iter().any(|exchange| exchange.lacks.has(Lack::Credentials));
    let shown = capture.seen.credentials;
    if shown {
        // It leaves out all or none: where a head is shorter than it was, somebody else has shortened it.
        capture.exchanges.iter_mut().for_each(|exchange| exchange.lacks.remove(Lack::Credentials));
    }
    if shown || !(recorded || proven) {
        return;
    }
    capture.exchanges.iter_mut().for_each(|exchange| exchange.lacks.add(Lack::Credentials));
    capture.note(Lack::Credentials, "The export left out the headers `Cookie`, `Set-Cookie` and `Authorization`, as Chrome and Edge do by default: they are unknown here, not absent. In DevTools, Settings, Preferences, Network, allow to generate HAR with sensitive data, then hold the export button.");
}

/// Looks again for bodies that are missing, after some have been found elsewhere.
pub fn bodies_again(capture: &mut Capture) {
    let family = family(&capture.exporter);
    capture.lacks.remove(Lack::AnswerBodies);
    capture.notes.retain(|note| !note.starts_with(BODIES));
    bodies(capture, family);
}

/// How the note on bodies begins.
const BODIES: &str = "The file holds ";

/// Answers that had a body and have none in the file.
fn bodies(capture: &mut Capture, family: Family) {
    let has_one = |exchange: &&Exchange| {
        let told =
            exchange.response.status.is_some_and(|status| !(300..400).contains(&status) && status != 204);
        let asked = !matches!(exchange.initiator, Initiator::Asset | Initiator::Preflight);
        told && asked && exchange.error.is_none() && exchange.request.method != "HEAD"
    };
    let all = capture.exchanges.iter().filter(has_one).count();
    let lost = capture
        .exchanges
        .iter()
        .filter(has_one)
        .filter(|exchange| exchange.response.body == Body::NotRecorded)
        .count();
    if lost == 0 || matches!(family, Family::Commands | Family::Text) {
        return;
    }
    let whole = lost == all;
    let (what, how) = match family {
        Family::Chrome if whole => (
            "no body of any answer",
            "\"Copy all as HAR\" leaves them out, and Chrome forgets the bodies of pages that were left. Save the log with the export button while the last page is still shown.",
        ),
        Family::Chrome => (
            "",
            "Chrome forgets the bodies of pages that were left. Export before the page is left, or record with Firefox, which keeps them.",
        ),
        Family::Playwright if whole => (
            "no body of any answer",
            "It was recorded without them (`content: \"omit\"`, `mode: \"minimal\"`), or they lie in files beside it (`content: \"attach\"`). Record with `recordHar: { content: \"embed\", mode: \"full\" }`, or open the `.zip` as a whole.",
        ),
        Family::Playwright => (
            "",
            "They may lie in files beside it. Open the `.zip` as a whole, or record with `recordHar: { content: \"embed\" }`.",
        ),
        Family::Firefox => (
            "",
            "Switch on `devtools.netmonitor.har.includeResponseBodies` and keep the tab open until the export is done.",
        ),
        Family::Protocol if whole => (
            "no body of any answer",
            "`chrome-har` writes them with `includeTextFromResponseBody: true` where the program has asked the browser for them; Browsertime does with `--chrome.includeResponseBodies all`.",
        ),
        Family::Capturer if whole => ("no body of any answer", "Record with the option `--content`."),
        Family::WebPageTest => ("", "Switch on \"Save Response Bodies\" in the test's advanced settings."),
        Family::SamlTracer => (
            "no body of any answer",
            "SAML-tracer does not record them. Export the network log of the browser as HAR.",
        ),
        _ if whole => ("no body of any answer", "Export with the bodies of answers."),
        _ => ("", "Export with the bodies of answers."),
    };
    let what = if what.is_empty() {
        format!("{lost} of {all} answers without their bodies")
    } else {
        what.to_owned()
    };
    let says = format!("{BODIES}{what}. {how}");
    capture.note(Lack::AnswerBodies, &says);
}

/// Where a login puts its answer into the fragment, the note says why it is not seen in the request's address.
fn fragments(capture: &mut Capture) {
    if !capture.lacks.has(Lack::Fragments) {
        return;
    }
    let asks = |exchange: &Exchange| {
        let query = exchange.query();
        query.given("response_mode") == Some("fragment")
            || query.given("response_type").is_some_and(|kind| kind.contains("token"))
                && query.given("response_mode").is_none()
    };
    let seen = |exchange: &Exchange| exchange.redirect_target().is_some_and(|target| target.contains('#'));
    if capture.exchanges.iter().any(asks) && !capture.exchanges.iter().any(seen) {
        capture.note(Lack::Fragments, "The login's answer comes in the fragment of an address (behind `#`), which this exporter does not write, and no `Location` shows it. Firefox writes fragments.");
    }
}
