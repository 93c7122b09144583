//! Apache HTTP Server: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::{Edge, PROFILE_SCOPE, PROFILE_SCOPE_FIX, PROFILE_SCOPE_MEANS};
use crate::provider::{Entry, Place};

/// Apache HTTP Server.
pub static EDGE: Edge = Edge {
    id: "apache",
    name: "Apache",
    // It passes the application's answers on under its own name.
    headers: &[],
    pages: &[
        r"<address>Apache(/[\d.]+)?[^<]* Server at ",
        r"(?is)<h1>Forbidden</h1>\s*<p>You don.{1,7}t have permission to access ",
        r"You don.{1,7}t have permission to access /[^<]{0,200} on this server",
        r"(?is)<h1>Service Unavailable</h1>\s*<p>The server is temporarily unable to service your",
        r"(?is)<h1>Proxy Error</h1>\s*<p>The proxy server (could not handle the request|received an invalid)",
        r"(?is)<h1>Bad Request</h1>\s*<p>Your browser sent a request that this server could not understand",
    ],
    statuses: &[400, 403, 413, 414, 502, 503, 504],
    stock: true,
    errors: &[
        // https://github.com/coreruleset/google-oauth2-plugin
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: PROFILE_SCOPE,
            causes: &[&c::waf_blocked::CAUSE, &c::server_misconfigured::CAUSE, &c::ip_blocked::CAUSE],
            means: PROFILE_SCOPE_MEANS,
            fix: PROFILE_SCOPE_FIX,
        },
        // https://httpd.apache.org/docs/2.4/howto/access.html
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "(?i)<h1>Forbidden</h1>|permission to access /",
            causes: &[&c::server_misconfigured::CAUSE, &c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "Apache answered with its stock page, not the application behind it: file permissions, a `Require` rule or a module such as ModSecurity.",
            fix: "Look at Apache's error log at that time: it names the file, the `Require` line or the rule.",
        },
        // https://httpd.apache.org/docs/2.4/mod/core.html#limitrequestfieldsize
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "(?i)Size of a request header field exceeds server limit",
            causes: &[&c::session_cookie_lost::CAUSE, &c::malformed_parameter::CAUSE],
            means: "Cookies or the URL are too large, typical after many unfinished logins.",
            fix: "Raise `LimitRequestFieldSize`; clear stale state cookies.",
        },
        // https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#ssloptions
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "",
            pattern: "(?i)speaking plain HTTP to an SSL-enabled server port",
            causes: &[&c::https_required::CAUSE],
            means: "http on the TLS port.",
            fix: "Use https.",
        },
        // https://httpd.apache.org/docs/2.4/mod/mod_proxy.html
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "(?i)<h1>(Service Unavailable|Proxy Error)</h1>",
            causes: &[&c::server_error::CAUSE],
            means: "Apache as a proxy got no answer from the application behind it.",
            fix: "Look at the application and at Apache's error log.",
        },
    ],
    ids: &[],
};
