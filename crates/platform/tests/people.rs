//! Accounts, sign-in and the directory, on each database.

use jiff::SignedDuration;
use platform::outbox::{self, Intent};
use platform::people::{agency, directory, login, person::StaffRole, sign_in, staff};
use platform::testing::{Installation, on_each};
use platform::{Action, ActionError, Actor};

const DIRECTORY: &str = "cds_code,school_type,school,district,county,enrolled\n\
    01611190130229,H,Alder High,Rivera Valley Unified,Alder,1278\n\
    01611190132878,M,Birch Middle,Rivera Valley Unified,Alder,1113\n\
    09611190132879,E,Cedar Elementary,Rivera Valley Unified,Birch,\n";

async fn signed_in(on: &Installation, email: &str) -> Actor {
    let token = sign_in::link(on, &Actor::System, email, "/").await.unwrap();
    let redeemed = sign_in::redeem(on, &token).await.unwrap();
    login::actor(on, &redeemed.token).await.unwrap()
}

fn later(on: &Installation, minutes: i64) {
    on.clock().set(on.now().plus(SignedDuration::from_mins(minutes)));
}

#[tokio::test]
async fn sign_in_mailed_link_signs_in_once() {
    for on in on_each().await {
        sign_in::ask(&on, " Ada@Example.org", "es", "/apply")
            .await
            .unwrap();
        let mail = outbox::due(&on, 10).await.unwrap();
        assert_eq!(mail.len(), 1);
        assert_eq!(
            (mail[0].recipient.as_str(), mail[0].language.as_str()),
            ("ada@example.org", "es")
        );
        let Intent::SignIn { link } = mail[0].intent().unwrap() else {
            panic!("a sign-in mail")
        };
        let token = sign_in::token(&on, link);
        // Opening it, as a mail scanner does, changes nothing.
        assert_eq!(sign_in::peek(&on, &token).await.unwrap(), "ada@example.org");
        assert_eq!(sign_in::peek(&on, &token).await.unwrap(), "ada@example.org");
        let redeemed = sign_in::redeem(&on, &token).await.unwrap();
        assert_eq!(redeemed.next, "/apply");
        let Actor::Person(person) = login::actor(&on, &redeemed.token).await.unwrap() else {
            panic!("signed in")
        };
        assert_eq!(
            (person.id, person.email.as_str()),
            (redeemed.person, "ada@example.org")
        );
        assert!(
            matches!(sign_in::redeem(&on, &token).await, Err(ActionError::Conflict(why)) if why.code == "sign-in-link-used")
        );
    }
}

#[tokio::test]
async fn sign_in_link_after_fifteen_minutes_is_refused() {
    for on in on_each().await {
        let token = sign_in::link(&on, &Actor::System, "ada@example.org", "/")
            .await
            .unwrap();
        later(&on, sign_in::MINUTES);
        assert!(
            matches!(sign_in::redeem(&on, &token).await, Err(ActionError::Conflict(why)) if why.code == "sign-in-link-old")
        );
    }
}

#[tokio::test]
async fn login_after_sign_out_everywhere_is_a_visitor() {
    for on in on_each().await {
        let tokens = {
            let mut tokens = Vec::new();
            for _ in 0..2 {
                let link = sign_in::link(&on, &Actor::System, "ada@example.org", "/")
                    .await
                    .unwrap();
                tokens.push(sign_in::redeem(&on, &link).await.unwrap().token);
            }
            tokens
        };
        let actor = login::actor(&on, &tokens[0]).await.unwrap();
        login::end_everywhere(&on, &actor).await.unwrap();
        for token in &tokens {
            assert_eq!(login::actor(&on, token).await.unwrap(), Actor::Visitor);
        }
    }
}

#[tokio::test]
async fn login_after_thirty_days_is_a_visitor() {
    for on in on_each().await {
        let link = sign_in::link(&on, &Actor::System, "ada@example.org", "/")
            .await
            .unwrap();
        let token = sign_in::redeem(&on, &link).await.unwrap().token;
        later(&on, 60 * 24 * login::DAYS);
        assert_eq!(login::actor(&on, &token).await.unwrap(), Actor::Visitor);
    }
}

