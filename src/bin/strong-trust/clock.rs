//! The only clock of the program: this computer's, in its own time zone.

use std::time::SystemTime;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Returns today's date.
pub fn today() -> Date {
    Zoned::now().date()
}

/// Returns the date of a moment, or `None` where it is outside the calendar.
pub fn day_of(time: SystemTime) -> Option<Date> {
    let time = Timestamp::try_from(time).ok()?;
    Some(time.to_zoned(TimeZone::system()).date())
}

/// Returns this moment.
pub fn now() -> Timestamp {
    Timestamp::now()
}
