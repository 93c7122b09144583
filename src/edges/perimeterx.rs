//! HUMAN (PerimeterX): how its own answers are recognised and what they mean.

use crate::causes as c;
use crate::edge::Edge;
use crate::provider::{Entry, Place};

/// HUMAN (PerimeterX).
pub static EDGE: Edge = Edge {
    id: "perimeterx",
    name: "HUMAN",
    headers: &[("Set-Cookie", r"(?i)\b_px(vid|hd|3|2|de)?="), ("X-PX-Blocked", ".+")],
    pages: &[
        r"window\._pxAppId",
        "px-captcha",
        "Access to this page has been denied because we believe you are using automation tools",
        "<title>Access to this page has been denied",
        r#""appId": ?"PX[0-9A-Za-z]+""#,
    ],
    statuses: &[403],
    stock: false,
    errors: &[
        // block
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "px-captcha|_pxAppId|Press & Hold",
            causes: &[&c::waf_blocked::CAUSE],
            means: "The bot protection took the client for a program.",
            fix: "Owner: allow the client or path in the HUMAN console.",
        },
        // api block
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: r#""appId": ?"PX"#,
            causes: &[&c::waf_blocked::CAUSE],
            means: "JSON form of the block, with uuid and vid.",
            fix: "Owner: find the uuid in the console.",
        },
        // fallback
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "",
            pattern: "",
            causes: &[&c::waf_blocked::CAUSE],
            means: "HUMAN bot protection answered in place of the server.",
            fix: "Give the reference ID (uuid) to the owner.",
        },
    ],
    ids: &[],
};
