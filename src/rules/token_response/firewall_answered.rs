//! A firewall, content delivery network or proxy that answered in a server's place.

use regex_lite::Regex;
use std::sync::LazyLock;

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
    let by_header = edge
        .incident(message)
        .map(|(header, id)| (Location::of(message, Part::ResponseHeader, Some(header)), id));
    let on_page = || Some((Location::of(message, Part::ResponseBody, None), id_on_page(message)?));
    match by_header.or_else(on_page) {
        Some((place, id)) => {
            let says = format!("{says}. Its id for the operator: `{id}`");
            let row = Row::clear("Id for its operator", Some(place.clone()), &id, None);
            Finding::at(here, says).and_at(place).rows(vec![row]).verdict()
        }
        None => Finding::at(here, says).verdict(),
    }
}

/// "Your support ID is: 14396929317", "Reference #18.2d351ab8", "Incident ID: 7f1e2d3c".
fn id_on_page(message: &Message<'_>) -> Option<String> {
    static ID: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:support|reference|incident|request|ray|event|transaction) ?(?:id|number|#|no\.?)(?: is)?[:# ]{1,3}([0-9a-z][0-9a-z._-]{5,})").ok()
    });
    let found = ID.as_ref()?.captures(message.answer.page.as_deref()?)?;
    Some(found.get(1)?.as_str().trim_end_matches('.').to_owned())
}
