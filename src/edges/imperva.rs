//! Imperva (Incapsula): how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Imperva (Incapsula).
pub static EDGE: Edge = Edge {
    id: "imperva",
    name: "Imperva",
    headers: &[
        ("X-Iinfo", ".+"),
        ("X-CDN", "(?i)^(Incapsula|Imperva)$"),
        ("Set-Cookie", r"(?i)\b(visid_incap_|incap_ses_|nlbi_|reese84)"),
    ],
    pages: &[
        r"Request unsuccessful\. Incapsula incident ID: ?[\d-]+",
        "_Incapsula_Resource",
        "Powered by Imperva",
    ],
    statuses: &[200, 403, 503],
    stock: false,
    errors: &[
        // incident
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "Incapsula incident ID",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "The cloud firewall blocked or challenged the request; the status may be 200.",
            fix: "Owner: find the incident in Security Events and allow the path.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "Imperva blocked or challenged the request, also with status 200.",
            fix: "Give the incident ID to the site owner.",
        },
    ],
    ids: &["x-iinfo"],
};
