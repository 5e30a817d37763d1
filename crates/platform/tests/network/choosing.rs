//! Who reads and decides, seats, offers and their deadlines.

use crate::{
    complete, conflict, decide, offer_into, opened, place, problems, refused, sent, signed_in, staff_member,
    typed,
};
use jiff::SignedDuration;
use platform::Actor;
use platform::network::ApplicationId;
use platform::network::CollaborativeId;
use platform::network::application;
use platform::network::application::State;
use platform::network::decision;
use platform::network::decision::Decision;
use platform::network::draft;
use platform::network::draft::Draft;
use platform::network::export;
use platform::network::offer;
use platform::network::offer::Answer;
use platform::network::season;
use platform::network::submission;
use platform::people::person::StaffRole;
use platform::testing::instant;
use platform::testing::on_each;

#[tokio::test]
async fn application_as_each_kind_of_actor_opens_to_those_it_is_for() {
    for on in on_each().await {
        let network = opened(&on).await;
        let lead = signed_in(&on, "lead@district.example").await;
        let colleague = signed_in(&on, "bo@district.example").await;
        let stranger = signed_in(&on, "stranger@x.example").await;
        let (coach, host) = (
            staff_member(&on, StaffRole::Coach).await,
            staff_member(&on, StaffRole::Lead).await,
        );
        let evaluator = staff_member(&on, StaffRole::Evaluator).await;
        let everybody = [
            &Actor::Visitor,
            &stranger,
            &colleague,
            &evaluator,
            &coach,
            &host,
            &lead,
        ];
        let id = complete(&on, &network, &lead, "Agency").await;
        assert!(refused(application::start(&on, &Actor::Visitor, &network).await));
        let mut reads = Vec::new();
        for actor in everybody {
            reads.push(application::get(&on, actor, id).await.is_ok());
            if actor != &lead {
                assert!(refused(draft::save(&on, actor, id, 2, Draft::default()).await));
                assert!(refused(submission::submit(&on, actor, id).await));
                assert!(refused(
                    draft::choose_agency(&on, actor, id, typed("Other")).await
                ));
                assert!(refused(submission::withdraw(&on, actor, id).await));
            }
        }
        // A draft is its lead's alone.
        assert_eq!(reads, [false, false, false, false, false, false, true]);
        submission::submit(&on, &lead, id).await.unwrap();
        let (mut reads, mut lists) = (Vec::new(), Vec::new());
        for actor in everybody {
            reads.push(application::get(&on, actor, id).await.is_ok());
            lists.push(export::list(&on, actor, &network, None, "").await.is_ok());
            if actor != &host {
                assert!(refused(decide(&on, actor, id, Decision::Decline).await));
            }
        }
        assert_eq!(reads, [false, false, true, false, true, true, true]);
        assert_eq!(lists, [false, false, false, false, true, true, false]);
        decide(&on, &host, id, Decision::Waitlist).await.unwrap();
        assert_eq!(
            application::get(&on, &lead, id).await.unwrap().state,
            State::Waitlisted
        );
        assert_eq!(
            conflict(submission::withdraw(&on, &lead, id).await),
            "network-application-decided"
        );
    }
}

#[tokio::test]
async fn decide_on_own_application_is_refused_even_for_host_leads() {
    for on in on_each().await {
        let network = opened(&on).await;
        let host = staff_member(&on, StaffRole::Lead).await;
        let id = complete(&on, &network, &host, "Agency").await;
        submission::submit(&on, &host, id).await.unwrap();
        assert!(refused(decide(&on, &host, id, Decision::Waitlist).await));
    }
}

