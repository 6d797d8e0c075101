//! What would lift a domain by one position, step by step, with what each step needs.

use crate::assessment::Assessment;
use crate::document::{Document, Phrase};
use crate::report::Edition;
use crate::report::evidence::asked_for;
use crate::report::lookup::Lookup;
use crate::report::position::{reasons, weight_at, weights_are_equal, words};
use crate::report::whatif::arguments;
use crate::rubric::{Domain, DomainId, Level};
use crate::scoring::{DomainProfile, Profile, Step, Supposition};
use crate::words::{levels, quoted, sentence, share};

/// What is said where there is nothing to lift.
pub(crate) const NO_POSITION: &str =
    "There is no position to lift yet: the next step is to give its criteria a level.";

/// What is said where there is no step left.
pub const AT_THE_TOP: &str = "It stands at the highest level there is.";

/// Returns the fewest raises that lift a domain, or each domain, by one position. `command` makes a command that tries
/// them out, from the pairs that [`read_changes`](crate::report::read_changes) takes.
pub fn staircase(
    assessment: &Assessment,
    profile: &Profile,
    domain: Option<&DomainId>,
    command: impl Fn(&str) -> String,
) -> Document {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let wanted = |one: &&DomainProfile| domain.is_none_or(|id| one.domain == *id);
    let mut document = Document::new(format!(
        "{}: what would lift it, {}",
        assessment.setup.trust, assessment.setup.cycle
    ));
    document.paragraph("Each domain's steps are the fewest raises that would lift its position by one. They are arithmetic: which of them matter most, people decide.");
    for profile in profile.domains.iter().filter(wanted) {
        if let Some(domain) = assessment.rubric.domain(profile.domain.as_str()) {
            section(&mut document, &lookup, domain, profile, &command);
        }
    }
    document
}

/// The steps of one domain as a document without a title, and what would have to be so for all of them to be taken,
/// pair by pair as [`read_changes`](crate::report::read_changes) takes it. No pairs: there is no step.
pub fn staircase_part(
    assessment: &Assessment,
    profile: &Profile,
    domain: &DomainId,
) -> (Document, Vec<String>) {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let mut document = Document::default();
    let found = profile.domains.iter().find(|one| one.domain == *domain);
    let changes = found
        .map(|profile| steps(&mut document, &lookup, profile))
        .unwrap_or_default();
    (
        document,
        changes
            .iter()
            .map(|change| arguments(std::slice::from_ref(change)))
            .collect(),
    )
}

fn section(
    document: &mut Document,
    lookup: &Lookup<'_>,
    domain: &Domain,
    profile: &DomainProfile,
    command: &dyn Fn(&str) -> String,
) {
    document.heading(
        2,
        format!("{}: {}", domain.title, words(lookup, profile).finding),
    );
    let changes = steps(document, lookup, profile);
    if !changes.is_empty() {
        document.paragraph(Phrase::led(
            "See what else that would change:",
            command(&arguments(&changes)),
        ));
    }
}

/// The steps, or why there are none; and what would have to be so for all of them to be taken.
fn steps(
    document: &mut Document,
    lookup: &Lookup<'_>,
    profile: &DomainProfile,
) -> Vec<Supposition> {
    let Some(position) = profile.supported.position else {
        document.paragraph(reasons(lookup, profile).first().map_or("", String::as_str));
        document.paragraph(NO_POSITION);
        return Vec::new();
    };
    if profile.staircase.is_empty() {
        document.paragraph(AT_THE_TOP);
        return Vec::new();
    }
    let goal = position.above();
    document.paragraph(asks(lookup, profile, goal));
    if profile.provisional {
        document.paragraph(
            "The position is provisional: giving the open criteria a level may change the steps.",
        );
    }
    let mut there = weight_at(profile, goal).0;
    let all = weight_at(profile, goal).1;
    let equal = weights_are_equal(profile);
    let mut steps = Vec::new();
    for step in &profile.staircase {
        let weight = profile
            .criteria
            .iter()
            .find(|one| one.criterion == step.criterion)
            .map_or(0, |one| u64::from(one.weight));
        there += if step.to >= goal { weight } else { 0 };
        let then = if equal {
            format!(
                "Then {there} of {all} criteria {} at {} or above.",
                if there == 1 { "is" } else { "are" },
                lookup.label(goal)
            )
        } else {
            format!(
                "Then a weight of {there} of {all} is at {} or above.",
                lookup.label(goal)
            )
        };
        let lead = format!(
            "Raise {} from {} to {}.",
            quoted(lookup.title(&step.criterion)),
            lookup.label(step.from),
            lookup.label(step.to)
        );
        steps.push(Phrase::led(
            lead,
            format!("{} {then}", needs(lookup, step).join(" ")),
        ));
    }
    document.numbered(steps);
    profile
        .staircase
        .iter()
        .flat_map(|step| Supposition::of_step(lookup.assessment, lookup.profile, step))
        .collect()
}

