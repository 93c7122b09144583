//! A logout request says whose session is to end.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::logout;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "logout-hint-missing",
    title: "Logout without `id_token_hint` and `client_id`",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcLogout.at("2")],
    why: "The provider does not know the client whose list the return address must stand in. It asks \
          the person, or does not lead back.",
    fix: "Send `id_token_hint` with the ID token of the login, or at least `client_id`, with the \
          client's logout request.",
    config: "",
    bad: example("> POST https://op.example/logout HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>Sign out?</p>"),
    good: example("> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/bye?state=lo-1
<"),
    evidence: Evidence::Seen(Subject::Telling),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) =
        logout::initiated(flow).find(|request| request.given("post_logout_redirect_uri").is_some())
    else {
        return Verdict::NotApplicable;
    };
    if let Some(name) =
        ["id_token_hint", "client_id", "logout_hint"].iter().find(|name| request.given(name).is_some())
    {
        return Verdict::pass(format!("The logout request brings `{name}`"));
    }
    let says =
        "The logout request has `post_logout_redirect_uri`, but neither `id_token_hint` nor `client_id`";
    let finding = Finding::at(Location::param(request, "id_token_hint"), says);
    let refused = request.answer.status.is_some_and(|status| status >= 400);
    if refused { finding.class(Class::Failure).severity(Severity::Error).likely() } else { finding }.verdict()
}
