//! Reading packs: what is wrong is said with its line, and nothing makes the reader fall.

use disclosure::rules::Rules;
use proptest::prelude::*;

const DELAWARE: &str = include_str!("../../rules/delaware.toml");
const EDFACTS: &str = include_str!("../../rules/edfacts.toml");

/// The flaws of a pack in which one line was replaced, as said.
fn flaws(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    Rules::read(&text.replacen(old, new, 1)).unwrap_err().to_string()
}

#[test]
fn reading_a_built_in_text_gives_the_built_in_pack() {
    assert_eq!(Rules::read(DELAWARE).unwrap(), *Rules::named("delaware").unwrap());
}

#[test]
fn reading_a_flaw_says_what_where_and_what_would_be_right() {
    let low = flaws(DELAWARE, "count = 16", "count = 3");
    assert!(
        low.starts_with("line 10, least.count: 3 is below 5: say 5 or more, or why in below_five"),
        "{low}"
    );
    let word = flaws(DELAWARE, "count = 16", "count = \"many\"");
    assert!(word.contains("line 10") && word.contains("many"), "{word}");
    let unknown = flaws(DELAWARE, "above = 95", "abvoe = 95");
    assert!(
        unknown.contains("line 18") && unknown.contains("abvoe") && unknown.contains("above"),
        "{unknown}"
    );
    let missing = flaws(DELAWARE, "verified = true", "");
    assert!(missing.contains("verified"), "{missing}");
    let crossed = flaws(DELAWARE, "below = 5", "below = 96");
    assert!(crossed.contains("line 15, tails.0: 96 and 95"), "{crossed}");
    let day = flaws(DELAWARE, "2026-11-22", "2026-02-30");
    assert!(day.contains("line 4, read: \"2026-02-30\" is no day"), "{day}");
    let step = flaws(EDFACTS, "step = 20", "step = 30");
    assert!(step.contains("bands.1.step: 30 does not divide 100"), "{step}");
    let order = flaws(EDFACTS, "from = 31\nat_most", "from = 16\nat_most");
    assert!(order.contains("tails.1.from: 16 does not come after"), "{order}");
}

#[test]
fn reading_tells_every_flaw_at_once() {
    let text = DELAWARE
        .replace("count = 16", "count = 0")
        .replace("id = \"delaware\"", "id = \"De la\"")
        .replace("https://", "see ");
    assert_eq!(Rules::read(&text).unwrap_err().0.len(), 3);
}

#[test]
fn reading_a_count_below_five_needs_its_reason() {
    let text = DELAWARE.replace("count = 16", "count = 3\nbelow_five = \"the law says so\"");
    assert_eq!(Rules::read(&text).unwrap().least.count, 3);
    assert!(Rules::read(&text.replace("the law says so", " ")).is_err());
}

#[test]
fn reading_what_is_too_long_stops() {
    let text = format!("{DELAWARE}\n#{}", "x".repeat(1 << 20));
    assert!(
        Rules::read(&text)
            .unwrap_err()
            .to_string()
            .contains("bytes are too many")
    );
}

proptest! {
    #[test]
    fn reading_any_text_gives_an_answer(text in any::<String>()) {
        prop_assert!(Rules::read(&text).is_err());
    }

    #[test]
    fn reading_a_damaged_pack_gives_flaws_or_a_pack_that_holds(
        at in 0..2_000_usize, gone in 0..40_usize, put in "[\\[\\]\"=0-9a-z\n{}, .-]{0,6}", which in 0..16_usize,
    ) {
        let whole = toml::to_string(&Rules::all()[which]).unwrap();
        let characters: Vec<char> = whole.chars().collect();
        let (start, end) = (at.min(characters.len()), (at + gone).min(characters.len()));
        let text: String =
            characters[..start].iter().copied().chain(put.chars()).chain(characters[end..].iter().copied()).collect();
        match Rules::read(&text) {
            Err(misread) => {
                let lines = text.lines().count() + 1;
                prop_assert!(!misread.0.is_empty());
                prop_assert!(misread.0.iter().all(|flaw| flaw.line >= 1 && flaw.line <= lines));
            }
            Ok(rules) => {
                // What is read is written and read again as the same.
                prop_assert!(rules.least.count >= 5 || rules.least.below_five.is_some());
                prop_assert_eq!(&Rules::read(&toml::to_string(&rules).unwrap()).unwrap(), &rules);
            }
        }
    }
}
