//! What a comparison cannot say, and why.

use crate::assessment::Depth;
use crate::report::change::row::{Row, answered};
use crate::report::left_out::left_out_count;
use crate::rubric::Rubric;
use crate::scoring::{Change, Compared};
use crate::text::list;
use crate::words::{counted, number, opened, part};

/// What cannot be compared, and why.
pub fn limits(row: &Row<'_>, changes: &[Change]) -> Vec<String> {
    let mut limits = Vec::new();
    let names: Vec<&str> = row
        .assessments
        .iter()
        .map(|assessment| assessment.setup.trust.trim())
        .collect();
    if names
        .windows(2)
        .any(|pair| pair[0].to_lowercase() != pair[1].to_lowercase())
    {
        limits.push("The trust has another name in some of these cycles. Cycles of one trust are compared here; trusts should not be compared with each other.".to_owned());
    }
    for (change, pair) in changes.iter().zip(row.assessments.windows(2)) {
        let (before, after) = (pair[0], pair[1]);
        limits.extend(rubrics(
            change,
            (&before.rubric, &before.setup.cycle),
            (&after.rubric, &after.setup.cycle),
        ));
        for one in [before, after] {
            let left_out =
                left_out_count(one).map(|count| format!("In {}: {count}", one.setup.cycle.trim()));
            limits.extend(left_out.filter(|said| !limits.contains(said)));
        }
        let (then, now) = (answered(before), answered(after));
        let (earlier, later) = (before.setup.cycle.trim(), after.setup.cycle.trim());
        let asked = || {
            format!(
                "{} answered in {earlier}",
                opened(&counted(then, "person", "people"))
            )
        };
        match (then, now) {
            (0, 0) => {}
            (0, _) => limits.push(format!("Nobody answered in {earlier}.")),
            (_, 0) => limits.push(format!("{}; nobody has answered in {later}.", asked())),
            (then, now) if then == now => {}
            (_, now) => limits.push(format!(
                "{}, and {} in {later}: part of what moved may be who was asked.",
                asked(),
                number(now)
            )),
        }
    }
    match row.compared {
        Compared::Supported => {}
        Compared::Judged => {
            let quick: Vec<&str> = row
                .assessments
                .iter()
                .filter(|assessment| assessment.setup.depth == Depth::Quick)
                .map(|assessment| assessment.setup.cycle.trim())
                .collect();
            limits.push(format!(
                "Evidence was not tested in {} (a quick assessment), so the levels are compared as judged, before any limit by evidence.",
                list(&quick)
            ));
        }
    }
    limits
}

/// How far two cycles were asked the same.
fn rubrics(
    change: &Change,
    (older, then): (&Rubric, &str),
    (newer, now): (&Rubric, &str),
) -> Vec<String> {
    let mut said = Vec::new();
    if change.revision.is_empty() && older.id() == newer.id() {
        return said;
    }
    let (then, now) = (then.trim(), now.trim());
    let (comparable, all) = (change.revision.comparable(), newer.criteria().count());
    let both = if older.id() == newer.id() {
        format!(
            "{then} was asked with version {} of the rubric {}, and {now} with version {}",
            older.version(),
            newer.id(),
            newer.version()
        )
    } else {
        format!(
            "{then} was asked with the rubric {} ({}), and {now} with {} ({})",
            older.id(),
            older.version(),
            newer.id(),
            newer.version()
        )
    };
    said.push(match comparable {
        0 => format!(
            "{both}: no criterion is the same in both, so nothing can be compared criterion by criterion. Each cycle is shown as it stood."
        ),
        _ if comparable == all => format!("{both}: every criterion of {now} can be compared."),
        _ => format!(
            "{both}: {} can be compared, and the rest cannot.",
            part(comparable, all, "criterion", "criteria")
        ),
    });
    let (small, large) = change.revision.sizes;
    if small != large {
        said.push(format!(
            "The scale of {then} has {} levels and that of {now} has {}, so a number does not mean the same in both.",
            number(small),
            number(large)
        ));
    } else if change.revision.rules_changed {
        said.push(format!(
            "The rules by which a position is read from the levels are not the same in {then} and {now}, so positions are not compared."
        ));
    }
    said
}
