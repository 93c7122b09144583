//! After a logout the provider asks for the password again.

use crate::config::ClientConfig;
use crate::flow::{Flow, Sign};
use crate::http::Exchange;
use crate::oauth::Part;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::rule::{logout, others};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "logout-still-signed-in",
    title: "Still signed in after the logout",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcLogout.at("2"), Document::OidcLogout.at("6")],
    why: "The client has forgotten the person, the provider has not: whoever presses *Log in* next, on \
          a shared machine somebody else, is that person.",
    fix: "Lead the client's logout through the provider's `end_session_endpoint` and let the person \
          confirm it; send `prompt=login` where that is not to be had.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
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
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"rt-made-up\"}
> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop&state=lo-1&id_token_hint=x.y.z HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/bye?state=lo-1
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=q9w8e7r6 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=q9w8e7r6
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
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
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"rt-made-up\"}
> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop&state=lo-1&id_token_hint=x.y.z HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/bye?state=lo-1
<
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=q9w8e7r6 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>Sign in</p>"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = logout::initiated(flow).last() else { return Verdict::NotApplicable };
    let origin = request.exchange.origin();
    let Some(asked) = flow.around.after_with(request.exchange, Sign::Asks, &origin).next() else {
        return Verdict::NotApplicable;
    };
    let later = flow.around.after(request.exchange);
    // A person who typed something in between has signed in again.
    let typed = |exchange: &&Exchange| {
        exchange.request.method == "POST"
            && exchange.origin() == origin
            && exchange.request.body.text().is_some_and(|body| body.contains("pass") || body.contains("otp"))
    };
    let between =
        later.iter().take_while(|exchange| !std::ptr::eq(*exchange, asked)).any(|exchange| typed(&exchange));
    let answered = asked
        .redirect_target()
        .is_some_and(|target| target.contains("code=") || target.contains("id_token="));
    let cut = asked.response.location.is_none()
        && asked.response.status.is_some_and(|status| (300..400).contains(&status));
    if cut || asked.response.status.is_none() {
        return Verdict::lacks("The answer to the next login is not in the capture.");
    }
    if between || !answered {
        return Verdict::pass("The next login after the logout is not answered at once");
    }
    let says =
        "The next login after the logout is answered with a code at once: the provider's session lives on";
    Finding::at(others::whole(asked, Part::ResponseLocation), says)
        .and_at(Location::of(request, Part::RequestUrl, None))
        .verdict()
}
