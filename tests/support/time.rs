//! Times inside texts, moved by whole weeks: ISO 8601, `YYYY-MM-DD hh:mm:ss`, HTTP dates.

use loginscope::http::Instant;
use regex_lite::{Captures, Regex};

/// The text with every time in it moved by so many seconds.
pub fn moved(text: &str, by: i64) -> String {
    if !text.contains(':') {
        return text.to_owned();
    }
    let later = |at: Instant| Instant(at.0 + by as f64 * 1000.0).to_string();
    let iso = Regex::new(r"\b(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)").unwrap();
    let text = iso.replace_all(text, |found: &Captures<'_>| {
        let at = Instant::parse(&format!("{}T{}Z", &found[1], &found[3])).unwrap();
        let at = later(at);
        format!("{}{}{}", &at[..10], &found[2], &at[11..19])
    });
    let end = Regex::new(r#"("client_secret_expires_at":\s*)(\d{10})\b"#).unwrap();
    let text = end.replace_all(&text, |found: &Captures<'_>| {
        format!("{}{}", &found[1], found[2].parse::<i64>().unwrap() + by)
    });
    let http =
        Regex::new(r"\b([A-Z][a-z]{2}, )(\d\d)([ -])([A-Z][a-z]{2})[ -](\d{4}) (\d\d:\d\d:\d\d)").unwrap();
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let dates = http.replace_all(&text, |found: &Captures<'_>| {
        let gap = &found[3];
        let plain = format!("{}{} {} {} {}", &found[1], &found[2], &found[4], &found[5], &found[6]);
        let Some(at) = Instant::parse_http(&plain).map(later) else { return found[0].to_owned() };
        let month: usize = at[5..7].parse().unwrap();
        // Whole weeks: the day of the week stays.
        format!("{}{}{gap}{}{gap}{} {}", &found[1], &at[8..10], months[month - 1], &at[..4], &found[6])
    });
    dates.into_owned()
}
