//! Azure Front Door (and its WAF): how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Azure Front Door (and its WAF).
pub static EDGE: Edge = Edge {
    id: "azure-front-door",
    name: "Azure Front Door",
    headers: &[("X-Azure-Ref", "^[0-9A-Za-z+/=_-]+$"), ("X-Cache", "CONFIG_NOCACHE|TCP_")],
    pages: &[
        r"The request is blocked\.",
        "find your Azure Front Door Service configuration",
        "Our services aren't available right now",
    ],
    statuses: &[403, 404, 429, 503],
    stock: false,
    errors: &[
        // WAF
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "The request is blocked",
            causes: &[&c::waf_blocked::CAUSE],
            means: "A WAF rule matched, for example 942xxx (SQL) on a token or code.",
            fix: "Owner: WAF policy > Managed rules > Exclusion for the token path's parameters.",
        },
        // route
        Entry {
            place: Place::Token,
            status: Some(404),
            error: "",
            pattern: "Our services aren't available right now",
            causes: &[&c::wrong_endpoint::CAUSE],
            means: "No route or endpoint for this host.",
            fix: "Owner: add the custom domain and route.",
        },
        // https://github.com/shifa123/Can-I-take-over-xyz-v2/issues/2
        Entry {
            place: Place::Token,
            status: Some(404),
            error: "",
            pattern: "find your Azure Front Door Service configuration",
            causes: &[&c::server_misconfigured::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "Front Door has no configuration for this host.",
            fix: "Owner: add the custom domain and route.",
        },
        // origin
        Entry {
            place: Place::Token,
            status: Some(503),
            error: "",
            pattern: "Our services aren't available right now",
            causes: &[&c::server_error::CAUSE],
            means: "The origin did not answer or its TLS failed.",
            fix: "Look at the origin and its certificate.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::server_error::CAUSE],
            means: "Front Door answered in place of the origin.",
            fix: "Give the X-Azure-Ref value to the owner: it is trackingReference in the WAF log.",
        },
    ],
    ids: &["x-azure-ref"],
};
