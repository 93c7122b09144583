//! Resource indicators (RFC 8707) of a login: which were sent, and what became of the request that has them.

use super::{Class, Finding, Severity, authorize, token};
use crate::flow::Flow;
use crate::oauth::{Kind, Message};

/// Every `resource` that was asked for, with its request.
pub fn given<'a, 'c>(flow: &'a Flow<'c>) -> impl Iterator<Item = (&'a Message<'c>, &'a str)> {
    let kinds = [
        Kind::AuthorizationRequest,
        Kind::PushedAuthorization,
        Kind::DeviceAuthorization,
        Kind::TokenRequest,
    ];
    flow.messages
        .iter()
        .filter(move |message| kinds.contains(&message.kind))
        .flat_map(|message| message.params.all("resource").map(move |param| (message, param.value())))
        .filter(|(_, value)| !value.is_empty() && !token::is_redacted(value))
}

/// A finding as grave as what became of its request.
pub fn settled(flow: &Flow<'_>, request: &Message<'_>, finding: Finding) -> Finding {
    if request.kind != Kind::TokenRequest {
        return authorize::settled(flow, finding);
    }
    if token::succeeded(request) {
        return finding.class(Class::Conformance).severity(Severity::Warning);
    }
    token::weighed(finding, request, &["invalid_target", "invalid_request"])
}
