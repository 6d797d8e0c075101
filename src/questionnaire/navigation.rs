//! Navigation: which screen comes next, as a state machine over groups of questions.
//!
//! It knows nothing of words, answers or interviewers, only which questions
//! are answered; the interview and the register of standards both follow it.

/// How many steps back are remembered.
const LONGEST_TRAIL: usize = 1_000;

/// A question: its group, and its place in it, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The group.
    pub group: usize,
    /// The place in the group.
    pub item: usize,
}

/// Where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The list of groups, with what is done in each.
    Tasks,
    /// A question on the way through its group.
    Question(Place),
    /// A question reached from the page that checks its group; it leads back there.
    Revisit(Place),
    /// The answers of a group, to check and change.
    Check(usize),
    /// The end.
    End,
}

/// What is to be covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scope {
    /// Only this group.
    pub group: Option<usize>,
    /// Only questions without an answer, one after the other.
    pub unanswered: bool,
}

/// The way through the questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Navigation {
    /// For each group, which of its questions are answered.
    answered: Vec<Vec<bool>>,
    scope: Scope,
    here: Screen,
    /// The screens before this one, the latest last.
    trail: Vec<Screen>,
}

impl Navigation {
    /// Starts on the first unanswered question if something is
    /// answered already or the scope names what to do; else on the list.
    pub fn new(answered: Vec<Vec<bool>>, scope: Scope) -> Self {
        let begun = answered.iter().flatten().any(|answered| *answered);
        let mut navigation = Self {
            answered,
            scope,
            here: Screen::Tasks,
            trail: Vec::new(),
        };
        if begun || scope.unanswered || scope.group.is_some() {
            navigation.here = match (navigation.first_open(), scope) {
                (Some(place), _) => Screen::Question(place),
                (
                    None,
                    Scope {
                        unanswered: true, ..
                    },
                ) => Screen::End,
                (
                    None,
                    Scope {
                        group: Some(group), ..
                    },
                ) => Screen::Check(group),
                (None, Scope { group: None, .. }) => Screen::Tasks,
            };
        }
        navigation
    }

    /// Starts on the list of groups instead, whatever is answered already.
    pub fn from_the_list(self) -> Self {
        Self {
            here: Screen::Tasks,
            trail: Vec::new(),
            ..self
        }
    }

    /// Where the person is.
    pub fn screen(&self) -> Screen {
        self.here
    }

    /// Says that a question has an answer, or has none any more.
    pub fn mark(&mut self, place: Place, answered: bool) {
        if let Some(mark) = self
            .answered
            .get_mut(place.group)
            .and_then(|group| group.get_mut(place.item))
        {
            *mark = answered;
        }
    }

    /// The first unanswered question in scope.
    pub fn first_open(&self) -> Option<Place> {
        let groups = (0..self.answered.len())
            .filter(|group| self.scope.group.is_none_or(|only| only == *group));
        groups
            .into_iter()
            .find_map(|group| self.open_from(group, 0))
    }

    /// Opens a group from the list: its first unanswered question, or its answers if there is none.
    pub fn open(&mut self, group: usize) {
        self.go(self
            .open_from(group, 0)
            .map_or(Screen::Check(group), Screen::Question));
    }

    /// Goes on after an answer or a skip: to the next unanswered question of the group, or to its answers.
    pub fn forward(&mut self) {
        self.leave_question(|navigation, place| navigation.open_from(place.group, place.item + 1));
    }

    /// Goes on from an answered question that was looked at: to the next question of the group.
    pub fn onward(&mut self) {
        self.leave_question(|navigation, place| {
            let next = Place {
                item: place.item + 1,
                ..place
            };
            let exists = navigation
                .answered
                .get(place.group)
                .is_some_and(|group| next.item < group.len());
            if navigation.scope.unanswered {
                navigation.open_from(place.group, next.item)
            } else {
                exists.then_some(next)
            }
        });
    }

