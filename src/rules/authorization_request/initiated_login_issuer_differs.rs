//! Logins that the provider or a portal begins.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "initiated-login-issuer-differs",
    title: "Login at another issuer than the one that began it",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("4")],
    why: "A portal says with `iss` where the person is signed in. A client that asks another provider makes \
          the person sign in again or refuses them.",
    fix: "Let the client start the login at the issuer that `iss` names, after comparing it with the issuers \
          that it knows.",
    config: "",
    bad: example("> GET https://shop.example/start?iss=https%3A%2F%2Fother.example&target_link_uri=https%3A%2F%2Fshop.example%2F HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
<
> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://shop.example/start?iss=https%3A%2F%2Fop.example&target_link_uri=https%3A%2F%2Fshop.example%2F HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
<
> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Seen(Subject::Address),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(asked) = flow.first(Kind::AuthorizationRequest) else { return Verdict::NotApplicable };
    let Some(begun) = asked.led_by else { return Verdict::NotApplicable };
    let query = begun.query();
    let begins = query.has("login_hint") || query.has("target_link_uri");
    let Some(wanted) = query.given("iss").filter(|iss| begins && iss.contains("://")) else {
        return Verdict::NotApplicable;
    };
    let site = |uri: &str| url::Url::parse(uri).ok().map(|url| crate::http::origin_of(&url));
    let used = asked.exchange.origin();
    if flow.issuer().as_deref() == Some(wanted) || site(wanted).as_ref() == Some(&used) {
        return Verdict::pass(format!("The login goes to `{wanted}`, which began it"));
    }
    let place = Location::of(asked, Part::RequestUrl, None);
    let says =
        format!("The login was begun with `iss` `{wanted}`, the authorization request goes to `{used}`");
    Finding::at(place, says).verdict()
}
