//! Points in time as captures write them. Times come in with the data; nothing here reads a clock.

use std::fmt;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Instant(pub f64);

impl Instant {
    /// Reads RFC 3339 as exporters write it: any number of fraction digits, `Z` or an offset, `T` or a space.
    pub fn parse(text: &str) -> Option<Instant> {
        let bytes = text.as_bytes();
        let number = |range: std::ops::Range<usize>| -> Option<i64> { text.get(range)?.parse().ok() };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        if !matches!(bytes.get(10), Some(b'T' | b't' | b' '))
            || !(1..=12).contains(&month)
            || !(1..=31).contains(&day)
        {
            return None;
        }
        let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
        let rest = text.get(19..)?;
        let digits = rest
            .strip_prefix('.')
            .map_or(0, |fraction| fraction.bytes().take_while(u8::is_ascii_digit).count());
        let fraction: f64 =
            if digits == 0 { 0.0 } else { format!("0{}", rest.get(..=digits)?).parse().ok()? };
        let offset = offset_minutes(rest.get(if digits == 0 { 0 } else { digits + 1 }..)?)?;
        let seconds =
            days_from_civil(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset * 60;
        Some(Instant(seconds as f64 * 1000.0 + (fraction * 1000.0)))
    }

    /// Reads the `Date` header: `Mon, 23 Nov 2026 22:12:58 GMT` (RFC 9110, section 5.6.7, the preferred form).
    pub fn parse_http(text: &str) -> Option<Instant> {
        let mut words = text.split_once(", ")?.1.split(' ');
        let day: i64 = words.next()?.parse().ok()?;
        let month = words.next()?;
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = names.iter().position(|name| *name == month)? as i64 + 1;
        let year: i64 = words.next()?.parse().ok()?;
        let mut clock = words.next()?.split(':').map(|part| part.parse::<i64>().ok());
        let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
        let seconds = days_from_civil(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
        Some(Instant(seconds as f64 * 1000.0))
    }

    /// Reads what Java prints of a date (Burp Suite): `Tue Jan 10 17:55:22 UTC 2023`. Names of zones that several parts of
    /// the world use are not read.
    pub fn parse_unix(text: &str) -> Option<Instant> {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let [weekday, month, day, clock, zone, year] = words.as_slice() else { return None };
        let hours: f64 = match *zone {
            "UTC" | "GMT" | "WET" => 0.0,
            "CET" | "BST" | "WEST" => 1.0,
            "CEST" | "EET" | "SAST" => 2.0,
            "EEST" | "MSK" => 3.0,
            "JST" | "KST" => 9.0,
            "EDT" => -4.0,
            "EST" | "CDT" => -5.0,
            "CST" | "MDT" => -6.0,
            "MST" | "PDT" => -7.0,
            "PST" => -8.0,
            _ => return None,
        };
        let here = Instant::parse_http(&format!("{weekday}, {day} {month} {year} {clock} GMT"))?;
        Some(Instant(here.0 - hours * 3_600_000.0))
    }

    /// Reads a number of milliseconds, or where it is too small for that of seconds, since 1970.
    pub fn from_epoch(number: f64) -> Option<Instant> {
        let is_time = number.is_finite() && number > 1e8;
        is_time.then_some(Instant(if number > 1e11 { number } else { number * 1000.0 }))
    }

    /// A NumericDate of a JWT (RFC 7519, section 2): seconds since the epoch.
    pub fn from_seconds(seconds: f64) -> Instant {
        Instant(seconds * 1000.0)
    }

    /// Seconds from `earlier` to this point; negative if it is before.
    pub fn seconds_since(self, earlier: Instant) -> f64 {
        (self.0 - earlier.0) / 1000.0
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC with milliseconds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.0.floor() as i64;
        let (days, in_day) = (total.div_euclid(86_400_000), total.rem_euclid(86_400_000));
        let (year, month, day) = civil_from_days(days);
        let (hour, minute) = (in_day / 3_600_000, in_day / 60_000 % 60);
        let (second, milli) = (in_day / 1000 % 60, in_day % 1000);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
    }
}

fn offset_minutes(text: &str) -> Option<i64> {
    let sign = match text.as_bytes().first() {
        None | Some(b'Z' | b'z') => return Some(0),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let hours: i64 = digits.get(0..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..4).map_or(Some(0), |minutes| minutes.parse().ok())?;
    Some(sign * (hours * 60 + minutes))
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days - era * 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::Instant;

    #[test]
    fn every_exporters_form_is_read() {
        let same = Instant::parse("2026-11-23T22:12:58.500Z").unwrap();
        assert_eq!(Instant::parse("2026-11-24T00:12:58.500+02:00"), Some(same));
        assert_eq!(Instant::parse("2026-11-23T22:12:58.5000000+00:00"), Some(same));
        assert_eq!(Instant::parse("2026-11-23T16:42:58.5-0530"), Some(same));
        assert_eq!(Instant::parse("2026-11-23T22:12:58+00:00").map(|t| t.0 + 500.0), Some(same.0));
        assert_eq!(same.to_string(), "2026-11-23T22:12:58.500Z");
        assert_eq!(Instant::parse_unix("Mon Nov 23 17:12:58 EST 2026").map(|t| t.0 + 500.0), Some(same.0));
        assert_eq!(Instant::from_epoch(1_795_471_978_500.0), Some(same));
        assert_eq!(Instant::from_epoch(1_795_471_978.5), Some(same));
        assert_eq!(Instant::parse_http("Mon, 23 Nov 2026 22:12:58 GMT").map(|t| t.0 + 500.0), Some(same.0));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in
            ["", "yesterday", "2026-13-01T00:00:00Z", "2026-11-23", "2026-11-23T22:12", "ééééééééééééééééééé"]
        {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }
}
