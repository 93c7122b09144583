//! What the rules on parameters of any request share: which requests count, and how grave a finding on one is.

use super::{Class, Finding, Severity, authorize, token};
use crate::flow::Flow;
use crate::oauth::{Kind, Message};

/// Requests whose parameters follow the specifications.
pub fn is_request(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::AuthorizationRequest
            | Kind::PushedAuthorization
            | Kind::DeviceAuthorization
            | Kind::TokenRequest
    )
}

/// The request's name within a sentence.
pub fn name(request: &Message<'_>) -> String {
    request.kind.label().to_lowercase()
}

/// A finding as why it failed where the request was refused, and as a remark on conformance where it was taken.
pub fn settled(flow: &Flow<'_>, request: &Message<'_>, finding: Finding) -> Finding {
    match request.kind {
        Kind::TokenRequest | Kind::DeviceAuthorization => {
            let refused =
                request.answer.status.is_some_and(|status| status >= 400) && !token::succeeded(request);
            if refused {
                token::weighed(
                    finding,
                    request,
                    &["invalid_request", "invalid_grant", "invalid_client", "invalid_scope"],
                )
                .class(Class::Failure)
                .severity(Severity::Error)
            } else {
                finding
            }
        }
        _ => match authorize::stage(flow) {
            authorize::Stage::Refused => finding.class(Class::Failure).severity(Severity::Error),
            authorize::Stage::Open => finding.class(Class::Failure).likely(),
            authorize::Stage::Accepted => finding,
        },
    }
}

/// A finding as why it failed only where the refusal names the parameter.
pub fn named_in_refusal(flow: &Flow<'_>, request: &Message<'_>, name: &str, finding: Finding) -> Finding {
    let words = request.answer.words().to_lowercase();
    let named = request.answer.status.is_some_and(|status| status >= 400) && words.contains(name)
        || authorize::refused_for(flow, &[name]);
    if named { finding.class(Class::Failure).severity(Severity::Error) } else { finding }
}
