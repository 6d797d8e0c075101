//! Writes the seeds of every target into `corpus/`, from the examples and from what the program itself writes, and
//! tries nothing.
#![no_main]

use std::fs;
use std::path::{Path, PathBuf};

use libfuzzer_sys::fuzz_target;
use strong_trust::export::excel::tracker;
use strong_trust::intake::form::write;
use strong_trust::rubric::{RubricId, builtins, starter};
use strong_trust::scoring::score;
use strong_trust_fuzz::book::{Book, CELLS, EDITS, PART, RAW};
use strong_trust_fuzz::{files, world};

fuzz_target!(init: seeds(), |_input: &[u8]| {});

fn seeds() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    rubrics(&mut Corpus::new(here, "rubric"));
    assessments(
        &mut Corpus::new(here, "assessment"),
        &here.join("../examples"),
    );
    let assessment = world::assessment();
    let response = &assessment.responses[0];
    let form = write(&assessment, &response.respondent, &response.role).expect("a form is written");
    workbooks(&mut Corpus::new(here, "form"), &form);
    let written = strong_trust::report::tracker(&assessment, &score(&assessment));
    let tracker = tracker::render(&written).expect("a tracker is written");
    workbooks(&mut Corpus::new(here, "tracker"), &tracker);
    bodies(&mut Corpus::new(here, "bodies"), &form);
}

/// The seeds of one target, numbered.
struct Corpus {
    folder: PathBuf,
    next: usize,
}

impl Corpus {
    fn new(here: &Path, target: &str) -> Self {
        let folder = here.join("corpus").join(target);
        fs::create_dir_all(&folder).expect("the folder of the corpus can be made");
        Self { folder, next: 0 }
    }

    fn add(&mut self, seed: impl AsRef<[u8]>) {
        self.next += 1;
        let file = self.folder.join(format!("seed-{}", self.next));
        fs::write(file, seed).expect("a seed can be written");
    }
}

/// The starter, whole; of each rubric inside the program the main file with one domain, each domain once.
fn rubrics(corpus: &mut Corpus) {
    let id = RubricId::new("small").expect("it is an id");
    let own = starter(&id);
    let own = own
        .iter()
        .filter(|(name, _)| !name.contains('/'))
        .map(|(name, text)| (*name, text.as_str()));
    corpus.add(files::join(own));
    for builtin in builtins() {
        for domain in &builtin.files[1..] {
            corpus.add(files::join([builtin.files[0], *domain]));
        }
    }
}

