//! Behind a service worker one exchange is written twice: as the worker sent it, and as the page received it. Chrome keeps
//! the answer's body with the page's copy only.

use crate::http::{Body, Exchange};

/// Milliseconds between the starts of the two.
const APART: f64 = 5_000.0;
/// The other one stands not further away than so many exchanges.
const NEAR: usize = 200;

/// Gives the two copies of an exchange, one of which stands at this index, the body that one of them lacks. Answers whether
/// any was given.
pub fn share(exchanges: &mut [Exchange], index: usize) -> bool {
    let Some(one) = exchanges.get(index) else { return false };
    let near = index.saturating_sub(NEAR)..exchanges.len().min(index + NEAR);
    let other = near.clone().find(|at| exchanges.get(*at).is_some_and(|other| are_copies(one, other)));
    let Some(Ok([one, other])) = other.map(|other| exchanges.get_disjoint_mut([index, other])) else {
        return false;
    };
    let (from, to) = if one.by_service_worker { (one, other) } else { (other, one) };
    let lacks = to.response.body == Body::NotRecorded && from.response.body != Body::NotRecorded;
    if lacks {
        to.response.body = from.response.body.clone();
    }
    lacks
}

fn are_copies(one: &Exchange, other: &Exchange) -> bool {
    let is_near = one.started.zip(other.started).is_some_and(|(a, b)| (a.0 - b.0).abs() < APART);
    one.by_service_worker != other.by_service_worker
        && is_near
        && one.request.method == other.request.method
        && one.request.url == other.request.url
        && one.request.body == other.request.body
        && one.response.status == other.response.status
}
