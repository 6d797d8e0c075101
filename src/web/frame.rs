//! What is around every page: its title, the link back, the navigation, and the token of its forms.

use crate::web::assessments::OpenAssessment;
use crate::web::session::Session;

/// The name of the service, last in every title.
const SERVICE: &str = "strong-trust";

/// A page of an assessment that can be reached from each of its pages.
pub(crate) struct NavigationLink {
    /// The last part of its address.
    pub(crate) page: &'static str,
    /// Its name in the navigation.
    pub(crate) name: &'static str,
    /// What can be done there, for the overview.
    pub(crate) words: &'static str,
}

/// The navigation links. A page that people look for needs a line here.
pub(crate) const NAVIGATION: &[NavigationLink] = &[
    NavigationLink {
        page: "",
        name: "Overview",
        words: "",
    },
    NavigationLink {
        page: "people",
        name: "Answer",
        words: "The questions, one a page. Say who you are, and go on where you stopped.",
    },
    NavigationLink {
        page: "standards",
        name: "Standards",
        words: "The register of what has to be met, by who usually knows.",
    },
    NavigationLink {
        page: "status",
        name: "Status",
        words: "Who has answered what, and what is next. Remind people.",
    },
    NavigationLink {
        page: "agree",
        name: "Agree",
        words: "What a meeting talks about, in order, and what it agrees: on screen, large, and as minutes.",
    },
    NavigationLink {
        page: "report",
        name: "Report",
        words: "Where each domain stands and why, down to the answers. Word, PDF and Excel for the board.",
    },
    NavigationLink {
        page: "plan",
        name: "Plan",
        words: "What will be done, by whom and by when. Calendar, and Excel out and in.",
    },
    NavigationLink {
        page: "targets",
        name: "Targets",
        words: "What the board aims for, for each criterion, and why.",
    },
    NavigationLink {
        page: "numbers",
        name: "Numbers",
        words: "The trust's own numbers beside the national ones. They never move a level.",
    },
    NavigationLink {
        page: "compare",
        name: "Compare",
        words: "What moved since earlier cycles and why; what you said, and what you did.",
    },
];

/// What a layout needs.
pub(crate) struct Frame {
    /// The heading of the page, which begins its title.
    pub(crate) title: String,
    /// The part of the service, such as a domain or the assessment; may be empty.
    pub(crate) section: String,
    /// Whether the page tells of an error, which its title begins with.
    pub(crate) error: bool,
    /// The token that every form carries; empty without a session.
    pub(crate) token: String,
    /// The prefix of the addresses of all pages; empty without a session.
    pub(crate) base: String,
    /// Where the link back leads.
    pub(crate) back: Option<String>,
    /// What the assessment is called, with its address.
    pub(crate) assessment: Option<(String, String)>,
    /// The navigation links: address, name, and whether it is the current page.
    pub(crate) navigation: Vec<(String, &'static str, bool)>,
    /// How many levels the scale has, for the shades of the style.
    pub(crate) levels: usize,
    /// Something that has just happened, such as a save.
    pub(crate) notice: Option<String>,
    /// Whether the page is as wide as the window allows.
    pub(crate) wide: bool,
    /// Whether it is for a projector: large, and nothing but the matter.
    pub(crate) large: bool,
}

impl Frame {
    /// Returns a page of this heading.
    pub(crate) fn new(title: impl Into<String>, session: Option<&Session>) -> Self {
        Self {
            title: title.into(),
            section: String::new(),
            error: false,
            token: session.map_or_else(String::new, |session| session.token.reveal().to_owned()),
            base: session.map_or_else(String::new, |session| session.base.to_string()),
            back: None,
            assessment: None,
            navigation: Vec::new(),
            levels: 5,
            notice: None,
            wide: false,
            large: false,
        }
    }

    /// It belongs to an assessment; `here` is the current page in the navigation.
    pub(crate) fn of(mut self, opened: &OpenAssessment, here: &str) -> Self {
        let setup = &opened.assessment.setup;
        let name = format!("{}, {}", setup.trust, setup.cycle);
        if self.section.is_empty() {
            self.section.clone_from(&name);
        }
        self.assessment = Some((name, opened.at("")));
        self.navigation = NAVIGATION
            .iter()
            .map(|link| (opened.at(link.page), link.name, link.page == here))
            .collect();
        self.levels = opened.assessment.rubric.scale().size();
        self
    }

    /// It belongs to this part of the service.
    pub(crate) fn in_section(mut self, section: impl Into<String>) -> Self {
        self.section = section.into();
        self
    }

    /// Returns the link back leads there.
    pub(crate) fn back_to(mut self, address: impl Into<String>) -> Self {
        self.back = Some(address.into());
        self
    }

    /// Returns its scale has so many levels.
    pub(crate) fn with_levels(mut self, levels: usize) -> Self {
        self.levels = levels;
        self
    }

    /// It is as wide as the window allows.
    pub(crate) fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// It is for a projector, if it is.
    pub(crate) fn large(mut self, large: bool) -> Self {
        self.large = large;
        self
    }

    /// It tells of an error.
    pub(crate) fn with_error(mut self) -> Self {
        self.error = true;
        self
    }

    /// It says first what has just happened.
    pub(crate) fn saying(mut self, notice: Option<String>) -> Self {
        self.notice = notice;
        self
    }

    /// Returns the title of the window: what, where, which service; an error first.
    pub(crate) fn window(&self) -> String {
        let error = if self.error { "Error: " } else { "" };
        let parts: Vec<&str> = [self.title.as_str(), &self.section, SERVICE]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        format!("{error}{}", parts.join(" – "))
    }
}
