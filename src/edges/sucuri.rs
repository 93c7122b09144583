//! Sucuri Website Firewall: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Sucuri Website Firewall.
pub static EDGE: Edge = Edge {
    id: "sucuri",
    name: "Sucuri Website Firewall",
    headers: &[
        ("X-Sucuri-ID", r"^\d+$"),
        ("X-Sucuri-Block", ".+"),
        ("X-Sucuri-Cache", ".+"),
        ("Server", "(?i)^Sucuri/Cloudproxy$"),
    ],
    pages: &["Access Denied - Sucuri Website Firewall", "Sucuri Web[Ss]ite Firewall"],
    statuses: &[403],
    stock: false,
    errors: &[
        // block
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"Block ID: ?\w+|Access Denied - Sucuri",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "The website firewall blocked the request; the page names block ID, server ID and reason.",
            fix: "Owner: allow the URL path or address in the Sucuri dashboard.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "Sucuri denied the request.",
            fix: "Give block ID, server ID and time to the site owner.",
        },
    ],
    ids: &["x-sucuri-id"],
};
