//! Drafts, deadlines, and what keeps an application from being sent.

use crate::{complete, conflict, full, opened, problems, signed_in, typed};
use platform::Actor;
use platform::network::application;
use platform::network::application::State;
use platform::network::draft;
use platform::network::draft::AgencyChoice;
use platform::network::draft::Draft;
use platform::network::draft::Saved;
use platform::network::submission;
use platform::outbox;
use platform::people::agency;
use platform::testing::instant;
use platform::testing::on_each;

#[tokio::test]
async fn submit_at_deadline_counts_to_the_end_of_its_minute() {
    for on in on_each().await {
        let network = opened(&on).await;
        let leads = ["early@x.example", "at@x.example", "late@x.example"];
        let mut drafts = Vec::new();
        for (number, email) in leads.iter().enumerate() {
            let lead = signed_in(&on, email).await;
            let id = complete(&on, &network, &lead, &format!("Agency {number}")).await;
            drafts.push((lead, id));
        }
        // 7 November 2025, 23:59 Pacific, is standard time: the clocks went back on the second.
        on.clock().set(instant("2025-11-08T07:59:00Z"));
        submission::submit(&on, &drafts[0].0, drafts[0].1).await.unwrap();
        on.clock().set(instant("2025-11-08T07:59:59Z"));
        submission::submit(&on, &drafts[1].0, drafts[1].1).await.unwrap();
        on.clock().set(instant("2025-11-08T08:00:00Z"));
        let (lead, late) = &drafts[2];
        assert_eq!(
            conflict(submission::submit(&on, lead, *late).await),
            "network-application-late"
        );
        assert_eq!(
            conflict(draft::save(&on, lead, *late, 2, Draft::default()).await),
            "network-application-late"
        );
        // The draft can still be read.
        assert_eq!(application::get(&on, lead, *late).await.unwrap().draft, full());
        on.clock().set(instant("2025-09-15T14:59:59Z"));
        assert_eq!(
            conflict(submission::submit(&on, lead, *late).await),
            "network-application-early"
        );
        on.clock().set(instant("2025-09-15T15:00:00Z"));
        submission::submit(&on, lead, *late).await.unwrap();
    }
}

#[tokio::test]
async fn submit_incomplete_names_every_problem_and_keeps_the_draft() {
    for on in on_each().await {
        let network = opened(&on).await;
        let lead = signed_in(&on, "lead@district.example").await;
        let id = application::start(&on, &lead, &network).await.unwrap();
        let expected = [
            ("agency", "network-agency-missing"),
            ("lead_name", "network-name-missing"),
            ("lead_work", "network-work-missing"),
            ("colleague_1_name", "network-colleagues-few"),
            ("answer_hopes", "network-answer-missing"),
            ("choice_1", "network-choice-missing"),
        ];
        let expected = expected.map(|(field, code)| (field.to_owned(), code));
        assert_eq!(problems(submission::submit(&on, &lead, id).await), expected);
        let mut wrong = full();
        wrong.colleagues[0].email = "lead@district.example".into();
        wrong
            .answers
            .insert("hopes".into(), format!("{}\n\nb\n\nc\n\nd", "a ".repeat(500)));
        draft::save(&on, &lead, id, 1, wrong).await.unwrap();
        draft::choose_agency(&on, &lead, id, typed("Agency"))
            .await
            .unwrap();
        let expected = [
            ("colleague_1_email", "network-email-twice"),
            ("answer_hopes", "network-answer-paragraphs"),
        ]
        .map(|(field, code)| (field.to_owned(), code));
        assert_eq!(problems(submission::submit(&on, &lead, id).await), expected);
        assert_eq!(
            application::get(&on, &lead, id).await.unwrap().state,
            State::Draft
        );
        assert_eq!(outbox::due(&on, 10).await.unwrap(), vec![]);
    }
}

#[tokio::test]
async fn submit_by_ineligible_agency_says_why() {
    for on in on_each().await {
        let network = opened(&on).await;
        let lead = signed_in(&on, "lead@district.example").await;
        let id = complete(&on, &network, &lead, "Agency").await;
        let elsewhere = agency::search(&on, &lead, "dogwood", 2).await.unwrap().remove(0);
        draft::choose_agency(&on, &lead, id, AgencyChoice::Listed(elsewhere.id))
            .await
            .unwrap();
        let state = [("agency".to_owned(), "network-agency-state-ineligible")];
        assert_eq!(problems(submission::submit(&on, &lead, id).await), state);
        let AgencyChoice::Typed(mut kind) = typed("State agency") else {
            unreachable!()
        };
        kind.kind = "state".into();
        draft::choose_agency(&on, &lead, id, AgencyChoice::Typed(kind))
            .await
            .unwrap();
        let kind = [("agency".to_owned(), "network-agency-kind-ineligible")];
        assert_eq!(problems(submission::submit(&on, &lead, id).await), kind);
    }
}

