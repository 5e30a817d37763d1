//! Rule packs in reports, and what `kith foresee` says before anybody is asked.

use crate::analyse::{Place, files, rows};
use crate::program::{Ended, ended, program};
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn lines(place: &Place, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = place.text(name);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

#[test]
fn report_under_a_pack_that_codes_holds_codes_alone() {
    let place = Place::new();
    let done = place.analyse("answers.csv", "out", &["--rules", "kith-public"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.err.contains("no release.kith"), "{}", done.err);
    let all = files(&place.path("out"));
    assert!(!all.contains_key("release.kith"));
    let mut banded = 0;
    for line in lines(&place, "out/tables/items.csv") {
        let answered: u32 = line["answered"].parse().unwrap_or(0);
        if (1..50).contains(&answered) {
            banded += 1;
            assert!(
                ["band", "at most", "at least"].contains(&line["code"].as_str()),
                "{line:?}"
            );
            for head in ["count", "share", "interval_low", "interval_high"] {
                assert_eq!(line[head], "", "{line:?}");
            }
        }
    }
    assert!(banded > 0);
    assert!(
        lines(&place, "out/tables/scales.csv")
            .iter()
            .any(|line| line["code"] == "exact")
    );
    let account: serde_json::Value = serde_json::from_slice(&all["account.json"]).unwrap();
    assert_eq!(account["disclosure"]["rules"]["codes_of_shares_applied"], true);
    assert_eq!(account["disclosure"]["release_in_folder"], false);
    assert!(account["scales"].is_null(), "made of exact counts");
    let page = String::from_utf8(all["report.html"].clone()).unwrap();
    assert!(page.contains("The exact release is not in this folder"));
    assert!(!page.contains("<svg class=\"chart") && !page.contains("kith verify FOLDER"));
    let again = place.analyse(
        "answers.csv",
        "again",
        &["--rules", "kith-public", "--threads", "1"],
    );
    assert_eq!(again.code, Some(0), "{}", again.err);
    assert!(all == files(&place.path("again")));
}

#[test]
fn default_pack_shows_exact_shares_and_keeps_the_release() {
    let place = Place::new();
    let done = place.analyse("answers.csv", "out", &[]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(place.path("out/release.kith").exists());
    assert!(
        lines(&place, "out/tables/items.csv")
            .iter()
            .all(|line| line["code"].is_empty())
    );
}

#[test]
fn pack_with_another_complementary_rule_says_that_it_is_replaced() {
    let place = Place::new();
    let done = place.analyse("answers.csv", "out", &["--rules", "panorama"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(
        place
            .text("out/report.html")
            .contains("at the least cost, which protects at least as well")
    );
    let account: serde_json::Value = serde_json::from_str(&place.text("out/account.json")).unwrap();
    assert_eq!(account["disclosure"]["rules"]["complement_replaced"], true);
    assert_eq!(
        account["disclosure"]["rules"]["complement_of_pack"],
        "next-smallest"
    );
    // It codes nothing, so the release is there.
    assert!(place.path("out/release.kith").exists());
}

#[test]
fn text_of_a_pack_that_codes_is_refused_rather_than_exact() {
    let place = Place::new();
    let mut command = program();
    command.args([
        "analyse",
        "--rules",
        "delaware",
        "--accept-suggestions",
        "--instrument",
    ]);
    command
        .arg(place.path("pulse.toml"))
        .arg(place.path("answers.csv"));
    ended(&mut command).refused("name one with -o");
}

fn foresee(place: &Place, roster: &str, words: &[&str]) -> Ended {
    let mut command = program();
    command
        .arg("foresee")
        .arg("--instrument")
        .arg(place.path("pulse.toml"));
    command.arg("--roster").arg(place.path(roster)).args(words);
    ended(&mut command)
}

/// The roster of the answers: a row per person, and the same people counted.
fn rosters(place: &Place) {
    let mut counted: BTreeMap<String, u32> = BTreeMap::new();
    let mut each = String::from("school,district,grade\n");
    for row in rows() {
        let line = row[..3].join(",");
        writeln!(each, "{line}").unwrap();
        *counted.entry(line).or_default() += 1;
    }
    let mut text = String::from("school,district,grade,count\n");
    for (line, people) in counted {
        writeln!(text, "{line},{people}").unwrap();
    }
    place.write("each.csv", each);
    place.write("counted.csv", text);
}

#[test]
fn foresee_tells_every_group_of_every_place_and_what_helps() {
    let place = Place::new();
    rosters(&place);
    let told = foresee(&place, "each.csv", &["--response", "1", "--json"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    let counted = foresee(&place, "counted.csv", &["--response", "1", "--json"]);
    assert_eq!(told.out, counted.out, "a row per person or per group");
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let agencies = told["agencies"].as_array().unwrap();
    assert_eq!(agencies.len(), 3);
    for agency in agencies {
        let places = agency["places"].as_array().unwrap();
        assert_eq!(places.len(), 5, "an agency and its four schools");
        for place in places {
            let outlook = |group: &str| {
                let groups = place["groups"].as_array().unwrap();
                let found = groups.iter().find(|known| known["group"] == group).unwrap();
                found["outlook"].as_str().unwrap().to_owned()
            };
            assert_eq!(outlook("everyone"), "surely visible");
            assert_eq!(
                outlook("grade 8"),
                "surely hidden",
                "two of a school, eight of an agency"
            );
            // One other grade goes, so that nobody subtracts grade 8.
            let others = [outlook("grade 6"), outlook("grade 7")];
            assert!(others.contains(&"likely hidden".to_owned()), "{others:?}");
        }
    }
    let said = foresee(&place, "each.csv", &[]);
    for words in [
        "60 to 90 percent answer",
        "A0: 132 people asked",
        "surely hidden: grade 8 (8)",
        "What helps in A0",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    assert_eq!(said.out, foresee(&place, "each.csv", &[]).out);
}

#[test]
fn foresee_agrees_with_the_report_when_everybody_answers() {
    let place = Place::new();
    rosters(&place);
    let told = foresee(&place, "each.csv", &["--response", "1", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let done = place.analyse("answers.csv", "out", &[]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let scales = lines(&place, "out/tables/scales.csv");
    let mut small = 0;
    for place in told["agencies"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|agency| agency["places"].as_array().unwrap())
    {
        for group in place["groups"].as_array().unwrap() {
            if group["outlook"] == "surely hidden" {
                let level = group["group"].as_str().unwrap().trim_start_matches("grade ");
                let mut own = scales
                    .iter()
                    .filter(|line| place["place"] == line["place"] && line["level"] == level);
                assert!(own.all(|line| line["shown"] == "false"));
                small += 1;
            }
        }
    }
    assert_eq!(small, 15);
}

#[test]
fn foresee_that_cannot_be_done_says_what_would_be_right() {
    let place = Place::new();
    rosters(&place);
    foresee(&place, "each.csv", &["--pairs", "grade:race"]).refused("it has grade");
    place.write("bad.csv", "school,grade,count\nS1,Grade 6,many\n");
    foresee(&place, "bad.csv", &[]).refused("is not a number of people");
    place.write("nobody.csv", "school,grade,count\nS1,Grade 6,0\n");
    foresee(&place, "nobody.csv", &[]).refused("has nobody in it");
    let wrong = foresee(&place, "each.csv", &["--response", "0.9..0.6"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("the lower one first"), "{}", wrong.err);
}
