//! Exchanges of several captures in one order of time, each once. Exchanges come in as read; a file's own order stands
//! where times are missing or equal.

use super::{Exchange, Instant};

/// Sorts by start. An entry without a start takes the one before it in its file, a file without any (the text of
/// `curl -v`) the server's `Date`, else it stands last. Of entries that are equal in every byte only the first stays.
pub fn in_order(files: Vec<Vec<Exchange>>) -> Vec<Exchange> {
    let mut all: Vec<(f64, Exchange)> = files.into_iter().flat_map(timed).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ordered: Vec<Exchange> = Vec::with_capacity(all.len());
    let mut group_began = 0;
    let mut group_time = f64::NAN;
    for (time, exchange) in all {
        if time.total_cmp(&group_time).is_ne() {
            (group_began, group_time) = (ordered.len(), time);
        }
        let group = ordered.get(group_began..).unwrap_or_default();
        let near = group.get(group.len().saturating_sub(GROUP)..).unwrap_or_default();
        if near.iter().any(|known| is_same(known, &exchange)) {
            continue;
        }
        // A redirect goes before the request that it leads to, also where both began in one millisecond.
        let led_from = |known: &Exchange| exchange.redirect_target().as_deref() == Some(&known.request.url);
        let at = near.iter().position(|known| time.is_finite() && led_from(known));
        let place = at.map_or(ordered.len(), |at| ordered.len() - near.len() + at);
        ordered.insert(place, exchange);
    }
    ordered
}

/// How many entries of one instant are compared with each other.
const GROUP: usize = 16;

fn timed(file: Vec<Exchange>) -> Vec<(f64, Exchange)> {
    let own = |exchange: &Exchange| exchange.started.map(|Instant(at)| at);
    let by_server = |exchange: &Exchange| {
        exchange.response.headers.first("date").and_then(Instant::parse_http).map(|Instant(at)| at)
    };
    let clocked = file.iter().any(|exchange| own(exchange).is_some());
    let time = |exchange: &Exchange| if clocked { own(exchange) } else { by_server(exchange) };
    let mut last = file.iter().find_map(time).unwrap_or(f64::INFINITY);
    file.into_iter()
        .map(|exchange| {
            last = match time(&exchange) {
                Some(at) if clocked => at,
                // A `Date` has whole seconds and another clock: the text's own order counts more.
                Some(at) if last.is_finite() => last.max(at),
                _ => last,
            };
            (last, exchange)
        })
        .collect()
}

/// The same exchange, written down twice.
fn is_same(a: &Exchange, b: &Exchange) -> bool {
    a.started.is_some()
        && a.started == b.started
        && a.duration_ms == b.duration_ms
        && a.by_service_worker == b.by_service_worker
        && a.request == b.request
        && a.response == b.response
        && a.error == b.error
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use crate::http::{Exchange, Initiator, Instant, Request, Response};

    fn exchange(url: &str, started: Option<f64>, location: Option<&str>) -> Exchange {
        Exchange {
            file: 0,
            entry: 0,
            started: started.map(Instant),
            duration_ms: None,
            initiator: Initiator::Unknown,
            request: Request { url: url.into(), ..Request::default() },
            response: Response { location: location.map(str::to_owned), ..Response::default() },
            error: None,
            by_service_worker: false,
            ..Exchange::default()
        }
    }

    fn urls(files: Vec<Vec<Exchange>>) -> Vec<String> {
        in_order(files).into_iter().map(|exchange| exchange.request.url).collect()
    }

    #[test]
    fn entries_without_a_time_stay_behind_the_one_before_them() {
        let file = vec![
            exchange("b", Some(2.0), None),
            exchange("c", None, None),
            exchange("a", Some(1.0), None),
            exchange("d", Some(3.0), None),
        ];
        assert_eq!(urls(vec![file]), ["a", "b", "c", "d"]);
    }

    #[test]
    fn doubled_entries_are_one_and_equal_requests_at_other_times_are_two() {
        let twice = vec![exchange("a", Some(1.0), None), exchange("a", Some(1.0), None)];
        assert_eq!(urls(vec![twice.clone(), twice]), ["a"]);
        assert_eq!(urls(vec![vec![exchange("a", Some(1.0), None), exchange("a", Some(2.0), None)]]).len(), 2);
        assert_eq!(urls(vec![vec![exchange("a", None, None), exchange("a", None, None)]]).len(), 2);
    }

    #[test]
    fn a_redirect_goes_before_what_it_leads_to() {
        let reversed =
            vec![exchange("https://a/2", Some(1.0), None), exchange("https://a/1", Some(1.0), Some("/2"))];
        assert_eq!(urls(vec![reversed]), ["https://a/1", "https://a/2"]);
    }
}
