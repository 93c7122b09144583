//! Failure behind the provider.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "upstream_provider_error",
    title: "Failure behind the provider",
    says: "The provider relies on another system for this login, and that one failed",
    story: "Providers hand people on: to a company's own identity provider, a social login, a directory, \
            an agent. The fault is there; the provider only passes it on.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the connection to the other provider or directory",
    console: &["connections", "connectors", "external providers"],
    fix: &[
        "Read the provider's log for what the other system answered.",
        "Correct the connection: its client id, secret, redirect URI, certificate or attribute mapping.",
        "Log in with a local account of the provider; if that works, the connection is it.",
    ],
    refuted_by: &["A local account of the same provider fails in the same way."],
    alike: &[&super::server_misconfigured::CAUSE, &super::server_error::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
