//! Missing or unwelcome User-Agent.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::token_request::user_agent_missing;

pub static CAUSE: Cause = Cause {
    id: "missing_user_agent",
    title: "Missing or unwelcome User-Agent",
    says: "The request is refused for its `User-Agent`: none, or a library's default",
    story: "Some servers and firewalls refuse programs that do not say who they are, or that say no more \
            than the name of an HTTP library.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in the headers of its requests",
    console: &[],
    fix: &[
        "Set a `User-Agent` of the client's own: name, version, and an address for questions.",
        "Send the request again; nothing else has to change.",
    ],
    refuted_by: &["The same request with an own `User-Agent` is refused with the same words."],
    alike: &[&super::waf_blocked::CAUSE, &super::rate_limited::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let said = case.proven_by(&CAUSE, &[&user_agent_missing::RULE]);
    let headers = &case.failed()?.exchange.request.headers;
    let refused = matches!(case.status(), Some(400 | 403 | 429)) && case.error_code().is_none();
    // A capture that lists headers, and this one not among them.
    let without = !headers.0.is_empty() && !headers.has("user-agent");
    let by_program = matches!(
        case.failed()?.kind,
        Kind::TokenRequest
            | Kind::ApiCall
            | Kind::Userinfo
            | Kind::Discovery
            | Kind::ResourceMetadata
            | Kind::Registration
            | Kind::Keys
    );
    if said.is_none() && refused && without && by_program && headers.has("host") {
        // GitHub refuses such programs, and explains every other 403 in JSON.
        let demands = case.flow.provider.id == "github"
            && case.status() == Some(403)
            && case.failed()?.answer.json.is_none();
        // Firewalls refuse such programs with a page that says no more than the status.
        let says_nothing =
            |page: &String| page.len() < 60 && page.to_ascii_lowercase().contains("403 forbidden");
        let bare =
            case.status() == Some(403) && case.failed()?.answer.page.as_ref().is_some_and(says_nothing);
        let weight = match (demands, bare) {
            (_, true) => Weight::new(Strength::ServerError, 1.0),
            (true, _) => Weight::new(Strength::Fits, 1.0),
            _ => Weight::new(Strength::Status, 0.4),
        };
        return Some(weight.summary("The request has no `User-Agent` header"));
    }
    said
}
