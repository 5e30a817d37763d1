//! Screening of open-ended answers, and the decision that lets them out.

use disclosure::Released;
use disclosure::comments::{
    Asked, Comments, Decision, Dictionary, Level, Mark, Reason, Refusal, Roster, Safety, Screened, Strength,
    screen,
};
use disclosure::rules::Rules;
use proptest::prelude::*;

const SEED: [u8; 32] = [7; 32];

/// Screens one text among ten that say nothing.
fn screened(text: &str, roster: &Roster, dictionary: &Dictionary) -> Screened {
    let mut answers = vec!["More shade outside.".to_owned(); 10];
    answers.push(text.to_owned());
    let asked = Asked {
        item: "better",
        of_staff: false,
        rules: Rules::kith(),
        roster,
        dictionary,
        seed: SEED,
    };
    screen(&answers, &asked).unwrap()
}

/// The marks of a text, each with the part of the text it stands on.
fn marks(text: &str, roster: &Roster, dictionary: &Dictionary) -> Vec<(String, Mark)> {
    let screened = screened(text, roster, dictionary);
    let all = screened.waiting().iter().chain(screened.urgent());
    let own = all.filter(|screening| screening.text == text.trim());
    own.flat_map(|screening| {
        let part = |mark: &Mark| (screening.text[mark.span.clone()].to_owned(), mark.clone());
        screening.marks.iter().map(part).collect::<Vec<_>>()
    })
    .collect()
}

fn roster() -> Roster {
    Roster::new([
        ("Maria", "Lopez"),
        ("José Ángel", "Muñoz"),
        ("Will", "Smith-Jones"),
        ("Guadalupe", "O'Brien"),
        ("Al", "Wu"),
        ("Robert", "Christopherson"),
    ])
}

/// The parts marked as names.
fn names(text: &str) -> Vec<String> {
    let found = marks(text, &roster(), &Dictionary::default());
    let named = found
        .into_iter()
        .filter(|(_, mark)| matches!(mark.reason, Reason::Name(_)));
    named.map(|(part, _)| part).collect()
}

fn reasons(text: &str) -> Vec<Reason> {
    let found = marks(text, &Roster::default(), &Dictionary::default());
    found.into_iter().map(|(_, mark)| mark.reason).collect()
}

#[test]
fn names_are_found_however_they_are_written() {
    let cases = [
        ("I sit with maria every day", "maria"),
        ("MARIA's bag", "MARIA's"),
        ("Marias’ friends", "Marias"),
        ("Mraia is nice", "Mraia"),
        ("ask lopes", "lopes"),
        ("jose munoz", "munoz"),
        ("Angel helps", "Angel"),
        ("Jones yells", "Jones"),
        ("smithjones yells", "smithjones"),
        ("obrien is fair", "obrien"),
        ("O’Brien's class", "O’Brien's"),
        ("Lupita is fair", "Lupita"),
        ("pepe runs", "pepe"),
        ("Bobby runs", "Bobby"),
        ("mlopez posted it", "mlopez"),
        ("M. Lopez said", "Lopez"),
        ("MariaLopez did", "MariaLopez"),
        ("lopezmaria did", "lopezmaria"),
        ("Mar ia did", "Mar ia"),
        ("Cristophersonn did", "Cristophersonn"),
        ("Al Wu did", "Al"),
        ("Mári\u{301}a did", "Mári\u{301}a"),
    ];
    for (text, part) in cases {
        assert!(
            names(text).contains(&part.to_owned()),
            "{text}: {:?}",
            names(text)
        );
    }
    assert_eq!(
        names("The library should open earlier and have more books."),
        [""; 0]
    );
}

#[test]
fn name_that_is_an_everyday_word_is_a_weaker_sign_in_small_letters() {
    let strength = |text: &str| {
        let found = marks(text, &roster(), &Dictionary::default());
        found.first().map(|(_, mark)| mark.strength)
    };
    assert_eq!(strength("it will rain"), Some(Strength::Weak));
    assert_eq!(strength("ask Will about it"), Some(Strength::Strong));
    assert_eq!(strength("ask maria about it"), Some(Strength::Strong));
}

