//! An id type for each noun, so that a team's id cannot stand where a survey's belongs.
//!
//! Version 7 where order may show, version 4 where it must not.

/// Declares id newtypes over UUIDs that SeaORM stores and serde reads.
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $version:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            sea_orm::DeriveValueType, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// A fresh id, made from the operating system's random numbers.
            #[must_use]
            #[expect(clippy::new_without_default, reason = "a default id would not be fresh")]
            pub fn new() -> Self {
                Self($crate::ids!(@$version))
            }

            /// The id as a UUID.
            pub fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }

        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
    (@ordered) => { uuid::Uuid::now_v7() };
    (@random) => { uuid::Uuid::new_v4() };
}

ids! {
    /// A local or state educational agency, or a county office.
    AgencyId ordered;
    /// A school of an agency.
    SchoolId ordered;
    /// Somebody who can sign in.
    PersonId ordered;
    /// A mailed sign-in link.
    LinkId random;
    /// An entry of the audit log.
    EntryId ordered;
    /// A message to be sent.
    MessageId ordered;
}
