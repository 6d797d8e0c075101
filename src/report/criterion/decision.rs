//! What a meeting decided, in its words.

use crate::assessment::{Agreed, Rating};
use crate::words::sentence;

pub fn decision(agreed: &Agreed) -> Vec<String> {
    let mut decision = vec![format!(
        "The reason agreed (led by {}): {}",
        agreed.moderator.trim(),
        sentence(&agreed.reason)
    )];
    // A meeting that is asked for one reason gives it once, and it is not said twice.
    if let Rating::NotApplicable(reason) = &agreed.judgement.rating
        && reason.trim() != agreed.reason.trim()
    {
        decision.push(format!("Why it is not applicable: {}", sentence(reason)));
    }
    if let Some(note) = &agreed.judgement.warning_note {
        decision.push(format!("On a warning sign: {}", sentence(note)));
    }
    if let Some(dissent) = &agreed.dissent {
        decision.push(format!("Seen otherwise: {}", sentence(dissent)));
    }
    decision
}
