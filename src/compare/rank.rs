//! How much a difference explains: what a check proves first, then what the client sent, then who was in between, then what
//! the server said, which is the failure itself.

use super::environment::OF_ENVIRONMENT;
use super::{Difference, Kind};
use crate::report::{FindingReport, FlowReport};

/// What the provider says of the failure: told first where the client sends the same.
const SAID: u8 = 46;

/// Checks that fail in the login that does not work and not in the other.
pub fn checks(good: &FlowReport, bad: &FlowReport) -> Vec<Difference> {
    let fails = |flow: &FlowReport, rule: &str| flow.findings.iter().any(|finding| finding.rule == rule);
    let passes = |flow: &FlowReport, rule: &str| {
        flow.passed.iter().find(|check| check.rule == rule).map(|check| check.says.clone())
    };
    let mut differences: Vec<Difference> = Vec::new();
    for finding in bad.findings.iter().filter(|finding| !fails(good, &finding.rule)) {
        if differences.iter().any(|known| known.name == finding.rule) {
            continue;
        }
        let works =
            passes(good, &finding.rule).map_or_else(String::new, |says| format!(" Where it works: {says}."));
        let step = finding
            .locations
            .first()
            .and_then(|place| bad.steps.iter().find(|step| step.entry == place.entry));
        differences.push(Difference {
            rank: rank_of(finding, bad),
            kind: Kind::Check,
            message: step.map(|step| step.label.to_string()).unwrap_or_default(),
            name: finding.rule.to_string(),
            says: format!("{}.{works}", finding.says.trim_end_matches('.')),
            good: None,
            bad: None,
            good_step: None,
            bad_step: step.map(|step| step.number),
        });
    }
    differences
}

fn rank_of(finding: &FindingReport, bad: &FlowReport) -> u8 {
    // A finding that only repeats what the step that broke was answered is the failure, not its reason.
    let repeats = finding.locations.iter().all(|place| {
        let mut answered = bad.steps.iter().filter(|step| step.state == "broken" && step.status.is_some());
        let answer = ["response.body", "response.status", "response.location"].contains(&place.part.as_str());
        answer && answered.any(|step| step.entry == place.entry)
    });
    match (finding.class.as_ref(), finding.severity.as_ref()) {
        _ if repeats => 20,
        // The provider's words, which the browser brings.
        _ if finding.rule == "authorization-error" => SAID,
        ("failure", "error") if finding.certainty == "proven" => 100,
        ("failure", _) => 90,
        (_, "error") => 60,
        (_, "warning") => 15,
        _ => 5,
    }
}

/// Ranks what has no rank yet, and sorts.
pub fn order(differences: &mut Vec<Difference>, bad: &FlowReport) {
    let broken = bad.steps.iter().find(|step| step.state == "broken").map(|step| step.number);
    // What the browser brings to the client, the provider has answered before.
    let is_brought = bad.steps.iter().any(|step| Some(step.number) == broken && step.message == "callback");
    let answered = bad.steps.iter().rfind(|step| is_brought && step.message == "authorization_response");
    let answered = answered.map(|step| step.number);
    let named: Vec<(usize, String)> = bad
        .diagnosis
        .first()
        .into_iter()
        .flat_map(|first| &first.evidence)
        .filter_map(|evidence| Some((evidence.step?, evidence.place.as_ref()?.name.clone()?)))
        .collect();
    for difference in
        differences.iter_mut().filter(|difference| [0, OF_ENVIRONMENT].contains(&difference.rank))
    {
        let step = difference.bad_step.or(difference.good_step);
        let later =
            step.zip(broken).is_some_and(|(step, broken)| difference.bad_step.is_some() && step > broken);
        let own = step.is_some() && (step == broken || step == answered);
        let proves =
            step.is_some_and(|step| named.iter().any(|(at, name)| *at == step && *name == difference.name));
        // One that the other has, too, only not so often.
        let is_repeated = difference.kind == Kind::Step
            && difference.bad_step.is_none()
            && bad.steps.iter().any(|step| step.message == difference.name);
        let base = if is_repeated {
            8
        } else if difference.rank == 0 {
            base(difference, own)
        } else {
            OF_ENVIRONMENT
        };
        difference.rank = match () {
            () if later => base / 3,
            () if proves && (base > 20 || base == OF_ENVIRONMENT) => 95,
            () => base,
        };
    }
    // By rank and place, not by the differences themselves: the page's module has this sort already.
    let mut order: Vec<(usize, usize)> = differences
        .iter()
        .enumerate()
        .map(|(place, difference)| (usize::from(u8::MAX - difference.rank), place))
        .collect();
    order.sort_unstable();
    let mut all: Vec<Option<Difference>> = std::mem::take(differences).into_iter().map(Some).collect();
    differences.extend(order.into_iter().filter_map(|(_, place)| all.get_mut(place)?.take()));
}

/// What the differences come to: where a client sends the same both times, what decides is not the client.
pub fn comes_to(differences: &[Difference], bad: &FlowReport) -> Option<String> {
    let of_client = |difference: &&Difference| match difference.kind {
        Kind::Answer | Kind::Claim | Kind::Environment => false,
        Kind::Check => difference.rank >= 60,
        Kind::Step | Kind::Address | Kind::Parameter | Kind::Header | Kind::Cookie => difference.rank >= 30,
        Kind::Network | Kind::Time | Kind::Configuration => difference.rank >= 30,
    };
    let refused = bad.outcome == crate::report::Outcome::Failed && !differences.is_empty();
    let same = refused && !differences.iter().any(|difference| of_client(&difference));
    same.then(|| {
        "The client sends the same in both. What decides lies behind it: the person's account, its assignments and \
         consent, the provider's settings, or the hour."
            .to_owned()
    })
}

fn base(difference: &Difference, own: bool) -> u8 {
    // What the step that broke did not bring is a consequence.
    let lost = own && difference.bad.is_none() && difference.good.is_some();
    match difference.kind {
        Kind::Claim | Kind::Answer | Kind::Cookie if lost => 8,
        Kind::Check => 50,
        Kind::Parameter if own => 80,
        Kind::Parameter => 70,
        // What a failed login did not reach any more is a consequence.
        Kind::Step if difference.bad_step.is_none() && is_after_failure(&difference.name) => 8,
        Kind::Step
            if difference.name == "preflight"
                || difference.name == "discovery"
                || difference.name == "keys" =>
        {
            15
        }
        Kind::Step => 65,
        Kind::Address => 60,
        Kind::Header if own => 55,
        Kind::Network => 45,
        Kind::Header => 40,
        Kind::Cookie => 38,
        Kind::Claim => 35,
        Kind::Answer if own => 20,
        Kind::Answer => 25,
        Kind::Time => 10,
        Kind::Configuration => 50,
        Kind::Environment => 31,
    }
}

fn is_after_failure(message: &str) -> bool {
    matches!(
        message,
        "keys"
            | "userinfo"
            | "api_call"
            | "logout"
            | "token_request"
            | "callback"
            | "authorization_response"
            | "introspection"
            | "revocation"
    )
}
