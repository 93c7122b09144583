//! Google Cloud Armor / Load Balancing: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Google Cloud Armor / Load Balancing.
pub static EDGE: Edge = Edge {
    id: "google-cloud-armor",
    name: "Google Cloud's front end",
    headers: &[("Via", r"^1\.1 google$")],
    pages: &[
        r#"<!doctype html><meta charset="utf-8"><meta name=viewport content="width=device-width, initial-scale=1"><title>403</title>403 Forbidden"#,
        "<h2>Your client does not have permission to get URL",
    ],
    statuses: &[403, 404, 429, 502],
    stock: false,
    errors: &[
        // deny
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "<title>403</title>403 Forbidden",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "A security policy rule denied (statusDetails denied_by_security_policy in the log).",
            fix: "Owner: Cloud Armor policy; load balancer log enforcedSecurityPolicy.",
        },
        // https://cloud.google.com/run/docs/troubleshooting#unauthorized-client
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "Your client does not have permission to get URL",
            causes: &[&c::access_policy_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::waf_blocked::CAUSE],
            means: "Google's front end answered: the service behind it admits only callers whom its IAM policy or ingress setting names.",
            fix: "Owner: let the caller invoke the service (Cloud Run: Security > Authentication; App Engine and IAP: IAM).",
        },
        // throttle
        Entry {
            place: Place::Token,
            status: Some(429),
            error: "",
            pattern: "<title>429</title>429",
            causes: &[&c::rate_limited::CAUSE],
            means: "A rate-based ban or throttle rule.",
            fix: "Wait; owner: change the rule.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::rate_limited::CAUSE],
            means: "The load balancer or its security policy answered.",
            fix: "Give time, path and caller address to the owner.",
        },
    ],
    ids: &[],
};
