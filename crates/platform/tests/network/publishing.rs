//! Publishing a network, and publishing it again.

use crate::{
    conflict, decide, definition, file, offer_into, opened, place, refused, sent, signed_in, staff_member,
};
use platform::Actor;
use platform::network::Definition;
use platform::network::publish;
use platform::network::season;
use platform::people::person::StaffRole;
use platform::testing::on_each;

#[tokio::test]
async fn publish_again_changes_only_what_changed() {
    for on in on_each().await {
        let network = opened(&on).await;
        let before = season::sessions(&on, &Actor::System, &network).await.unwrap();
        let again = publish(&on, &Actor::System, &definition()).await.unwrap();
        assert_eq!(
            (again.new, again.sessions_changed, again.sessions_cancelled),
            (false, 0, 0)
        );
        assert_eq!(
            season::sessions(&on, &Actor::System, &network).await.unwrap(),
            before
        );
        let moved = file().replace("date = \"2026-01-21\"", "date = \"2026-01-28\"");
        let moved = publish(&on, &Actor::System, &Definition::parse(moved.as_bytes()).unwrap())
            .await
            .unwrap();
        assert_eq!((moved.sessions_changed, moved.sessions_cancelled), (1, 0));
        let after = season::sessions(&on, &Actor::System, &network).await.unwrap();
        let sequences = |sessions: &[platform::network::session::Session]| {
            sessions
                .iter()
                .map(|session| (session.id, session.sequence))
                .collect::<Vec<_>>()
        };
        let expected: Vec<_> = before
            .iter()
            .map(|one| (one.id, u32::from(one.plan.id == "group-1")))
            .collect();
        assert_eq!(sequences(&after), expected);
        let mut less = definition();
        less.sessions.retain(|session| session.id != "group-1");
        assert_eq!(
            publish(&on, &Actor::System, &less)
                .await
                .unwrap()
                .sessions_cancelled,
            1
        );
    }
}

#[tokio::test]
async fn publish_by_anybody_but_those_who_run_networks_is_refused() {
    for on in on_each().await {
        let lead = signed_in(&on, "lead@district.example").await;
        let coach = staff_member(&on, StaffRole::Coach).await;
        for actor in [Actor::Visitor, lead, coach] {
            assert!(refused(publish(&on, &actor, &definition()).await));
        }
        let coordinator = staff_member(&on, StaffRole::Coordinator).await;
        assert!(publish(&on, &coordinator, &definition()).await.unwrap().new);
    }
}

#[tokio::test]
async fn publish_without_collaborative_that_has_offers_is_refused() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (_, id) = sent(&on, &network, 1).await;
        let care = place(&on, &network, "care").await;
        decide(&on, &Actor::System, id, offer_into(care)).await.unwrap();
        let mut less = definition();
        less.collaboratives.retain(|one| one.slug != "care");
        for session in &mut less.sessions {
            session.collaborative = None;
        }
        assert_eq!(
            conflict(publish(&on, &Actor::System, &less).await),
            "network-collaborative-in-use"
        );
        assert_eq!(
            season::by_slug(&on, &Actor::Visitor, "sample").await.unwrap(),
            network
        );
    }
}
