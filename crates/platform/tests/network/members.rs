//! Who comes into a team and goes out of it, what that does to its calendar, and what of it others see.

use crate::{accepted, complete, conflict, full, opened, problems, refused, signed_in, staff_member};
use platform::network::member::Role;
use platform::network::session::Session;
use platform::network::{calendar, draft, season, submission, team, team_change};
use platform::outbox;
use platform::people::person::{self, StaffRole};
use platform::people::staff;
use platform::testing::on_each;
use platform::{ActionError, Actor};

/// The places and links of sessions, of the one that is public and of the others.
fn told(sessions: &[Session]) -> (usize, usize) {
    let told = |public| {
        let those = sessions.iter().filter(|session| session.plan.public == public);
        those
            .map(|session| {
                let links = session.plan.pre_readings.iter().filter(|one| one.link.is_some());
                links.count() + usize::from(session.plan.place.is_some())
            })
            .sum()
    };
    (told(true), told(false))
}

#[tokio::test]
async fn sessions_as_others_hide_where_they_are_and_what_to_read() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (lead, team) = accepted(&on, &network, 1).await;
        let colleague = signed_in(&on, "bo@district.example").await;
        let stranger = signed_in(&on, "stranger@x.example").await;
        let expert = staff_member(&on, StaffRole::ContentExpert).await;
        let whole = told(&season::sessions(&on, &Actor::System, &network).await.unwrap());
        assert_eq!(whole.1, 2, "the sample has a place and a link to hide");
        for actor in [&lead, &colleague, &expert] {
            assert_eq!(
                told(&season::sessions(&on, actor, &network).await.unwrap()),
                whole
            );
        }
        for actor in [&stranger, &Actor::Visitor] {
            let seen = told(&season::sessions(&on, actor, &network).await.unwrap());
            assert_eq!(seen, (whole.0, 0));
        }
        // The calendar's address is the right to all of it.
        let team = team::get(&on, &lead, team).await.unwrap();
        let own = calendar::sessions(&on, &network, &team).await.unwrap();
        assert_eq!(told(&own).1, 2);
    }
}

#[tokio::test]
async fn remove_member_closes_the_team_and_its_calendar_to_them() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (lead, id) = accepted(&on, &network, 1).await;
        let bo = signed_in(&on, "bo@district.example").await;
        let gone = bo.person().unwrap();
        let feed = calendar::token(&on, &team::get(&on, &bo, id).await.unwrap());
        assert!(refused(team_change::remove_member(&on, &bo, id, gone).await));
        team_change::remove_member(&on, &lead, id, gone).await.unwrap();
        assert!(refused(team::get(&on, &bo, id).await));
        assert!(matches!(
            calendar::of_token(&on, &feed).await,
            Err(ActionError::NotFound)
        ));
        let again = team_change::remove_member(&on, &lead, id, gone).await;
        assert!(matches!(again, Err(ActionError::NotFound)));
        let own = lead.person().unwrap();
        assert_eq!(
            conflict(team_change::remove_member(&on, &lead, id, own).await),
            "network-team-lead-last"
        );
        let log = platform::audit::newest(&on, &Actor::System, 1).await.unwrap();
        assert_eq!(log[0].detail, format!("without {gone}"));
    }
}

#[tokio::test]
async fn dismiss_from_the_last_role_leaves_teams_without_coach() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (lead, id) = accepted(&on, &network, 1).await;
        let coach = staff_member(&on, StaffRole::Coach).await.person().unwrap();
        let email = person::get(&on, coach).await.unwrap().email;
        staff::appoint(&on, &Actor::System, &email, "", StaffRole::Facilitator)
            .await
            .unwrap();
        staff_member(&on, StaffRole::Lead).await;
        team_change::assign_coach(&on, &Actor::System, id, Some(coach))
            .await
            .unwrap();
        staff::dismiss(&on, &Actor::System, coach, StaffRole::Coach)
            .await
            .unwrap();
        assert_eq!(team::get(&on, &lead, id).await.unwrap().coach_id, Some(coach));
        staff::dismiss(&on, &Actor::System, coach, StaffRole::Facilitator)
            .await
            .unwrap();
        assert_eq!(team::get(&on, &lead, id).await.unwrap().coach_id, None);
    }
}

#[tokio::test]
async fn add_member_with_an_account_leaves_their_name_to_them() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (lead, id) = accepted(&on, &network, 1).await;
        let rosa = signed_in(&on, "rosa@x.example").await.person().unwrap();
        let add = async |name: &str, email: &str| {
            team_change::add_member(&on, &lead, id, (name, email), Role::Member).await
        };
        assert_eq!(add("Not her name", "rosa@x.example").await.unwrap(), rosa);
        assert_eq!(person::get(&on, rosa).await.unwrap().name, "");
        let new = add("New\r\nBcc: x", "new@x.example").await.unwrap();
        assert_eq!(person::get(&on, new).await.unwrap().name, "New Bcc: x");
    }
}

#[tokio::test]
async fn submit_by_somebody_without_a_name_keeps_the_one_they_gave() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (unnamed, named) = (
            signed_in(&on, "a@x.example").await,
            signed_in(&on, "b@x.example").await,
        );
        person::edit(&on, &named, "As they say", "en").await.unwrap();
        for (number, lead) in [&unnamed, &named].into_iter().enumerate() {
            let id = complete(&on, &network, lead, &format!("Agency {number}")).await;
            submission::submit(&on, lead, id).await.unwrap();
        }
        let mut said = Vec::new();
        for lead in [unnamed, named] {
            said.push(person::get(&on, lead.person().unwrap()).await.unwrap().name);
        }
        assert_eq!(said, ["Ana Robles", "As they say"]);
        assert_eq!(outbox::due(&on, 10).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn draft_with_more_colleagues_than_by_now_keeps_them_until_it_is_sent() {
    for on in on_each().await {
        let network = opened(&on).await;
        let lead = signed_in(&on, "lead@district.example").await;
        let id = complete(&on, &network, &lead, "Agency").await;
        let mut two = full();
        let mut second = two.colleagues[0].clone();
        second.email = "cy@district.example".into();
        two.colleagues.push(second);
        draft::save(&on, &lead, id, 2, two.clone()).await.unwrap();
        let mut smaller = crate::definition();
        smaller.team_size.most = 2;
        platform::network::publish(&on, &Actor::System, &smaller)
            .await
            .unwrap();
        two.lead.phone = "555".into();
        draft::save(&on, &lead, id, 3, two).await.unwrap();
        let kept = platform::network::application::get(&on, &lead, id).await.unwrap();
        assert_eq!((kept.draft.colleagues.len(), kept.version), (2, 4));
        assert_eq!(
            problems(submission::submit(&on, &lead, id).await),
            [("colleague_2_name".to_owned(), "network-colleagues-many")]
        );
    }
}