#[test]
fn phrases_by_which_people_tell_who_they_are_are_found() {
    let alone = [
        "As the only deaf student in 8th grade I feel left out",
        "I'm the only one who speaks Mam",
        "I am one of two girls on the team",
        "soy la única niña en el equipo",
        "Como el único de mi país, me siento solo",
        "Soy uno de los pocos",
    ];
    for text in alone {
        assert!(reasons(text).contains(&Reason::Alone), "{text}");
    }
    let role = [
        "I am the principal here",
        "I teach band",
        "my daughter is in fifth grade",
        "my IEP is ignored",
        "Soy la directora",
        "doy clases de arte",
        "mi hijo tiene asma",
        "I am the superintendant",
    ];
    for text in role {
        assert!(reasons(text).contains(&Reason::Role), "{text}");
    }
    for text in [
        "The only good thing is lunch",
        "I am happy",
        "Soy feliz aquí",
        "La comida es mala",
    ] {
        assert_eq!(reasons(text), [], "{text}");
    }
}

#[test]
fn ways_to_reach_a_person_are_found_whole() {
    let cases = [
        (
            "write to ana.p+x@school.k12.ca.us now",
            "ana.p+x@school.k12.ca.us",
            Reason::Mail,
        ),
        ("ana at gmail dot com", "ana at gmail dot com", Reason::Mail),
        ("see https://x.org/ana?1", "https://x.org/ana?1", Reason::Web),
        ("call (530) 555-0123 ok", "(530) 555-0123", Reason::Phone),
        ("call 530.555.0123", "530.555.0123", Reason::Phone),
        ("call 5305550123", "5305550123", Reason::Phone),
        ("555-0123", "555-0123", Reason::Phone),
        ("add @ana_p!", "@ana_p", Reason::Handle),
        ("my snap is anap9", "anap9", Reason::Handle),
        ("in Room 12B it smells", "Room 12B", Reason::Room),
        ("en el salón 4", "salón 4", Reason::Room),
        ("Mrs. Garcia yells", "Mrs. Garcia", Reason::Titled),
        ("mr garcia yells", "mr garcia", Reason::Titled),
        ("la maestra Ruiz grita", "maestra Ruiz", Reason::Titled),
        ("Coach J. Stone", "Coach J. Stone", Reason::Titled),
    ];
    for (text, part, reason) in cases {
        let found = marks(text, &Roster::default(), &Dictionary::default());
        let is_there = |(marked, mark): &(String, Mark)| marked == part && mark.reason == reason;
        assert!(found.iter().any(is_there), "{text}: {found:?}");
    }
    assert_eq!(reasons("We had 25 minutes for 300 people in 2024."), []);
}

#[test]
fn rare_levels_are_found_and_so_are_levels_of_two_dimensions_together() {
    let level = |dimension: &str, level: &str, people, words: &[&str]| Level {
        dimension: dimension.to_owned(),
        level: level.to_owned(),
        people,
        words: words.iter().map(|&word| word.to_owned()).collect(),
    };
    let dictionary = Dictionary::new([
        level("grade", "8", 40, &["8th grade", "eighth grader", "8th-grade"]),
        level("language", "mam", 3, &["Mam"]),
        level("language", "spanish", 60, &["Spanish", "español", "   "]),
    ]);
    let found = |text: &str| -> Vec<(String, Reason)> {
        let marks = marks(text, &Roster::default(), &dictionary);
        marks
            .into_iter()
            .map(|(part, mark)| (part, mark.reason))
            .collect()
    };
    let of = |dimension: &str, level: &str| (dimension.to_owned(), level.to_owned());
    let rare = |(dimension, level)| Reason::RareLevel { dimension, level };
    let together = |(dimension, level)| Reason::Combination { dimension, level };
    assert_eq!(
        found("we speak mam at home"),
        [("mam".to_owned(), rare(of("language", "mam")))]
    );
    assert_eq!(found("the 8th grade is loud"), []);
    assert_eq!(
        found("I speak Español in 8th grade"),
        [
            ("Español".to_owned(), together(of("language", "spanish"))),
            ("8th grade".to_owned(), together(of("grade", "8"))),
        ]
    );
}

