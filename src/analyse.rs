//! The stages one after another: captures and stored clients in, the report out. Knows no stage from inside.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use crate::capture::Capture;
use crate::checklist::Login;
use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Exchange;
use crate::report::{CaptureReport, ChecklistReport, Detail, Files, FlowReport, Judged, Report};
use crate::rule::Verdicts;
use crate::turns::at_once;
use crate::{capture, cause, flow, http, oauth, report, rule};

/// Captures that are looked at together: their exchanges in order of time, and of each capture what was done to fit it to
/// the others.
pub fn exchanges(captures: &[Capture]) -> (Cow<'_, [Exchange]>, Vec<Vec<String>>) {
    // Mostly one file, written in order.
    let follows = |a: &Exchange, b: &Exchange| {
        let equal = || a.request.url != b.request.url && b.redirect_target().as_ref() != Some(&a.request.url);
        a.started.zip(b.started).is_some_and(|(a, b)| a.0 < b.0)
            || a.started == b.started && a.started.is_some() && equal()
    };
    if let [only] = captures
        && only.exchanges.is_sorted_by(follows)
    {
        return (Cow::Borrowed(&only.exchanges), Vec::new());
    }
    let merged = capture::merge(captures);
    (Cow::Owned(http::in_order(vec![merged.exchanges])), merged.notes)
}

/// What the captures tell beside their messages.
pub fn surroundings<'c>(captures: &[Capture], exchanges: &'c [Exchange]) -> flow::Surroundings<'c> {
    let entries: usize = captures.iter().map(|capture| capture.exchanges.len()).sum();
    let mut around = flow::Surroundings::of(exchanges);
    around.truncated =
        captures.iter().any(|capture| capture.notes.iter().any(|note| note.contains("breaks off")));
    around.files = captures.len();
    around.doubled = entries.saturating_sub(exchanges.len());
    around
}

/// Adds to what is told of captures.
pub fn note(captures: &mut [CaptureReport], notes: Vec<Vec<String>>) {
    for (capture, notes) in captures.iter_mut().zip(notes) {
        capture.notes.extend(notes);
    }
}

/// The stored configuration of a flow's client: the same client id, and where several have it the same issuer. An empty one
/// where none is stored.
pub fn config_of<'a>(flow: &Flow<'_>, clients: &'a [ClientConfig]) -> &'a ClientConfig {
    static NONE: LazyLock<ClientConfig> = LazyLock::new(ClientConfig::default);

    let id = flow.client_id();
    let issuer = flow.issuer();
    let same: Vec<&ClientConfig> =
        clients.iter().filter(|client| client.client_id.is_some() && client.client_id == id).collect();
    same.iter()
        .find(|client| client.issuer.is_some() && client.issuer == issuer)
        .or(same.first())
        .copied()
        .or_else(|| sole(flow, clients))
        .unwrap_or(&NONE)
}

/// A host without the word by which its sandbox is told apart.
fn live(host: &str) -> String {
    host.replace("sandbox", "").replace("..", ".").replace(".-", ".").replace("-.", ".")
}

/// With one stored client there is no doubt which is meant, even if the login sends another client id; unless it goes to
/// another provider. Of a login whose provider is not in the capture the client's own host tells.
fn sole<'a>(flow: &Flow<'_>, clients: &'a [ClientConfig]) -> Option<&'a ClientConfig> {
    let [client] = clients else { return None };
    let homes: Vec<String> = client
        .redirect_uris
        .iter()
        .flatten()
        .filter_map(|uri| url::Url::parse(uri).ok().map(|uri| http::origin_of(&uri)))
        .collect();
    let at_home = |message: &oauth::Message<'_>| {
        matches!(message.kind, oauth::Kind::Callback | oauth::Kind::ClientPage)
            && homes.contains(&message.exchange.origin())
    };
    if !flow.messages.is_empty() && flow.messages.iter().all(at_home) {
        return Some(client);
    }
    let issuer = url::Url::parse(client.issuer.as_deref()?).ok()?;
    // Where the provider is itself the client of another one, the response of that one comes to it.
    let meets = |message: &oauth::Message<'_>| {
        message.kind != oauth::Kind::Callback
            && message
                .exchange
                .url()
                .is_some_and(|url| url.host_str().map(live) == issuer.host_str().map(live))
    };
    let same_issuer = || flow.issuer().is_some() && flow.issuer() == client.issuer;
    let carries = |message: &oauth::Message<'_>| {
        let token = message.access_token().and_then(oauth::jwt::Jwt::read);
        let of_client = |token: &oauth::jwt::Jwt| {
            client.client_id.as_deref().is_some_and(|id| id.len() >= 8 && token.audiences().contains(&id))
        };
        token.is_some_and(|token| token.claim_text("iss") == client.issuer.as_deref() || of_client(&token))
    };
    (flow.messages.iter().any(meets) || same_issuer() || flow.messages.iter().any(carries)).then_some(client)
}

