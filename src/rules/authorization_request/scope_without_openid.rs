//! Where an ID token or userinfo is expected, `scope` must contain `openid`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-without-openid",
    title: "`scope` without `openid` where OpenID Connect is expected",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("3.1.2.1")],
    why: "Without `openid` the provider does plain OAuth: no ID token comes, and the userinfo endpoint may \
          refuse the access token.",
    fix: "Add `openid` to the `scope` of the authorization request of the client.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=profile%20email&nonce=n-0S6_WzA2Mj HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid%20profile&nonce=n-0S6_WzA2Mj HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let scope = request.given("scope").unwrap_or_default();
    if has_openid(scope) {
        return Verdict::pass(format!("`scope` is `{scope}`"));
    }
    // Entra's first endpoint, AD FS and Apple issue ID tokens without it.
    let early = flow.provider.id == "entra" && !request.exchange.path().contains("/v2.0/");
    if early || ["adfs", "apple"].contains(&flow.provider.id) {
        return Verdict::NotApplicable;
    }
    let place = Location::param(request, "scope");
    let shown =
        if scope.is_empty() { "There is no `scope`".to_owned() } else { format!("`scope` is `{scope}`") };
    if let Some(userinfo) = flow.of(Kind::Userinfo).find(|call| matches!(call.answer.status, Some(401 | 403)))
    {
        let says = format!("{shown}, without `openid`, and the userinfo endpoint refuses the access token");
        let finding = Finding::at(place, says).and_at(Location::answer(userinfo));
        return finding.severity(Severity::Error).class(Class::Failure).likely().verdict();
    }
    let wants_token =
        request.given("response_type").is_some_and(|kind| kind.split(' ').any(|word| word == "id_token"));
    let because = match () {
        () if wants_token => "`response_type` asks for an ID token",
        () if request.given("nonce").is_some() => "a `nonce` is sent, which only an ID token brings back",
        () if config.scope.as_deref().is_some_and(has_openid) => "the stored configuration has it",
        () => return Verdict::NotApplicable,
    };
    Finding::at(place, format!("{shown}, without `openid`, but {because}")).verdict()
}

fn has_openid(scope: &str) -> bool {
    scope.split_whitespace().any(|word| word == "openid")
}
