//! Imunify360: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Imunify360.
pub static EDGE: Edge = Edge {
    id: "imunify360",
    name: "Imunify360",
    headers: &[("Server", "(?i)^imunify360")],
    pages: &[r"(?i)Imunify360 (bot-protection|WebShield)", r"(?i)denied by Imunify360"],
    statuses: &[403, 415, 429],
    stock: false,
    errors: &[
        // https://docs.imunify360.com/webshield/
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "The hosting server's bot protection answered: programs from this address must be on its allow-list.",
            fix: "Let the server's administrator add the caller's address to the white list of Imunify360.",
        },
    ],
    ids: &[],
};
