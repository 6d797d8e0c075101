//! Method, limits and sources: how the result came about, for whoever wants to check it.

mod reference;

use crate::assessment::{Depth, Misfit, Orphan};
use crate::report::Edition;
use crate::report::evidence::is_tested;
use crate::report::lookup::Lookup;
use crate::report::people::People;
use crate::report::target::{default_sentence, own_targets};
use crate::rubric::{CriterionId, Level, Standard};
use crate::words::{counted, levels, long_date, opened, quoted, sentence, share};

pub use reference::{cited, reference};

/// A part of the method section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its heading.
    pub title: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Items after them.
    pub items: Vec<String>,
}

impl Passage {
    fn new(title: &str, paragraphs: Vec<String>, items: Vec<String>) -> Self {
        Self {
            title: title.to_owned(),
            paragraphs,
            items,
        }
    }
}

/// The fewest people among whom one answer cannot be told from the others.
const FEWEST: usize = 3;

/// The heading of the passage that says how strong evidence is.
pub const EVIDENCE: &str = "How evidence counts";

/// What page one says of the report, in one line.
pub const WHAT_IT_IS_BRIEFLY: &str =
    "A self-assessment: not a grade, not an inspection judgement, and not for comparing trusts.";

/// What every report says of itself, wherever it is read.
pub const WHAT_IT_IS: &str = "This is a self-assessment. It is diagnostic: it is not a grade, it is not an inspection judgement, and it should not be compared with other trusts.";

/// Returns how ages of evidence are counted.
pub(crate) fn ages(date: &str) -> String {
    format!("Ages are counted to {date}. Evidence dated later counts for nothing.")
}

pub fn compose(lookup: &Lookup<'_>, people: &People) -> Vec<Passage> {
    let mut passages = vec![who(lookup, people), criteria(lookup), positions(lookup)];
    passages.extend(evidence(lookup));
    passages.extend(targets(lookup));
    passages.push(groups(lookup));
    passages.extend(weights(lookup));
    passages.push(standards(lookup));
    passages.extend(kept(lookup));
    passages.push(limits(lookup));
    passages.push(Passage::new(
        "Sources",
        Vec::new(),
        lookup.rubric().references().iter().map(reference).collect(),
    ));
    passages
}

fn who(lookup: &Lookup<'_>, people: &People) -> Passage {
    let mut paragraphs = vec![people.words.clone()];
    let agreed = lookup.assessment.agreed.len();
    let all = lookup.rubric().criteria().count();
    paragraphs.push(match agreed {
        0 => {
            "No judgement has been agreed in a meeting yet; where several people answered, the lower of the middle answers stands for now."
                .to_owned()
        }
        _ => format!("A meeting has agreed the judgement on {agreed} of {all} criteria; everybody's own answers are kept beside it."),
    });
    let items = people
        .respondents
        .iter()
        .map(|one| {
            format!(
                "{}: {} ({}), {}",
                one.id,
                one.role_title,
                one.group,
                counted(one.answered, "answer", "answers")
            )
        })
        .collect();
    Passage::new("Who took part", paragraphs, items)
}

fn criteria(lookup: &Lookup<'_>) -> Passage {
    let caps = lookup.rubric().caps();
    let rule = |level: Option<Level>, what: &str| {
        level.map(|level| {
            format!(
                "{what}: nothing above {} is supported.",
                lookup.label(level)
            )
        })
    };
    let items = [
        rule(caps.must_not_met, "A requirement (must) is not met"),
        rule(caps.must_partly, "A requirement is only partly met"),
        rule(
            caps.must_unknown,
            "Nobody knows whether a requirement is met",
        ),
        rule(
            caps.should_not_met,
            "A good-practice standard (should) is not met, and nobody has said why",
        ),
        rule(
            caps.warning_sign,
            "A warning sign is ticked, and nobody has said why it does not tell against the level",
        ),
    ];
    Passage::new(
        "How a criterion gets its level",
        vec![
            "A criterion's judgement is what a meeting agreed. Until there is one, it is the middle answer of those who gave a level, and of an even number the lower of the middle two. It is always shown.".to_owned(),
            "Beside it stands the level that is supported: the judgement, or less where something limits it. A standard never adds to a level, and an unanswered standard limits nothing.".to_owned(),
            "Four silences are kept apart: unanswered, don't know, not applicable, and the lowest level, which is an answer. None of the first three is counted as a low level.".to_owned(),
        ],
        items.into_iter().flatten().collect(),
    )
}

