//! Squid: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Squid, a proxy through which a network's own programs go out.
pub static EDGE: Edge = Edge {
    id: "squid",
    name: "Squid",
    headers: &[("X-Squid-Error", "^ERR_")],
    pages: &["<body id=.?ERR_", r"Generated .{0,60} \(squid"],
    statuses: &[403, 407, 500, 502, 503, 504],
    stock: false,
    errors: &[
        // https://github.com/squid-cache/squid/blob/master/errors/templates/ERR_ACCESS_DENIED
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "ERR_ACCESS_DENIED|Access Denied",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::proxy_altered_request::CAUSE],
            means: "The proxy through which the client goes out does not let it go to this address.",
            fix: "Owner: a rule (http_access) that lets the client through; for addresses of the own network leave the proxy out (NO_PROXY).",
        },
        // https://github.com/squid-cache/squid/blob/master/src/client_side_request.cc
        Entry {
            place: Place::Token,
            status: Some(407),
            error: "",
            pattern: "ERR_CACHE_ACCESS_DENIED",
            causes: &[&c::proxy_altered_request::CAUSE, &c::waf_blocked::CAUSE],
            means: "The proxy wants credentials of its own.",
            fix: "Give the client the proxy's name and password, or leave the proxy out.",
        },
        // https://github.com/squid-cache/squid/blob/master/src/error/forward.h
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "ERR_(DNS_FAIL|CONNECT_FAIL|CANNOT_FORWARD|READ_TIMEOUT|SECURE_CONNECT_FAIL)",
            causes: &[&c::proxy_altered_request::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "The proxy does not reach the address: it does not know the name, or may not go there.",
            fix: "Leave the proxy out for addresses of the own network (NO_PROXY), or let it resolve the name.",
        },
    ],
    ids: &["x-squid-error"],
};
