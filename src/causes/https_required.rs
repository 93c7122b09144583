//! Plain http where https is demanded.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::authorization_request::authorization_request_over_http;
use crate::rules::token_request::token_request_over_http;

pub static CAUSE: Cause = Cause {
    id: "https_required",
    title: "Plain http where https is demanded",
    says: "The provider sees plain http and refuses it",
    story: "Either the client really uses `http://`, or a proxy ends TLS and does not tell the server \
            behind it that the outer request was https.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its addresses, or in the proxy before the server",
    console: &[],
    fix: &[
        "Use `https://` for provider addresses and redirect URIs; only loopback may stay `http`.",
        "Pass `X-Forwarded-Proto` (and host and port) on at the proxy and let the server trust it.",
        "Configure the server's public address explicitly, if it has such a setting.",
    ],
    refuted_by: &["The server's log shows the request as https."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.supported_by(
        &CAUSE,
        &[&authorization_request_over_http::RULE, &token_request_over_http::RULE],
        r"(?i)\b(https|tls|ssl|secure (channel|connection))\b",
    )
}
