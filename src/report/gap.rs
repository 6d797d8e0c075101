//! How far apart groups lie over a domain, in words and numbers.

use crate::report::Edition;
use crate::report::lookup::Lookup;
use crate::rubric::Group;
use crate::scoring::{DomainProfile, GroupGap};
use crate::text::{capitalised, list};
use crate::words::{counted, levels, number, quoted};

/// Two groups over the criteria of a domain on which both can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapReport {
    /// The word for the group that answers higher, and for the other.
    pub groups: [&'static str; 2],
    /// How many criteria can be compared.
    pub criteria: usize,
    /// By how many levels the first answers higher on average, as a reduced fraction.
    pub mean: (i64, i64),
    /// The same to one decimal, half up.
    pub shown: String,
    /// On how many criteria the first is higher, the same, lower.
    pub on: [usize; 3],
    /// The sentence.
    pub words: String,
}

/// The gaps of a domain, the widest first. The public edition has none.
pub fn compose(lookup: &Lookup<'_>, profile: &DomainProfile) -> Vec<GapReport> {
    match lookup.edition {
        Edition::Full | Edition::Board => {}
        Edition::Public => return Vec::new(),
    }
    let one = |gap: &GroupGap| {
        let (numerator, denominator) = (*gap.mean.numer(), *gap.mean.denom());
        // Half up, in whole tenths: floor(10·n/d + 1/2). The mean is never below nought.
        let tenths = (numerator * 20 + denominator) / (denominator * 2);
        let shown = format!("{}.{}", tenths / 10, tenths % 10);
        GapReport {
            groups: [gap.higher.word(), gap.lower.word()],
            criteria: gap.criteria(),
            mean: (numerator, denominator),
            words: in_words(lookup, gap, &shown),
            shown,
            on: [gap.above, gap.same, gap.below],
        }
    };
    profile.gaps.iter().map(one).collect()
}

fn in_words(lookup: &Lookup<'_>, gap: &GroupGap, shown: &str) -> String {
    let (higher, lower) = (phrase(gap.higher), phrase(gap.lower));
    let over = match gap.criteria() {
        1 => "the one criterion on which both can be shown".to_owned(),
        more => format!("the {} criteria on which both can be shown", number(more)),
    };
    let widest = lookup.title(&gap.widest.0);
    let apart = levels(gap.widest.1);
    if gap.above + gap.below == 0 {
        return format!(
            "{} and {lower} have the same middle answer on {over}.",
            capitalised(higher)
        );
    }
    if gap.criteria() == 1 {
        return format!(
            "{} answered {apart} higher than {lower} on {over}, {}.",
            capitalised(higher),
            quoted(widest)
        );
    }
    let on = |count: usize, word: &str| (count > 0).then(|| format!("{word} on {}", number(count)));
    let on: Vec<String> = [
        on(gap.above, "higher"),
        on(gap.same, "the same"),
        on(gap.below, "lower"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let lead = if *gap.mean.numer() == 0 {
        format!("{} and {lower} are even on average", capitalised(higher))
    } else {
        format!(
            "{} answered {shown} of a level higher than {lower} on average",
            capitalised(higher)
        )
    };
    format!(
        "{lead}: {}, of {over}. They lie furthest apart on {}, by {apart}.",
        list(&on),
        quoted(widest)
    )
}

/// A group as a sentence names it.
const fn phrase(group: Group) -> &'static str {
    match group {
        Group::Board => "the board",
        Group::Executive => "the executive",
        Group::Schools => "the schools",
        Group::Staff => "the staff",
        Group::External => "people from outside",
    }
}

/// What a report says where no two groups can be shown side by side.
pub fn none_to_show() -> String {
    "Groups are not set side by side: on no criterion can their middle answers be shown without telling what somebody answered.".to_owned()
}

/// What stands above groups side by side.
pub fn how_to_read(domains: usize) -> String {
    format!(
        "A group stands by itself where three or more of it gave a level; smaller ones are put together as “others”. A criterion is missing where the middle answers would tell what somebody answered. These are middle answers of people who answered alone, not yet agreed.{}",
        if domains == 0 {
            String::new()
        } else {
            format!(
                " Both sides of a gap can be seen in {}.",
                counted(domains, "domain", "domains")
            )
        }
    )
}
