//! `redirect_uri` against the registered ones, compared as strings; only the port of a loopback address is free.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::is_loopback;
use crate::oauth::{Kind, Message};
use crate::rule::authorize::{self, Stage};
use crate::rule::configured::fits;
use crate::rule::nearest::nearest;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;
use url::Url;

pub static RULE: Rule = Rule {
    id: "redirect-uri-not-registered",
    title: "`redirect_uri` that is not registered",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9700.at("2.1"), Document::Rfc9700.at("4.1.3"), Document::Rfc8252.at("7.3")],
    why: "The provider compares the redirect URI with its list character by character, and sends nobody to \
          an address that is not on it: a slash, a port, or `http` for `https` is enough.",
    fix: "Register exactly this `redirect_uri` with the provider, or change the client to send a \
          registered one.",
    config: "{\"client_id\":\"shop\",\"redirect_uris\":[\"https://shop.example/cb\",\"http://localhost:3000/cb\"]}",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb%2F&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Invalid redirect_uri</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    // `postmessage` and `storagerelay:` stand for a page's own origin (Google's script), `xd_arbiter` does so in Facebook's.
    let is_uri = |uri: &&str| {
        *uri != "postmessage" && !uri.starts_with("storagerelay:") && !uri.contains("/connect/xd_arbiter")
    };
    let Some(asked) = request.given("redirect_uri").filter(is_uri) else { return Verdict::NotApplicable };
    let own = registered_here(flow);
    let Some(registered) = own.as_deref().or(config.redirect_uris.as_deref()) else {
        return Verdict::lacks("No stored configuration lists the registered redirect URIs.");
    };
    let registered: &[String] = &registered.iter().map(|uri| at_root(uri, asked)).collect::<Vec<String>>();
    if registered.iter().any(|uri| uri == asked) {
        return Verdict::pass(format!("`{asked}` is registered, character for character"));
    }
    if let Some(pattern) = registered.iter().find(|uri| fits(uri, asked)) {
        return Verdict::pass(format!("`{asked}` fits the registered pattern `{pattern}`"));
    }
    let free = registered.iter().find(|uri| differs_in_free_port(uri, asked, config));
    match free {
        Some(uri) if authorize::stage(flow) != Stage::Refused || says_other(flow) => Verdict::pass(format!(
            "`{asked}` is the registered `{uri}` but for the port, which is free on a loopback address"
        )),
        Some(_) if !authorize::refused_for(flow, &["redirect"]) => {
            found(flow, request, asked, registered).likely().verdict()
        }
        _ => found(flow, request, asked, registered).verdict(),
    }
}

/// A registered URI that begins with its path is below the root URL of the client (Keycloak), which is not known here: any may be it.
fn at_root(registered: &str, asked: &str) -> String {
    let is_path = registered.starts_with('/') && !registered.starts_with("//");
    let root = Url::parse(asked).ok().filter(|_| is_path).map(|asked| crate::http::origin_of(&asked));
    root.map_or_else(|| registered.to_owned(), |root| format!("{root}{registered}"))
}

/// Whether the refusal names something else than the redirect URI.
fn says_other(flow: &Flow<'_>) -> bool {
    let others = ["scope", "client", "response_type", "challenge", "prompt", "audience", "login_required"];
    !authorize::refused_for(flow, &["redirect"]) && authorize::refused_for(flow, &others)
}

/// The redirect URIs that the client registered in this login (RFC 7591, section 3.2.1).
fn registered_here(flow: &Flow<'_>) -> Option<Vec<String>> {
    let answer = flow.of(Kind::Registration).next_back()?.answer.json.as_ref()?;
    let uris = answer.get("redirect_uris")?.as_array()?;
    Some(uris.iter().filter_map(|uri| uri.as_str().map(str::to_owned)).collect())
}

fn found(flow: &Flow<'_>, request: &Message<'_>, asked: &str, registered: &[String]) -> Finding {
    let place = Location::param(request, "redirect_uri");
    let Some(near) = nearest(asked, registered.iter().map(String::as_str)) else {
        let says = format!("`redirect_uri` is `{asked}`; no redirect URI at all is registered");
        return weighed(flow, asked, Finding::at(place, says));
    };
    let others = match registered.len() {
        1 => "the registered one is".to_owned(),
        count => format!("the nearest of {count} registered ones is"),
    };
    let finding = Finding::at(place.clone(), format!("`redirect_uri` is `{asked}`; {others} `{near}`"))
        .compared(("Authorization request", Some(place), asked), ("Registered", None, near));
    weighed(flow, asked, finding)
}

/// A provider that sends the browser to the address knows it: then the stored list is old, and nothing failed here.
fn weighed(flow: &Flow<'_>, asked: &str, finding: Finding) -> Finding {
    let address = |uri: &str| uri.split(['?', '#']).next().unwrap_or_default().to_owned();
    let sent_there = flow.of(Kind::AuthorizationResponse).any(|response| {
        response.exchange.redirect_target().is_some_and(|target| address(&target) == address(asked))
    });
    if sent_there || authorize::stage(flow) == Stage::Accepted {
        return finding.class(Class::Conformance).severity(Severity::Info);
    }
    authorize::settled(flow, finding)
}

fn differs_in_free_port(registered: &str, asked: &str, config: &ClientConfig) -> bool {
    if config.application_type.as_deref() == Some("web") {
        return false;
    }
    let (Ok(mut a), Ok(b)) = (Url::parse(registered), Url::parse(asked)) else { return false };
    let is_free = is_loopback(&a) && is_loopback(&b) && a.set_port(b.port()).is_ok();
    is_free && (a == b || fits(a.as_str(), b.as_str()))
}
