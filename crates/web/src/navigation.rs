//! The main navigation: which parts of the program a person is shown the way to.

use crate::network::urls as network;
use crate::page::Link;
use crate::urls;
use crate::visit::Visit;

/// The links for this visitor, with the current one marked.
pub fn links(visit: &Visit) -> Vec<Link> {
    let t = visit.t();
    let mut links = vec![Link::new(t.say("network-networks"), urls::HOME)];
    if visit.actor.person().is_some() {
        links.push(Link::new(t.say("network-mine"), network::MINE));
    }
    if visit.actor.is_staff() {
        links.push(Link::new(t.say("agencies-title"), network::AGENCIES));
        links.push(Link::new(t.say("staff-title"), urls::STAFF));
    }
    links
        .into_iter()
        .map(|link| Link {
            current: is_at(&visit.path, &link.url),
            ..link
        })
        .collect()
}

/// Whether a path is at an address or below it.
fn is_at(path: &str, url: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    path.strip_prefix(url)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::is_at;

    #[test]
    fn is_at_takes_pages_below_and_no_neighbours() {
        assert!(is_at("/networks", "/networks"));
        assert!(is_at("/networks/1?x=2", "/networks"));
        assert!(!is_at("/networks-old", "/networks"));
    }
}
