//! Short guides: what people ask when a login fails, answered. Printed by `loginscope explain`.

/// A guide: its id, its title, its text in Markdown.
pub struct Guide {
    pub id: &'static str,
    pub title: &'static str,
    pub text: &'static str,
}

/// All guides.
pub static ALL: &[Guide] = &[
    Guide { id: "guide-403", title: "What a 403 means", text: include_str!("guides/403.md") },
    Guide {
        id: "guide-which",
        title: "Configuration, permission or network",
        text: include_str!("guides/which.md"),
    },
    Guide { id: "guide-exact", title: "Exactly as registered", text: include_str!("guides/exact.md") },
    Guide { id: "guide-request", title: "A right token request", text: include_str!("guides/request.md") },
    Guide { id: "guide-errors", title: "What errors say", text: include_str!("guides/errors.md") },
    Guide {
        id: "guide-codes",
        title: "Codes, and where to start over",
        text: include_str!("guides/codes.md"),
    },
    Guide {
        id: "guide-review",
        title: "Review, test users, one user and not another",
        text: include_str!("guides/review.md"),
    },
    Guide {
        id: "guide-network",
        title: "Addresses, firewalls and proxies",
        text: include_str!("guides/network.md"),
    },
    Guide {
        id: "guide-record",
        title: "How to record, and what not to share",
        text: include_str!("guides/record.md"),
    },
    Guide {
        id: "guide-many",
        title: "Many captures, and tests that log in",
        text: include_str!("guides/many.md"),
    },
    Guide { id: "guide-launch", title: "Before launch", text: include_str!("guides/launch.md") },
    Guide {
        id: "guide-endpoint",
        title: "A token endpoint of your own",
        text: include_str!("guides/endpoint.md"),
    },
    Guide {
        id: "guide-overlooked",
        title: "What is overlooked most",
        text: include_str!("guides/overlooked.md"),
    },
    Guide {
        id: "guide-relax",
        title: "Relaxing a rule while developing",
        text: include_str!("guides/relax.md"),
    },
];

/// The questions that people ask, and what `explain` answers each with.
pub static QUESTIONS: &[(&str, &[&str])] = &[
    ("What does 403 at the token endpoint mean, beside 400, 401 and 404?", &["guide-403"]),
    ("Is it my configuration, a missing permission, or the network?", &["guide-which"]),
    (
        "Are id, secret, endpoint and redirect URI exactly what is registered?",
        &["guide-exact", "redirect-uri-not-registered"],
    ),
    (
        "Was it a POST with the right Content-Type, grant, code and redirect URI?",
        &["guide-request", "token-request-content-type"],
    ),
    (
        "What do `error` and `error_description` say? What if there is no JSON?",
        &["guide-errors", "token-error-not-json"],
    ),
    (
        "Which code points where?",
        &[
            "guide-errors",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "insufficient_scope",
            "access_denied",
        ],
    ),
    (
        "May a code be used again? How long does it live? Where do I start over?",
        &["guide-codes", "code_reused", "code_expired"],
    ),
    (
        "Is the grant switched on for this client? Is the scope approved?",
        &["grant_type_not_enabled", "scope_not_granted"],
    ),
    (
        "Is the app unpublished or in testing? Why one user and not another?",
        &["guide-review", "app_not_published_or_test_user", "user_not_assigned"],
    ),
    ("Is an address or country list in the way? What do I ask operations?", &["guide-network", "ip_blocked"]),
    (
        "Did a firewall or proxy answer or change the request?",
        &["guide-network", "waf_blocked", "proxy_altered_request", "cloudflare"],
    ),
    ("Why does it work on my machine and give 403 on the server?", &["guide-403", "guide-network"]),
    ("Do my environments mix?", &["guide-exact", "wrong_tenant_or_issuer"]),
    ("How do I capture it, and what must I not share?", &["guide-record"]),
    (
        "Is the redirect domain registered? Is the slash the difference?",
        &["guide-exact", "redirect_uri_mismatch_authorize"],
    ),
    ("Before launch: what must I have checked myself?", &["guide-launch"]),
    ("How should a token endpoint be protected, and what should its errors look like?", &["guide-endpoint"]),
    ("Which small things are overlooked most often?", &["guide-overlooked"]),
    ("Is it safe to relax a rule while developing?", &["guide-relax"]),
];

/// The guide of this id.
pub fn find(id: &str) -> Option<&'static Guide> {
    ALL.iter().find(|guide| guide.id == id)
}

/// All guides, then the questions with what answers them.
pub fn list() -> String {
    let guides: String = ALL.iter().map(|guide| format!("  {:<18}{}\n", guide.id, guide.title)).collect();
    let question = |(index, (asks, answers)): (usize, &(&str, &[&str]))| {
        format!("  {:>2}. {asks}\n      {}\n", index + 1, answers.join(", "))
    };
    let questions: String = QUESTIONS.iter().enumerate().map(question).collect();
    format!("Guides\n{guides}\nQuestions, and what `loginscope explain` answers them with\n{questions}")
}
