//! Loginscope answers one question: why did this OAuth 2.0 / OpenID Connect login fail, and what exactly must be changed?
//!
//! One direction, plain data:
//!
//! ```text
//! bytes, live entries ── capture ──▶ Capture { exchanges, notes }
//! exchanges           ── oauth::recognise ──▶ messages       each keeps its exchange
//! messages            ── flow::assemble ──▶ flows            one flow = one login attempt
//! flow + ClientConfig ── rule::run ──▶ verdicts              one for every rule
//! flow + verdicts     ── cause::diagnose ──▶ ranked causes
//! all                 ── report::build ──▶ Report            owned, redacted, versioned
//! Report              ──▶ print, view
//! ```
//!
//! Left of `report` nothing touches clock, random, network, files or the browser: the same bytes give the same report,
//! natively and in wasm. Reading can fail; analysis cannot: broken traffic becomes findings and notes. A stage uses only
//! stages to its left (`tests/layers.rs`). `view` and `print` know the report, not the traffic; `app` and `wasm` are the
//! browser's side, `main` the command line's.

pub mod capture;
pub mod cause;
pub mod causes;
pub mod config;
pub mod edge;
pub mod edges;
pub mod flow;
pub mod http;
pub mod oauth;
pub mod print;
pub mod provider;
pub mod providers;
pub mod report;
pub mod rule;
pub mod rules;
pub mod spec;
pub mod view;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod wasm;

use capture::Capture;
use config::ClientConfig;
use flow::Flow;
use http::Exchange;
use report::{Judged, Report};
use rule::Verdicts;

/// Captures that are looked at together: their exchanges in order of time. What has no time stands where it stands in its
/// file; a file without any time comes last.
fn exchanges(captures: &[Capture]) -> Vec<Exchange> {
    let mut all: Vec<(f64, Exchange)> = Vec::new();
    for (file, capture) in captures.iter().enumerate() {
        let mut times = capture.exchanges.iter().filter_map(|exchange| exchange.started);
        let mut last = times.next().map_or(f64::INFINITY, |at| at.0);
        for exchange in &capture.exchanges {
            last = exchange.started.map_or(last, |at| at.0);
            all.push((last, Exchange { file, ..exchange.clone() }));
        }
    }
    all.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    all.into_iter().map(|(_, exchange)| exchange).collect()
}

/// Whether the exporter has dropped `Cookie`, `Set-Cookie` and `Authorization` (Chrome's default since version 130). Only
/// a real recording tells: `Sec-Fetch-*` on a request that the browser sent.
fn is_sanitized(captures: &[Capture]) -> bool {
    let chrome = captures.iter().filter(|capture| capture.exporter == "Chrome DevTools");
    let exchanges: Vec<&Exchange> = chrome.flat_map(|capture| &capture.exchanges).collect();
    let recorded = exchanges.iter().any(|exchange| exchange.request.headers.has("sec-fetch-mode"));
    let dropped = ["cookie", "set-cookie", "authorization"];
    recorded
        && exchanges.iter().all(|exchange| {
            let (request, response) = (&exchange.request.headers, &exchange.response.headers);
            dropped.iter().all(|name| !request.has(name) && !response.has(name))
        })
}

/// The stored configuration of a flow's client: the same client id, and where several have it the same issuer.
fn config_of<'a>(flow: &Flow<'_>, clients: &'a [ClientConfig]) -> Option<&'a ClientConfig> {
    let id = flow.client_id();
    let issuer = flow.issuer();
    let same: Vec<&ClientConfig> =
        clients.iter().filter(|client| client.client_id.is_some() && client.client_id == id).collect();
    same.iter()
        .find(|client| client.issuer.is_some() && client.issuer == issuer)
        .or(same.first())
        .copied()
        .or_else(|| sole(flow, clients))
}

/// With one stored client there is no doubt which is meant, even if the login sends another client id; unless it goes to
/// another provider.
fn sole<'a>(flow: &Flow<'_>, clients: &'a [ClientConfig]) -> Option<&'a ClientConfig> {
    let [client] = clients else { return None };
    let issuer = url::Url::parse(client.issuer.as_deref()?).ok()?;
    let meets = |message: &oauth::Message<'_>| {
        message.exchange.url().is_some_and(|url| url.host_str() == issuer.host_str())
    };
    let same_issuer = || flow.issuer().is_some() && flow.issuer() == client.issuer;
    (flow.messages.iter().any(meets) || same_issuer()).then_some(client)
}

/// The verdicts of all rules on each flow of these captures, in order of time.
pub fn judge(captures: &[Capture], clients: &[ClientConfig]) -> Vec<Verdicts> {
    with_flows(captures, clients, |judged| judged.into_iter().map(|judged| judged.verdicts).collect())
}

/// The report on captures that belong together.
pub fn analyse(captures: &[Capture], clients: &[ClientConfig]) -> Report {
    with_flows(captures, clients, |judged| report::build(captures, &judged))
}

fn with_flows<T>(
    captures: &[Capture],
    clients: &[ClientConfig],
    then: impl FnOnce(Vec<Judged<'_>>) -> T,
) -> T {
    let exchanges = exchanges(captures);
    let messages = oauth::recognise(&exchanges, clients);
    let none = ClientConfig::default();
    let flows = flow::assemble(messages, clients, is_sanitized(captures));
    let judge = |flow| {
        let config = config_of(flow, clients).unwrap_or(&none);
        let verdicts = rule::run(flow, config);
        let diagnosed = cause::diagnose(flow, &verdicts, config);
        let record_next = cause::record_next(flow, &verdicts, config);
        Judged { flow, config, verdicts, diagnosed, record_next }
    };
    then(flows.iter().map(judge).collect())
}
