//! What a page hands to its own server.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "tokens-handed-to-backend",
    title: "Tokens handed to the client's server for its login",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.1.2"), Document::Rfc9700.at("4.6")],
    why: "A server that signs people in by an access token that it is handed can be given one that was issued \
          to somebody else's client.",
    fix: "Hand the code alone to the server and let it redeem it, or let the server verify an ID token that \
          names it as audience.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://shop.example/api/token HTTP/1.1
> Content-Type: application/json
> Origin: https://shop.example
> Sec-Fetch-Site: same-origin
>
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\"}
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"ok\":true}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://shop.example/api/token HTTP/1.1
> Content-Type: application/json
> Origin: https://shop.example
> Sec-Fetch-Site: same-origin
>
{\"code\":\"SplxlOBeZQQYbYS6WxSbIA\"}
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"ok\":true}"),
    evidence: Evidence::Seen(Subject::Telling),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // The client's own endpoint: what is in place of a token request, and is none.
    let requests: Vec<&Message<'_>> = token::requests(flow).collect();
    let own = token::answers(flow)
        .filter(|message| !requests.iter().any(|request| std::ptr::eq(*request, *message)));
    token::each(own, judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    if message.body_not_recorded() {
        return Verdict::lacks("The body of the request to the client's server is not in the capture.");
    }
    let has = |name: &str| message.given(name).is_some();
    let place = Location::param(message, "access_token");
    match (has("access_token"), has("code"), has("id_token")) {
        (true, false, false) => Finding::at(
            place,
            "The page hands its server an access token alone, which does not say who it was issued to",
        )
        .verdict(),
        (true, ..) => {
            let what = if has("code") { "the code" } else { "the ID token" };
            Finding::at(place, format!("The page hands its server the access token beside {what}"))
                .severity(Severity::Info)
                .verdict()
        }
        (false, ..) => Verdict::pass("The page hands its server no access token"),
    }
}
