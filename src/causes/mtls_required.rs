//! Missing client certificate.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rule::client_auth;
use crate::rules::token_request::mtls_endpoint_alias;

pub static CAUSE: Cause = Cause {
    id: "mtls_required",
    title: "Missing client certificate",
    says: "The provider demands a client certificate, and none reached it",
    story: "The client is to prove itself by a TLS certificate (RFC 8705). It was not configured, went to \
            an endpoint that does not ask for it, or a proxy that ends TLS did not pass it on.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in the TLS settings of its requests, or in the proxy before the server",
    console: &[],
    fix: &[
        "Configure certificate and private key for requests to the token endpoint.",
        "Use the endpoint under `mtls_endpoint_aliases` of the provider's metadata, if it lists one.",
        "Let the proxy before the server pass the certificate on in the header that the server reads.",
    ],
    refuted_by: &["The server's log shows the client's certificate on this request."],
    alike: &[&super::proxy_altered_request::CAUSE, &super::missing_client_auth::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let proven = case.finding(&mtls_endpoint_alias::RULE).is_some();
    if let Some(weight) = registered_for_it(case).filter(|_| !proven) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.credentials_refused() {
        return case.proven_by(&CAUSE, &[&mtls_endpoint_alias::RULE]);
    }
    case.said(&CAUSE)
}

/// A client that is registered for TLS and sends no other credentials is not recognised.
fn registered_for_it(case: &Case<'_>) -> Option<Weight> {
    let method =
        case.config.token_endpoint_auth_method.as_deref().filter(|name| name.contains("tls_client_auth"))?;
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let refused = case.error_code() == Some("invalid_client") && !request.body_not_recorded();
    let says = "The client is registered for a certificate, and the server does not recognise it by one";
    (refused && client_auth::methods(request).is_empty()).then(|| {
        Weight::new(Strength::ServerError, 1.5)
            .summary(says)
            .evidence(Evidence::says("Registered", format!("`{method}`")))
    })
}
