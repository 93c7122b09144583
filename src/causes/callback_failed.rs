//! Failure in the client's own callback.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::What;
use crate::http::Exchange;
use crate::oauth::{Kind, Message, Part};
use crate::rule::shut_out::{self, Kept};
use crate::rule::{Location, others};
use crate::rules::authorization_response::{
    callback_blocked_by_form_action, callback_failed, callback_lost_parameters, callback_mode_differs,
    callback_not_found, jarm_expected, popup_opener_severed,
};
use crate::rules::session::session_refused_after_login;

pub static CAUSE: Cause = Cause {
    id: "callback_failed",
    title: "Failure in the client's own callback",
    says: "The provider did its part; the client's callback failed afterwards",
    story: "The provider sent the browser back with a code. From there on the client works alone: it \
            reads its session, redeems the code from its server and answers. Something in that failed, \
            out of the browser's sight.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "at its redirect URI, on its server",
    console: &[],
    fix: &[
        "Read the client's server log at the time of the callback: it holds the error that the page hides.",
        "Record the exchange between the client's server and the token endpoint, and open it together \
         with this capture.",
        "Log in again from the start after each change: the code of this login is used up.",
    ],
    refuted_by: &[
        "The client's server log shows that the token endpoint refused the code; then that refusal is the \
         cause.",
    ],
    alike: &[
        &super::session_cookie_lost::CAUSE,
        &super::proxy_altered_request::CAUSE,
        &super::state_mismatch::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // Where a login is to begin, nothing has come back yet.
    let begins =
        |failed: &Message<'_>| failed.kind != Kind::Callback && crate::oauth::begins_login(failed.exchange);
    if case.failed().is_some_and(begins) {
        return None;
    }
    if case.failed_at(Kind::Callback) && case.what() == Some(What::NoAnswer) {
        return nobody_there(case);
    }
    if super::state_mismatch::cut(case).is_some() {
        return Some(Weight::new(Strength::Fits, 0.2));
    }
    if let Some(weight) = cut_off(case).or_else(|| unseen(case)).or_else(|| not_framed(case)) {
        return Some(weight);
    }
    if let Some(weight) = no_object(case).or_else(|| by_worker(case)).or_else(|| guarded(case)) {
        return Some(weight);
    }
    if super::upstream_provider_error::broker(case).is_some() {
        return Some(Weight::new(Strength::Fits, 0.2));
    }
    let is_vague = case.heard.iter().all(|said| said.strength <= Strength::Fits);
    if let Some(message) = case.failed().filter(|_| case.is_hidden() && is_vague) {
        let answer = message.answer.status.map_or("nothing".to_owned(), |status| format!("`{status}`"));
        let summary = format!(
            "The client's own endpoint `{}` answered {answer} and hides what the token endpoint said",
            message.exchange.address()
        );
        return Some(case.heard_too(Weight::new(Strength::Fits, 1.0).summary(summary), &CAUSE));
    }
    if case.failed().is_none()
        && let Some(weight) = shut_out(case)
    {
        return Some(weight);
    }
    if case.failed().is_none()
        && let Some(found) = lost(case)
    {
        return Some(found);
    }
    if !case.stopped_at_client() || case.what() != Some(What::ClientFailed) || !case.heard.is_empty() {
        // Words that say no more than that nothing is there do not outweigh what is seen.
        let seen = lost(case).filter(|found| {
            found.strength == Strength::Contradiction
                && case.hears_first(&CAUSE)
                && case.status() == Some(404)
        });
        return seen.map(|found| case.heard_too(found, &CAUSE)).or_else(|| case.said(&CAUSE));
    }
    let found = lost(case).or_else(|| Some(case.found(&callback_failed::RULE, Strength::Fits)?.times(0.6)));
    Some(case.heard_too(found.unwrap_or_else(|| Weight::new(Strength::Fits, 0.6)), &CAUSE))
}

/// A bucket answers the callback and has nothing under its path; of what it may not list, S3 says "access denied".
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
fn no_object(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback)?;
    let text = failed.exchange.response.body.text().unwrap_or_default();
    let headers = &failed.exchange.response.headers;
    let codes = ["AccessDenied", "NoSuchKey", "NoSuchBucket", "InvalidBucketName"];
    let by_bucket = (headers.first("server") == Some("AmazonS3") || headers.has("x-amz-request-id"))
        && matches!(failed.answer.status, Some(400 | 403 | 404))
        && codes.iter().any(|code| text.contains(&format!("<Code>{code}</Code>")));
    let place = Location::of(failed, Part::ResponseBody, None);
    let summary =
        "The address of the callback is a file's name to the storage behind it, and there is no such file";
    by_bucket.then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(summary)
            .evidence(Evidence::at("Answered by", place, "S3, a storage of files"))
            .fix("Let the distribution answer 403 and 404 with `/index.html` and 200, or use an address that is a file as redirect URI.")
    })
}

