//! An authorization code that was redeemed before.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::jwt_check::in_words;
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-reused",
    title: "Code redeemed twice",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2"), Document::Rfc6749.at("10.5")],
    why: "A code is good for one use. The second use must be refused, and the provider should then also \
          take back the tokens of the first, since it looks like theft.",
    fix: "Redeem each code once: drop the code from the address bar after the callback, guard the exchange \
          against running twice (reload, double effect, retry), and go on with the tokens of the first \
          answer.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example(examples::CODE_LOGIN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests: Vec<&Message<'_>> = token::redeeming(flow).collect();
    if requests.iter().any(|request| request.given("code").is_some_and(token::is_redacted)) {
        return token::blanked("code");
    }
    let subjects = requests.iter().enumerate().map(|(index, request)| (index, *request));
    token::each(subjects, |(index, request)| judge(&requests, index, request))
}

fn judge(requests: &[&Message<'_>], index: usize, request: &Message<'_>) -> Verdict {
    let Some(code) = request.given("code") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let others = requests.iter().enumerate().filter(|(other, redeemed)| {
        *other != index
            && redeemed.given("code") == Some(code)
            && redeemed.exchange.file == request.exchange.file
    });
    let first = others.map(|(other, redeemed)| (other < index, *redeemed)).find(|(earlier, redeemed)| {
        token::succeeded(redeemed) && (*earlier || (at_once(request, redeemed) && refused(request)))
    });
    let Some((earlier, first)) = first else {
        return Verdict::pass("The code is redeemed once");
    };
    let says = match request.exchange.started.zip(first.exchange.started) {
        Some((second, first)) if earlier => format!(
            "The code was redeemed already: {} before, and that request was answered with \
                    tokens",
            in_words(second.seconds_since(first))
        ),
        Some(_) | None => "The code is redeemed twice: another token request with it was answered with \
                tokens"
            .into(),
    };
    let (here, there) = (Location::param(request, "code"), Location::param(first, "code"));
    let rows = vec![
        Row::secret("Redeemed first", there.clone(), code),
        Row::secret("Redeemed again", here.clone(), code),
    ];
    let finding = Finding::at(here, says).and_at(there).rows(rows);
    token::weighed(finding, request, &["invalid_grant", "invalid_request"]).verdict()
}

/// Both were under way at the same time: which of them the server served first is not to be seen.
fn at_once(request: &Message<'_>, winner: &Message<'_>) -> bool {
    let (Some(start), Some(other)) = (request.exchange.started, winner.exchange.started) else {
        return false;
    };
    let length = request.exchange.duration_ms.unwrap_or_default() / 1000.0;
    other.seconds_since(start) <= length
}

fn refused(request: &Message<'_>) -> bool {
    request.answer.error.as_ref().is_some_and(|error| error.code == "invalid_grant")
}
