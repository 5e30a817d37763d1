//! Every route as every role. A route with a new path parameter needs a value here.

use axum::http::{Request, StatusCode};
use web::routes::{Access, Route, Verb};

use crate::browser::{Browser, Reply, Role, Site};

/// A path with its parameters filled in: things that do not exist, unless a test of the feature says more.
fn filled(route: &Route) -> String {
    let fill = |part: &str| match part {
        "{token}" => "0".repeat(64),
        "{stamp}" => web::assets::STAMP.to_owned(),
        "{slug}" => "no-such-network".to_owned(),
        "{application}" => "018f0000-0000-7000-8000-000000000000".to_owned(),
        "{file}" => format!("{}.ics", "0".repeat(64)),
        "{survey}" | "{entry}" | "{group}" | "{team}" => "018f0000-0000-7000-8000-00000000dead".to_owned(),
        "{code}" => "22222222".to_owned(),
        "{key}" => "0".repeat(32),
        "{figure}" => "belonging".to_owned(),
        "{*name}" => "kith.css".to_owned(),
        part if part.starts_with('{') => panic!("nobody says what stands for {part} in {}", route.path),
        part => part.to_owned(),
    };
    route.path.split('/').map(fill).collect::<Vec<_>>().join("/")
}

async fn ask(browser: &mut Browser, route: &Route) -> Reply {
    match route.verb {
        Verb::Get => browser.get(&filled(route)).await,
        Verb::Post => browser.post(&filled(route), &[]).await,
    }
}

fn is_sent_to_sign_in(reply: &Reply) -> bool {
    reply.status == StatusCode::SEE_OTHER && reply.header("location").starts_with("/sign-in")
}

/// Whether the class of a route lets a role come as far as its handler.
fn lets_in(access: Access, role: Role) -> bool {
    match access {
        Access::Public | Access::LinkHolder | Access::Answer | Access::Machine => true,
        Access::SignedIn | Access::TeamMember => role != Role::Visitor,
        Access::Staff => role == Role::Staff,
    }
}

#[tokio::test]
async fn every_route_as_every_role_is_as_its_class_says() {
    for role in Role::ALL {
        let site = Site::open().await;
        for route in web::app::route_table() {
            let mut browser = site.browser(role).await;
            let reply = ask(&mut browser, &route).await;
            let what = format!("{route:?} as {role:?} gave {}", reply.status);
            assert!(!reply.status.is_server_error(), "{what}");
            if lets_in(route.access, role) {
                assert!(
                    !is_sent_to_sign_in(&reply) && reply.status != StatusCode::UNAUTHORIZED,
                    "{what}"
                );
                let open = route.access != Access::TeamMember;
                assert!(!open || reply.status != StatusCode::FORBIDDEN, "{what}");
            } else if role == Role::Visitor && route.verb == Verb::Get {
                assert!(is_sent_to_sign_in(&reply), "{what}");
            } else if role == Role::Visitor {
                assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{what}");
            } else {
                assert_eq!(reply.status, StatusCode::FORBIDDEN, "{what}");
            }
        }
    }
}

#[tokio::test]
async fn every_team_route_as_outsider_shows_nothing() {
    let site = Site::open().await;
    for route in web::app::route_table()
        .into_iter()
        .filter(|route| route.access == Access::TeamMember)
    {
        let reply = ask(&mut site.browser(Role::Outsider).await, &route).await;
        assert!(
            matches!(reply.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
            "{route:?}: {}",
            reply.status
        );
    }
}

#[tokio::test]
async fn every_change_without_token_is_refused() {
    let site = Site::open().await;
    for route in web::app::route_table()
        .into_iter()
        .filter(|route| route.verb == Verb::Post)
    {
        if route.access == Access::Answer {
            continue;
        }
        let mut browser = site.browser(Role::Staff).await;
        let reply = browser.post_as_is(&filled(&route), &[]).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{route:?}");
        let stolen = site.browser(Role::Visitor).await.get("/").await.token();
        let reply = browser.post_as_is(&filled(&route), &[("csrf", &stolen)]).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{route:?}");
    }
}

#[tokio::test]
async fn every_change_from_another_site_is_refused() {
    let site = Site::open().await;
    for route in web::app::route_table()
        .into_iter()
        .filter(|route| route.verb == Verb::Post)
    {
        let mut browser = site.browser(Role::Staff).await;
        for origin in [
            "https://elsewhere.example",
            "null",
            "http://kith.example.elsewhere.example",
        ] {
            let request = Request::post(filled(&route))
                .header("host", "kith.example")
                .header("origin", origin);
            let reply = browser.send(request.body("".into()).unwrap()).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{route:?} from {origin}");
        }
    }
}

#[tokio::test]
async fn every_route_without_cookie_class_sets_none() {
    let site = Site::open().await;
    for route in web::app::route_table() {
        if matches!(route.access, Access::Answer | Access::Machine) && route.verb == Verb::Get {
            let reply = site.browser(Role::Staff).await.get(&filled(&route)).await;
            assert_eq!(reply.header("set-cookie"), "", "{route:?}");
        }
    }
}

#[tokio::test]
async fn every_route_has_the_guarding_headers() {
    let site = Site::open().await;
    for route in web::app::route_table() {
        for role in Role::ALL {
            let reply = ask(&mut site.browser(role).await, &route).await;
            assert_eq!(
                reply.header("content-security-policy"),
                web::headers::CONTENT_SECURITY_POLICY,
                "{route:?}"
            );
            assert_eq!(reply.header("x-content-type-options"), "nosniff", "{route:?}");
        }
    }
}
