//! Akamai: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Akamai.
pub static EDGE: Edge = Edge {
    id: "akamai",
    name: "Akamai",
    headers: &[
        ("Server", "(?i)^AkamaiGHost$|^AkamaiNetStorage$"),
        ("Akamai-GRN", ".+"),
        ("Set-Cookie", r"(?i)\b(ak_bmsc|_abck|bm_sz|bm_sv)="),
    ],
    pages: &[
        r"(?is)<h1>\s*Access Denied\s*</h1>\s*You don.t have permission to access ",
        r"Reference ?#(18|0|30|97|102|6|9)\.[0-9a-f.]+|Reference&#32;&#35;",
        r"errors\.edgesuite\.net",
    ],
    statuses: &[403, 429, 503],
    stock: false,
    errors: &[
        // deny
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"Reference ?(#|&#32;&#35;)18\.",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "A firewall, bot, network list or geographic rule denied the request.",
            fix: "Owner: translate the reference number and allow the caller.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::rate_limited::CAUSE],
            means: "Akamai denied the request at the edge.",
            fix: "Give the whole reference number (Reference #18.…) and time to the site owner.",
        },
    ],
    ids: &["x-akamai-request-id", "x-reference-error"],
};
