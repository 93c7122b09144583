//! A firewall, content delivery network or proxy that answered in a server's place.

use crate::config::ClientConfig;
use crate::edge;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "firewall-answered",
    title: "Answer of a firewall instead of the server",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9110.at("15.5.4"), Document::Rfc6749.at("5.2")],
    why: "The request never came to the server behind: something before it took it for an attack or a \
          robot, or has blocked the place it came from.",
    fix: "Give the id and the time to whoever operates that firewall, and have them exempt the OAuth paths \
          or the client from the rule that fired.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 403 Forbidden
< Content-Type: text/html
< Server: cloudflare
< CF-RAY: 8f00aa11bb22cc33-FRA
<
<!doctype html><title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>",
    good: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.messages.iter().filter(|message| message.kind != Kind::AuthorizationResponse), judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let Some(status) = message.answer.status else { return Verdict::NotApplicable };
    let Some((edge, entry)) = edge::answered(message) else {
        return match message.kind {
            Kind::TokenRequest => Verdict::pass("The token endpoint's answer is the server's own"),
            _ => Verdict::NotApplicable,
        };
    };
    let here = Location::answer(message);
    let to = message.exchange.address();
    let what = message.kind.label().to_lowercase();
    let says =
        format!("{} answered the {what} to `{to}` with {status}, not the server. {}", edge.name, entry.means);
    let says = says.trim_end_matches('.').to_owned();
    let Some((header, id)) = edge.incident(message) else {
        return Finding::at(here, says).verdict();
    };
    let place = Location::of(message, Part::ResponseHeader, Some(header));
    let row = Row::clear(&format!("`{header}`, for its operator"), Some(place.clone()), &id, None);
    Finding::at(here, format!("{says}. Its id for the operator: `{header}: {id}`"))
        .and_at(place)
        .rows(vec![row])
        .verdict()
}
