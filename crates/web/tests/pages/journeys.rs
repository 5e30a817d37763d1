//! The list of pages that the journeys of `e2e/` open is the program's own table of routes.

use web::routes::Verb;

#[test]
fn list_of_pages_for_the_journeys_is_the_table() {
    let table: Vec<String> = web::app::route_table()
        .iter()
        .filter(|route| route.verb == Verb::Get)
        .map(|route| format!("{:?} {}", route.access, route.path))
        .collect();
    let listed: Vec<&str> = include_str!("../../../../e2e/pages.txt").lines().collect();
    assert_eq!(
        listed,
        table,
        "the whole of e2e/pages.txt should be:\n{}\n",
        table.join("\n")
    );
}