    fn leave_question(&mut self, next: impl Fn(&Self, Place) -> Option<Place>) {
        match self.here {
            Screen::Question(place) => {
                self.go(next(self, place).map_or(Screen::Check(place.group), Screen::Question));
            }
            Screen::Revisit(place) => self.go(Screen::Check(place.group)),
            Screen::Tasks | Screen::Check(_) | Screen::End => {}
        }
    }

    /// Goes to the screen before this one, and returns whether there is one. Where the
    /// way began on a question, the one before it in its group comes before it,
    /// and the list before the first.
    pub fn back(&mut self) -> bool {
        let before = self.trail.pop().or(match self.here {
            Screen::Question(Place { group, item }) if item > 0 => Some(Screen::Question(Place {
                group,
                item: item - 1,
            })),
            Screen::Question(_) | Screen::Check(_) if self.has_tasks() => Some(Screen::Tasks),
            Screen::Question(_)
            | Screen::Check(_)
            | Screen::Revisit(_)
            | Screen::Tasks
            | Screen::End => None,
        });
        self.here = before.unwrap_or(self.here);
        before.is_some()
    }

    /// Returns whether there is a list of groups.
    pub fn has_tasks(&self) -> bool {
        self.scope.group.is_none()
    }

    /// Opens a question of the group that is being checked.
    pub fn change(&mut self, item: usize) {
        if let Screen::Check(group) = self.here {
            self.go(Screen::Revisit(Place { group, item }));
        }
    }

    /// Shows the list of groups, if there is one.
    pub fn tasks(&mut self) {
        if self.has_tasks() {
            self.go(Screen::Tasks);
        }
    }

    /// Goes on from the answers of a group: to the list, to the next unanswered question, or to the end.
    pub fn checked(&mut self) {
        self.go(match (self.scope, self.later_open()) {
            (Scope { group: Some(_), .. }, _)
            | (
                Scope {
                    unanswered: true,
                    group: None,
                },
                None,
            ) => Screen::End,
            (
                Scope {
                    unanswered: true,
                    group: None,
                },
                Some(place),
            ) => Screen::Question(place),
            (
                Scope {
                    unanswered: false,
                    group: None,
                },
                _,
            ) => Screen::Tasks,
        });
    }

    /// The first unanswered question in a later group than this one. What was
    /// skipped before is not asked in circles.
    fn later_open(&self) -> Option<Place> {
        let after = match self.here {
            Screen::Check(group) => group + 1,
            Screen::Question(place) | Screen::Revisit(place) => place.group,
            Screen::Tasks | Screen::End => 0,
        };
        (after..self.answered.len()).find_map(|group| self.open_from(group, 0))
    }

    /// Ends.
    pub fn finish(&mut self) {
        self.go(Screen::End);
    }

    /// Returns how many groups there are.
    pub fn groups(&self) -> usize {
        self.answered.len()
    }

    /// How many questions of a group are answered, and how many there are.
    pub fn done(&self, group: usize) -> (usize, usize) {
        self.answered.get(group).map_or((0, 0), |group| {
            (
                group.iter().filter(|answered| **answered).count(),
                group.len(),
            )
        })
    }

    fn open_from(&self, group: usize, from: usize) -> Option<Place> {
        let answered = self.answered.get(group)?;
        (from..answered.len())
            .find(|item| !answered[*item])
            .map(|item| Place { group, item })
    }

