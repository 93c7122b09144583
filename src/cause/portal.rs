//! A network that answers in the provider's place with a page of its own: a portal that wants a sign-in, a company's proxy. A
//! case comes in; the evidence for it goes out.

use super::{Case, Evidence};
use crate::http::{Exchange, is_one_site};
use crate::oauth::{Answer, Kind, Part};
use crate::rule::Location;

/// What such pages say of themselves.
const WORDS: &str = r"(?i)captive.?portal|\b(guest|public|free|visitor)\b.{0,20}\bwi-?fi\b|\bhotspot\b|accept the terms.{0,80}(internet|network|wi-?fi)|(network|internet) (access )?(log ?in|sign.?in|authentication)|web authentication (is )?(required|redirect)|connect(ed)? to (the |this )?(internet|wi-?fi|wireless network)";

/// The page, if the failed request was answered with it or led to it.
pub fn seen(case: &Case<'_>) -> Option<Evidence> {
    let failed = case.failed()?;
    let at_provider =
        [Kind::Discovery, Kind::Keys, Kind::TokenRequest, Kind::AuthorizationRequest, Kind::Userinfo];
    if !at_provider.contains(&failed.kind) {
        return None;
    }
    let led = case.flow.around.redirected_to(failed.exchange);
    let page: &Exchange = match led {
        Some(page) if !is_one_site(page, failed.exchange) => page,
        Some(_) => return None,
        None => failed.exchange,
    };
    let words = Answer::read(&page.response).page?;
    let is_portal = words.len() < 3000 && crate::provider::matches(WORDS, &words, "");
    let place = Location::of(failed, Part::ResponseBody, None);
    is_portal
        .then(|| Evidence::at("Answered by", place, format!("a page of the network, at `{}`", page.origin())))
}
