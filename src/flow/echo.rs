//! What one login tells of another one's failure, and is none of its own: the client's page that repeats the refusal of a token
//! request in the capture, the response of a provider behind the provider that the outer one refuses. Flows come in.

use std::collections::{HashMap, HashSet};

use super::{Flow, What};
use crate::http::Exchange;
use crate::oauth::{Kind, Message};

/// Leaves such pages out, and holds nothing against the login behind.
pub fn leave_out(flows: &mut Vec<Flow<'_>>) {
    let refused = refused(flows);
    let echoes: Vec<bool> = flows.iter().map(|flow| repeats_refusal(flow, &refused)).collect();
    drop(refused);
    let mut echoes = echoes.into_iter();
    flows.retain(|_| !echoes.next().unwrap_or_default());
    let refusing = refused_by_outer(flows);
    for (flow, _) in flows.iter_mut().zip(refusing).filter(|(_, refused)| *refused) {
        flow.failures.clear();
    }
}

/// By error code, when token requests were sent that were refused with it, in order.
fn refused<'f>(flows: &'f [Flow<'_>]) -> HashMap<&'f str, Vec<f64>> {
    let mut refused: HashMap<&str, Vec<f64>> = HashMap::new();
    for token in flows.iter().flat_map(|flow| flow.of(Kind::TokenRequest)) {
        if let Some((error, sent)) = token.answer.error.as_ref().zip(token.exchange.started) {
            refused.entry(&error.code).or_default().push(sent.0);
        }
    }
    refused.values_mut().for_each(|sent| sent.sort_by(f64::total_cmp));
    refused
}

/// Whether a flow is one page of the client that waited for a token request, and repeats its error.
fn repeats_refusal(flow: &Flow<'_>, refused: &HashMap<&str, Vec<f64>>) -> bool {
    let [page] = flow.messages.as_slice() else { return false };
    let code = page.relayed.as_ref().and_then(|relayed| relayed.code.as_deref());
    let sent = code.filter(|_| page.kind == Kind::ClientPage).and_then(|code| refused.get(code));
    let (Some(sent), Some(begin)) = (sent, page.exchange.started) else { return false };
    let next = sent.get(sent.partition_point(|sent| *sent < begin.0));
    let waits = page.exchange.duration_ms.unwrap_or_default().max(1000.0);
    next.is_some_and(|sent| sent - begin.0 <= waits)
}

/// For each flow, whether nothing failed but the callback at a provider that received its response and refused its own client's login
/// with an error response.
fn refused_by_outer(flows: &[Flow<'_>]) -> Vec<bool> {
    let refuses = |message: &&Message<'_>| message.given("error").is_some();
    let outer: HashSet<*const Exchange> = flows
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
