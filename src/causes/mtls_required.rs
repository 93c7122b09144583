//! Missing client certificate.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
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
    if case.credentials_refused() {
        return case.proven_by(&CAUSE, &[&mtls_endpoint_alias::RULE]);
    }
    case.said(&CAUSE)
}
