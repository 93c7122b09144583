//! What one login tells of another one's failure, and is none of its own: the client's page that repeats the refusal of a token
//! request in the capture, the response of a provider behind the provider that the outer one refuses. Flows come in.

use super::{Flow, What};
use crate::http::Exchange;
use crate::oauth::{Kind, Message};

/// Leaves such pages out, and holds nothing against the login behind.
pub fn leave_out(flows: &mut Vec<Flow<'_>>) {
    let echoes: Vec<bool> = flows.iter().map(|flow| repeats_refusal(flow, flows)).collect();
    let mut echoes = echoes.into_iter();
    flows.retain(|_| !echoes.next().unwrap_or_default());
    let refusing = refused_by_outer(flows);
    for (flow, _) in flows.iter_mut().zip(refusing).filter(|(_, refused)| *refused) {
        flow.failures.clear();
    }
}

/// Whether a flow is one page of the client that waited for a token request of another flow, and repeats its error.
fn repeats_refusal(flow: &Flow<'_>, flows: &[Flow<'_>]) -> bool {
    let [page] = flow.messages.as_slice() else { return false };
    let code = page.relayed.as_ref().and_then(|relayed| relayed.code.as_deref());
    let Some(code) = code.filter(|_| page.kind == Kind::ClientPage) else { return false };
    let same = |token: &Message<'_>| {
        let named = token.answer.error.as_ref().is_some_and(|error| error.code == code);
        named && encloses(page.exchange, token.exchange)
    };
    flows.iter().flat_map(|other| other.of(Kind::TokenRequest)).any(same)
}

/// Whether one request was sent while the other waited.
fn encloses(outer: &Exchange, inner: &Exchange) -> bool {
    let (Some(begin), Some(sent)) = (outer.started, inner.started) else { return false };
    (0.0..=outer.duration_ms.unwrap_or_default().max(1000.0)).contains(&(sent.0 - begin.0))
}

/// For each flow, whether nothing failed but the callback at a provider that received its response and refused its own client's login
/// with an error response.
fn refused_by_outer(flows: &[Flow<'_>]) -> Vec<bool> {
    let refuses = |message: &&Message<'_>| message.given("error").is_some();
    let outer: Vec<*const Exchange> = flows
        .iter()
        .flat_map(|flow| flow.of(Kind::AuthorizationResponse))
        .filter(refuses)
        .map(|response| std::ptr::from_ref(response.exchange))
        .collect();
    let is_refused = |flow: &Flow<'_>| {
        !flow.failures.is_empty()
            && flow.failures.iter().all(|failure| {
                let failed = flow.messages.get(failure.message);
                failure.what == What::ClientFailed
                    && failed.is_some_and(|message| {
                        message.kind == Kind::Callback
                            && outer.contains(&std::ptr::from_ref(message.exchange))
                    })
            })
    };
    flows.iter().map(is_refused).collect()
}
