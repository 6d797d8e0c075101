use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::assessment::Note;
use crate::rubric::{RubricText, parse};
use crate::source::Source;
use crate::store::comment::lost;
use crate::store::trial::{new, rubric_text};

fn assessment() -> (TempDir, Folder, Rubric) {
    let temporary = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap();
    let text = rubric_text(1);
    let indicator = |number| {
        format!(
            "[[indicator]]\nid = \"indicator-{number}\"\ntitle = \"I\"\nunit = \"weeks\"\nbetter = \"lower\"\n"
        )
    };
    let indicators = (0..3).map(indicator).collect::<Vec<_>>().concat();
    let domain = Source::new(
        "small/work.toml",
        format!("{}{indicators}", text.domains[0].text()),
    );
    let text = RubricText {
        domains: vec![domain],
        ..text
    };
    let folder = Folder::create(temporary.path().join("trust"), &new(), &text).unwrap();
    (temporary, folder, parse(&text).unwrap())
}

fn figure(number: usize, value: &str, period: &str) -> OwnFigure {
    let indicator = IndicatorId::new(format!("indicator-{number}")).unwrap();
    OwnFigure {
        indicator,
        value: value.into(),
        period: period.into(),
        note: None,
    }
}

fn text(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("indicators.toml")).unwrap()
}

#[test]
fn numbers_of_several_periods_stand_side_by_side_in_rubric_order() {
    let (_temporary, folder, rubric) = assessment();
    for one in [
        figure(1, "6.50", "2025/26"),
        figure(0, "12", "2025"),
        figure(1, "7", "2024/25"),
        figure(1, "6.5", "2025/26"),
    ] {
        assert_eq!(folder.save_figure(&rubric, &one).unwrap(), Saved::Written);
    }
    let entry = |id: usize, value: &str, period: &str| {
        format!(
            "\n[[indicator]]\nid = \"indicator-{id}\"\nvalue = {value}\nperiod = \"{period}\"\n"
        )
    };
    let expected = format!(
        "format = 1\n{}{}{}",
        entry(0, "12", "2025"),
        entry(1, "6.5", "2025/26"),
        entry(1, "7", "2024/25")
    );
    assert_eq!(text(&folder), expected);
    assert_eq!(
        folder
            .save_figure(&rubric, &figure(1, "7", "2024/25"))
            .unwrap(),
        Saved::Unchanged
    );
    folder
        .remove_figures(&rubric, &figure(1, "", "").indicator, Some("2024/25"))
        .unwrap();
    assert_eq!(folder.load().unwrap().assessment.figures.len(), 2);
    folder
        .remove_figures(&rubric, &figure(1, "", "").indicator, None)
        .unwrap();
    assert_eq!(
        folder
            .remove_figures(&rubric, &figure(1, "", "").indicator, None)
            .unwrap(),
        Saved::Unchanged
    );
    assert_eq!(
        text(&folder),
        format!("format = 1\n{}", entry(0, "12", "2025"))
    );
}

#[test]
fn a_comment_outlives_the_number_it_was_written_beside() {
    let (_temporary, folder, rubric) = assessment();
    let file = "# ours\nformat = 1\n\n# from payroll\n[[indicator]]\nid = \"indicator-0\" # a\nvalue = 12.40 # b\nperiod = \"2025\"\n\n# census\n[[indicator]]\nid = \"indicator-1\"\nvalue = 3\nperiod = \"2025\"\n# end\n";
    fs::write(folder.path().join("indicators.toml"), file).unwrap();
    assert_eq!(
        folder
            .save_figure(&rubric, &figure(0, "12.40", "2025"))
            .unwrap(),
        Saved::Unchanged
    );
    assert_eq!(text(&folder), file);
    folder
        .save_figure(&rubric, &figure(0, "12.5", "2025"))
        .unwrap();
    assert_eq!(text(&folder), file.replace("12.40", "12.5"));
    for number in 0..2 {
        folder
            .remove_figures(&rubric, &figure(number, "", "").indicator, None)
            .unwrap();
        assert!(lost(file, &text(&folder)).is_empty(), "{}", text(&folder));
    }
    assert!(folder.load().unwrap().assessment.figures.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_saved_is_read_back_as_it_was_written(values in prop::collection::vec((0..3usize, "-?[0-9]{1,4}(\\.[0-9]{1,3})?|\\PC{1,8}|inf|0x1f|1_0", "\\PC{1,6}"), 1..6)) {
        let (_temporary, folder, rubric) = assessment();
        for (number, value, period) in values {
            let one = OwnFigure { note: Note::new(&value), ..figure(number, &value, &period) }.plainly();
            folder.save_figure(&rubric, &one).unwrap();
            prop_assert!(folder.load().unwrap().assessment.figures.contains(&one));
        }
    }
}
