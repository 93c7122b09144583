//! Request changed on the way.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who, lost_session};
use crate::flow::Sign;
use crate::http::Exchange;
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;
use crate::rule::cookie::Cookie;
use crate::rule::others;
use crate::rules::token_request::dpop_url;

pub static CAUSE: Cause = Cause {
    id: "proxy_altered_request",
    title: "Request changed on the way",
    says: "A proxy or gateway dropped or changed a part of the request",
    story: "Between client and provider, reverse proxies rewrite hosts and schemes, drop the \
            `Authorization` header, cut bodies or follow redirects with another method. The provider then \
            judges another request than the client sent.",
    trouble: Trouble::Network,
    who: Who::Network,
    place: "in the proxy or gateway between client and provider",
    console: &[],
    fix: &[
        "Compare the request as the client sends it with the request as the server receives it: method, \
         URL, `Host`, `Authorization`, body.",
        "Let the proxy pass on `Host` and `X-Forwarded-Proto`, `Authorization` and `DPoP` unchanged.",
        "Send the request once past the proxy; if it works there, the proxy is it.",
    ],
    refuted_by: &[
        "The server's log shows the request exactly as the client sent it.",
        "The same request past the proxy is refused with the same words.",
    ],
    alike: &[
        &super::server_misconfigured::CAUSE,
        &super::https_required::CAUSE,
        &super::callback_failed::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(evidence) = case.portal() {
        let summary =
            "A page of the network came in the provider's place: it wants a sign-in of its own first";
        return Some(Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence.clone()).fix(
            "Open any http page in the browser and sign in to the network, or use another one; then log in again.",
        ));
    }
    // The proof names the URL that was called, and the server says that it does not: it sees another one.
    let other_url =
        case.verdicts.passed(&dpop_url::RULE) && case.says(r"(?i)(\bhtu\b|uri mismatch|url mismatch)");
    if other_url {
        let summary = "The proof names the URL that was called (`htu`), and the server sees another one";
        return Some(case.heard_too(Weight::new(Strength::Contradiction, 1.0).summary(summary), &CAUSE));
    }
    if let Some(weight) = led_by_other_scheme(case).or_else(|| code_lost(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let elsewhere = taken_elsewhere(case).or_else(|| taken_in_query(case));
    if let Some(weight) = elsewhere.or_else(|| credentials_taken_elsewhere(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = credentials_lost(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = header_lost(case).or_else(|| challenge_renamed(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let seen = by_password(case).or_else(|| unseen_cookie(case)).or_else(|| unseen_form_token(case));
    if let Some(weight) = seen.or_else(|| dropped_header(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    opened_tls(case).or_else(|| case.said(&CAUSE)).or_else(|| refused_at_home(case))
}

/// The browser is led to the redirect URI under another scheme than the request named: a proxy before the provider rewrites
/// `Location`.
/// <https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_redirect>
fn led_by_other_scheme(case: &Case<'_>) -> Option<Weight> {
    let led = case.failed().filter(|failed| failed.kind == Kind::Callback)?;
    let asked = case.flow.authorization_request()?.given("redirect_uri")?;
    let rest = |address: &str| address.split_once("://").map(|(_, rest)| rest.to_owned());
    let led_to = led.exchange.address();
    let differs = rest(asked) == rest(led_to) && asked != led_to;
    let place = Location::of(led, Part::RequestUrl, None);
    let says = format!("`{led_to}`, and the request named `{asked}`");
    let summary = format!(
        "The provider's answer leads to `{led_to}`, and `{asked}` was asked for: something between has changed the scheme"
    );
    differs.then(|| {
        Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(Evidence::at("Redirect", place, says)).fix(
            "Take the rule that rewrites `Location` out of the proxy before the provider (nginx: `proxy_redirect`), or confine it to the provider's own addresses.",
        )
    })
}

/// The client misses the code, which the request to it has: what passed the request on has left its query out.
fn code_lost(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback)?;
    let came = failed.part == Part::RequestQuery
        && ["code", "state"].iter().all(|name| failed.given(name).is_some());
    let misses = case.says(r"(?i)missing_?code|missing (the )?(authorization )?code\b|\bcode\b.{0,20} (is |was )?(missing|not (present|provided|found))");
    let about_code = !case.says("(?i)verifier|challenge|\\bstate\\b");
    let place = Location::param(failed, "code");
    (came && misses && about_code).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The client says that the code is missing, and the request to it has one: its query was lost on the way")
            .evidence(Evidence::at("Code", place, "is in the address that the browser asked for"))
            .fix("Let what stands before the client pass on path and query (`X-Forwarded-Uri`, nginx: `$request_uri`), or take the callback past it.")
    })
}

/// A program that does not trust who signed the certificate of a public service, which everybody's browser trusts.
fn opened_tls(case: &Case<'_>) -> Option<Weight> {
    let said = case.said(&CAUSE)?;
    let chain = r"(?i)self.signed certificate in|SELF_SIGNED_CERT_IN_CHAIN|local issuer certificate|UNABLE_TO_GET_ISSUER";
    let hosted = |message: &Message<'_>| case.flow.provider.serves(message);
    let native = case.flow.first(Kind::AuthorizationRequest).is_some_and(|request| {
        let redirect = request.given("redirect_uri").and_then(|uri| url::Url::parse(uri).ok());
        let at = request.exchange.url();
        redirect.is_some_and(|uri| crate::http::is_loopback(&uri))
            && at.as_ref().and_then(|url| url.host_str()).is_some_and(is_public)
    });
    let summary = "The program does not trust the certificate that it is shown, and browsers do: something on the way opens TLS (a company's proxy, an antivirus), whose root only the system's store holds";
    let error = case.failed().and_then(|failed| failed.exchange.error.clone()).unwrap_or_default();
    let says = case.says(chain) || crate::provider::matches(chain, &error, "");
    (says && (native || case.flow.messages.iter().any(hosted))).then(|| {
        Weight { share: 1.0, ..said }
            .summary(summary.to_owned())
            .fix("Give the program the proxy's root certificate (`NODE_EXTRA_CA_CERTS`, `--use-system-ca`, `SSL_CERT_FILE`, `REQUESTS_CA_BUNDLE`).")
    })
}

/// Whether a host's name is one that anybody may ask for.
fn is_public(host: &str) -> bool {
    let own = ["local", "lan", "internal", "intranet", "home", "corp", "localdomain", "test", "svc"];
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && !own.contains(&last) && !last.bytes().all(|byte| byte.is_ascii_digit())
}

/// What answers wants a name and a password in the header that brings the token: a server before the API.
fn by_password(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at_api() && case.status() == Some(401))?;
    let (scheme, _) = failed.authorization().filter(|_| failed.access_token().is_some())?;
    let challenges = || failed.exchange.response.headers.all("www-authenticate");
    let is_basic = |value: &str| value.trim_start().to_ascii_lowercase().starts_with("basic");
    if challenges().next().is_none() || !challenges().all(is_basic) {
        return None;
    }
    let place = Location::of(failed, Part::ResponseHeader, Some("www-authenticate"));
    let evidence =
        Evidence::at("Challenge", place, format!("wants `Basic`, and the request brings `{scheme}`"));
    let summary = "A server before the API wants a name and a password (`Basic`) in the same header that brings the token";
    Some(Weight::new(Strength::ServerCode, 1.0).summary(summary).evidence(evidence).fix(
        "Exempt the API's paths from the password of the proxy (`auth_basic off`), or protect the site in another way.",
    ))
}

/// A renewal is refused on its first use, although the cookie that the login has just set comes with it.
fn unseen_cookie(case: &Case<'_>) -> Option<Weight> {
    let failed = case.own_renewal().filter(|_| matches!(case.status(), Some(400 | 401 | 403)))?;
    let renews = |name: &str| name.to_ascii_lowercase().contains("refresh");
    let (name, value) = failed.exchange.request.headers.cookies().find(|(name, _)| renews(name))?;
    let around = &case.flow.around;
    let sets = |earlier: &&Exchange| {
        let set = earlier.response.headers.all("set-cookie").filter_map(Cookie::read);
        set.into_iter().any(|cookie| cookie.name == name && cookie.value() == value)
    };
    let set = around.before_with(failed.exchange, Sign::SetsCookie, name).rfind(sets)?;
    let used = around.before_with(failed.exchange, Sign::Address, failed.exchange.address()).next().is_some();
    let fresh =
        failed.exchange.started.zip(set.started).is_none_or(|(now, then)| now.seconds_since(then) < 120.0);
    let place = Location::of(failed, Part::RequestCookie, Some(name));
    let says = format!("`{name}` comes as `{}` had set it, for the first time", set.path());
    let summary = format!(
        "`{}` refuses a renewal token that was set just before and not used yet: what stands before the server may not pass cookies on",
        failed.exchange.path()
    );
    (fresh && !used).then(|| {
        Weight::new(Strength::ServerCode, 0.6).summary(summary).evidence(Evidence::at("Cookie", place, says)).fix(
            "Let the CDN or proxy forward cookies for this path (CloudFront: the origin request policy), and not cache it.",
        )
    })
}

/// The button that begins the login is refused for its form token, although the cookie that it is compared with comes along.
fn unseen_form_token(case: &Case<'_>) -> Option<Weight> {
    let begins = |failed: &&Message<'_>| crate::oauth::begins_login(failed.exchange);
    let failed = case.failed().filter(|failed| failed.kind == Kind::ClientPage).filter(begins)?;
    let place = Location::of(failed, Part::RequestCookie, None);
    let evidence = Evidence::at("Form token", place, "the cookie that it is compared with comes with it");
    let summary = format!(
        "`{}` is refused for its form token, and its cookie was sent: what stands before the server does not pass it on",
        failed.exchange.path()
    );
    lost_session::form_token_agrees(failed).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary(summary)
            .evidence(evidence)
            .fix("Let the CDN or proxy forward cookies for the paths of the login, and cache nothing there.")
    })
}

/// A token in a header with an underscore in its name, which nginx and others drop.
/// <https://nginx.org/en/docs/http/ngx_http_core_module.html#underscores_in_headers>
fn dropped_header(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at_api())?;
    let name = crate::oauth::token_header(failed.exchange)?;
    let place = Location::of(failed, Part::RequestHeader, Some(name));
    let evidence = Evidence::at("Header", place, "a name with an underscore");
    let summary = format!(
        "The token is sent in the header `{name}`: servers like nginx drop headers with an underscore"
    );
    Some(Weight::new(Strength::ServerError, 1.0).summary(summary).evidence(evidence).fix(
        "Send the token in `Authorization: Bearer`, or allow such names (nginx: `underscores_in_headers on`).",
    ))
}

/// An API that refuses, without a word, a fresh token that its own host has issued: on the way to the token endpoint the
/// request is whole, on the way to the API it may lack its header.
fn refused_at_home(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at_api())?;
    // A 403 of userinfo is about what the token may do (RFC 6750, section 3.1).
    let refuses = match failed.answer.status? {
        401 => true,
        403 => failed.kind == Kind::ApiCall,
        _ => false,
    };
    let asked = case.flow.issuing(failed.access_token()?)?;
    let at_home = asked.exchange.origin() == failed.exchange.origin();
    // Before a provider's public service stands nothing of one's own.
    let at_home = at_home && !case.flow.provider.serves(failed);
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let fresh = crate::rule::polling::between(asked, failed).is_none_or(|age| age < 60.0);
    let place = Location::of(failed, Part::RequestHeader, Some("authorization"));
    let evidence =
        Evidence::at("Authorization", place, "brings a token that the same host issued just before");
    let summary = "The host refuses the token that it has just issued: something before the API may drop `Authorization`";
    // Without a code a challenge says that no token came (RFC 6750, section 3.1).
    let missed = failed.answer.status == Some(401)
        && failed.exchange.response.headers.all("www-authenticate").any(|challenge| {
            let scheme = challenge.split(' ').next().unwrap_or_default();
            scheme.eq_ignore_ascii_case("bearer") && !challenge.contains("error=")
        });
    (refuses && at_home && silent && fresh)
        .then(|| Weight::new(Strength::Fits, if missed { 1.0 } else { 0.4 }).summary(summary).evidence(evidence).fix(
            "Look in the API's log whether `Authorization` arrives; look for a line in the proxy that empties it.",
        ))
}

/// How APIs say that they got no token at all.
const MISSES: &str = concat!(
    r"(?i)\b(missing|no) (the )?.?authorization\b(: ?bearer)?.{0,3} ?header",
    r"|authorization header.{0,12}(is |was )?(missing|required|not (found|present|provided|set))",
    r"|\bno (valid )?(api |jwt |access |auth\w* )?token (was )?(found|provided|supplied|sent)",
    r"|\bmissing[_ ]((access|bearer|auth)[_ ])?token\b",
    r"|\b(jwt|access|auth\w*) token (was )?not (found|provided|supplied|present|sent)|\bjwt is missing",
    r"|\bcheck the .{0,2}access token.{0,2} parameter|\btoken[_ ](absent|not[_ ]provided)\b",
    r"|\bcredentials were not provided",
    r"|\bauthorization header (must|should|needs to|has to) (start|begin)|format is authorization: ?bearer",
);

/// How OAuth servers' own libraries say it: FOSOAuthServerBundle, Spring Security.
const WANTS: &str = r"(?i)\b(oauth2?|full|bearer|token) authentication (is )?required";

/// The same token is taken under the same path at another host: the API behind the one that refuses it.
fn taken_elsewhere(case: &Case<'_>) -> Option<Weight> {
    let failed =
        case.failed().filter(|_| case.failed_at_api() && matches!(case.status(), Some(401 | 403)))?;
    let token = failed.access_token()?;
    let brings = |other: &Exchange| {
        other.request.headers.first("authorization").is_some_and(|value| value.ends_with(token))
    };
    let takes = |other: &&Exchange| {
        other.path() == failed.exchange.path()
            && other.origin() != failed.exchange.origin()
            && matches!(other.response.status, Some(200..300))
            && brings(other)
    };
    let other = case.flow.around.near(failed.exchange, 40).find(takes)?;
    let place = Location::of(failed, Part::RequestHeader, Some("authorization"));
    let says = format!("`{}` takes it, `{}` does not", other.origin(), failed.exchange.origin());
    let summary = format!("The same token is taken at the same path of another host: {says}");
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(summary);
    Some(weight.evidence(Evidence::at("Token", place, says)).fix(
        "Pass `Authorization` on at what stands before the API (CloudFront: an origin request policy with the header).",
    ))
}

/// The same token is taken at the same path where it stands in the address: in the header it does not arrive.
fn taken_in_query(case: &Case<'_>) -> Option<Weight> {
    let failed =
        case.failed().filter(|_| case.failed_at_api() && matches!(case.status(), Some(401 | 403)))?;
    let (_, token) = failed.authorization()?;
    let takes = |other: &&Exchange| {
        other.path() == failed.exchange.path()
            && other.query().given("access_token") == Some(token)
            && !other.request.headers.has("authorization")
            && matches!(other.response.status, Some(200..300))
    };
    let other = case.flow.around.near(failed.exchange, 40).find(takes)?;
    let says = "at the same path the token is taken as `access_token` in the address";
    let place = Location { name: Some("access_token".into()), ..others::whole(other, Part::RequestQuery) };
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The API does not get the token in `Authorization`: {says}"))
            .evidence(Evidence::at("Token", place, "taken in the address, refused in the header"))
            .fix("Pass the header on: `CGIPassAuth On` or `SetEnvIf Authorization \"(.*)\" HTTP_AUTHORIZATION=$1` (Apache with PHP), `fastcgi_param HTTP_AUTHORIZATION $http_authorization` (nginx)."),
    )
}