/// Laravel wants a token of its own in every form, and the provider's form, which comes with the session's cookie, has none.
/// <https://laravel.com/docs/csrf> <https://github.com/mikebronner/laravel-sign-in-with-apple/pull/67>
fn guarded(case: &Case<'_>) -> Option<Weight> {
    let failed =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.status() == Some(419))?;
    let headers = &failed.exchange.request.headers;
    let posted = failed.exchange.request.method == "POST" && headers.has("cookie");
    let place = Location::of(failed, Part::ResponseStatus, None);
    posted.then(|| {
        Weight::new(Strength::ServerCode, 1.5)
            .summary("The client's protection against foreign forms refuses the provider's form, which comes with the session's cookie")
            .evidence(Evidence::at("Answer", place, "`419` to a form that brings cookies and no token of the client's forms"))
            .fix("Exempt the callback's route from the check of form tokens (Laravel: `validateCsrfTokens(except: …)`): `state` protects it.")
    })
}

/// A service worker of the client's page answers the callback out of its store, and the client's server never sees it.
/// <https://developer.mozilla.org/en-US/docs/Web/API/FetchEvent>
fn by_worker(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback)?;
    let place = Location::of(failed, Part::ResponseBody, None);
    let kept = failed.given("code").is_some() && shut_out::is_kept_by_worker(case.flow, failed.exchange);
    kept.then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("A service worker of the client's page answers the callback by itself, and the client's server never sees it")
            .evidence(Evidence::at("Answered by", place, "the page's service worker, and nothing was sent on"))
            .fix("Let the service worker leave the callback's address alone (Workbox: `navigateFallbackDenylist`), and unregister the old one.")
    })
}

/// The page behind the callback gets no answer: the connection ends, often for the size of the new cookies.
fn cut_off(case: &Case<'_>) -> Option<Weight> {
    let circles =
        |page: &Exchange| page.error.as_deref().is_some_and(|error| error.contains("TOO_MANY_REDIRECTS"));
    let page = case.failed()?.landed.as_ref()?.page;
    let page = page.filter(|page| page.response.status.is_none() && !circles(page))?;
    let size: usize = page.request.headers.all("cookie").map(str::len).sum();
    let says = format!(
        "The client took the response; the page behind it, `{}`, gets no answer: the connection ends",
        page.path()
    );
    let place = others::whole(page, Part::RequestCookie);
    let weight = Weight::new(Strength::ServerError, 1.0).summary(says);
    let elsewhere = case.failed().is_some_and(|callback| callback.exchange.origin() != page.origin());
    Some(match size {
        _ if elsewhere => weight.evidence(Evidence::at("Address", place, page.origin())).fix(
            "Let the proxy pass on the public host and port (`X-Forwarded-Host`), or set the client's public address.",
        ),
        4000.. => weight.evidence(Evidence::at("Cookies", place, format!("{size} bytes come with it"))).fix(
            "Let the proxy take larger headers (`large_client_header_buffers`), or keep the session on the server.",
        ),
        _ => weight,
    })
}

