//! Vercel Firewall: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Vercel Firewall.
pub static EDGE: Edge = Edge {
    id: "vercel",
    name: "Vercel Firewall",
    headers: &[
        ("x-vercel-mitigated", "^(challenge|deny)$"),
        ("x-vercel-id", ".+"),
        ("Server", "^Vercel$"),
        ("x-vercel-challenge-token", ".+"),
    ],
    pages: &["Vercel Security Checkpoint", "We.re verifying your browser"],
    statuses: &[403, 429],
    stock: false,
    errors: &[
        // challenge
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "Vercel Security Checkpoint|x-vercel-mitigated: challenge",
            causes: &[&c::waf_blocked::CAUSE],
            means: "Attack mode or a bot rule challenges the client (429 or 403); a program cannot solve it.",
            fix: "Owner: Firewall > Rules: bypass for the OAuth paths; switch Attack Challenge Mode off.",
        },
        // deny
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"x-vercel-mitigated: deny|(?m)^Forbidden\s+[a-z]{3}\d::",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "A firewall rule denies.",
            fix: "Owner: Firewall > Traffic.",
        },
        // deployment protection
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "",
            pattern: r"(Authentication Required|vercel\.com/sso-api)",
            causes: &[&c::access_policy_blocked::CAUSE],
            means: "The deployment is protected by Vercel Authentication.",
            fix: "Use the production domain or a bypass token.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "Vercel challenged or denied the request at the edge.",
            fix: "Give x-vercel-id and time to the owner.",
        },
    ],
    ids: &["x-vercel-id"],
};
