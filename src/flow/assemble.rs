//! Messages become flows. Every join is by a value that both sides hold; only what is left goes by redirect chain and
//! address, and only to a login that still waits for it.

use std::rc::Rc;

use super::documents::{Documents, contradicts_stored};
use super::draft::Draft;
use super::drafts::Drafts;
use super::home::{Home, home};
use super::{Flow, KeySet, Surroundings, after, failure, late, resource, sequel, signature};
use crate::config::ClientConfig;
use crate::http::{Exchange, Lack};
use crate::oauth::{Kind, Message};
use crate::order;
use crate::provider;
use crate::turns::at_once;

/// Joins messages, sorted by time, into logins.
pub fn assemble<'c>(
    messages: Vec<Message<'c>>,
    clients: &[ClientConfig],
    around: Surroundings<'c>,
) -> Vec<Flow<'c>> {
    at_once(assemble_in_turns(messages, clients, around, async || ())).unwrap_or_default()
}

/// The same; between two messages others have their `turn`.
pub async fn assemble_in_turns<'c>(
    messages: Vec<Message<'c>>,
    clients: &[ClientConfig],
    around: Surroundings<'c>,
    mut turn: impl AsyncFnMut(),
) -> Vec<Flow<'c>> {
    around.learn_secrets(&messages);
    let documents = Documents::of(&messages);
    let key_sets: Rc<[KeySet<'c>]> = signature::key_sets(&messages).into();
    let limit = signature::Verified::limit();
    let (probes, messages): (Vec<Message<'c>>, Vec<Message<'c>>) =
        messages.into_iter().partition(Message::is_probe);
    let (serving, own): (Vec<Message<'c>>, Vec<Message<'c>>) =
        messages.into_iter().partition(|message| is_late(message.kind));
    let mut drafts = Drafts::default();
    for message in own {
        turn().await;
        match home(&drafts, &message) {
            Home::In(index) => drafts.take(index, message),
            Home::New => drafts.begin(message),
            Home::Nowhere => {}
        }
    }
    resource::join_challenges(&mut drafts, &serving);
    for message in serving {
        turn().await;
        match late::home(&drafts, &message) {
            Some(index) => drafts.serve(index, message),
            None if failure::fails_alone(&message) => resource::join_probe(&mut drafts, message),
            // A client that read this and asked for nothing more has refused it.
            None if drafts.len() == 0 && contradicts_stored(&message, clients) => {
                resource::join_probe(&mut drafts, message);
            }
            None => {}
        }
    }
    for probe in probes {
        match late::probed(&drafts, &probe) {
            Some(index) => {
                if let Some(draft) = drafts.get_mut(index) {
                    draft.probe = Some(probe);
                }
            }
            None => drafts.begin_probe(probe),
        }
    }
    let mut flows = Vec::new();
    for draft in drafts.into_list() {
        turn().await;
        let flow = finish(draft, &documents, clients, around.clone());
        flows.push(Flow {
            key_sets: key_sets.clone(),
            verified: signature::Verified::sharing(&limit),
            ..flow
        });
    }
    flows.retain(|flow| {
        !flow.failures.is_empty() || flow.messages.iter().any(|message| starts_login(message.kind))
    });
    order::sort_by(&mut flows, |a, b| match (a.messages.first(), b.messages.first()) {
        (Some(a), Some(b)) => in_time(a.exchange, b.exchange),
        _ => std::cmp::Ordering::Equal,
    });
    sequel::compare(&mut flows);
    flows
}

/// What serves a login without being a step that only one login can have.
fn is_late(kind: Kind) -> bool {
    matches!(kind, Kind::Discovery | Kind::ResourceMetadata | Kind::Keys | Kind::Preflight)
}

/// Without one of these there is nothing to call a login.
fn starts_login(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::AuthorizationRequest
            | Kind::PushedAuthorization
            | Kind::DeviceAuthorization
            | Kind::BackchannelAuthentication
            | Kind::TokenRequest
            | Kind::Callback
            | Kind::AuthorizationResponse
            | Kind::Registration
            | Kind::Logout
    )
}

fn in_time(a: &Exchange, b: &Exchange) -> std::cmp::Ordering {
    match (after(a, b), after(b, a)) {
        (true, _) => std::cmp::Ordering::Greater,
        (_, true) => std::cmp::Ordering::Less,
        _ => std::cmp::Ordering::Equal,
    }
}

fn finish<'c>(
    mut draft: Draft<'c>,
    documents: &Documents,
    clients: &[ClientConfig],
    around: Surroundings<'c>,
) -> Flow<'c> {
    order::sort_by(&mut draft.messages, |a, b| in_time(a.exchange, b.exchange).then(a.kind.cmp(&b.kind)));
    let id = draft.client_id();
    let stored = clients.iter().find(|client| id.is_some() && client.client_id.as_ref() == id);
    let metadata = documents.on(&draft).cloned().or_else(|| stored?.metadata.clone().map(Rc::new));
    let mut provider = provider::recognise(&draft.messages, metadata.as_deref());
    if provider.id == provider::UNKNOWN.id {
        // A callback or an API call names no client; where only one is stored, it is its login.
        let only = clients.first().filter(|_| id.is_none() && clients.len() == 1);
        let told = stored
            .or(only)
            .and_then(|client| provider::of_stored(client.provider.as_deref(), client.issuer.as_deref()));
        provider = told.unwrap_or(provider);
    }
    let sanitized = draft.messages.iter().any(|message| message.exchange.lacks.has(Lack::Credentials));
    let mut flow = Flow {
        messages: draft.messages,
        provider,
        metadata,
        probe: draft.probe,
        key_sets: Rc::new([]),
        verified: signature::Verified::sharing(&signature::Verified::limit()),
        sanitized,
        around,
        failures: Vec::new(),
        rounds: 1,
        mended_later: false,
    };
    flow.failures = failure::find(&flow);
    let refused = flow.messages.iter().rposition(|message| contradicts_stored(message, clients));
    let only = flow.messages.iter().all(|message| is_late(message.kind));
    if let Some(message) = refused.filter(|_| only && flow.failures.is_empty()) {
        flow.failures.push(failure::Failure { message, what: failure::What::NotOAuth });
    }
    flow
}