/// The page that a login without a person ends at may stand in no frame (RFC 7034, section 2.1), and the login runs in one.
fn not_framed(case: &Case<'_>) -> Option<Weight> {
    let page = crate::flow::not_framed(case.flow, case.failed()?)?;
    let name = Some("x-frame-options".to_owned());
    let place = Location { name, ..others::whole(page, Part::ResponseHeader) };
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The page of the silent renewal may not be framed, so the browser runs nothing of it")
            .evidence(Evidence::at("X-Frame-Options", place, "`DENY`"))
            .fix("Answer this page with `X-Frame-Options: SAMEORIGIN` (or `frame-ancestors 'self'`), or renew with a refresh token."),
    )
}

/// The browser brings code and state, and the client's code says that it got none.
fn unseen(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|message| {
        message.kind == Kind::Callback
            && message.part == Part::RequestQuery
            && message.given("code").is_some()
            && message.given("state").is_some()
    })?;
    let place = Location::param(callback, "code");
    let evidence = Evidence::at("Response", place, "`code` and `state` are in the request");
    case.says(crate::provider::MISSES_RESPONSE).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The callback brings `code` and `state`, and the client says that it got no parameters")
            .evidence(evidence)
            .fix("Let what stands before the client pass the query on (nginx: `$is_args$args`), whatever its length.")
    })
}

/// The response that does not reach the client's code, or has nobody to be handed to.
fn lost(case: &Case<'_>) -> Option<Weight> {
    let proving = [
        &callback_lost_parameters::RULE,
        &callback_blocked_by_form_action::RULE,
        &callback_not_found::RULE,
        &jarm_expected::RULE,
    ];
    let proven = proving.iter().find_map(|rule| case.found(rule, Strength::Contradiction));
    proven
        .or_else(|| case.found(&popup_opener_severed::RULE, Strength::ServerError))
        .or_else(|| case.found(&callback_mode_differs::RULE, Strength::Fits))
}

/// The client's server knows nobody after the callback, and no cookie tells why.
fn shut_out(case: &Case<'_>) -> Option<Weight> {
    let found = case.found(&session_refused_after_login::RULE, Strength::Fits)?;
    let shut_out = shut_out::find(case.flow)?;
    Some(match shut_out.kept {
        Kept::ByWorker => found.stronger(Strength::Contradiction).fix(
            "Exempt the callback and the paths that begin a login from the service worker's navigation fallback \
             (Workbox: `navigateFallbackDenylist`).",
        ),
        Kept::Untaken => found.stronger(Strength::ServerError).fix(
            "See whether the callback reaches the client's server at all: a service worker (`navigateFallbackDenylist`), or a \
             server that answers every path with the page, may stand in its place.",
        ),
        Kept::NeverSet => found,
        Kept::Lost { .. } => found.times(0.5),
        Kept::Unseen => found.times(0.6),
    })
}

/// The browser brings the response, and nothing receives it.
fn nobody_there(case: &Case<'_>) -> Option<Weight> {
    let exchange = case.failed()?.exchange;
    let address = exchange.address();
    let weight = Weight::new(Strength::ServerError, 1.0)
        .summary(format!("The provider sent the browser back, and nothing answers at `{address}`"));
    let local = exchange.url().is_some_and(|url| crate::http::is_loopback(&url));
    Some(match local {
        _ if exchange.url().is_some_and(|url| !matches!(url.scheme(), "http" | "https")) => weight.fix(
            "Install the app on the device where the browser runs, and register the scheme with the system (intent \
             filter, `CFBundleURLTypes`).",
        ),
        true => weight.fix(
            "Run the browser on the machine on which the program waits, or forward its port (`ssh -L`); on a machine \
             without a browser use the device login.",
        ),
        false => weight.fix("Start what serves that address, or correct host and port of the redirect URI."),
    })
}
