//! Cloudflare: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Cloudflare.
pub static EDGE: Edge = Edge {
    id: "cloudflare",
    name: "Cloudflare",
    headers: &[
        ("Server", "(?i)^cloudflare$"),
        ("CF-RAY", "^[0-9a-f]{16}(-[A-Z]{3})?$"),
        ("cf-mitigated", "^challenge$"),
        ("Set-Cookie", r"(?i)\b(__cf_bm|cf_clearance|_cfuvid)="),
    ],
    pages: &[
        r"(?i)error code: ?1\d{3}\b",
        // https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/
        r#""cloudflare_error": ?true"#,
        r"Just a moment\.\.\.|_cf_chl_opt",
        r"Attention Required! \| Cloudflare",
        "Sorry, you have been blocked",
        "/cdn-cgi/(challenge-platform|styles)/",
        "Cloudflare Ray ID",
    ],
    statuses: &[403, 429, 503, 520, 521, 522, 523, 524, 525, 526, 530],
    stock: false,
    errors: &[
        // cf-mitigated: challenge
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"Just a moment\.\.\.|challenge-platform|cf-mitigated: challenge|_cf_chl_opt",
            causes: &[&c::waf_blocked::CAUSE],
            means: "A managed or JavaScript challenge stands in place of the answer; a program cannot solve it.",
            fix: "Exempt the OAuth paths (token, jwks, discovery) by a WAF skip rule; leave Bot Fight Mode off for them.",
        },
        // managed block page
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "Sorry, you have been blocked|Attention Required",
            causes: &[&c::waf_blocked::CAUSE],
            means: "A managed WAF rule, firewall rule or Bot Fight Mode blocked the request.",
            fix: "Look the Ray ID up under Security > Events and write an exception for the rule.",
        },
        // 1000
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(error code: ?|Error )1000\b|DNS points to prohibited IP",
            causes: &[&c::proxy_altered_request::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "The DNS record points at a prohibited (Cloudflare) address, or a proxy loop.",
            fix: "Correct the DNS record.",
        },
        // 1003
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(error code: ?|Error )1003\b|Direct IP access not allowed",
            causes: &[&c::wrong_endpoint::CAUSE],
            means: "Called by IP address instead of host name.",
            fix: "Use the host name.",
        },
        // 1006/1007/1008
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(error code: ?|Error )100[678]\b|banned your IP address",
            causes: &[&c::ip_blocked::CAUSE],
            means: "The caller's IP address is banned by the site's owner.",
            fix: "Have the owner allow the address: Security > WAF > Tools (IP access rules).",
        },
        // 1009
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(error code: ?|Error )1009\b|banned the (country or region|autonomous system|ASN)",
            causes: &[&c::ip_blocked::CAUSE],
            means: "The caller's country, region or network is banned.",
            fix: "Have the owner allow it, or call from another region.",
        },
        // 1010
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(error code: ?|Error )1010\b|browser.s signature",
            causes: &[&c::waf_blocked::CAUSE, &c::missing_user_agent::CAUSE],
            means: "Browser Integrity Check refuses the client's signature, often a library's User-Agent.",
            fix: "Send an own User-Agent; owner: switch off Browser Integrity Check for the path.",
        },
        // 1011
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(error code: ?|Error )1011\b|hotlinking",
            causes: &[&c::waf_blocked::CAUSE],
            means: "Hotlink protection.",
            fix: "Exempt the path.",
        },
        // 1012
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(error code: ?|Error )1012\b",
            causes: &[&c::ip_blocked::CAUSE],
            means: "The owner forbids access for malicious activity from this network.",
            fix: "Ask the owner.",
        },
        // 1013
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(error code: ?|Error )1013\b",
            causes: &[&c::proxy_altered_request::CAUSE],
            means: "Host header and TLS server name differ.",
            fix: "Let proxies keep Host and SNI alike.",
        },
        // 1015
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"(error code: ?|Error )1015\b|You are being rate limited",
            causes: &[&c::rate_limited::CAUSE],
            means: "A rate limiting rule of the site.",
            fix: "Wait; owner: Security > WAF > Rate limiting rules.",
        },
        // 1020
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(error code: ?|Error )1020\b|Access denied.*1020",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "A custom firewall rule of the site blocked the request.",
            fix: "Owner: find the rule by Ray ID under Security > Events.",
        },
        // 1101/1102
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"(error code: ?|Error )110[12]\b|Worker threw exception",
            causes: &[&c::server_error::CAUSE],
            means: "A Worker on the path failed.",
            fix: "Owner: Worker logs.",
        },
        // 520-524
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "(Web server is returning an unknown error|Web server is down|Connection timed out|Origin is unreachable|A timeout occurred)",
            causes: &[&c::server_error::CAUSE],
            means: "The server behind Cloudflare did not answer properly.",
            fix: "Look at the origin server.",
        },
        // 525/526
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "SSL handshake failed|Invalid SSL certificate",
            causes: &[&c::server_error::CAUSE],
            means: "TLS between Cloudflare and the origin fails.",
            fix: "Correct the origin's certificate.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::rate_limited::CAUSE],
            means: "Cloudflare answered in place of the server behind it.",
            fix: "Give the CF-RAY value, time and path to the site owner; they find the rule under Security > Events.",
        },
    ],
    ids: &["cf-ray"],
};