    fn go(&mut self, screen: Screen) {
        if self.trail.len() == LONGEST_TRAIL {
            self.trail.remove(0);
        }
        self.trail.push(self.here);
        self.here = screen;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(group: usize, item: usize) -> Screen {
        Screen::Question(Place { group, item })
    }

    fn answer(navigation: &mut Navigation) {
        if let Screen::Question(place) | Screen::Revisit(place) = navigation.screen() {
            navigation.mark(place, true);
            navigation.forward();
        }
    }

    #[test]
    fn a_new_walk_starts_on_the_list_and_a_resumed_one_on_the_first_unanswered_question() {
        assert_eq!(
            Navigation::new(vec![vec![false; 2]; 2], Scope::default()).screen(),
            Screen::Tasks
        );
        assert_eq!(
            Navigation::new(vec![vec![true, true], vec![true, false]], Scope::default()).screen(),
            at(1, 1)
        );
        assert_eq!(
            Navigation::new(vec![vec![true], vec![true]], Scope::default()).screen(),
            Screen::Tasks
        );
    }

    #[test]
    fn a_group_is_walked_in_order_and_ends_on_its_answers() {
        let mut navigation = Navigation::new(vec![vec![false; 2]; 2], Scope::default());
        navigation.open(1);
        assert_eq!(navigation.screen(), at(1, 0));
        answer(&mut navigation);
        assert_eq!(navigation.screen(), at(1, 1));
        navigation.forward();
        assert_eq!(navigation.screen(), Screen::Check(1));
        navigation.change(0);
        assert_eq!(
            navigation.screen(),
            Screen::Revisit(Place { group: 1, item: 0 })
        );
        navigation.onward();
        assert_eq!(navigation.screen(), Screen::Check(1));
        navigation.checked();
        assert_eq!(navigation.screen(), Screen::Tasks);
    }

    #[test]
    fn looking_through_answered_questions_goes_one_by_one() {
        let navigation = Navigation::new(vec![vec![true, true, false]], Scope::default());
        assert_eq!(navigation.screen(), at(0, 2));
        let mut navigation = Navigation {
            here: at(0, 0),
            ..navigation
        };
        navigation.onward();
        assert_eq!(navigation.screen(), at(0, 1));
        navigation.forward();
        assert_eq!(navigation.screen(), at(0, 2));
    }

    #[test]
    fn back_from_where_a_walk_was_resumed_goes_to_the_question_before_and_then_to_the_list() {
        let mut navigation = Navigation::new(vec![vec![true, false]], Scope::default());
        assert!(navigation.back());
        assert_eq!(navigation.screen(), at(0, 0));
        assert!(navigation.back());
        assert_eq!(navigation.screen(), Screen::Tasks);
        assert!(!navigation.back());
        let mut only = Navigation::new(
            vec![vec![false]],
            Scope {
                group: Some(0),
                unanswered: false,
            },
        );
        assert!(!only.back());
    }

    #[test]
    fn only_one_group_never_leaves_it() {
        let scope = Scope {
            group: Some(1),
            unanswered: false,
        };
        let mut navigation = Navigation::new(vec![vec![false], vec![false]], scope);
        assert_eq!(navigation.screen(), at(1, 0));
        answer(&mut navigation);
        navigation.tasks();
        assert_eq!(navigation.screen(), Screen::Check(1));
        navigation.checked();
        assert_eq!(navigation.screen(), Screen::End);
        assert_eq!(
            Navigation::new(vec![vec![false], vec![true]], scope).screen(),
            Screen::Check(1)
        );
    }

    #[test]
    fn only_unanswered_asks_each_open_question_once_and_ends() {
        let scope = Scope {
            group: None,
            unanswered: true,
        };
        let mut navigation = Navigation::new(
            vec![vec![true, false], vec![], vec![false, true, false]],
            scope,
        );
        let mut seen = Vec::new();
        while navigation.screen() != Screen::End {
            seen.push(navigation.screen());
            match navigation.screen() {
                Screen::Question(_) => navigation.forward(),
                Screen::Check(_) => navigation.checked(),
                Screen::Tasks | Screen::Revisit(_) | Screen::End => {
                    unreachable!("not on this way")
                }
            }
        }
        assert_eq!(
            seen,
            [
                at(0, 1),
                Screen::Check(0),
                at(2, 0),
                at(2, 2),
                Screen::Check(2)
            ]
        );
        assert_eq!(
            Navigation::new(vec![vec![true]], scope).screen(),
            Screen::End
        );
    }

    #[test]
    fn a_rubric_without_questions_is_no_trap() {
        let mut navigation = Navigation::new(vec![vec![], vec![]], Scope::default());
        navigation.open(0);
        assert_eq!(navigation.screen(), Screen::Check(0));
        navigation.checked();
        navigation.open(7);
        navigation.finish();
        assert_eq!(navigation.screen(), Screen::End);
    }

    #[derive(Debug, Clone)]
    enum Act {
        Open(usize),
        Answer,
        Skip,
        Onward,
        Back,
        Change(usize),
        Tasks,
        Checked,
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let act = prop_oneof![
            (0usize..4).prop_map(Act::Open),
            Just(Act::Answer),
            Just(Act::Skip),
            Just(Act::Onward),
            Just(Act::Back),
            (0usize..4).prop_map(Act::Change),
            Just(Act::Tasks),
            Just(Act::Checked),
        ];
        prop::collection::vec(act, 0..60)
    }

    fn act(navigation: &mut Navigation, act: &Act) {
        match act {
            Act::Open(group) => navigation.open(*group % navigation.answered.len()),
            Act::Answer => answer(navigation),
            Act::Skip => navigation.forward(),
            Act::Onward => navigation.onward(),
            Act::Back => drop(navigation.back()),
            Act::Change(item) => {
                if let Screen::Check(group) = navigation.screen()
                    && *item < navigation.answered[group].len()
                {
                    navigation.change(*item);
                }
            }
            Act::Tasks => navigation.tasks(),
            Act::Checked => navigation.checked(),
        }
    }

    proptest! {
        #[test]
        fn back_after_any_step_forward_returns(groups in prop::collection::vec(prop::collection::vec(any::<bool>(), 0..5), 1..5), steps in acts()) {
            let mut navigation = Navigation::new(groups, Scope::default());
            for step in &steps {
                let before = (navigation.here, navigation.trail.len());
                act(&mut navigation, step);
                if navigation.trail.len() > before.1 {
                    let mut undone = navigation.clone();
                    prop_assert!(undone.back());
                    prop_assert_eq!(undone.screen(), before.0);
                }
                if let Screen::Question(place) | Screen::Revisit(place) = navigation.screen() {
                    prop_assert!(place.item < navigation.answered[place.group].len(), "the question exists");
                }
            }
        }

        #[test]
        fn from_anywhere_every_question_can_be_reached(groups in prop::collection::vec(prop::collection::vec(any::<bool>(), 1..5), 1..5), steps in acts()) {
            let mut navigation = Navigation::new(groups.clone(), Scope::default());
            for step in &steps {
                act(&mut navigation, step);
            }
            for (group, items) in groups.iter().enumerate() {
                for item in 0..items.len() {
                    let mut navigation = navigation.clone();
                    navigation.tasks();
                    navigation.open(group);
                    while navigation.screen() != Screen::Check(group) {
                        navigation.forward();
                    }
                    navigation.change(item);
                    prop_assert_eq!(navigation.screen(), Screen::Revisit(Place { group, item }));
                }
            }
        }

        #[test]
        fn answering_all_the_way_ends_with_everything_answered(groups in prop::collection::vec(prop::collection::vec(any::<bool>(), 0..5), 1..5)) {
            let mut navigation = Navigation::new(groups, Scope { group: None, unanswered: true });
            for _ in 0..100 {
                match navigation.screen() {
                    Screen::Question(_) | Screen::Revisit(_) => answer(&mut navigation),
                    Screen::Check(_) => navigation.checked(),
                    Screen::Tasks | Screen::End => break,
                }
            }
            prop_assert_eq!(navigation.screen(), Screen::End);
            prop_assert_eq!(navigation.first_open(), None);
        }
    }
}
