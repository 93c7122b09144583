//! A time of a capture: RFC 3339 text or Unix seconds in, clock and date for people out. Asks no clock of its own.

use super::local::{local, say};

/// A point in time, in milliseconds since 1970 in UTC, perhaps moved to a person's own zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(i64);

const DAY: i64 = 86_400_000;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Moment {
    /// Reads RFC 3339 in UTC, as the report writes it: `2026-11-23T02:14:08.212Z`.
    pub fn read(text: &str) -> Option<Moment> {
        let (date, time) = text.split_once('T')?;
        let mut days = date.split('-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (days.next()??, days.next()??, days.next()??);
        let time = time.trim_end_matches('Z').trim_end_matches("+00:00");
        let mut parts = time.split(':');
        let hours: i64 = parts.next()?.parse().ok()?;
        let minutes: i64 = parts.next()?.parse().ok()?;
        let seconds: f64 = parts.next()?.parse().ok()?;
        let clock = (hours * 60 + minutes) * 60_000 + (seconds * 1000.0).round() as i64;
        Some(Moment(days_since_1970(year, month, day) * DAY + clock))
    }

    /// Seconds since 1970, as tokens carry them.
    pub fn from_unix(seconds: i64) -> Option<Moment> {
        seconds.checked_mul(1000).map(Moment)
    }

    /// The same moment on the clock of a zone that is so many minutes before UTC.
    pub fn moved(self, minutes: i32) -> Moment {
        Moment(self.0 + i64::from(minutes) * 60_000)
    }

    /// `02:14:08`.
    pub fn clock(self) -> String {
        let seconds = self.0.rem_euclid(DAY) / 1000;
        format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// `02:14:08.212`.
    pub fn clock_exact(self) -> String {
        format!("{}.{:03}", self.clock(), self.0.rem_euclid(1000))
    }

    /// `23 Nov 2026`.
    pub fn date(self) -> String {
        let (year, month, day) = date_of(self.0.div_euclid(DAY));
        let name = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
        say!("{} {} {}", day, local(name), year)
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a day since 1970-01-01.
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_and_prints() {
        let moment = Moment::read("2026-11-23T02:14:08.212Z").unwrap();
        assert_eq!(moment.clock(), "02:14:08");
        assert_eq!(moment.clock_exact(), "02:14:08.212");
        assert_eq!(moment.date(), "23 Nov 2026");
        assert_eq!(moment.moved(-180).date(), "22 Nov 2026");
        assert_eq!(Moment::from_unix(1_795_400_057).unwrap().clock(), "02:14:17");
        assert_eq!(Moment::read("2024-02-29T23:59:59Z").unwrap().moved(1).date(), "1 Mar 2024");
        assert_eq!(Moment::read("yesterday"), None);
    }
}
