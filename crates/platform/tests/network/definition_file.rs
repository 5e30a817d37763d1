//! Files of networks: the demonstration's own, wrong ones, and days on which the clocks change.

use platform::network::Definition;
use platform::testing::instant;

const SAMPLE: &str = include_str!("sample.toml");

fn problems(text: &str) -> Vec<(String, &'static str)> {
    let problems = Definition::parse(text.as_bytes()).expect_err("the file is wrong");
    problems
        .into_iter()
        .map(|problem| (problem.field, problem.code))
        .collect()
}

fn one(field: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn parse_of_the_demonstrations_networks_gives_their_seasons() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/networks");
    let mut read = Vec::new();
    for file in [
        "stronger-connections",
        "peer-collaboratives",
        "peer-collaboratives-2025",
    ] {
        let bytes = std::fs::read(folder.join(file).with_extension("toml")).unwrap();
        let network = Definition::parse(&bytes).unwrap();
        let seats: u32 = network
            .collaboratives
            .iter()
            .filter_map(|one| one.capacity_teams)
            .map(u32::from)
            .sum();
        read.push((
            network.slug,
            network.application.questions.len(),
            seats,
            network.fee.is_some(),
        ));
    }
    let expected = [
        ("stronger-connections".to_owned(), 3, 0, false),
        ("peer-collaboratives".to_owned(), 3, 24, true),
        ("peer-collaboratives-2025".to_owned(), 3, 24, true),
    ];
    assert_eq!(read, expected);
}

#[test]
fn parse_of_deadline_ends_with_its_minute_in_the_networks_zone() {
    let network = Definition::parse(SAMPLE.as_bytes()).unwrap();
    assert_eq!(network.application.opens, instant("2025-09-15T15:00:00Z"));
    assert_eq!(network.application.closes, instant("2025-11-08T08:00:00Z"));
}

#[test]
fn parse_of_repeated_and_skipped_hours_is_generous_or_a_problem() {
    let twice = SAMPLE.replace("2025-11-07T23:59", "2025-11-02T01:30");
    let twice = Definition::parse(twice.as_bytes()).unwrap();
    assert_eq!(twice.application.closes, instant("2025-11-02T09:31:00Z"));
    let skipped = SAMPLE.replace("2025-11-07T23:59", "2026-03-08T02:30");
    assert_eq!(
        problems(&skipped),
        one("application.deadline", "network-file-hour-skipped")
    );
    let skipped = SAMPLE
        .replace("date = \"2026-01-21\"", "date = \"2026-03-08\"")
        .replace("starts = \"13:00\"", "starts = \"02:30\"");
    assert_eq!(
        problems(&skipped),
        one("sessions[3].starts", "network-file-hour-skipped")
    );
}

#[expect(clippy::too_many_lines, reason = "one list of wrong files, read together")]
#[test]
fn parse_of_wrong_values_names_each_key() {
    let cases = [
        (
            "slug = \"sample\"",
            "slug = \"Sample!\"",
            "slug",
            "network-file-slug-wrong",
        ),
        ("slug = \"sample\"", "", "slug", "network-file-key-missing"),
        (
            "slug = \"sample\"",
            "slug = \"sample\"\ncolour = 1",
            "colour",
            "network-file-key-unknown",
        ),
        (
            "network@example.org",
            "network",
            "contact",
            "network-file-email-wrong",
        ),
        (
            "America/Los_Angeles",
            "Mars/Base",
            "time_zone",
            "network-file-zone-unknown",
        ),
        (
            "least = 2, most = 3",
            "least = 3, most = 2",
            "team_size.most",
            "network-file-most-below-least",
        ),
        (
            "least = 2, most = 3",
            "least = 0, most = 3",
            "team_size.least",
            "network-file-number-wrong",
        ),
        (
            "[\"CA\"]",
            "[\"Cal\"]",
            "eligibility.states",
            "network-file-state-wrong",
        ),
        (
            "\"county-office\"]",
            "\"county\"]",
            "eligibility.agency_kinds[2]",
            "network-file-choice-wrong",
        ),
        (
            "colleagues_least = 1",
            "colleagues_least = 9",
            "application.colleagues_least",
            "network-file-colleagues-many",
        ),
        (
            "2025-09-15T08:00",
            "2025-12-15T08:00",
            "application.deadline",
            "network-file-deadline-before-opens",
        ),
        (
            "2025-11-07T23:59",
            "7 November",
            "application.deadline",
            "network-file-moment-wrong",
        ),
        (
            "minutes = 40",
            "minutes = 45",
            "sessions[3].segments",
            "network-file-minutes-sum",
        ),
        (
            "date = \"2026-01-21\"",
            "",
            "sessions[3].date",
            "network-file-key-missing",
        ),
        (
            "collaborative = \"care\"",
            "collaborative = \"cure\"",
            "sessions[3].collaborative",
            "network-file-collaborative-unknown",
        ),
        (
            "id = \"group-1\"",
            "id = \"check-in\"",
            "sessions[3].id",
            "network-file-twice",
        ),
        (
            "kind = \"group\"",
            "kind = \"party\"",
            "sessions[3].kind",
            "network-file-choice-wrong",
        ),
        (
            "public = true",
            "public = \"yes\"",
            "sessions[1].public",
            "network-file-flag-wrong",
        ),
        (
            "https://example.org/test",
            "javascript:alert(1)",
            "sessions[3].pre_readings[2].link",
            "network-file-link-wrong",
        ),
        (
            "en = \"Learning\", ",
            "",
            "sessions[3].segments[1].title",
            "network-file-text-english-missing",
        ),
    ];
    for (right, wrong, field, code) in cases {
        assert!(SAMPLE.contains(right), "{right}");
        assert_eq!(
            problems(&SAMPLE.replacen(right, wrong, 1)),
            one(field, code),
            "{wrong}"
        );
    }
}

#[test]
fn parse_of_many_mistakes_names_them_all_at_once() {
    let text = "slug = 3\nname = \"x\"\nteam_size = 4\nsessions = { }\n";
    let found = problems(text);
    for expected in [
        ("slug", "network-file-string-wrong"),
        ("name", "network-file-text-wrong"),
        ("team_size", "network-file-table-wrong"),
        ("sessions", "network-file-list-wrong"),
        ("application", "network-file-key-missing"),
        ("host", "network-file-key-missing"),
    ] {
        assert!(
            found.contains(&(expected.0.to_owned(), expected.1)),
            "{expected:?} in {found:?}"
        );
    }
}

#[test]
fn parse_of_what_is_no_definition_says_so() {
    assert_eq!(problems("slug = "), one("", "network-file-not-toml"));
    let code = |bytes: &[u8]| Definition::parse(bytes).unwrap_err()[0].code;
    assert_eq!(code(b"\xff\xfe"), "network-file-not-utf8");
    assert_eq!(code(&vec![b' '; 2 << 20]), "network-file-too-large");
}