fn positions(lookup: &Lookup<'_>) -> Passage {
    let rules = lookup.rubric().rules();
    let reach = levels(rules.reach);
    Passage::new(
        "How a domain gets its position",
        vec![
            format!(
                "A domain's position is the highest level that at least {} of its criteria with a level have reached, with none of them more than {reach} below. It is not an average, and there is no overall result.",
                share(rules.share)
            ),
            format!(
                "Where less than {} of what applies has a level, the position is provisional and is shown as the range it may turn out to be. Where more than {} of the criteria do not apply, there is no position.",
                share(rules.enough),
                share(rules.not_applicable_limit)
            ),
        ],
        Vec::new(),
    )
}

fn evidence(lookup: &Lookup<'_>) -> Option<Passage> {
    let caps = lookup.rubric().caps().evidence?;
    if lookup.assessment.setup.depth == Depth::Quick {
        return Some(Passage::new(
            "Evidence was not tested",
            vec!["This was a quick assessment: evidence does not limit any level, and every result is indicative.".to_owned()],
            Vec::new(),
        ));
    }
    let date = long_date(lookup.assessment.setup.date);
    let names = [
        "S0, nothing recorded",
        "S1, at least one entry",
        "S2, at least two kinds of evidence, and an entry from the last 12 months",
        "S3, something from outside the trust in the last 24 months",
    ];
    let items = names
        .iter()
        .zip(caps)
        .map(|(name, cap)| format!("{name}: supports up to {}.", lookup.label(cap)))
        .collect();
    Some(Passage::new(EVIDENCE, vec![ages(&date)], items))
}

fn groups(lookup: &Lookup<'_>) -> Passage {
    let mut paragraphs = match lookup.edition {
        Edition::Full | Edition::Board => vec![
            "A group's middle answer is shown only where three or more of it gave a level. Smaller groups are put together as “others”, and groups are left out where one or two people would be left over, so that no figure less another tells of one or two. No middle answers of groups are shown where they would tell what any one person answered, beside the spread of all and the sizes of the groups: not to a reader from outside, and not to somebody who answered and knows their own.".to_owned(),
            "The spread of all is shown as it is: where everybody gave the same level, or all but one did, it tells that by itself. People who tell each other what they answered can work out more.".to_owned(),
        ],
        Edition::Public => {
            vec!["This edition tells of everybody together: how many answered and how far apart they are, never who they are, and never by role or group.".to_owned()]
        }
    };
    let few = lookup
        .profile
        .criteria()
        .filter(|profile| (1..FEWEST).contains(&levelled(lookup, &profile.criterion)))
        .count();
    if few > 0 && lookup.assessment.responses.len() > 1 {
        paragraphs.push(format!(
            "On {} only one or two people gave a level. Whoever knows who they are can tell what they answered.",
            counted(few, "criterion", "criteria")
        ));
    }
    paragraphs.push("Two reports, one made before somebody answered and one after, tell by comparison what that person answered: make the report when all have answered.".to_owned());
    Passage::new("Whose answers can be seen", paragraphs, Vec::new())
}

/// How many people gave a criterion a level.
fn levelled(lookup: &Lookup<'_>, criterion: &CriterionId) -> usize {
    lookup
        .answers(criterion)
        .iter()
        .filter(|(_, answer)| answer.judgement.rating.level().is_some())
        .count()
}

/// Where targets come from, with the trust's own reason for its default.
fn targets(lookup: &Lookup<'_>) -> Option<Passage> {
    lookup.assessment.default_aim()?;
    let mut sentences = vec![default_sentence(lookup.assessment, lookup.shows_words())];
    sentences.extend(own_targets(lookup.assessment));
    sentences.push(
        "A target never moves a level or a position; it decides what is a priority.".to_owned(),
    );
    Some(Passage::new(
        "Targets",
        vec![sentences.join(" ")],
        Vec::new(),
    ))
}

/// The title of the passage on weights.
pub const WEIGHTS: &str = "Weights";

/// The weights that differ from 1, with the trust's own reasons.
fn weights(lookup: &Lookup<'_>) -> Option<Passage> {
    let own = &lookup.assessment.setup.weights;
    let mut items: Vec<String> = own
        .iter()
        .map(|own| {
            let weight = format!(
                "{} counts {} times",
                quoted(lookup.title(&own.criterion)),
                own.weight
            );
            let weight = weight
                .replace("counts 1 times", "counts once")
                .replace("counts 2 times", "counts twice");
            if lookup.shows_words() {
                format!("{weight}: {}", sentence(&own.reason))
            } else {
                format!("{weight}.")
            }
        })
        .collect();
    let ours = |id: &CriterionId| own.iter().any(|own| own.criterion == *id);
    items.extend(
        lookup
            .rubric()
            .criteria()
            .filter(|criterion| criterion.weight != 1 && !ours(&criterion.id))
            .map(|criterion| {
                format!(
                    "{} has a weight of {} in the rubric.",
                    quoted(&criterion.title),
                    criterion.weight
                )
            }),
    );
    let paragraph = "Weights bear on how large a share of a domain has reached a level. They never lift a criterion that is far below.";
    (!items.is_empty()).then(|| Passage::new(WEIGHTS, vec![paragraph.to_owned()], items))
}