#[test]
fn danger_goes_to_a_queue_of_its_own_and_is_never_released() {
    let cases = [
        ("sometimes i want to die", Safety::SelfHarm),
        ("I don't want to live", Safety::SelfHarm),
        ("thinking about suicde", Safety::SelfHarm),
        ("a veces quiero morir", Safety::SelfHarm),
        ("ya no quiero vivir", Safety::SelfHarm),
        ("he touches me", Safety::Abuse),
        ("my dad hits me", Safety::Abuse),
        ("mi papá me pega", Safety::Abuse),
        ("someone said he has a gun", Safety::Weapon),
        ("trajo una pistola", Safety::Weapon),
    ];
    for (text, safety) in cases {
        let screened = screened(text, &Roster::default(), &Dictionary::default());
        assert_eq!(
            (screened.waiting().len(), screened.urgent().len()),
            (10, 1),
            "{text}"
        );
        let found = &screened.urgent()[0];
        assert!(
            found
                .marks
                .iter()
                .any(|mark| mark.reason == Reason::Safety(safety)),
            "{text}"
        );
        let released = screened
            .decide("Dana Reed", &vec![Decision::Publish; 10])
            .unwrap();
        assert!(!released.texts.contains(&text.to_owned()));
    }
}

fn asked<'a>(item: &'a str, seed: u8, roster: &'a Roster, dictionary: &'a Dictionary) -> Asked<'a> {
    Asked {
        item,
        of_staff: false,
        rules: Rules::kith(),
        roster,
        dictionary,
        seed: [seed; 32],
    }
}

#[test]
fn ten_people_must_have_written_something() {
    let (roster, dictionary) = (Roster::default(), Dictionary::default());
    let answers = |count: usize| -> Vec<String> {
        let empty = ["", " \n "].map(str::to_owned);
        (0..count)
            .map(|at| format!("Comment {at}"))
            .chain(empty)
            .collect()
    };
    let asked = asked("better", 1, &roster, &dictionary);
    let refusal = screen(&answers(9), &asked).unwrap_err();
    assert_eq!(
        refusal,
        Refusal::TooFew {
            item: "better".to_owned(),
            least: 10
        }
    );
    assert_eq!(screen(&answers(10), &asked).unwrap().waiting().len(), 10);
    let of_staff = Asked {
        of_staff: true,
        rules: Rules::named("learning-bar").unwrap(),
        ..asked
    };
    assert!(screen(&answers(4), &of_staff).is_err());
    assert_eq!(screen(&answers(5), &of_staff).unwrap().waiting().len(), 5);
}

#[test]
fn order_is_another_for_each_item_and_seed_and_the_same_again() {
    let (roster, dictionary) = (Roster::default(), Dictionary::default());
    let answers: Vec<String> = (0..40).map(|at| format!("Comment {at}")).collect();
    let order = |item: &str, seed: u8| -> Vec<String> {
        let screened = screen(&answers, &asked(item, seed, &roster, &dictionary)).unwrap();
        screened
            .waiting()
            .iter()
            .map(|screening| screening.text.clone())
            .collect()
    };
    let first = order("one", 1);
    assert_eq!(first, order("one", 1));
    assert_ne!(first, answers);
    assert_ne!(first, order("two", 1));
    assert_ne!(first, order("one", 2));
    let mut sorted = first.clone();
    sorted.sort();
    let mut all = answers.clone();
    all.sort();
    assert_eq!(sorted, all);
}