#[tokio::test]
async fn staff_appoint_by_system_then_by_lead_only() {
    for on in on_each().await {
        assert!(!staff::has_lead(&on).await.unwrap());
        staff::appoint(&on, &Actor::System, "lead@example.org", "Lena", StaffRole::Lead)
            .await
            .unwrap();
        staff::appoint(&on, &Actor::System, "lead@example.org", "Lena", StaffRole::Lead)
            .await
            .unwrap();
        assert!(staff::has_lead(&on).await.unwrap());
        let lead = signed_in(&on, "lead@example.org").await;
        staff::appoint(&on, &lead, "coach@example.org", "Cora", StaffRole::Coach)
            .await
            .unwrap();
        let coach = signed_in(&on, "coach@example.org").await;
        assert!(coach.is_staff());
        let refused = staff::appoint(&on, &coach, "coach@example.org", "Cora", StaffRole::Lead).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
        let log = platform::audit::newest(&on, &lead, 50).await.unwrap();
        let appointed = log
            .iter()
            .filter(|entry| entry.action == Action::StaffAppoint.name());
        assert_eq!(
            appointed.map(|entry| entry.detail.as_str()).collect::<Vec<_>>(),
            ["coach", "lead", "lead"]
        );
    }
}

#[tokio::test]
async fn directory_import_twice_adds_nothing_twice() {
    for on in on_each().await {
        let first = directory::import(&on, &Actor::System, DIRECTORY.as_bytes())
            .await
            .unwrap();
        assert_eq!(
            (
                first.agencies,
                first.agencies_new,
                first.schools,
                first.schools_new
            ),
            (2, 2, 3, 3)
        );
        let again = directory::import(&on, &Actor::System, DIRECTORY.as_bytes())
            .await
            .unwrap();
        assert_eq!(
            (
                again.agencies,
                again.agencies_new,
                again.schools,
                again.schools_new
            ),
            (2, 0, 3, 0)
        );
        // The same name in two counties is two agencies.
        let found = agency::search(&on, &Actor::Visitor, "valley RIVERA", 10)
            .await
            .unwrap();
        assert_eq!(
            found
                .iter()
                .map(|agency| agency.county.as_str())
                .collect::<Vec<_>>(),
            ["Alder", "Birch"]
        );
        for code in ["0961119", "09-61119-0132879", "0961119 0132879"] {
            let found = agency::search(&on, &Actor::Visitor, code, 10).await.unwrap();
            assert_eq!(
                found
                    .iter()
                    .map(|agency| agency.county.as_str())
                    .collect::<Vec<_>>(),
                ["Birch"],
                "{code}"
            );
        }
        for nothing in ["", "%", "_", "\\", "' OR 1=1 --"] {
            assert_eq!(
                agency::search(&on, &Actor::Visitor, nothing, 10).await.unwrap(),
                vec![],
                "{nothing}"
            );
        }
    }
}

#[tokio::test]
async fn directory_import_of_agencies_adds_county_offices() {
    let file = "cds_code,agency,kind,county,nces_id\n01100170000000,Alder County Office,county-office,Alder,0600001\n";
    for on in on_each().await {
        let report = directory::import(&on, &Actor::System, file.as_bytes())
            .await
            .unwrap();
        assert_eq!((report.agencies_new, report.schools), (1, 0));
        let found = agency::search(&on, &Actor::Visitor, "0600001", 10).await.unwrap();
        assert_eq!(
            (found[0].name.as_str(), found[0].kind),
            ("Alder County Office", agency::AgencyKind::County)
        );
        let wrong = file
            .replace("county-office", "club")
            .replace("01100170000000", "01100170000001");
        let Err(ActionError::Invalid(problems)) =
            directory::import(&on, &Actor::System, wrong.as_bytes()).await
        else {
            panic!("should be refused")
        };
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["import-cds-agency-wrong", "import-kind-wrong"]);
    }
}

