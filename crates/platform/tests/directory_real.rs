//! The real directory of California's schools, where it is at hand.

use platform::Actor;
use platform::people::{agency, directory};
use platform::testing::on_each;

#[tokio::test]
async fn directory_import_california_gives_766_districts_of_761_names() {
    let shared = std::env::var("KITH_SHARED").unwrap_or_else(|_| "../../../shared".into());
    let Ok(bytes) = std::fs::read(format!("{shared}/data/california_schools.csv")) else {
        eprintln!("skipped: california_schools.csv is not at hand");
        return;
    };
    for on in on_each().await {
        let report = directory::import(&on, &Actor::System, &bytes).await.unwrap();
        assert_eq!((report.agencies, report.schools), (766, 6_194));
        let found = agency::search(&on, &Actor::Visitor, "alameda city", 10)
            .await
            .unwrap();
        assert_eq!(found[0].cd_code.as_deref(), Some("0161119"));
    }
}
