//! DataDome: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// DataDome.
pub static EDGE: Edge = Edge {
    id: "datadome",
    name: "DataDome",
    headers: &[
        ("X-DataDome", ".+"),
        ("X-DataDome-CID", ".+"),
        ("X-DD-B", ".+"),
        ("Set-Cookie", r"(?i)\bdatadome="),
    ],
    pages: &[r"geo\.captcha-delivery\.com", r"ct\.captcha-delivery\.com", r"var dd=\{'rt':"],
    statuses: &[403, 405],
    stock: false,
    errors: &[
        // captcha
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"captcha-delivery\.com",
            causes: &[&c::waf_blocked::CAUSE],
            means: "The bot protection took the client for a program.",
            fix: "Owner: allow the client (address, path) in the DataDome dashboard.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE],
            means: "DataDome bot protection answered in place of the server.",
            fix: "Give the id of the block page (cid) and time to the owner.",
        },
    ],
    ids: &["x-datadome-cid"],
};
