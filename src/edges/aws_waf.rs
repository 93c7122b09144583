//! AWS WAF: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// AWS WAF.
pub static EDGE: Edge = Edge {
    id: "aws-waf",
    name: "AWS WAF",
    headers: &[
        ("x-amzn-waf-action", "^(captcha|challenge)$"),
        ("Server", r"^awselb/2\.0$"),
        ("Set-Cookie", r"(?i)\baws-waf-token="),
    ],
    pages: &["Request not allowed due to WAF block", r"awswaf\.com", "<title>Human Verification</title>"],
    statuses: &[202, 403, 405],
    stock: false,
    errors: &[
        // challenge
        Entry {
            place: Place::Token,
            status: Some(202),
            error: "",
            pattern: "x-amzn-waf-action: challenge",
            causes: &[&c::waf_blocked::CAUSE],
            means: "Silent browser challenge: status 202, header x-amzn-waf-action: challenge, empty body for programs.",
            fix: "Exclude the path from the rule with the Challenge action.",
        },
        // captcha
        Entry {
            place: Place::Token,
            status: Some(405),
            error: "",
            pattern: "x-amzn-waf-action: captcha|<title>Human Verification</title>",
            causes: &[&c::waf_blocked::CAUSE],
            means: "CAPTCHA demanded: status 405, header x-amzn-waf-action: captcha.",
            fix: "Exclude the path from the rule with the CAPTCHA action.",
        },
        // block
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r"(?s)403 Forbidden.*\nserver: awselb/2\.0",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::rate_limited::CAUSE],
            means: "A rule with action Block; from a load balancer with Server: awselb/2.0.",
            fix: "Owner: WAF & Shield > Web ACLs > Sampled requests; write an exception.",
        },
        // cognito
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "Request not allowed due to WAF block",
            causes: &[&c::waf_blocked::CAUSE],
            means: "The web ACL of a Cognito user pool refused.",
            fix: "Owner of the pool: User pool > Security > AWS WAF.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::rate_limited::CAUSE],
            means: "A web ACL of AWS WAF refused or challenged the request.",
            fix: "Give time, path and request id to the owner of the web ACL.",
        },
    ],
    ids: &["x-amzn-requestid", "x-amz-cf-id"],
};
