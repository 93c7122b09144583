//! Amazon API Gateway: how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// Amazon API Gateway.
pub static EDGE: Edge = Edge {
    id: "aws-api-gateway",
    name: "Amazon API Gateway",
    headers: &[
        ("x-amz-apigw-id", ".+"),
        ("apigw-requestid", ".+"),
        (
            "x-amzn-ErrorType",
            "(MissingAuthenticationToken|Forbidden|AccessDenied|Unauthorized|LimitExceeded|TooManyRequests|IncompleteSignature|InvalidSignature)Exception",
        ),
    ],
    pages: &[
        r#"(?m)^\{"message": ?"(Missing Authentication Token|User is not authorized to access this resource)"#,
    ],
    statuses: &[401, 403, 429, 500],
    stock: false,
    errors: &[
        // MISSING_AUTHENTICATION_TOKEN
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "Missing Authentication Token",
            causes: &[&c::wrong_endpoint::CAUSE, &c::wrong_http_method::CAUSE],
            means: "Mostly an unknown path or method, not a missing token.",
            fix: "Check stage, path and method.",
        },
        // ACCESS_DENIED
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "User is not authorized to access this resource",
            causes: &[&c::insufficient_scope::CAUSE, &c::access_token_wrong_audience::CAUSE],
            means: "The authorizer's policy denies.",
            fix: "Look at the authorizer's policy and the token's scopes.",
        },
        // UNAUTHORIZED
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "",
            pattern: r#""Unauthorized""#,
            causes: &[
                &c::access_token_invalid::CAUSE,
                &c::access_token_wrong_audience::CAUSE,
                &c::access_token_expired::CAUSE,
            ],
            means: "The authorizer refused the token, or it was absent.",
            fix: "Check issuer and audience of the JWT authorizer.",
        },
        // EXPIRED_TOKEN
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "The (incoming )?(security )?token (included in the request )?(has|is) expired",
            causes: &[&c::access_token_expired::CAUSE],
            means: "The token has expired.",
            fix: "Refresh it.",
        },
        // WAF_FILTERED / FORBIDDEN
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r#""Forbidden""#,
            causes: &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE],
            means: "WAF, resource policy, missing API key or wrong custom domain.",
            fix: "Look at the WAF, the resource policy and x-api-key.",
        },
        // THROTTLED / QUOTA
        Entry {
            place: Place::Token,
            status: Some(429),
            error: "",
            pattern: "Too Many Requests|Limit Exceeded",
            causes: &[&c::rate_limited::CAUSE],
            means: "Throttling or usage plan.",
            fix: "Slow down.",
        },
        // INTEGRATION_FAILURE
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "Internal server error",
            causes: &[&c::server_error::CAUSE],
            means: "The backend behind the gateway failed.",
            fix: "Look at its logs.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE, &c::access_token_invalid::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "API Gateway answered before or instead of the backend.",
            fix: "Give x-amzn-RequestId to the API owner.",
        },
    ],
    ids: &["x-amzn-requestid", "apigw-requestid"],
};
