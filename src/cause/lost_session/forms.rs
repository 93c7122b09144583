//! Forms whose token and cookie no longer belong together: of the provider's page, of the page where a login begins. A case comes in; a
//! weight goes out.

use super::super::{Case, Evidence, Strength, Weight};
use crate::flow::Sign;
use crate::http::{Exchange, Param, Params};
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rule::cookie::Cookie;

/// The provider's own page sets a cookie with its form, and the form comes back without any: in a frame of another site browsers
/// take only `SameSite=None`.
pub fn of_form(case: &Case<'_>) -> Option<Weight> {
    let refused = matches!(case.status(), Some(400 | 403));
    let failed = case.failed().filter(|failed| failed.kind == Kind::Interaction && refused)?;
    let headers = &failed.exchange.request.headers;
    let bare = failed.exchange.request.method == "POST" && !headers.0.is_empty() && !headers.has("cookie");
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let mut before = case.flow.around.before_with(failed.exchange, Sign::Address, failed.exchange.address());
    let page = before.rfind(|page| page.request.method == "GET").filter(|_| bare && silent)?;
    let set = page.response.headers.all("set-cookie").filter_map(Cookie::read).find(Cookie::is_kept)?;
    if case.flow.sanitized || set.is_for_other_sites() {
        return None;
    }
    let place = Location::of(failed, Part::RequestCookie, None);
    let summary =
        format!("The form of the provider's page comes back without the page's cookie `{}`", set.name);
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(summary)
            .evidence(Evidence::at("Cookie", place, format!("`{}` was set with the form, and none comes", set.name)))
            .fix("Log in at the top level, not in a frame of another site; else let the provider set its cookies with `SameSite=None; Secure`."),
    )
}

/// Auth.js shows its sign-in page again, and the cookie that belongs to the form's token is none that a browser keeps, or did not
/// come with the form.
pub fn asked_again(case: &Case<'_>) -> Option<Weight> {
    let page = case.failed().filter(|page| crate::oauth::is_asked_again(page.exchange))?;
    let before = case.flow.around.before(page.exchange).iter().rev().take(12);
    let own = before.filter(|earlier| earlier.origin() == page.exchange.origin());
    let of_form = |cookie: &Cookie<'_>| cookie.name.ends_with("csrf-token");
    let refused = own.flat_map(|earlier| {
        let set = earlier.response.headers.all("set-cookie").filter_map(Cookie::read).filter(of_form);
        set.filter_map(|cookie| Some((cookie.name.to_owned(), cookie.why_rejected(earlier)?)))
            .collect::<Vec<_>>()
    });
    let place = Location::of(page, Part::RequestCookie, None);
    let weight = match refused.into_iter().next() {
        Some((name, why)) => {
            let says = format!("The browser does not keep the cookie `{name}`: it {why}");
            Weight::new(Strength::Contradiction, 1.0)
                .summary(says.clone())
                .evidence(Evidence::at("Cookie", place, says))
                .fix("Leave the cookies as the library sets them, or give them names without `__Host-` where they need a `Domain`.")
        }
        None => Weight::new(Strength::ServerError, 1.0)
            .summary("The client does not begin the login: the cookie beside the form's token did not come or does not fit"),
    };
    Some(weight)
}

/// The provider's form brings the token of its own page, and beside it the cookie of a page that was opened later, for another login:
/// a cookie with `SameSite=Strict` did not come to that page, so it set a new one.
pub fn replaced(case: &Case<'_>) -> Option<Weight> {
    let refused = matches!(case.status(), Some(400 | 403));
    let failed = case.failed().filter(|failed| failed.kind == Kind::Interaction && refused)?;
    let names = |name: &str, words: &[&str]| {
        let name = name.to_ascii_lowercase();
        words.iter().any(|word| name.contains(word))
    };
    let form = failed.exchange.request.body.text().map(Params::parse)?;
    let of_form =
        |param: &&Param| names(&param.name, &["verificationtoken", "csrf", "xsrf", "authenticity_token"]);
    let token = form.0.iter().find(of_form).map(|param| param.value()).filter(|token| token.len() >= 16)?;
    let sent = failed.exchange.request.headers.cookies();
    let mut sent = sent.filter(|(name, _)| names(name, &["antiforgery", "csrf", "xsrf"]));
    let (name, first, later) = sent.find_map(|(name, brought)| {
        let value = |page: &Exchange| {
            let mut set = page.response.headers.all("set-cookie").filter_map(Cookie::read);
            set.find(|cookie| cookie.name == name).map(|cookie| cookie.value().to_owned())
        };
        let set: Vec<&Exchange> =
            case.flow.around.before_with(failed.exchange, Sign::SetsCookie, name).collect();
        let holds = |page: &&&Exchange| page.response.body.text().is_some_and(|page| page.contains(token));
        let first = set.iter().find(holds).filter(|page| value(page).is_some_and(|set| set != brought))?;
        let later = set.iter().rfind(|page| value(page).as_deref() == Some(brought))?;
        Some((name.to_owned(), *first, *later))
    })?;
    let place = Location::of(failed, Part::RequestCookie, Some(&name));
    let summary = format!(
        "The form is of the page at `{}`; the cookie `{name}` beside it was set anew since, by a page for another login",
        first.path()
    );
    let says = format!("set by `{}`, after the form was shown", later.path());
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(summary)
            .evidence(Evidence::at("Cookie", place, says))
            .fix("Let the provider set the cookie of its form's token with `SameSite=Lax` or `None; Secure`, so that a second login uses the same one.")
            .fix("Until then log in in one tab at a time."),
    )
}
