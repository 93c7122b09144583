//! Fault in the provider's set-up.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rule::{Class, Rule};
use crate::rules::discovery::{
    keys_malformed, protected_resource_metadata_missing, protected_resource_metadata_resource_mismatch,
};

pub static CAUSE: Cause = Cause {
    id: "server_misconfigured",
    title: "Fault in the provider's set-up",
    says: "The provider's side is set up in a way that makes this login fail",
    story: "A claim rule, policy, connector or key at the provider does not work. The client cannot mend \
            it; whoever operates the provider finds the details in its log.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the provider's set-up",
    console: &[],
    fix: &[
        "Read the provider's log at the time of this login, by its request or correlation id.",
        "Correct the rule, policy, connector or key that it names.",
        "Log in again from the start.",
    ],
    refuted_by: &["Other clients with the same set-up log in at the same time."],
    alike: &[
        &super::server_error::CAUSE,
        &super::proxy_altered_request::CAUSE,
        &super::upstream_provider_error::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // Who is kept out does not see what is there.
    if case.failed_at(Kind::ResourceMetadata) && matches!(case.status(), Some(401 | 403 | 429 | 500..)) {
        return None;
    }
    if [Kind::Keys, Kind::ResourceMetadata, Kind::ApiCall, Kind::Discovery]
        .iter()
        .any(|kind| case.failed_at(*kind))
    {
        let rules = [
            &keys_malformed::RULE,
            &protected_resource_metadata_resource_mismatch::RULE,
            &protected_resource_metadata_missing::RULE,
        ];
        // A client that went on was not stopped by it.
        let stops = |rule: &&'static Rule| {
            case.finding(rule).is_some_and(|finding| finding.class.unwrap_or(rule.class) == Class::Failure)
        };
        let rules: Vec<_> = rules.into_iter().filter(stops).collect();
        return case.proven_by(&CAUSE, &rules);
    }
    case.said(&CAUSE)
}
