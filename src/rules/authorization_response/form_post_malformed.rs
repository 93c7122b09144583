//! A response that is posted is a form.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Initiator;
use crate::oauth::{Kind, Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "form-post-malformed",
    title: "Posted response in another encoding than a form's",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::FormPost.at("2")],
    why: "The client reads the response as `application/x-www-form-urlencoded`. In another \
          encoding it finds neither `code` nor `state`.",
    fix: "Let the provider's page post the response with a form that has no `enctype`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&response_mode=form_post HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<form method=\"post\" action=\"https://shop.example/cb\" enctype=\"text/plain\"><input type=\"hidden\" name=\"code\" value=\"SplxlOBeZQQYbYS6WxSbIA\"><input type=\"hidden\" name=\"state\" value=\"a1b2c3\"></form>
> POST https://shop.example/cb HTTP/1.1
> Content-Type: text/plain
> Sec-Fetch-Mode: navigate
>
code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
< HTTP/1.1 400 Bad Request
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&response_mode=form_post HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<form method=\"post\" action=\"https://shop.example/cb\"><input type=\"hidden\" name=\"code\" value=\"SplxlOBeZQQYbYS6WxSbIA\"><input type=\"hidden\" name=\"state\" value=\"a1b2c3\"></form>
> POST https://shop.example/cb HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Sec-Fetch-Mode: navigate
>
code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
< HTTP/1.1 302 Found
< Location: /
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let posted = flow.of(Kind::Callback).filter(|callback| {
        callback.part == Part::RequestBody && callback.exchange.initiator != Initiator::Script
    });
    token::each(posted, |callback| judge(flow, callback))
}

fn judge(flow: &Flow<'_>, callback: &Message<'_>) -> Verdict {
    let Some(media) = callback.exchange.content_type() else {
        return Verdict::lacks("The media type of the posted response is not in the capture.");
    };
    match media.as_str() {
        "application/x-www-form-urlencoded" => Verdict::pass("The response is posted as a form"),
        // What else a form can be sent as; other types are a script's.
        "multipart/form-data" | "text/plain" => {
            let place = Location::of(callback, Part::RequestHeader, Some("content-type"));
            let says = format!("The response is posted as `{media}`");
            authorize::taken(flow, Finding::at(place, says)).verdict()
        }
        _ => Verdict::NotApplicable,
    }
}