#[tokio::test]
async fn offers_twenty_at_once_to_six_seats_fill_them_and_no_more() {
    for on in on_each().await {
        let network = opened(&on).await;
        let seats = place(&on, &network, "climate-data").await;
        let mut applications = Vec::new();
        for number in 0..20 {
            applications.push(sent(&on, &network, number).await);
        }
        let decide = |id: ApplicationId| {
            let platform = on.platform.clone();
            tokio::spawn(async move {
                decision::decide(&platform, &Actor::System, id, "submitted", offer_into(seats)).await
            })
        };
        let all: Vec<_> = applications.iter().map(|(_, id)| decide(*id)).collect();
        let mut made = 0;
        for one in all {
            match one.await.unwrap() {
                Ok(()) => made += 1,
                full => assert_eq!(conflict(full), "network-collaborative-full"),
            }
        }
        assert_eq!(made, 6);
        let places = season::collaboratives(&on, network.id).await.unwrap();
        assert_eq!(decision::seats(&on, &places).await.unwrap(), [6, 0]);
        // One that is turned down, and all that nobody answered, give their seats back.
        let offered = export::list(&on, &Actor::System, &network, Some(State::Offered), "")
            .await
            .unwrap();
        let first = offered[0].application.id;
        let (lead, _) = applications.iter().find(|(_, id)| *id == first).unwrap();
        offer::answer(&on, lead, first, Answer::TurnDown).await.unwrap();
        assert_eq!(decision::seats(&on, &places).await.unwrap(), [5, 0]);
        on.clock().set(instant("2025-11-21T08:00:00Z"));
        assert_eq!(decision::seats(&on, &places).await.unwrap(), [0, 0]);
    }
}

#[tokio::test]
async fn offer_wrong_in_place_or_day_is_refused() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (_, id) = sent(&on, &network, 1).await;
        let answer_by = instant("2025-11-21T08:00:00Z");
        for place in [None, Some(CollaborativeId::new())] {
            let decision = Decision::Offer {
                collaborative: place,
                answer_by,
            };
            let outcome = decide(&on, &Actor::System, id, decision).await;
            assert_eq!(
                problems(outcome),
                [("decision".to_owned(), "network-offer-place-missing")]
            );
        }
        let past = Decision::Offer {
            collaborative: Some(place(&on, &network, "care").await),
            answer_by: on.now(),
        };
        let outcome = decide(&on, &Actor::System, id, past).await;
        assert_eq!(
            problems(outcome),
            [("answer_by".to_owned(), "network-answer-by-past")]
        );
        assert_eq!(
            application::get(&on, &Actor::System, id).await.unwrap().state,
            State::Submitted
        );
    }
}

#[tokio::test]
async fn offer_at_its_deadline_is_too_late() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (lead, id) = sent(&on, &network, 1).await;
        let end = decision::end_of_day(&network.definition, jiff::civil::date(2025, 11, 1)).unwrap();
        // The first of November ends at midnight in summer time; the clocks go back two hours later.
        assert_eq!(end, instant("2025-11-02T07:00:00Z"));
        let care = place(&on, &network, "care").await;
        let decision = Decision::Offer {
            collaborative: Some(care),
            answer_by: end,
        };
        decide(&on, &Actor::System, id, decision).await.unwrap();
        on.clock().set(end);
        assert_eq!(
            conflict(offer::answer(&on, &lead, id, Answer::Accept).await),
            "network-offer-late"
        );
        on.clock().set(end.plus(SignedDuration::from_secs(-1)));
        assert!(
            offer::answer(&on, &lead, id, Answer::Accept)
                .await
                .unwrap()
                .is_some()
        );
    }
}

#[tokio::test]
async fn export_csv_of_formulas_is_harmless() {
    for on in on_each().await {
        let network = opened(&on).await;
        let lead = signed_in(&on, "lead@district.example").await;
        let id = complete(&on, &network, &lead, "=HYPERLINK(\"http://x.example\")").await;
        submission::submit(&on, &lead, id).await.unwrap();
        let csv = export::csv(&on, &Actor::System, &network, None, "")
            .await
            .unwrap();
        assert_eq!(csv.lines().count(), 2);
        assert!(csv.contains("\"'=HYPERLINK(\"\"http://x.example\"\")\""), "{csv}");
    }
}