#[test]
fn comments_come_out_only_as_a_named_person_decided() {
    let (roster, dictionary) = (roster(), Dictionary::default());
    let mut answers: Vec<String> = (0..9).map(|at| format!("Comment {at}")).collect();
    answers.push("Maria and Lopez, call 555-0123".to_owned());
    let screened = screen(&answers, &asked("better", 3, &roster, &dictionary)).unwrap();
    let marked = screened
        .waiting()
        .iter()
        .position(|one| !one.marks.is_empty())
        .unwrap();
    let decisions = |decision: Decision| {
        let mut all = vec![Decision::Withhold; 10];
        all[marked] = decision;
        all
    };
    let decide = |by: &str, decision: Decision| screened.clone().decide(by, &decisions(decision));
    let texts = |released: Released<Comments>| released.texts.clone();
    assert_eq!(
        texts(decide("Dana Reed", Decision::MaskMarks).unwrap()),
        ["[…] and […], call […]"]
    );
    assert_eq!(
        texts(decide("Dana Reed", Decision::Mask(vec![6..9, 0..5, 3..7])).unwrap()),
        ["[…] Lopez, call 555-0123"]
    );
    assert_eq!(texts(decide("Dana Reed", Decision::Withhold).unwrap()), [""; 0]);
    assert_eq!(
        decide("Dana Reed", Decision::Publish).unwrap().decided_by,
        "Dana Reed"
    );
    assert_eq!(decide("  ", Decision::Publish).unwrap_err(), Refusal::Nobody);
    let beyond = decide("Dana Reed", Decision::Mask(vec![0..1, 4..400])).unwrap_err();
    assert!(matches!(
        beyond,
        Refusal::Span {
            start: 4,
            end: 400,
            ..
        }
    ));
    let few = screened
        .clone()
        .decide("Dana Reed", &[Decision::Publish])
        .unwrap_err();
    assert_eq!(
        few,
        Refusal::Decisions {
            found: 1,
            comments: 10
        }
    );
}

/// A name of letters that are no everyday thing, of four letters or more.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{4,12}", "[a-zñáéíóúü]{4,12}", "[A-ZÑÁÉÍÓÚÜ][a-zéñ]{3,9}"]
}

/// One edit of a word: a letter dropped, put in, changed, or two neighbors swapped.
fn edited(word: &str, kind: usize, at: prop::sample::Index, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = at.index(letters.len());
    match kind {
        0 => {
            letters.remove(place);
        }
        1 => letters.insert(place, letter),
        2 => letters[place] = letter,
        _ => {
            let other = (place + 1) % letters.len();
            if place < other {
                letters.swap(place, other);
            }
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn name_of_four_letters_with_one_edit_is_always_marked(
        name in name(), kind in 0..4_usize, at in any::<prop::sample::Index>(), letter in "[a-zA-Z' -]",
    ) {
        let roster = Roster::new([(name.as_str(), "Xu")]);
        // The edit is made on what the roster holds, letters with their marks being one letter.
        let wrong = edited(&name, kind, at, letter.chars().next().unwrap());
        let text = format!("I like {wrong}, really");
        let found = marks(&text, &roster, &Dictionary::default());
        let touches = |(_, mark): &(String, Mark)| {
            matches!(mark.reason, Reason::Name(_)) && mark.span.start < 7 + wrong.len() && mark.span.end > 7
        };
        prop_assert!(found.iter().any(touches), "{} in {}: {:?}", name, text, found);
    }

    #[test]
    fn full_name_with_one_edit_is_always_marked(
        given in "[A-Z][a-z]{1,8}", family in "[A-Z][a-z]{1,8}", kind in 0..4_usize, at in any::<prop::sample::Index>(), letter in "[a-zA-Z]",
    ) {
        let roster = Roster::new([(given.as_str(), family.as_str())]);
        let wrong = edited(&format!("{given} {family}"), kind, at, letter.chars().next().unwrap());
        let found = marks(&format!("Yes {wrong} did"), &roster, &Dictionary::default());
        prop_assert!(found.iter().any(|(_, mark)| matches!(mark.reason, Reason::Name(_))), "{}", wrong);
    }

    #[test]
    fn any_text_is_screened_with_marks_between_characters(
        text in any::<String>(), given in any::<String>(), family in any::<String>(), word in any::<String>(),
    ) {
        let roster = Roster::new([(given.as_str(), family.as_str()), ("Ana", "Gil")]);
        let level = Level { dimension: "a".to_owned(), level: "b".to_owned(), people: 2, words: vec![word] };
        let dictionary = Dictionary::new([level]);
        let texts = [text.clone(), format!("{text} Ana {given}@x.org {family}'s 555-0123 {text}")];
        for text in texts {
            let screened = screened(&text, &roster, &dictionary);
            for screening in screened.waiting().iter().chain(screened.urgent()) {
                for mark in &screening.marks {
                    prop_assert!(!mark.span.is_empty());
                    prop_assert!(screening.text.get(mark.span.clone()).is_some());
                }
            }
            let decisions = vec![Decision::MaskMarks; screened.waiting().len()];
            prop_assert!(screened.decide("Dana Reed", &decisions).is_ok());
        }
    }
}
