//! What a client's own pages show of cookies that the browser does not bring back, where no message of a login tells of it: pages
//! that lead to each other without end, and several cookies in one line. Exchanges come in.

use super::super::Message;
use crate::http::{Exchange, Initiator, marks};

/// Why a page is taken for one of a login.
pub const CIRCLES: &str = "the client's pages lead to each other, and no cookie that they set comes back";
pub const FOLDED: &str =
    "the client begins a login, although a cookie of its session was set before, in one line with another";

/// Whether what stands before and behind such a page makes it one.
pub fn stands(exchanges: &[Exchange], message: &Message<'_>) -> bool {
    match message.because {
        CIRCLES => circles(exchanges, message.exchange),
        FOLDED => is_folded(exchanges, message.exchange),
        _ => true,
    }
}

/// Whether a page without any cookie sets one and leads on to a place of the same server where logins begin.
pub fn may_circle(exchange: &Exchange) -> bool {
    let headers = &exchange.request.headers;
    let sets = exchange.response.headers.has("set-cookie");
    let redirects = matches!(exchange.response.status, Some(302 | 303 | 307));
    if !redirects || !sets || headers.0.is_empty() || headers.has("cookie") {
        return false;
    }
    let Some(target) = exchange.redirect_target().and_then(|target| url::Url::parse(&target).ok()) else {
        return false;
    };
    let places = ["login", "signin", "sign-in", "auth", "sso"];
    let at_place = |path: &str| places.iter().any(|place| path.to_ascii_lowercase().contains(place));
    matches!(exchange.initiator, Initiator::Navigation | Initiator::Unknown)
        && crate::http::origin_of(&target) == exchange.origin()
        && at_place(exchange.path())
        && at_place(target.path())
        && !exchange.query().has("code")
}

/// Whether such pages have come round to this one, and the capture shows nothing else of the client behind it.
fn circles(exchanges: &[Exchange], last: &Exchange) -> bool {
    let own =
        |exchange: &&Exchange| exchange.origin() == last.origin() && exchange.initiator != Initiator::Asset;
    let (before, after) = super::around(exchanges, last);
    let round: Vec<&Exchange> =
        before.iter().rev().filter(own).take(8).take_while(|page| may_circle(page)).collect();
    let came = round.iter().position(|page| page.address() == last.address());
    came.is_some_and(|between| between > 0) && !after.iter().any(|later| own(&later))
}

/// Whether a page of the client asks a provider for a login while it brings the cookies of a session that was too large for one.
pub fn may_be_folded(exchange: &Exchange) -> bool {
    matches!(exchange.response.status, Some(302 | 303 | 307))
        && exchange.redirect_target().is_some_and(|target| target.contains("client_id="))
        && exchange.request.headers.cookies().any(|(name, _)| marks::is_first_part(name))
}

/// Whether an earlier answer has set cookies in one line, of which only the first comes as it was set.
fn is_folded(exchanges: &[Exchange], page: &Exchange) -> bool {
    let before = super::around(exchanges, page).0.iter().rev().take(40);
    before
        .into_iter()
        .any(|earlier| earlier.origin() == page.origin() && lost_in_fold(earlier, page).is_some())
}

/// The cookie that stands behind a comma in a `Set-Cookie`, and that a later page gets with another content or not at all, while
/// the one before the comma comes as it was set (RFC 6265, section 3).
pub fn lost_in_fold(earlier: &Exchange, page: &Exchange) -> Option<String> {
    let brought =
        |name: &str| page.request.headers.cookies().find(|(own, _)| *own == name).map(|(_, value)| value);
    earlier.response.headers.all("set-cookie").find_map(|line| {
        let (first, _) = line.split_once(';')?;
        let (name, value) = first.split_once('=')?;
        let pairs =
            line.split(',').skip(1).filter_map(|piece| piece.trim().split(';').next()?.split_once('='));
        let (second, set) = pairs.into_iter().find(|(name, value)| {
            !value.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))
        })?;
        (brought(name.trim()) == Some(value.trim()) && brought(second) != Some(set))
            .then(|| second.to_owned())
    })
}
