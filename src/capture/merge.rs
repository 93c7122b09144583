//! Captures that belong together (browser and server, browser and proxy, two tabs) become one list of exchanges in order of
//! time: clocks are set to each other, and what two of them saw counts once. Times and values of the captures are all it
//! goes by.

mod clock;

use crate::http::{Body, Exchange, Initiator, Lack};

use super::Capture;

/// Exchanges of several captures together.
#[derive(Debug, Default)]
pub struct Merged {
    /// In order of time; `file` is the capture's index.
    pub exchanges: Vec<Exchange>,
    /// Of each capture, what was done to fit it to the others.
    pub notes: Vec<Vec<String>>,
}

/// Puts captures together; each is fitted to those before it, the best clock first.
pub fn merge(captures: &[Capture]) -> Merged {
    let mut merged = Merged { exchanges: Vec::new(), notes: vec![Vec::new(); captures.len()] };
    let mut order: Vec<(usize, &Capture)> = captures.iter().enumerate().collect();
    if captures.len() > 1 {
        order.sort_by(|(_, a), (_, b)| clock::error(&a.exchanges).total_cmp(&clock::error(&b.exchanges)));
    }
    for (file, capture) in order {
        let mut own: Vec<Exchange> =
            capture.exchanges.iter().cloned().map(|exchange| Exchange { file, ..exchange }).collect();
        let mut notes = Vec::new();
        if !merged.exchanges.is_empty() {
            let shift = clock::shift(&merged.exchanges, &own);
            if shift != 0.0 {
                own.iter_mut().filter_map(|exchange| exchange.started.as_mut()).for_each(|at| at.0 += shift);
                notes.push(told(shift));
            }
            let before = own.len();
            own.retain(|exchange| !joins(&mut merged.exchanges, exchange, file));
            if own.len() < before {
                let twice = before - own.len();
                let requests =
                    if twice == 1 { "1 request is".into() } else { format!("{twice} requests are") };
                notes.push(format!("{requests} in another file, too: each counts once."));
            }
        }
        merged.exchanges.append(&mut own);
        if let Some(place) = merged.notes.get_mut(file) {
            *place = notes;
        }
    }
    merged.exchanges = in_time(merged.exchanges);
    merged
}

/// In order of time. What has no time stands where it stands in its file; a file without any time comes last.
fn in_time(exchanges: Vec<Exchange>) -> Vec<Exchange> {
    let first = |file: usize| {
        let mut times =
            exchanges.iter().filter(|exchange| exchange.file == file).filter_map(|known| known.started);
        times.next().map_or(f64::INFINITY, |at| at.0)
    };
    let mut last: Option<(usize, f64)> = None;
    let mut time = |exchange: &Exchange| {
        let before = last.filter(|(file, _)| *file == exchange.file).map(|(_, time)| time);
        let time = exchange.started.map(|at| at.0).or(before).unwrap_or_else(|| first(exchange.file));
        last = Some((exchange.file, time));
        time
    };
    let times: Vec<f64> = exchanges.iter().map(&mut time).collect();
    let mut timed: Vec<(f64, Exchange)> = times.into_iter().zip(exchanges).collect();
    timed.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    timed.into_iter().map(|(_, exchange)| exchange).collect()
}

fn told(shift: f64) -> String {
    let seconds = shift.abs() / 1000.0;
    let how = if shift < 0.0 { "ahead of" } else { "behind" };
    let precise = if seconds < 100.0 { format!("{seconds:.1}") } else { format!("{seconds:.0}") };
    format!("Its clock is {precise} s {how} that of the other files; its times were set to theirs.")
}

/// Whether an exchange is one that is known, seen from another place; that one then takes over what it lacks.
fn joins(known: &mut [Exchange], exchange: &Exchange, file: usize) -> bool {
    let near = |known: &Exchange| match (known.started, exchange.started) {
        (Some(a), Some(b)) => {
            let took = known.duration_ms.unwrap_or(0.0).max(exchange.duration_ms.unwrap_or(0.0));
            let apart = (a.0 - b.0).abs();
            (apart <= took + 2000.0).then_some(apart)
        }
        _ => Some(0.0),
    };
    let candidates = known
        .iter()
        .enumerate()
        .filter(|(_, known)| known.file != file && known.seen_by != Some(file) && is_same(known, exchange));
    let nearest = candidates.filter_map(|(index, known)| Some((index, near(known)?)));
    let Some((index, _)) = nearest.min_by(|a, b| a.1.total_cmp(&b.1)) else { return false };
    let Some(known) = known.get_mut(index) else { return false };
    complete(known, exchange);
    known.seen_by = Some(file);
    true
}

/// Whether two exchanges of different files are the same one: nothing that both tell of it differs.
pub fn is_same(a: &Exchange, b: &Exchange) -> bool {
    let bare = |exchange: &Exchange| exchange.request.url.split('#').next().unwrap_or_default().to_owned();
    let told = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
    let header = |exchange: &Exchange, name: &str| exchange.request.headers.first(name).map(str::to_owned);
    let same_agent = a.request.headers.0.is_empty()
        || b.request.headers.0.is_empty()
        || header(a, "user-agent") == header(b, "user-agent");
    let answered = |exchange: &Exchange, name: &str| exchange.response.headers.first(name).map(str::to_owned);
    let same_answer = ["date", "x-request-id"]
        .iter()
        .all(|name| told(answered(a, name).as_deref(), answered(b, name).as_deref()));
    let same_status =
        a.response.status.is_none() || b.response.status.is_none() || a.response.status == b.response.status;
    let same_body = told(a.request.body.text(), b.request.body.text());
    !a.is_alone()
        && a.request.method == b.request.method
        && bare(a) == bare(b)
        && same_agent
        && same_answer
        && same_status
        && same_body
        && a.by_service_worker == b.by_service_worker
}

/// Takes over what the other place saw and this one did not.
fn complete(known: &mut Exchange, other: &Exchange) {
    if known.request.body == Body::NotRecorded {
        known.request.body = other.request.body.clone();
    }
    if known.response.body == Body::NotRecorded {
        known.response.body = other.response.body.clone();
    }
    let blind = known.lacks.has(Lack::Credentials) && !other.lacks.has(Lack::Credentials);
    if known.request.headers.0.is_empty() || blind {
        known.request.headers = other.request.headers.clone();
    }
    if known.response.status.is_none() || known.response.headers.0.is_empty() || blind {
        let body = std::mem::take(&mut known.response.body);
        known.response = other.response.clone();
        known.response.body = if body == Body::NotRecorded { other.response.body.clone() } else { body };
    }
    if blind {
        known.lacks.remove(Lack::Credentials);
    }
    if known.initiator == Initiator::Unknown {
        known.initiator = other.initiator;
    }
    if !known.request.url.contains('#') && other.request.url.contains('#') {
        known.request.url = other.request.url.clone();
    }
    known.error = known.error.take().or_else(|| other.error.clone());
    known.duration_ms = known.duration_ms.or(other.duration_ms);
}
