//! The library that made the request is still maintained.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-library-retired",
    title: "Client library that its maker has retired",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.1.2")],
    why: "The library gets no corrections any more. It asks for tokens in the callback's address, \
          which browsers and providers support less and less, and its renewal in frames stops where \
          third-party cookies are blocked.",
    fix: "Replace the library in the client with the one that the provider maintains today, which \
          uses the code flow with PKCE.",
    config: "",
    bad: example("> GET https://login.microsoftonline.com/common/oauth2/authorize?response_type=id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2F&state=a1b2c3&nonce=Zm9vYmFyLXJhbmRvbS0x&x-client-SKU=Js&x-client-Ver=1.0.18 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/#id_token=x.y.z&state=a1b2c3
<"),
    good: example("> GET https://login.microsoftonline.com/common/oauth2/v2.0/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2F&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&x-client-SKU=msal.js.browser&x-client-VER=3.10.0 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let named = SIGNS.iter().find_map(|name| Some((*name, request.given(name)?)));
    let Some((name, value)) = named else { return Verdict::NotApplicable };
    let retired = RETIRED.iter().find(|(sign, known, _)| (*sign, *known) == (name, value));
    let Some((.., library)) = retired else {
        return Verdict::pass(format!("The request's `{name}` names no retired library"));
    };
    let says = format!("`{name}` is `{value}`: the request comes from {library}");
    Finding::at(Location::param(request, name), says).verdict()
}

/// Parameters by which a library tells the provider who it is.
const SIGNS: [&str; 3] = ["x-client-SKU", "gsiwebsdk", "auth0Client"];

/// ADAL.js and MSAL.js 1 (https://learn.microsoft.com/entra/identity-platform/msal-migration), Google's platform library
/// (https://developers.google.com/identity/gsi/web/guides/migration).
const RETIRED: [(&str, &str, &str); 3] = [
    ("x-client-SKU", "Js", "ADAL.js, in place of which MSAL.js came"),
    ("x-client-SKU", "MSAL.JS", "MSAL.js 1, in place of which MSAL.js 2 came"),
    ("gsiwebsdk", "2", "Google's platform library, in place of which Google Identity Services came"),
];
