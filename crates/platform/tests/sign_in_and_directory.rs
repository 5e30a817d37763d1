//! How many sign-in links wait at once, what an import leaves alone, and in which order agencies are found.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use jiff::SignedDuration;
use platform::Actor;
use platform::outbox;
use platform::people::{agency, directory, school, sign_in};
use platform::testing::on_each;

#[tokio::test]
async fn sign_in_asked_for_again_and_again_mails_three_links_in_a_quarter_of_an_hour() {
    for on in on_each().await {
        let ask = async |email: &str| sign_in::ask(&on, email, "en", "/").await.unwrap();
        for _ in 0..5 {
            ask("ada@example.org").await;
        }
        ask("bo@example.org").await;
        let mail = outbox::due(&on, 20).await.unwrap();
        assert_eq!(mail.len(), 4);
        // A link that was used makes room for another.
        let outbox::Intent::SignIn { link } = mail[0].intent().unwrap() else {
            panic!("a sign-in mail")
        };
        sign_in::redeem(&on, &sign_in::token(&on, link)).await.unwrap();
        ask("ada@example.org").await;
        ask("ada@example.org").await;
        assert_eq!(outbox::due(&on, 20).await.unwrap().len(), 5);
        on.clock()
            .set(on.now().plus(SignedDuration::from_mins(sign_in::MINUTES)));
        ask("ada@example.org").await;
        assert_eq!(outbox::due(&on, 20).await.unwrap().len(), 6);
    }
}

#[tokio::test]
async fn directory_import_without_a_column_leaves_what_is_known() {
    let full = "cds_code,school,district,county,school_type,enrolled,nces_id,state\n\
        01611190130229,Alder High,Rivera Valley Unified,Alder,H,1278,410000100001,OR\n";
    let short =
        "cds_code,school,district,county\n01611190130229,Alder High School,Rivera Valley Unified,Alder\n";
    let empty =
        "cds_code,school,district,county,enrolled\n01611190130229,Alder High,Rivera Valley Unified,Alder,\n";
    for on in on_each().await {
        let mut seen = Vec::new();
        for file in [full, short, empty] {
            directory::import(&on, &Actor::System, file.as_bytes())
                .await
                .unwrap();
            let found = agency::search(&on, &Actor::Visitor, "rivera", 5).await.unwrap();
            let school = school::of_agency(&on, found[0].id).await.unwrap().remove(0);
            seen.push((found[0].state.clone(), school));
        }
        let told: Vec<_> = seen
            .iter()
            .map(|(state, one)| {
                let nces_id = one.nces_id.as_deref().unwrap();
                (state.as_str(), one.level.as_str(), nces_id, one.enrolled)
            })
            .collect();
        let known = ("OR", "H", "410000100001");
        assert_eq!(
            told,
            [Some(1278), Some(1278), None].map(|enrolled| (known.0, known.1, known.2, enrolled))
        );
        assert_eq!(seen[1].1.name, "Alder High School");
    }
}

#[tokio::test]
async fn agency_search_puts_the_very_name_first_then_what_begins_so() {
    let names = [
        "Upper Rivera",
        "Rivera Valley",
        "Alder Rivera",
        "RIVERA",
        "Rivera_Beach",
    ];
    let rows = names
        .iter()
        .enumerate()
        .map(|(number, name)| format!("0110{number}000000000,{name},local,Alder\n"));
    let file = format!("cds_code,agency,kind,county\n{}", rows.collect::<String>());
    for on in on_each().await {
        directory::import(&on, &Actor::System, file.as_bytes())
            .await
            .unwrap();
        let found = async |text| {
            let found = agency::search(&on, &Actor::Visitor, text, 10).await.unwrap();
            found.into_iter().map(|agency| agency.name).collect::<Vec<_>>()
        };
        let all = found(" rivera").await;
        assert_eq!(all[0], "RIVERA");
        let (mut begin, rest) = (all[1..3].to_vec(), all[3..].to_vec());
        begin.sort();
        assert_eq!(begin, ["Rivera Valley", "Rivera_Beach"]);
        assert_eq!(rest, ["Alder Rivera", "Upper Rivera"]);
        assert_eq!(found("Rivera_").await, ["Rivera_Beach"]);
    }
}
