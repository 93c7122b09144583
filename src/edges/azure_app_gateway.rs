//! Azure Application Gateway: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Azure Application Gateway.
pub static EDGE: Edge = Edge {
    id: "azure-app-gateway",
    name: "Azure Application Gateway",
    headers: &[("Server", "^Microsoft-Azure-Application-Gateway/v[12]$")],
    pages: &["<center>Microsoft-Azure-Application-Gateway/v2</center>"],
    statuses: &[403, 404, 413, 502, 504],
    stock: false,
    errors: &[
        // WAF
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "403 Forbidden",
            causes: &[&c::waf_blocked::CAUSE],
            means: "A WAF rule (OWASP / DRS) matched.",
            fix: "Owner: firewall log; exclusion for the arguments code, state, scope, redirect_uri or id_token.",
        },
        // backend
        Entry {
            place: Place::Token,
            status: Some(502),
            error: "",
            pattern: "502 Bad Gateway",
            causes: &[&c::server_error::CAUSE],
            means: "No healthy backend.",
            fix: "Owner: Backend health.",
        },
        // size
        Entry {
            place: Place::Token,
            status: Some(413),
            error: "",
            pattern: "413 Request Entity Too Large",
            causes: &[&c::waf_blocked::CAUSE, &c::malformed_parameter::CAUSE],
            means: "The body is over the WAF limit.",
            fix: "Owner: raise the body limit.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::server_error::CAUSE],
            means: "Application Gateway or its WAF answered in place of the backend.",
            fix: "Give time, path and caller address to the owner (ApplicationGatewayFirewallLog).",
        },
    ],
    ids: &["x-azure-ref"],
};
