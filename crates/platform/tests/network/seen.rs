//! Decisions over what was seen, agencies that occur twice, and finding an application by a name.

use crate::{complete, conflict, offer_into, opened, place, refused, sent, signed_in, typed};
use platform::Actor;
use platform::network::application::{self, State};
use platform::network::decision::{self, Decision};
use platform::network::draft::{self, AgencyChoice};
use platform::network::{export, submission, twin};
use platform::outbox;
use platform::people::agency;
use platform::testing::on_each;

#[tokio::test]
async fn decide_over_a_changed_state_is_a_conflict_and_twice_the_same_is_once() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (_, id) = sent(&on, &network, 1).await;
        let seen = application::get(&on, &Actor::System, id)
            .await
            .unwrap()
            .standing();
        let care = place(&on, &network, "care").await;
        let decide = async |decision| decision::decide(&on, &Actor::System, id, &seen, decision).await;
        for _ in 0..2 {
            decide(offer_into(care)).await.unwrap();
        }
        assert_eq!(conflict(decide(Decision::Decline).await), decision::CHANGED);
        let other = place(&on, &network, "climate-data").await;
        assert_eq!(conflict(decide(offer_into(other)).await), decision::CHANGED);
        let now = application::get(&on, &Actor::System, id).await.unwrap();
        assert_eq!(now.state, State::Offered);
        // One receipt and one decision.
        assert_eq!(outbox::due(&on, 10).await.unwrap().len(), 2);
        decision::decide(&on, &Actor::System, id, &now.standing(), Decision::Decline)
            .await
            .unwrap();
        assert_eq!(outbox::due(&on, 10).await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn twin_of_a_typed_agency_is_the_listed_one_of_its_name_and_the_other_way_round() {
    for on in on_each().await {
        let network = opened(&on).await;
        let listed = agency::search(&on, &Actor::Visitor, "rivera", 5).await.unwrap();
        let mut ids = Vec::new();
        let choices = [
            AgencyChoice::Listed(listed[0].id),
            typed(" RIVERA valley: unified"),
            typed("Somewhere else"),
        ];
        for (number, choice) in choices.into_iter().enumerate() {
            let lead = signed_in(&on, &format!("lead{number}@x.example")).await;
            let id = complete(&on, &network, &lead, "Agency").await;
            draft::choose_agency(&on, &lead, id, choice).await.unwrap();
            submission::submit(&on, &lead, id).await.unwrap();
            ids.push(id);
        }
        let twins = async |id| {
            let application = application::get(&on, &Actor::System, id).await.unwrap();
            let twins = twin::of(&on, &Actor::System, &network, &application).await;
            twins.unwrap().into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        assert_eq!(twins(ids[0]).await, [ids[1]]);
        assert_eq!(twins(ids[1]).await, [ids[0]]);
        assert_eq!(twins(ids[2]).await, []);
        let lead = signed_in(&on, "lead0@x.example").await;
        let own = application::get(&on, &lead, ids[0]).await.unwrap();
        assert!(refused(twin::of(&on, &lead, &network, &own).await));
    }
}

#[tokio::test]
async fn list_by_text_finds_agencies_and_leads() {
    for on in on_each().await {
        let network = opened(&on).await;
        for number in 1..=3 {
            sent(&on, &network, number).await;
        }
        let mut counts = Vec::new();
        for text in ["", "agency 2", "ROBLES", "lead3@", "nobody"] {
            let found = export::list(&on, &Actor::System, &network, None, text).await;
            counts.push(found.unwrap().len());
        }
        assert_eq!(counts, [3, 1, 3, 1, 0]);
        let csv = export::csv(&on, &Actor::System, &network, None, "agency 2").await;
        assert_eq!(csv.unwrap().lines().count(), 2);
    }
}
