//! Palo Alto Networks: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Palo Alto Networks.
pub static EDGE: Edge = Edge {
    id: "palo-alto",
    name: "Palo Alto Networks",
    headers: &[],
    pages: &[
        r"(?i)Access to the web page you were trying to visit has been blocked in accordance with company policy",
        r"(?i)Access to the application you were trying to use has been blocked",
    ],
    statuses: &[403, 503],
    stock: false,
    errors: &[
        // https://docs.paloaltonetworks.com/pan-os/10-1/pan-os-admin/url-filtering/url-filtering-response-pages
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "",
            causes: &[
                &c::waf_blocked::CAUSE,
                &c::access_policy_blocked::CAUSE,
                &c::proxy_altered_request::CAUSE,
            ],
            means: "The network's firewall answered with its own page: URL filtering or an application rule forbids the address.",
            fix: "Ask the network team to allow the provider's host: Objects > Security Profiles > URL Filtering.",
        },
    ],
    ids: &[],
};