/// The files of each example, and one of each kind by the small rubric.
fn assessments(corpus: &mut Corpus, examples: &Path) {
    let rubric = world::small();
    let criteria: Vec<String> = rubric.criteria().map(|one| one.id.to_string()).collect();
    let standards: Vec<String> = rubric.standards().map(|one| one.id.to_string()).collect();
    let role = rubric.roles()[0].id.to_string();
    let answers = |levels: &[&str]| -> String {
        let mut text = String::new();
        for (criterion, answer) in criteria.iter().zip(levels.iter().cycle()) {
            text += &format!("[[answer]]\ncriterion = \"{criterion}\"\n{answer}\n");
        }
        text
    };
    let response = |who: &str, levels: &[&str]| {
        format!(
            "format = 1\nrespondent = \"{who}\"\nrole = \"{role}\"\n{}",
            answers(levels)
        )
    };
    let one = response(
        "one",
        &[
            "level = 1\nnote = \"Seen\"\nconfidence = \"sure\"",
            "unknown = true",
        ],
    );
    let two = response("two", &["level = 3", "not-applicable = \"No schools yet\""]);
    let evidence = response(
        "three",
        &[
            "level = 2\nwarning-signs = [1]\n[[answer.evidence]]\nwhat = \"Minutes\"\nkind = \"document\"\ndate = 2026-03-01",
        ],
    );
    let mut register = "format = 1\n".to_owned();
    for (standard, status) in standards
        .iter()
        .zip(["met", "not-met", "unknown"].iter().cycle())
    {
        register += &format!("[[standard]]\nid = \"{standard}\"\nstatus = \"{status}\"\n");
    }
    let agreed = format!(
        "format = 1\n[[agreed]]\ncriterion = \"{}\"\nlevel = 2\nreason = \"Talked\"\nmoderator = \"chair\"\ndate = 2026-11-01\n",
        criteria[0]
    );
    let plan = format!(
        "format = 1\nnext-review = 2027-03-01\n[[action]]\nid = \"action-1\"\nfor = \"{}\"\nwhat = \"Do it\"\nowner = \"chair\"\ndue = 2027-03-01\nmeasure = \"Done\"\nstatus = \"not-started\"\n",
        criteria[0]
    );
    let setup = ("assessment.toml", world::SETUP);
    let targets = format!(
        "{}[targets]\ndefault = 3\n{} = 2\n",
        world::SETUP,
        criteria[0]
    );
    corpus.add(files::join([setup, ("responses/one.toml", &one)]));
    corpus.add(files::join([setup, ("responses/three.toml", &evidence)]));
    corpus.add(files::join([
        ("assessment.toml", targets.as_str()),
        ("responses/one.toml", &one),
        ("responses/two.toml", &two),
        ("responses/three.toml", &evidence),
        ("standards.toml", &register),
        ("agreed.toml", &agreed),
        ("plan.toml", &plan),
    ]));
    for example in ["northmoor", "northmoor-2025", "harbour-view"] {
        let folder = examples.join(example);
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
        let setup = read("assessment.toml");
        for name in [
            "standards.toml",
            "agreed.toml",
            "indicators.toml",
            "plan.toml",
        ] {
            corpus.add(files::join([
                ("assessment.toml", setup.as_str()),
                (name, &read(name)),
            ]));
        }
        let responses = fs::read_dir(folder.join("responses")).expect("an example has responses");
        for response in responses.filter_map(Result::ok) {
            let name = format!("responses/{}", response.file_name().to_string_lossy());
            // Read by the larger rubric: every id is wrong, and every other word is right.
            corpus.add(format!(
                " {}",
                files::join([("assessment.toml", setup.as_str()), (&name, &read(&name))])
            ));
        }
    }
}

/// The workbook as it is, each of its parts, and some changes.
fn workbooks(corpus: &mut Corpus, bytes: &[u8]) {
    let book = Book::of(bytes);
    corpus.add([&[RAW], bytes].concat());
    corpus.add([EDITS, 0, 0, 0, 0, 1, b' ']);
    for (place, (_, text)) in book.0.iter().enumerate() {
        let place = u8::try_from(place).expect("a workbook of ours has few parts");
        corpus.add([&[PART, place], text.as_slice()].concat());
        for words in ["", "3", "46107", "2026-03-01", "Not known", "-1e300"] {
            let length = u8::try_from(words.len()).expect("it is short");
            corpus.add([&[CELLS, place, 0, 7, length], words.as_bytes()].concat());
            corpus.add([&[EDITS, place, 1, 7, 3, length], words.as_bytes()].concat());
        }
    }
}

/// What browsers send.
fn bodies(corpus: &mut Corpus, form: &[u8]) {
    corpus.add(b"\0token=abc&level=3&note=One%0D%0Atwo&sign=1&sign=2&evidence.0.what=%C3%A9+%26");
    corpus.add(b"\0a=%&b=%zz&=&&c");
    let head = "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"form.xlsx\"\r\nContent-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\n\r\n";
    let end = "\r\n--x--\r\n";
    corpus.add([&[1], head.as_bytes(), &form[..200], end.as_bytes()].concat());
    corpus.add([&[1], head.as_bytes(), end.as_bytes()].concat());
    corpus.add(
        [
            &[2],
            b"multipart/form-data; boundary=x\n".as_slice(),
            head.as_bytes(),
            end.as_bytes(),
        ]
        .concat(),
    );
    corpus.add(
        [
            &[2],
            b"multipart/form-data; boundary=\"a b\"; charset=utf-8\n--a b\r\n".as_slice(),
        ]
        .concat(),
    );
    corpus.add(b"\x02application/x-www-form-urlencoded; charset=utf-8\na=1");
}
