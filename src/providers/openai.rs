//! OpenAI (auth.openai.com): how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// OpenAI (auth.openai.com).
pub static PROVIDER: Provider = Provider {
    id: "openai",
    name: "OpenAI",
    recognise: Recognise {
        hosts: &["auth.openai.com", "auth0.openai.com"],
        issuers: &[r"^https://auth\.openai\.com/?$"],
        paths: &[],
        headers: &[],
    },
    errors: &[
        // https://github.com/op7418/CodePilot/issues/464
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "unsupported_country_region_territory",
            pattern: "Country, region, or territory not supported",
            causes: &[&c::ip_blocked::CAUSE],
            means: "The caller's address is in an unsupported region; browser and program leave by different paths.",
            fix: "Send the token request through the same network path as the browser (proxy for the process).",
        },
    ],
    console: &[],
};
