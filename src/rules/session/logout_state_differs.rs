//! The `state` of a logout comes back unchanged.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::{Exchange, Params};
use crate::oauth::Part;
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::rule::{logout, others};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "logout-state-differs",
    title: "Other `state` after the logout",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::OidcLogout.at("2"), Document::OidcLogout.at("3")],
    why: "The client compares the two and, if they differ, does not believe that it asked for this \
          logout; libraries stop with an error.",
    fix: "Let the provider return the `state` of the logout request unchanged.",
    config: "",
    bad: example("> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop&state=lo-2 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/bye?state=lo-1
<"),
    good: example("> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop&state=lo-1 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/bye?state=lo-1
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let asked = logout::initiated(flow).find_map(|request| {
        Some((request, request.given("state")?, request.given("post_logout_redirect_uri")?))
    });
    let Some((request, sent, to)) = asked else { return Verdict::NotApplicable };
    let leads_back = |exchange: &Exchange| {
        let target = exchange.redirect_target()?;
        target.split(['?', '#']).next().filter(|address| Some(*address) == to.split(['?', '#']).next())?;
        Some(target)
    };
    let later = std::iter::once(request.exchange).chain(flow.around.after(request.exchange)).take(40);
    let Some((exchange, target)) =
        later.into_iter().find_map(|exchange| Some((exchange, leads_back(exchange)?)))
    else {
        return Verdict::lacks("The redirect back to the client after the logout is not in the capture.");
    };
    let query = target.split('#').next().unwrap_or_default().split_once('?').map_or("", |(_, query)| query);
    let params = Params::parse(query);
    let came = params.given("state");
    if came == Some(sent) {
        return Verdict::pass("`state` comes back unchanged after the logout");
    }
    let (here, there) = (others::whole(exchange, Part::ResponseLocation), Location::param(request, "state"));
    let says = match came {
        Some(_) => "After the logout `state` comes back as another one",
        None => "After the logout `state` does not come back",
    };
    let rows = match came {
        Some(came) => vec![
            Row::secret("Logout request", there.clone(), sent),
            Row::secret("Redirect", here.clone(), came),
        ],
        None => {
            vec![Row::secret("Logout request", there.clone(), sent), Row::absent("Redirect", here.clone())]
        }
    };
    Finding::at(here, says).and_at(there).rows(rows).verdict()
}