/// The verdicts of all rules on each flow of these captures, in order of time.
pub fn judge(captures: &[Capture], clients: &[ClientConfig]) -> Vec<Verdicts> {
    let (exchanges, _) = exchanges(captures);
    flows(&exchanges, captures, clients)
        .iter()
        .map(|flow| rule::run(flow, config_of(flow, clients)))
        .collect()
}

/// The report on captures that belong together.
pub fn analyse(captures: &[Capture], clients: &[ClientConfig]) -> Report {
    told(captures, clients, Detail::All)
}

/// The same as far as a terminal shows it: see [`Detail::Brief`].
pub fn analyse_briefly(captures: &[Capture], clients: &[ClientConfig]) -> Report {
    told(captures, clients, Detail::Brief)
}

fn told(captures: &[Capture], clients: &[ClientConfig], detail: Detail) -> Report {
    let (exchanges, notes) = exchanges(captures);
    let flows = flows(&exchanges, captures, clients);
    let files = Files::of(captures);
    // One login after the other: what was found out about one takes more room than what is told of it.
    let one = |(index, flow)| {
        let judged = judged(flow, config_of(flow, clients));
        Arc::new(report::of_flow(&judged, index, &files, detail))
    };
    let reports = flows.iter().enumerate().map(one).collect();
    let mut report = report::frame(captures, &flows, reports);
    note(&mut report.captures, notes);
    report.checklist = lists(&flows, &report.flows, clients).collect();
    report
}

/// The checklists of these clients and of those in these logins.
pub fn lists<'a>(
    flows: &'a [Flow<'a>],
    reports: &'a [Arc<FlowReport>],
    clients: &'a [ClientConfig],
) -> impl Iterator<Item = ChecklistReport> {
    let logins: Vec<Login<'_>> = flows
        .iter()
        .zip(reports)
        .enumerate()
        .map(|(index, (flow, report))| Login {
            index,
            id: &report.id,
            flow,
            config: config_of(flow, clients),
            shown: &report.shown,
        })
        .collect();
    report::checklists(logins, clients)
}

/// The logins in exchanges of these captures.
pub fn flows<'c>(exchanges: &'c [Exchange], captures: &[Capture], clients: &[ClientConfig]) -> Vec<Flow<'c>> {
    at_once(flows_in_turns(exchanges, captures, clients, async || ())).unwrap_or_default()
}

/// The same; in between others have their `turn`.
pub async fn flows_in_turns<'c>(
    exchanges: &'c [Exchange],
    captures: &[Capture],
    clients: &[ClientConfig],
    mut turn: impl AsyncFnMut(),
) -> Vec<Flow<'c>> {
    let messages = oauth::recognise_in_turns(exchanges, clients, &mut turn).await;
    turn().await;
    flow::assemble_in_turns(messages, clients, surroundings(captures, exchanges), turn).await
}

/// All that can be found out about a login.
pub fn judged<'a>(flow: &'a Flow<'a>, config: &'a ClientConfig) -> Judged<'a> {
    let verdicts = rule::run(flow, config);
    let diagnosed = cause::diagnose(flow, &verdicts, config);
    let record_next = cause::record_next(flow, &verdicts, config, &diagnosed);
    Judged { flow, config, verdicts, diagnosed, record_next }
}
