//! The people of a team and what each of them is in it.

use super::TeamId;
use crate::Instant;
use crate::id::PersonId;
use sea_orm::Iterable;
use sea_orm::entity::prelude::*;

/// What somebody is in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
pub enum Role {
    /// Leads it: answers offers, shares results, changes members.
    Lead,
    /// Works in it.
    Member,
    /// Stands behind it in the agency.
    Sponsor,
    /// Stands in for a member.
    Substitute,
    /// Follows it, and sees its space but neither its surveys nor its plan.
    Observer,
}

impl Role {
    /// Its name in addresses and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Member => "member",
            Self::Sponsor => "sponsor",
            Self::Substitute => "substitute",
            Self::Observer => "observer",
        }
    }

    /// The role of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::iter().find(|role| role.name() == name)
    }
}

/// One member as a row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "team_member")]
pub struct Model {
    /// Of which team.
    #[sea_orm(primary_key, auto_increment = false)]
    pub team_id: TeamId,
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// What they are in it.
    pub role: Role,
    /// What they do in their agency; may be empty.
    pub work: String,
    /// Since when.
    pub since: Instant,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A member with their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// Their name; empty until they said.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they are in the team.
    pub role: Role,
    /// What they do in their agency; may be empty.
    pub work: String,
}

impl Member {
    /// Their name, or their address until they said one.
    pub fn shown_name(&self) -> &str {
        if self.name.is_empty() {
            &self.email
        } else {
            &self.name
        }
    }
}