#[tokio::test]
async fn submit_second_of_one_agency_is_refused_and_same_lead_finds_their_own() {
    for on in on_each().await {
        let network = opened(&on).await;
        let listed = agency::search(&on, &Actor::Visitor, "rivera", 5).await.unwrap();
        let (first, second) = (
            signed_in(&on, "a@x.example").await,
            signed_in(&on, "b@x.example").await,
        );
        let own = complete(&on, &network, &first, "Agency").await;
        let other = complete(&on, &network, &second, "  AGENCY. ").await;
        draft::choose_agency(&on, &first, own, AgencyChoice::Listed(listed[0].id))
            .await
            .unwrap();
        draft::choose_agency(&on, &second, other, AgencyChoice::Listed(listed[0].id))
            .await
            .unwrap();
        submission::submit(&on, &first, own).await.unwrap();
        assert_eq!(
            conflict(submission::submit(&on, &second, other).await),
            "network-agency-twice"
        );
        // The same name in another county is another agency.
        draft::choose_agency(&on, &second, other, AgencyChoice::Listed(listed[1].id))
            .await
            .unwrap();
        submission::submit(&on, &second, other).await.unwrap();
        assert_eq!(application::start(&on, &first, &network).await.unwrap(), own);
        assert_eq!(
            conflict(submission::submit(&on, &first, own).await),
            "network-application-sent"
        );
        submission::withdraw(&on, &first, own).await.unwrap();
        assert_ne!(application::start(&on, &first, &network).await.unwrap(), own);
    }
}

#[tokio::test]
async fn submit_second_typed_agency_of_one_name_is_refused() {
    for on in on_each().await {
        let network = opened(&on).await;
        let (first, second) = (
            signed_in(&on, "a@x.example").await,
            signed_in(&on, "b@x.example").await,
        );
        let own = complete(&on, &network, &first, "Granite Pass School District").await;
        let other = complete(&on, &network, &second, "granite pass  school-district").await;
        submission::submit(&on, &first, own).await.unwrap();
        assert_eq!(
            conflict(submission::submit(&on, &second, other).await),
            "network-agency-twice"
        );
    }
}

#[tokio::test]
async fn draft_from_two_pages_keeps_both_texts() {
    for on in on_each().await {
        let network = opened(&on).await;
        let lead = signed_in(&on, "lead@district.example").await;
        let id = application::start(&on, &lead, &network).await.unwrap();
        let text = |text: &str| Draft {
            answers: [("hopes".into(), text.into())].into(),
            ..full()
        };
        assert_eq!(
            draft::save(&on, &lead, id, 1, text("one")).await.unwrap(),
            Saved::Stored(2)
        );
        let newer = draft::save(&on, &lead, id, 1, text("two")).await.unwrap();
        assert_eq!(
            newer,
            Saved::Newer {
                version: 2,
                stored: Box::new(text("one"))
            }
        );
        assert_eq!(application::get(&on, &lead, id).await.unwrap().draft, text("one"));
        // The same text again is no quarrel, whatever version it started from.
        assert_eq!(
            draft::save(&on, &lead, id, 1, text("one")).await.unwrap(),
            Saved::Stored(2)
        );
        assert_eq!(
            draft::save(&on, &lead, id, 2, text("two")).await.unwrap(),
            Saved::Stored(3)
        );
    }
}

#[tokio::test]
async fn draft_of_hostile_text_is_cleaned_or_refused_whole() {
    for on in on_each().await {
        let network = opened(&on).await;
        let lead = signed_in(&on, "lead@district.example").await;
        let id = application::start(&on, &lead, &network).await.unwrap();
        let mut hostile = full();
        hostile.lead.name = "Ana\r\nBcc: x\0\u{202e}".into();
        hostile.choices = vec!["nowhere".into(), "care".into(), "care".into()];
        hostile.answers.insert("unknown".into(), "kept nowhere".into());
        hostile
            .answers
            .insert("hopes".into(), "<script>\0' OR 1=1 --\u{1b}[31m".into());
        draft::save(&on, &lead, id, 1, hostile).await.unwrap();
        let stored = application::get(&on, &lead, id).await.unwrap().draft;
        assert_eq!(
            (stored.lead.name.as_str(), stored.choices),
            ("Ana Bcc: x", vec!["care".to_owned()])
        );
        assert_eq!(
            stored.answers,
            [("hopes".to_owned(), "<script>' OR 1=1 --[31m".to_owned())].into()
        );
        let mut huge = full();
        huge.answers.insert("hopes".into(), "a".repeat(20_001));
        huge.colleagues = vec![huge.colleagues[0].clone(); 3];
        huge.lead.phone = "1".repeat(200);
        let expected = [
            ("lead_phone", "network-text-long"),
            ("answer_hopes", "network-text-long"),
            ("colleague_3_name", "network-colleagues-many"),
        ];
        let expected = expected.map(|(field, code)| (field.to_owned(), code));
        assert_eq!(problems(draft::save(&on, &lead, id, 2, huge).await), expected);
        assert_eq!(application::get(&on, &lead, id).await.unwrap().version, 2);
    }
}