/// A token endpoint that looked for credentials in the headers as well, and did not find those that were sent there.
pub fn credentials_lost(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.credentials_refused())?;
    let sent = failed.basic().is_some_and(|basic| !basic.secret.expose().is_empty());
    let misses = r"(?i)(credentials|authentication|secret)\b.{0,30}\bnot (found|present|provided|sent)\b.{0,20}\bheaders?\b|(missing|no) (the )?.?authorization.? header|\bclient[ _]?id\W{1,4}(none|null|nil|undefined)\b";
    let place = Location::of(failed, Part::RequestHeader, Some("authorization"));
    let evidence =
        Evidence::at("Authorization", place, "was sent, and the server finds no credentials in the headers");
    let summary = "The request carries client id and secret in `Authorization`, and the server did not get them: something between drops the header";
    (sent && case.says(misses)).then(|| {
        Weight::new(Strength::ServerCode, 1.0).summary(summary).evidence(evidence).fix(
            "Pass the header on: `CGIPassAuth On` (Apache with PHP), `fastcgi_param HTTP_AUTHORIZATION $http_authorization` (nginx).",
        )
    })
}

/// The very token request is taken under the same path at another host: the server behind the one that does not see the
/// credentials. Apache's mod_wsgi keeps `Authorization` to itself unless it is told otherwise.
/// <https://modwsgi.readthedocs.io/en/master/configuration-directives/WSGIPassAuthorization.html>
fn credentials_taken_elsewhere(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_client"]))?;
    let failed = failed.basic().and(Some(failed)).filter(|_| case.status() == Some(401))?;
    let sent = &failed.exchange.request;
    let header = |other: &Exchange| other.request.headers.first("authorization").map(str::to_owned);
    let takes = |other: &&Exchange| {
        other.path() == failed.exchange.path()
            && other.origin() != failed.exchange.origin()
            && !failed.body_not_recorded()
            && other.request.body == sent.body
            && header(other) == header(failed.exchange)
            && other.answered("access_token").is_some()
    };
    let other = case.flow.around.near(failed.exchange, 40).find(takes);
    let by_wsgi =
        failed.exchange.response.headers.first("server").is_some_and(|name| name.contains("mod_wsgi"));
    let place = Location::of(failed, Part::RequestHeader, Some("authorization"));
    let weight = match other {
        Some(other) => {
            let says = format!("`{}` takes it, `{}` does not", other.origin(), failed.exchange.origin());
            Weight::new(Strength::ServerCode, 1.0)
                .summary(format!("The same credentials are taken at the same path of another host: {says}"))
                .evidence(Evidence::at("Authorization", place, says))
        }
        None if by_wsgi => Weight::new(Strength::Fits, 1.0)
            .summary(
                "Apache's mod_wsgi answers, which does not hand `Authorization` to the application by itself",
            )
            .evidence(Evidence::at("Authorization", place, "was sent")),
        None => return None,
    };
    Some(weight.fix(
        "Pass `Authorization` on at what stands before the server: `WSGIPassAuthorization On` (mod_wsgi), `CGIPassAuth On` (Apache).",
    ))
}

