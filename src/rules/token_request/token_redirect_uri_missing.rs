//! A `redirect_uri` that the token request must repeat and does not.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::asked::{Asked, asked};
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-redirect-uri-missing",
    title: "No `redirect_uri` in the token request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3")],
    why: "Where the authorization request named a redirect URI, the token request must repeat it: that \
          ties the code to the place it was sent to.",
    fix: "Send the same `redirect_uri` in the token request as in the authorization request.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example(examples::CODE_LOGIN),
    evidence: Evidence::Told,
    check,
};

/// GitHub and Shopify do not ask for it: "Authorizing OAuth apps", "Authorization code grant".
pub const DO_WITHOUT: &[&str] = &["github", "shopify"];

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    if request.given("redirect_uri").is_some() {
        return Verdict::pass("The token request repeats the `redirect_uri`");
    }
    let (uri, by) = match asked(flow, "redirect_uri") {
        Asked::Sent(uri, by) => (uri, by),
        Asked::Unseen(what) => return Verdict::lacks(what),
        Asked::Absent(_) => return Verdict::NotApplicable,
    };
    if request.body_not_recorded() {
        return Verdict::lacks(token::BODY);
    }
    if DO_WITHOUT.contains(&flow.provider.id) {
        return Verdict::NotApplicable;
    }
    if !token::is_of_this_login(flow, request) {
        return Verdict::lacks(token::OTHER_LOGIN);
    }
    let (here, there) = (Location::param(request, "redirect_uri"), Location::param(by, "redirect_uri"));
    let says = format!(
        "The token request sends no `redirect_uri`, the authorization request sent \
            `{uri}`"
    );
    let rows = vec![
        Row::clear("Authorization request", Some(there.clone()), &uri, None),
        Row::absent("Token request", here.clone()),
    ];
    let finding = Finding::at(here, says).and_at(there).rows(rows);
    if token::succeeded(request) {
        return finding.class(Class::Conformance).severity(Severity::Info).verdict();
    }
    token::weighed(finding, request, &["invalid_grant", "invalid_request"]).verdict()
}