/// What the position above asks for, and how much of it is there.
fn asks(lookup: &Lookup<'_>, profile: &DomainProfile, goal: Level) -> String {
    let rules = lookup.rubric().rules();
    let (there, all) = weight_at(profile, goal);
    let (of_what, there) = if weights_are_equal(profile) {
        (
            "the criteria with a level",
            format!(
                "{there} of {all} {} there",
                if there == 1 { "is" } else { "are" }
            ),
        )
    } else {
        (
            "the weight of the criteria with a level",
            format!("A weight of {there} of {all} is there"),
        )
    };
    format!(
        "{} asks for at least {} of {of_what}, and for none more than {} below. {there}.",
        lookup.label(goal),
        share(rules.share),
        levels(rules.reach)
    )
}

/// What one step needs, sentence by sentence.
fn needs(lookup: &Lookup<'_>, step: &Step) -> Vec<String> {
    let Some(criterion) = lookup.criterion(&step.criterion) else {
        return Vec::new();
    };
    let label = lookup.label(step.to);
    Supposition::of_step(lookup.assessment, lookup.profile, step)
        .iter()
        .map(|change| match change {
            Supposition::Standard(id, _) => {
                let standard = lookup.standard(id);
                let status = lookup
                    .entry(id)
                    .map_or("unanswered", |entry| entry.status.phrase());
                let statement = standard.map_or_else(String::new, |standard| {
                    quoted(&sentence(&standard.statement))
                });
                format!("Put right a standard, now {status}: {statement}")
            }
            Supposition::NoWarningSigns(_) => {
                "Put right, or explain in a note, the warning sign that is ticked.".to_owned()
            }
            Supposition::Evidence(_, strength) => format!(
                "Record evidence: {label} asks for {}.",
                asked_for(*strength)
            ),
            Supposition::Level(..) | Supposition::Unknown(_) | Supposition::NotApplicable(_) => {
                format!(
                    "Improve practice, until this is so: {}",
                    quoted(criterion.anchor(step.to))
                )
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{Sample, everything};
    use crate::scoring::score;

    fn text(sample: &Sample, domain: Option<&str>) -> String {
        let assessment = sample.assessment();
        let domain = domain.map(|id| DomainId::new(id).unwrap());
        format!(
            "{:#?}",
            staircase(
                &assessment,
                &score(&assessment),
                domain.as_ref(),
                |changes| format!("try {changes}")
            )
        )
    }

    #[test]
    fn each_step_says_what_it_needs_and_what_is_there_after_it() {
        let sample = Sample {
            standards: "[[standard]]\nid = \"standard-money-law\"\nstatus = \"not-met\"\n"
                .to_owned(),
            ..Sample::default()
        };
        let told = text(
            &sample.levels("a", "head", "money", &[3, 2, 2, 1]),
            Some("money"),
        );
        for words in [
            "Established asks for at least three quarters of the criteria with a level",
            "Put right a standard, now not met: “The money law is kept.”",
            "Record evidence: Established asks for at least one entry",
            "Then 3 of 4 criteria are at Established or above.",
            "try standard-money-law met money-a S1",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert!(!told.contains("Domain care"));
    }

    #[test]
    fn a_domain_at_the_top_and_one_without_a_position_say_so() {
        let sample = Sample {
            quick: true,
            ..Sample::default()
        }
        .levels("a", "head", "money", &[4, 4, 4, 4]);
        let told = text(&sample, None);
        assert!(
            told.contains(AT_THE_TOP) && told.contains("There is no position to lift yet"),
            "{told}"
        );
    }

    #[test]
    fn it_says_something_of_every_domain_of_a_full_assessment() {
        let told = text(&everything(), None);
        assert!(
            told.contains("Domain care") && told.contains("Domain money"),
            "{told}"
        );
    }
}
