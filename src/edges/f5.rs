//! F5 BIG-IP ASM / Advanced WAF / Distributed Cloud: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// F5 BIG-IP ASM / Advanced WAF / Distributed Cloud.
pub static EDGE: Edge = Edge {
    id: "f5",
    name: "F5 BIG-IP ASM",
    headers: &[
        ("Set-Cookie", r"(?i)\b(TS[0-9a-f]{6,}|BIGipServer[^=]*|F5_ST|LastMRH_Session|MRHSession)="),
        ("Server", "(?i)^(BigIP|volt-adc)$"),
        ("X-WA-Info", ".+"),
    ],
    pages: &[
        r"The requested URL was rejected\. Please consult with your administrator",
        r"Your support ID is:? ?<?\d{10,}",
        "<title>Request Rejected</title>",
    ],
    statuses: &[200, 403],
    stock: false,
    errors: &[
        // ASM
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "The requested URL was rejected",
            causes: &[&c::waf_blocked::CAUSE],
            means: "An ASM / Advanced WAF policy violation; the status may be 200.",
            fix: "Owner: search the support ID in Event Logs; exempt the parameter (code, id_token, assertion) from the signature.",
        },
        // APM
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"(Session could not be established|Access was denied by the access policy|hangup\.php3)",
            causes: &[&c::access_policy_blocked::CAUSE, &c::session_cookie_lost::CAUSE],
            means: "Access Policy Manager ended or refused the session.",
            fix: "Owner: APM session report.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE],
            means: "An F5 firewall rejected the request, also with status 200.",
            fix: "Give the support ID to the firewall team.",
        },
    ],
    ids: &[],
};
