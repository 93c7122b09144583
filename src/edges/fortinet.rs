//! Fortinet's FortiGate and FortiWeb: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Fortinet's FortiGate and FortiWeb.
pub static EDGE: Edge = Edge {
    id: "fortinet",
    name: "Fortinet",
    headers: &[],
    pages: &[
        r"FortiGuard Intrusion Prevention",
        r"(?i)FortiGate Application Control",
        r"(?i)Web Filter Violation",
        r"(?i)Powered by FortiGuard",
        r"Web Page Blocked!",
    ],
    statuses: &[200, 403, 500],
    stock: false,
    errors: &[
        // https://docs.fortinet.com/document/fortigate/6.0.0/cli-reference/128514/system-replacemsg-http
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
            means: "The network's firewall answered with its own page: its web filter or application control forbids the address.",
            fix: "Ask the network team to allow the provider's host: Security Profiles > Web Filter.",
        },
    ],
    ids: &[],
};
