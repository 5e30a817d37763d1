//! What an accepted offer makes: a team, its people and its calendar.

use crate::{conflict, decide, offer_into, opened, place, problems, refused, sent, signed_in};
use platform::ActionError;
use platform::Actor;
use platform::network::application;
use platform::network::calendar;
use platform::network::decision;
use platform::network::decision::Decision;
use platform::network::member::Role;
use platform::network::offer;
use platform::network::offer::Answer;
use platform::network::team;
use platform::network::team_change;
use platform::outbox;
use platform::outbox::Intent;
use platform::people::agency;
use platform::testing::on_each;

#[tokio::test]
async fn offer_accepted_makes_one_team_with_its_people() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (lead, id) = sent(&on, &network, 1).await;
        let care = place(&on, &network, "care").await;
        assert_eq!(
            conflict(offer::answer(&on, &lead, id, Answer::Accept).await),
            "network-offer-none"
        );
        decide(&on, &Actor::System, id, offer_into(care)).await.unwrap();
        let stranger = signed_in(&on, "stranger@x.example").await;
        assert!(refused(offer::answer(&on, &stranger, id, Answer::Accept).await));
        let team = offer::answer(&on, &lead, id, Answer::Accept)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            conflict(offer::answer(&on, &lead, id, Answer::Accept).await),
            "network-offer-none"
        );
        assert_eq!(
            conflict(decide(&on, &Actor::System, id, Decision::Decline).await),
            "network-application-accepted"
        );
        let members = team::members(&on, &lead, team).await.unwrap();
        let members: Vec<_> = members
            .iter()
            .map(|one| (one.name.as_str(), one.email.as_str(), one.role))
            .collect();
        assert_eq!(members[1], ("Bo Lund", "bo@district.example", Role::Member));
        assert_eq!((members.len(), members[0].2), (2, Role::Lead));
        let (leads, others) = team::resource(&on, team).await.unwrap();
        assert_eq!((leads, others.len()), (vec![lead.person().unwrap()], 1));
        assert!(refused(team::get(&on, &stranger, team).await));
        assert!(refused(team::get(&on, &Actor::Visitor, team).await));
        let bo = signed_in(&on, "bo@district.example").await;
        assert_eq!(team::of_actor(&on, &bo).await.unwrap().len(), 1);
        assert!(refused(
            team_change::settle_focus(&on, &bo, team, "belonging", "").await
        ));
        team_change::settle_focus(&on, &lead, team, "belonging", "Known by one adult.")
            .await
            .unwrap();
        let wrong = team_change::settle_focus(&on, &lead, team, "nothing", "").await;
        assert_eq!(
            problems(wrong),
            [("focus_area".to_owned(), "network-focus-area-missing")]
        );
        let kinds: Vec<_> = outbox::due(&on, 20)
            .await
            .unwrap()
            .iter()
            .map(|mail| mail.intent().unwrap())
            .collect();
        assert_eq!(
            kinds,
            [
                Intent::ApplicationReceived {
                    application: id.uuid()
                },
                Intent::DecisionMade {
                    application: id.uuid()
                },
                Intent::MemberAdded { team: team.uuid() },
            ]
        );
    }
}

#[tokio::test]
async fn feed_renewed_closes_the_old_address() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (lead, id) = sent(&on, &network, 1).await;
        let care = place(&on, &network, "care").await;
        decide(&on, &Actor::System, id, offer_into(care)).await.unwrap();
        let id = offer::answer(&on, &lead, id, Answer::Accept)
            .await
            .unwrap()
            .unwrap();
        let team = team::get(&on, &lead, id).await.unwrap();
        let old = calendar::token(&on, &team);
        let feed = calendar::of_token(&on, &old).await.unwrap();
        let titles: Vec<_> = feed
            .sessions
            .iter()
            .map(|session| session.plan.id.as_str())
            .collect();
        assert_eq!(titles, ["check-in", "group-1"]);
        let member = signed_in(&on, "bo@district.example").await;
        assert!(refused(team_change::renew_feed(&on, &member, id).await));
        team_change::renew_feed(&on, &lead, id).await.unwrap();
        assert!(matches!(
            calendar::of_token(&on, &old).await,
            Err(ActionError::NotFound)
        ));
        let team = team::get(&on, &lead, id).await.unwrap();
        assert!(
            calendar::of_token(&on, &calendar::token(&on, &team))
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn members_observer_sees_the_space_but_not_the_work() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (lead, id) = sent(&on, &network, 1).await;
        let care = place(&on, &network, "care").await;
        decide(&on, &Actor::System, id, offer_into(care)).await.unwrap();
        let team = offer::answer(&on, &lead, id, Answer::Accept)
            .await
            .unwrap()
            .unwrap();
        let who = ("Rosa", "rosa@x.example");
        let rosa = team_change::add_member(&on, &lead, team, who, Role::Observer)
            .await
            .unwrap();
        let observer = signed_in(&on, who.1).await;
        assert_eq!(observer.person(), Some(rosa));
        assert!(team::get(&on, &observer, team).await.is_ok());
        let (leads, members) = team::resource(&on, team).await.unwrap();
        assert!(!leads.contains(&rosa) && !members.contains(&rosa));
        let Actor::Person(person) = &lead else {
            panic!("a person")
        };
        let alone = team_change::add_member(&on, &lead, team, ("", &person.email), Role::Member).await;
        assert_eq!(conflict(alone), "network-team-lead-last");
    }
}

#[tokio::test]
async fn match_agency_of_typed_one_renames_its_team() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (lead, id) = sent(&on, &network, 1).await;
        let listed = agency::search(&on, &lead, "rivera", 5).await.unwrap();
        assert!(refused(
            decision::match_agency(&on, &lead, id, listed[0].id).await
        ));
        decision::match_agency(&on, &Actor::System, id, listed[0].id)
            .await
            .unwrap();
        assert_eq!(
            application::get(&on, &lead, id).await.unwrap().agency_name(),
            "Rivera Valley Unified"
        );
        let (_, second) = sent(&on, &network, 2).await;
        let twice = decision::match_agency(&on, &Actor::System, second, listed[0].id).await;
        assert_eq!(conflict(twice), "network-agency-matched-twice");
    }
}
