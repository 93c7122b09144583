//! A client that took the response must know the person afterwards.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::shut_out::{self, Kept};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, others, pages};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "session-refused-after-login",
    title: "Client that knows nobody after its own callback",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6265.at("5.4"), Document::Rfc6749.at("4.1")],
    why: "The provider did its part and the client took the response, but what keeps the person signed \
          in did not reach the page: to the client's server the next request comes from a stranger.",
    fix: "Compare the `Set-Cookie` of the callback with the `Cookie` of the refused request: host, \
          `Domain`, `Path`, `Secure`, `SameSite`, size; begin, receive and go on at one host name.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
> Cookie: begun=1
>
< HTTP/1.1 302 Found
< Location: https://www.shop.example/
< Set-Cookie: session=5f2c9e1a; Path=/; Secure; HttpOnly
<
> GET https://www.shop.example/ HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<div id=\"root\"></div>
> GET https://www.shop.example/api/me HTTP/1.1
> Sec-Fetch-Mode: cors
>
< HTTP/1.1 401 Unauthorized
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
> Cookie: begun=1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/
< Set-Cookie: session=5f2c9e1a; Path=/; Secure; HttpOnly
<
> GET https://shop.example/api/me HTTP/1.1
> Cookie: session=5f2c9e1a
> Sec-Fetch-Mode: cors
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"name\":\"Jane\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    if flow.first(Kind::Callback).is_none() {
        return Verdict::NotApplicable;
    }
    let Some(shut_out) = shut_out::find(flow) else {
        if shut_out::is_unread(flow) {
            return Verdict::lacks(
                "How the requests behind the callback were answered is not in the capture.",
            );
        }
        return Verdict::pass("Nothing behind the callback says that nobody is signed in");
    };
    let status = shut_out.asked.response.status.unwrap_or_default();
    let mut says = format!(
        "After the callback `{}` is answered with `{status}` as if nobody were signed in",
        shut_out.asked.path()
    );
    let mut place = None;
    match &shut_out.kept {
        Kept::Lost { set_by, name, why } => {
            place = Some(pages::header(set_by, "set-cookie"));
            says.push_str(&format!(". The cookie `{name}` does not come with it{why}"));
        }
        Kept::ByWorker => says.push_str(
            ". The page's service worker answered the callback from what it keeps; the client's server never saw it",
        ),
        Kept::NeverSet => says.push_str(". The callback sets no cookie"),
        Kept::Untaken => says.push_str(
            ". The callback was answered with a page that begins no session, although the cookie of the start came with it",
        ),
        Kept::Unseen => {}
    }
    let finding = Finding::at(others::whole(shut_out.asked, Part::ResponseStatus), says);
    match place {
        Some(place) => finding.and_at(place),
        None => finding,
    }
    .verdict()
}