/// An API that misses the `Authorization` header that was sent.
fn header_lost(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at_api())?;
    let (scheme, token) = failed.authorization()?;
    let is_token =
        token.len() >= 4 && !token.contains(' ') && crate::rule::placeholder::placeholder(token).is_none();
    let known = ["bearer", "jwt", "token"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    // FastAPI's own words where no `Authorization` comes; some programs say them of a bad token too.
    let by_fastapi = failed.exchange.response.headers.first("www-authenticate") == Some("Bearer")
        && case.says("^ ?Not authenticated$");
    let says = case.says(MISSES);
    // "Authentication required" is what other frameworks say where they find no token at all.
    let wants = case.says(WANTS) && case.error_code() != Some("invalid_token");
    let strength = match (says, wants) {
        (true, _) => Strength::Contradiction,
        (false, true) => Strength::ServerCode,
        (false, false) => Strength::ServerError,
    };
    let sent = known && is_token && (says || by_fastapi || wants);
    let place = Location::of(failed, Part::RequestHeader, Some("authorization"));
    let evidence = Evidence::at("Authorization", place, "was sent, and the API does not see it so");
    let summary =
        "The call carries `Authorization`, and the API did not get it: something between them drops it";
    sent.then(|| {
        Weight::new(strength, 1.0).summary(summary).evidence(evidence).fix(
            "Pass the header on: `CGIPassAuth On` (Apache with PHP), `proxy_set_header Authorization $http_authorization` \
             (nginx), the header's name in the gateway's list.",
        )
    })
}

/// A gateway that renames the challenge by which an API tells where its metadata is: the client guesses.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html>
fn challenge_renamed(case: &Case<'_>) -> Option<Weight> {
    const RENAMED: &str = "x-amzn-remapped-www-authenticate";
    let kinds = [Kind::ApiCall, Kind::ResourceMetadata, Kind::Discovery];
    let failed = case.failed().filter(|failed| kinds.contains(&failed.kind))?;
    let renamed = |exchange: &&Exchange| exchange.response.headers.has(RENAMED);
    let before = case.flow.around.before(failed.exchange).iter().rev().take(20);
    let answer = std::iter::once(failed.exchange).chain(before).find(renamed)?;
    let place = Location { name: Some(RENAMED.into()), ..others::whole(answer, Part::ResponseHeader) };
    let evidence = Evidence::at("Header", place, "in place of `WWW-Authenticate`");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The gateway renames the API's `WWW-Authenticate`, and the client does not learn what it says")
            .evidence(evidence)
            .fix("Put something before the gateway that restores the header (CloudFront, a load balancer), or use an HTTP API."),
    )
}
