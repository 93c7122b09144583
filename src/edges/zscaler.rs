//! Zscaler Internet Access: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Zscaler Internet Access.
pub static EDGE: Edge = Edge {
    id: "zscaler",
    name: "Zscaler Internet Access",
    headers: &[
        ("Server", "(?i)^Zscaler/"),
        (
            "Location",
            r"https?://gateway\.(zscaler|zscalerone|zscalertwo|zscalerthree|zscloud|zscalerbeta)\.net/",
        ),
        ("Via", "(?i)zscaler"),
    ],
    pages: &[
        r"gateway\.(zscaler|zscalerone|zscalertwo|zscalerthree|zscloud)\.net",
        "(?i)Zscaler to protect you from internet threats",
        "(?i)<title>Internet Security by Zscaler</title>",
    ],
    statuses: &[302, 307, 403],
    stock: false,
    errors: &[
        // authentication
        Entry {
            place: Place::Token,
            status: Some(307),
            error: "",
            pattern: r"gateway\.[a-z]+\.net/auT",
            causes: &[&c::proxy_altered_request::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The proxy wants its own login first: programs are redirected to the gateway.",
            fix: "Exempt the host from authentication, or configure the program for the proxy.",
        },
        // policy
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "Zscaler",
            causes: &[
                &c::waf_blocked::CAUSE,
                &c::access_policy_blocked::CAUSE,
                &c::proxy_altered_request::CAUSE,
            ],
            means: "A company policy forbids the address or category.",
            fix: "Ask the company's network team to allow the host.",
        },
        // TLS inspection
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "Zscaler Root CA",
            causes: &[&c::proxy_altered_request::CAUSE],
            means: "The certificate is replaced by the company's: programs without that root fail.",
            fix: "Install the root or exempt the host from inspection.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[
                &c::proxy_altered_request::CAUSE,
                &c::access_policy_blocked::CAUSE,
                &c::ip_blocked::CAUSE,
            ],
            means: "The company proxy answered in place of the server.",
            fix: "Send the block page to the network team.",
        },
    ],
    ids: &[],
};
