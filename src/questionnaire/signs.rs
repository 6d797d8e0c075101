//! Asking which warning signs are true.

use std::ops::ControlFlow;

use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::{Interviewer, Leaving, Page, TextPrompt};
use crate::rubric::Criterion;

/// Which warning signs are true, by number from 1; nothing when the person goes back.
pub(super) fn signs(
    interviewer: &mut dyn Interviewer,
    criterion: &Criterion,
    ticked: &[usize],
) -> ControlFlow<Leaving, Option<Vec<usize>>> {
    let listed = criterion.warning_signs.len();
    let mut said = None;
    loop {
        let mut page = Page::new(format!("{}: warning signs", criterion.title));
        if let Some(sentence) = said {
            page.notice(sentence);
        }
        for (number, sign) in criterion.warning_signs.iter().enumerate() {
            page.numbered(
                number + 1,
                if ticked.contains(&(number + 1)) {
                    "ticked"
                } else {
                    ""
                },
                sign,
            );
        }
        page.paragraph("Type the numbers of those that are true, such as 1 or 1 2, and 0 for none. Enter leaves it as it is, b goes back.");
        interviewer.show(&page);
        let prompt = TextPrompt {
            label: "True".into(),
            ..TextPrompt::default()
        };
        match interviewer.reply(&Asking::Text(prompt)) {
            Reply::Text(text) => match sign_numbers(&text, listed) {
                Ok(signs) => return ControlFlow::Continue(Some(signs)),
                Err(sentence) => {
                    if let Some(leaving) = interviewer.refuse(&sentence) {
                        return ControlFlow::Break(leaving);
                    }
                    said = Some(sentence);
                }
            },
            Reply::Unchanged => return ControlFlow::Continue(Some(ticked.to_vec())),
            Reply::Leave(leaving) => return ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Date(_) | Reply::Removed | Reply::Back => {
                return ControlFlow::Continue(None);
            }
        }
    }
}

/// Reads numbers of warning signs; 0 is none.
fn sign_numbers(text: &str, listed: usize) -> Result<Vec<usize>, String> {
    let numbers: Option<Vec<usize>> = text
        .split([' ', ',', ';'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    let known = |numbers: &Vec<usize>| {
        numbers.iter().all(|number| *number <= listed)
            && (!numbers.contains(&0) || numbers.len() == 1)
    };
    let mut numbers = numbers.filter(known).ok_or_else(|| {
        format!("Please type numbers from 1 to {listed} with spaces between, or 0 for none.")
    })?;
    numbers.retain(|number| *number > 0);
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}
