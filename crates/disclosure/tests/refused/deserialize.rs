//! Reading bytes gives no released value; only `reopen` does, after an audit.
use disclosure::{Released, Report};

fn read<T: for<'de> serde::Deserialize<'de>>() {}

fn main() {
    read::<Released<Report>>();
}
