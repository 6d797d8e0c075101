//! Days to remember as an iCalendar file (RFC 5545), for Outlook, Google and the calendar of a telephone.
//!
//! Each day is an event that lasts all day and leaves the day free: the two large calendars take in
//! events and pass over tasks. Lines end with CRLF and are folded at 75 octets, between
//! characters; text is escaped, and holds no control code. The writer is our own, because it is a page
//! long and the crates for it bring a clock and random names.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::report::Calendar;
use crate::text::clean_lines;

/// The octets of a line, its end not counted.
const LINE: usize = 75;

/// The calendar as the text of an `.ics` file. `now` is when it is made; the rest follows from the calendar alone.
pub fn render(calendar: &Calendar, now: Timestamp) -> String {
    let mut text = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//strong-trust//plan//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        line(&mut text, name, value);
    }
    line(&mut text, "X-WR-CALNAME", &escaped(&calendar.name));
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    for event in &calendar.events {
        line(&mut text, "BEGIN", "VEVENT");
        line(&mut text, "UID", &escaped(&event.uid));
        line(&mut text, "DTSTAMP", &stamp);
        line(&mut text, "DTSTART;VALUE=DATE", &day(event.day));
        // The end is the first day after it. Without an end, as on the last day of all, it is that day alone.
        if let Ok(after) = event.day.tomorrow() {
            line(&mut text, "DTEND;VALUE=DATE", &day(after));
        }
        line(&mut text, "SUMMARY", &escaped(&event.summary));
        line(&mut text, "DESCRIPTION", &escaped(&event.description));
        line(&mut text, "TRANSP", "TRANSPARENT");
        line(&mut text, "END", "VEVENT");
    }
    line(&mut text, "END", "VCALENDAR");
    text
}

fn day(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// A text as a value: with a backslash before what has a meaning of its own.
fn escaped(text: &str) -> String {
    let mut value = String::new();
    for letter in clean_lines(text).chars() {
        match letter {
            '\n' => value.push_str("\\n"),
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            _ => value.push(letter),
        }
    }
    value
}

/// Adds a line, folded: what goes on begins with a space.
fn line(text: &mut String, name: &str, value: &str) {
    let mut used = 0;
    for letter in name.chars().chain([':']).chain(value.chars()) {
        if used + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(letter);
        used += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests;
