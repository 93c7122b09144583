//! Cisco Umbrella: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Cisco Umbrella.
pub static EDGE: Edge = Edge {
    id: "cisco-umbrella",
    name: "Cisco Umbrella",
    headers: &[],
    pages: &[
        r"\bblock\.opendns\.com\b",
        r"(?i)ACType: \d+.{0,400}Block Type:",
        r"(?i)This (site|domain) is blocked due to an? \w+ (threat|policy)",
    ],
    statuses: &[200, 403],
    stock: false,
    errors: &[
        // https://support.umbrella.com/hc/en-us/articles/231265808-Setting-up-a-Block-Page-a-Block-Page-Bypass-User-and-a-Block-Page-Bypass-Code
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
            means: "The network's name service leads the host to its own page: a category or destination list forbids it (new domains are a category of their own).",
            fix: "Ask the network team to allow the host: Policies > Destination Lists.",
        },
    ],
    ids: &[],
};