#[tokio::test]
async fn directory_import_wrong_names_every_problem_and_changes_nothing() {
    let header = "cds_code,school,district,county\n";
    let cases: Vec<(Vec<u8>, Vec<&str>)> = vec![
        (b"".to_vec(), vec!["import-empty"]),
        (header.as_bytes().to_vec(), vec!["import-empty"]),
        (b"a,b\n1,2\n".to_vec(), vec!["import-column-missing"; 4]),
        (b"\xff\xfe\x00".to_vec(), vec!["import-not-utf8"]),
        (b"cds_code,\0".to_vec(), vec!["import-not-text"]),
        (
            format!("{header}123,A,B,C\n01611190130229,,B,C\n01611190130230,A,B,C,D\n01611190130231,A,B,C\n01611190130231,A,B,C\n")
                .into_bytes(),
            vec!["import-cds-wrong", "import-name-wrong", "import-row-ragged", "import-cds-twice"],
        ),
    ];
    for on in on_each().await {
        for (bytes, codes) in &cases {
            let Err(ActionError::Invalid(problems)) = directory::import(&on, &Actor::System, bytes).await
            else {
                panic!("{codes:?} should be refused")
            };
            assert_eq!(
                &problems.iter().map(|problem| problem.code).collect::<Vec<_>>(),
                codes
            );
        }
        assert_eq!(agency::count(&on).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn directory_import_by_visitor_or_applicant_is_refused() {
    for on in on_each().await {
        let visitor = directory::import(&on, &Actor::Visitor, DIRECTORY.as_bytes()).await;
        assert!(matches!(visitor, Err(ActionError::SignInNeeded)));
        let someone = signed_in(&on, "ada@example.org").await;
        let refused = directory::import(&on, &someone, DIRECTORY.as_bytes()).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
    }
}

#[tokio::test]
async fn write_transactions_at_once_all_happen() {
    for on in on_each().await {
        let appoint = |n: usize| {
            let platform = on.platform.clone();
            tokio::spawn(async move {
                let email = format!("person{n}@example.org");
                staff::appoint(&platform, &Actor::System, &email, "", StaffRole::Coach).await
            })
        };
        let all: Vec<_> = (0..40).map(appoint).collect();
        for one in all {
            one.await.unwrap().unwrap();
        }
        assert_eq!(
            platform::audit::newest(&on, &Actor::System, 100)
                .await
                .unwrap()
                .len(),
            40
        );
    }
}

#[tokio::test]
async fn outbox_failing_message_waits_longer_then_is_given_up() {
    for on in on_each().await {
        sign_in::ask(&on, "ada@example.org", "en", "/").await.unwrap();
        for _ in 0..outbox::ATTEMPTS_MAX {
            let due = outbox::due(&on, 10).await.unwrap();
            assert_eq!(due.len(), 1);
            assert!(outbox::claim(&on, &due[0]).await.unwrap());
            outbox::settle(&on, due[0].id, Err("no answer".into()))
                .await
                .unwrap();
            assert_eq!(outbox::due(&on, 10).await.unwrap(), vec![]);
            later(&on, 24 * 60);
        }
        let backlog = outbox::backlog(&on).await.unwrap();
        assert_eq!((backlog.waiting, backlog.given_up, backlog.held), (0, 1, 0));
    }
}

#[tokio::test]
async fn outbox_claimed_message_is_had_once_and_not_due_even_if_never_settled() {
    for on in on_each().await {
        sign_in::ask(&on, "ada@example.org", "en", "/").await.unwrap();
        let due = outbox::due(&on, 10).await.unwrap();
        assert!(outbox::claim(&on, &due[0]).await.unwrap());
        // A second worker read the same row before.
        assert!(!outbox::claim(&on, &due[0]).await.unwrap());
        assert_eq!(outbox::due(&on, 10).await.unwrap(), vec![]);
        outbox::settle(&on, due[0].id, Ok(())).await.unwrap();
        later(&on, 24 * 60);
        assert_eq!(outbox::due(&on, 10).await.unwrap(), vec![]);
    }
}

#[tokio::test]
async fn tidy_forgets_day_old_links_and_month_old_mail_only() {
    for on in on_each().await {
        sign_in::ask(&on, "ada@example.org", "en", "/").await.unwrap();
        let write = on.store().write().await.unwrap();
        for team in 0..2 {
            let intent = outbox::Intent::MemberAdded {
                team: uuid::Uuid::from_u128(team),
            };
            outbox::send(&on, &write, "ada@example.org", "en", &intent)
                .await
                .unwrap();
        }
        write.commit().await.unwrap();
        let all = outbox::due(&on, 10).await.unwrap();
        assert_eq!(all.len(), 3);
        assert!(outbox::claim(&on, &all[1]).await.unwrap());
        outbox::settle(&on, all[1].id, Ok(())).await.unwrap();
        let kept = async || platform::backup::rows(&on).await["outbox"].len();
        on.tidy().await;
        assert_eq!(kept().await, 3);
        later(&on, 25 * 60);
        on.tidy().await;
        assert_eq!(kept().await, 2);
        later(&on, 30 * 24 * 60);
        on.tidy().await;
        // What was never sent stays: `kith doctor` tells of it.
        assert_eq!(kept().await, 1);
    }
}
