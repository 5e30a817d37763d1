//! No other crate can say that its own type may be released.
use disclosure::Releasable;

struct Mine;

impl Releasable for Mine {}

fn main() {}
