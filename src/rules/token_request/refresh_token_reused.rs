//! A refresh token that was sent again after the provider had replaced it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-token-reused",
    title: "Replaced refresh token sent again",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9700.at("4.14.2"), Document::Rfc6749.at("6")],
    why: "Where refresh tokens are replaced at every use, the old one is dead. A provider that sees it \
          again may take it for stolen and revoke the one that is in use.",
    fix: "Store the new refresh token of every token answer in one step, and let only one tab, process or \
          request renew at a time.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=8xLOxBtZp8
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at2\",\"token_type\":\"Bearer\",\"refresh_token\":\"kq3Vn1Ye7c\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=8xLOxBtZp8
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=8xLOxBtZp8
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at2\",\"token_type\":\"Bearer\",\"refresh_token\":\"kq3Vn1Ye7c\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&refresh_token=kq3Vn1Ye7c
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    ),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests: Vec<&Message<'_>> = token::requests(flow)
        .filter(|request| request.grant() == Some("refresh_token") || request.body_not_recorded())
        .collect();
    let subjects = requests.iter().enumerate().map(|(index, request)| (index, *request));
    token::each(subjects, |(index, request)| judge(requests.get(..index).unwrap_or_default(), request))
}

fn judge(earlier: &[&Message<'_>], request: &Message<'_>) -> Verdict {
    let Some(sent) = request.given("refresh_token") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    if token::is_redacted(sent) {
        return token::blanked("refresh_token");
    }
    let replaced = earlier.iter().find(|before| {
        before.given("refresh_token") == Some(sent)
            && before.exchange.file == request.exchange.file
            && token::succeeded(before)
            && before.answer.text("refresh_token").is_some_and(|new| !new.is_empty() && new != sent)
    });
    if let Some(first) = family(earlier, sent) {
        let says = "The refresh token came in the place of one that was sent a second time: servers that see that give up \
                    all that descends from it";
        let place = Location::param(request, "refresh_token");
        let finding = Finding::at(place, says).and_at(Location::param(first, "refresh_token"));
        return token::weighed(finding, request, &["invalid_grant"]).verdict();
    }
    let Some(first) = replaced else {
        return Verdict::pass("The refresh token had not been replaced before");
    };
    let says = "The refresh token was sent before, and that request was answered with a new one \
            in its place";
    let (here, there) = (Location::param(request, "refresh_token"), Location::param(first, "refresh_token"));
    let rows = vec![
        Row::secret("Used first", there.clone(), sent),
        Row::secret(
            "Replaced by",
            Location::of(first, Part::ResponseBody, Some("refresh_token")),
            first.answer.text("refresh_token").unwrap_or_default(),
        ),
        Row::secret("Used again", here.clone(), sent),
    ];
    let finding = Finding::at(here, says).and_at(there).rows(rows);
    token::weighed(finding, request, &["invalid_grant", "invalid_request", "unauthorized_client"]).verdict()
}

/// The request that brought this token, if the token it was given for was sent once more (RFC 9700, section 4.14.2).
fn family<'a, 'm, 'c>(earlier: &'a [&'m Message<'c>], sent: &str) -> Option<&'a &'m Message<'c>> {
    let first = earlier.iter().find(|before| before.answer.text("refresh_token") == Some(sent))?;
    let old = first.given("refresh_token").filter(|old| *old != sent)?;
    let again = earlier.iter().filter(|before| before.given("refresh_token") == Some(old)).count();
    (again > 1).then_some(first)
}
