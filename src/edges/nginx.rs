//! nginx (as proxy or ingress): how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::{Edge, PROFILE_SCOPE, PROFILE_SCOPE_FIX, PROFILE_SCOPE_MEANS};
use crate::provider::{Entry, Place};

/// nginx (as proxy or ingress).
pub static EDGE: Edge = Edge {
    id: "nginx",
    name: "nginx",
    // It passes the application's answers on under its own name.
    headers: &[],
    pages: &[r"<hr><center>(nginx|openresty)(/[\d.]+)?( \([^)]*\))?</center>"],
    statuses: &[301, 400, 403, 404, 405, 411, 413, 414, 429, 431, 494, 499, 502, 503, 504],
    stock: true,
    errors: &[
        // 400 header
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "Request Header Or Cookie Too Large",
            causes: &[&c::session_cookie_lost::CAUSE, &c::malformed_parameter::CAUSE],
            means: "Cookies or the URL are too large, typical after many unfinished logins.",
            fix: "Raise large_client_header_buffers; clear stale state cookies.",
        },
        // 400 http to https
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "The plain HTTP request was sent to HTTPS port",
            causes: &[&c::https_required::CAUSE],
            means: "http on the TLS port.",
            fix: "Use https.",
        },
        // https://github.com/coreruleset/google-oauth2-plugin
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: PROFILE_SCOPE,
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::server_misconfigured::CAUSE],
            means: PROFILE_SCOPE_MEANS,
            fix: PROFILE_SCOPE_FIX,
        },
        // 403
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "403 Forbidden",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::server_misconfigured::CAUSE],
            means: "nginx answered with its stock page, not the application behind it: a `deny` rule, `auth_request`, file permissions or a firewall module.",
            fix: "Look at nginx's error.log at that time: it names the rule or the file.",
        },
        // 405
        Entry {
            place: Place::Token,
            status: Some(405),
            error: "",
            pattern: "405 Not Allowed",
            causes: &[&c::wrong_endpoint::CAUSE, &c::wrong_http_method::CAUSE],
            means: "POST to static content: wrong path or missing proxy_pass.",
            fix: "Route the path to the application.",
        },
        // 413
        Entry {
            place: Place::Token,
            status: Some(413),
            error: "",
            pattern: "413 Request Entity Too Large",
            causes: &[&c::proxy_altered_request::CAUSE],
            means: "Body over client_max_body_size.",
            fix: "Raise it.",
        },
        // 414
        Entry {
            place: Place::Token,
            status: Some(414),
            error: "",
            pattern: "414 Request-URI Too Large",
            causes: &[&c::malformed_parameter::CAUSE],
            means: "The authorize URL or callback is too long.",
            fix: "Use PAR or form_post; raise the buffers.",
        },
        // 429/503 limit
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "(429 Too Many Requests|503 Service Temporarily Unavailable)",
            causes: &[&c::rate_limited::CAUSE, &c::server_error::CAUSE],
            means: "limit_req / limit_conn or no upstream.",
            fix: "Look at error.log.",
        },
        // 502
        Entry {
            place: Place::Token,
            status: Some(502),
            error: "",
            pattern: "502 Bad Gateway",
            causes: &[&c::server_error::CAUSE, &c::callback_failed::CAUSE],
            means: r#"The upstream refused or sent a header that is too big ("upstream sent too big header": large cookies or tokens)."#,
            fix: "Raise proxy_buffer_size; look at error.log.",
        },
        // 504
        Entry {
            place: Place::Token,
            status: Some(504),
            error: "",
            pattern: "504 Gateway Time-out",
            causes: &[&c::server_error::CAUSE],
            means: "The upstream was too slow.",
            fix: "Look at the upstream.",
        },
        // redirect
        Entry {
            place: Place::Token,
            status: Some(301),
            error: "",
            pattern: "301 Moved Permanently",
            causes: &[&c::wrong_http_method::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "A redirect (slash or https) turns a POST into a GET and loses the body.",
            fix: "Call the final URL.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::server_error::CAUSE, &c::proxy_altered_request::CAUSE, &c::waf_blocked::CAUSE],
            means: "nginx itself answered, not the application behind it.",
            fix: "Give time and path to the operator; the cause stands in error.log.",
        },
    ],
    ids: &[],
};