fn standards(lookup: &Lookup<'_>) -> Passage {
    let all: Vec<&Standard> = lookup.rubric().standards().collect();
    let (read, unread): (Vec<&Standard>, Vec<&Standard>) =
        all.iter().partition(|standard| standard.checked.is_some());
    let mut paragraphs = Vec::new();
    if let (Some(first), Some(last)) = (
        read.iter().filter_map(|one| one.checked).min(),
        read.iter().filter_map(|one| one.checked).max(),
    ) {
        let standards = opened(&counted(read.len(), "standard", "standards"));
        paragraphs.push(if first == last {
            format!(
                "{standards}: baseline text last read on {}.",
                long_date(last)
            )
        } else {
            format!(
                "{standards}: baseline text last read on {} at the earliest and {} at the latest.",
                long_date(first),
                long_date(last)
            )
        });
    }
    let date = lookup.assessment.setup.date;
    let stale: Vec<&&Standard> = all
        .iter()
        .filter(|one| one.review_by.is_some_and(|by| by < date))
        .collect();
    if !stale.is_empty() {
        let standards = counted(stale.len(), "standard was", "standards were");
        paragraphs.push(format!(
            "The text of {standards} due to be read again before the date of this assessment."
        ));
    }
    if !unread.is_empty() {
        paragraphs.push(format!(
            "The makers of this rubric have not yet read {} at the source. Check the wording there before relying on it:",
            counted(unread.len(), "standard", "standards")
        ));
    }
    let items = unread
        .iter()
        .map(|one| {
            format!(
                "{} ({})",
                sentence(&one.statement),
                cited(lookup.rubric(), &one.source)
            )
        })
        .collect();
    Passage::new("Where the standards come from", paragraphs, items)
}

/// Answers that the rubric has no place for.
fn kept(lookup: &Lookup<'_>) -> Option<Passage> {
    let (criteria, answers): (Vec<&Orphan>, Vec<&Orphan>) = lookup
        .assessment
        .orphans
        .iter()
        .partition(|orphan| orphan.misfit == Misfit::Criterion);
    let told = |orphans: &[&Orphan], what: &str| {
        let count = counted(
            orphans.len(),
            "answer or judgement is",
            "answers and judgements are",
        );
        (!orphans.is_empty()).then(|| {
            format!(
                "{} {what} They are kept, and count for nothing.",
                opened(&count)
            )
        })
    };
    let paragraphs: Vec<String> = [
        told(&criteria, "about criteria that this rubric does not have."),
        told(&answers, "given as an earlier version of the rubric allowed, with a level or “not applicable” that this one does not."),
    ]
    .into_iter()
    .flatten()
    .collect();
    if paragraphs.is_empty() {
        return None;
    }
    let mut names: Vec<String> = criteria
        .iter()
        .map(|orphan| orphan.criterion.clone())
        .collect();
    names.extend(answers.iter().map(|orphan| match orphan.misfit {
        Misfit::Level(level) => format!("{}, level {level}", orphan.criterion),
        Misfit::NotApplicable => format!("{}, not applicable", orphan.criterion),
        Misfit::Criterion => orphan.criterion.clone(),
    }));
    names.sort_unstable();
    let items = match lookup.edition {
        Edition::Full | Edition::Board => names
            .chunk_by(|one, other| one == other)
            .map(|same| format!("{} ({})", same[0], counted(same.len(), "time", "times")))
            .collect(),
        Edition::Public => Vec::new(),
    };
    Some(Passage::new("Kept without a place", paragraphs, items))
}

fn limits(lookup: &Lookup<'_>) -> Passage {
    let mut paragraphs = vec![WHAT_IT_IS.to_owned()];
    if is_tested(lookup) {
        paragraphs
            .push("Evidence is counted, dated and sorted by kind. Nobody outside the trust has judged whether it is good.".to_owned());
    }
    paragraphs.push("Numbers of pupils, staff and money stand beside the levels for context and never move them. People's answers are their honest view on the day; a view can be wrong.".to_owned());
    Passage::new("Limits", paragraphs, Vec::new())
}
