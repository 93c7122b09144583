//! Fastly: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Fastly.
pub static EDGE: Edge = Edge {
    id: "fastly",
    name: "Fastly or Varnish",
    headers: &[
        ("X-Served-By", "^cache-[a-z0-9-]+"),
        ("X-Timer", r"^S\d+\.\d+,VS"),
        ("Via", "(?i)varnish"),
        ("X-SigSci-RequestID", ".+"),
    ],
    pages: &["Fastly error: unknown domain", "Varnish cache server"],
    statuses: &[403, 406, 429, 500, 503],
    stock: false,
    errors: &[
        // unknown domain
        Entry {
            place: Place::Token,
            status: Some(500),
            error: "",
            pattern: "Fastly error: unknown domain",
            causes: &[&c::wrong_endpoint::CAUSE],
            means: "The host name is not configured.",
            fix: "Owner: add the domain to the service.",
        },
        // signal sciences
        Entry {
            place: Place::Token,
            status: Some(406),
            error: "",
            pattern: "x-sigsci-requestid: ",
            causes: &[&c::waf_blocked::CAUSE],
            means: "The next-gen WAF (Signal Sciences) blocks with 406 by default.",
            fix: "Owner: look at the blocked request in the console.",
        },
        // origin
        Entry {
            place: Place::Token,
            status: Some(503),
            error: "",
            pattern: "(Backend is unhealthy|first byte timeout|connection timed out|No healthy IP)",
            causes: &[&c::server_error::CAUSE],
            means: "The origin did not answer.",
            fix: "Look at the origin.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::server_error::CAUSE, &c::rate_limited::CAUSE],
            means: "The cache answered in place of the origin.",
            fix: "Give X-Served-By, X-Timer and time to the owner.",
        },
    ],
    ids: &["x-served-by", "x-timer"],
};
