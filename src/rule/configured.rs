//! What the rules on the stored configuration share: where a finding points that is about no exchange.

use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Certainty, Finding, Location};

/// A finding about the client's registration, at the request that first names the client.
pub fn finding(flow: &Flow<'_>, says: impl Into<String>) -> Finding {
    let kinds = [Kind::AuthorizationRequest, Kind::PushedAuthorization, Kind::TokenRequest];
    let asks = kinds.into_iter().flat_map(|kind| flow.of(kind)).find(|message| message.client_id().is_some());
    let place = |message: &Message<'_>| Location::param(message, "client_id");
    Finding {
        says: says.into(),
        severity: None,
        class: None,
        certainty: Certainty::Proven,
        places: asks.or(flow.messages.first()).map(place).into_iter().collect(),
        rows: Vec::new(),
        difference: None,
    }
}
