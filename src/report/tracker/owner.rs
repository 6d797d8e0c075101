//! Whose tracker it is.

use crate::assessment::Assessment;
use crate::report::tracker::about;
use crate::report::tracker::change::shown;
use crate::report::tracker::row::{TrackerRead, tidy};
use crate::words::quoted;

/// The sentence for a tracker that was written for another assessment.
pub fn of_another(assessment: &Assessment, read: &TrackerRead) -> Option<String> {
    let own = about(assessment);
    let differs = own.iter().any(|(name, value)| {
        let there = read
            .about
            .iter()
            .find(|(other, _)| other == name)
            .and_then(|(_, value)| tidy(value));
        there != tidy(value)
    });
    let of = |name: &str| {
        read.about
            .iter()
            .find(|(other, _)| other == name)
            .map_or("nothing", |(_, value)| value.as_str())
    };
    differs.then(|| {
        format!(
            "This is the tracker of another assessment: of {}, {} ({}). The folder is of {}, {} ({}). Nothing is changed; write a tracker for this one.",
            quoted(&shown(of("trust"))),
            shown(of("cycle")),
            shown(of("rubric")),
            quoted(&shown(&own[0].1)),
            shown(&own[1].1),
            own[2].1
        )
    })
}
