//! Who may do what: Cedar policies in `policies/`, one file per feature, decided once per command or query.
//!
//! Cedar sees the actor ([`Actor`]: a visitor, a person in their roles, the program), the [`Action`] and a
//! [`Resource`] that carries just the facts the policies speak of. What no policy permits is refused.

use crate::id::PersonId;
use crate::{Actor, people::person::StaffRole};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression, Schema,
};
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

/// Schema and policies, embedded; a test validates one against the other.
const SCHEMA: &str = include_str!("../../../policies/kith.cedarschema");
const POLICIES: &[&str] = &[
    include_str!("../../../policies/people.cedar"),
    include_str!("../../../policies/network.cedar"),
    include_str!("../../../policies/climate.cedar"),
    include_str!("../../../policies/plan.cedar"),
];

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)+) => {
        /// Everything that can be asked of the platform, in Cedar's sense of the word.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[$doc])* $variant,)+ }

        impl Action {
            /// All of them.
            pub const ALL: &[Action] = &[$(Action::$variant),+];

            /// Its name in the policies and in the audit log.
            pub fn name(self) -> &'static str {
                match self { $(Action::$variant => $name,)+ }
            }
        }
    };
}

actions! {
    /// Ask for a sign-in link, use it, sign out.
    SignIn = "people.sign-in";
    /// See and change one's own account.
    AccountEdit = "people.account-edit";
    /// See who works for the host.
    StaffView = "people.staff-view";
    /// Give somebody a role of the host.
    StaffAppoint = "people.staff-appoint";
    /// Search the directory of agencies.
    AgencySearch = "people.agency-search";
    /// Import agencies and schools.
    AgencyImport = "people.agency-import";
    /// Read the audit log.
    AuditRead = "people.audit-read";
    /// Make a backup.
    Backup = "people.backup";
    /// See a network's public page.
    NetworkView = "network.view";
    /// Create or change a network.
    NetworkDesign = "network.design";
    /// Begin an application.
    ApplicationStart = "network.application-start";
    /// Read an application.
    ApplicationRead = "network.application-read";
    /// Change and submit an application.
    ApplicationEdit = "network.application-edit";
    /// See which applications a network has.
    ApplicationList = "network.application-list";
    /// Decide on an application and make an offer.
    ApplicationDecide = "network.application-decide";
    /// Accept or decline an offer.
    OfferAnswer = "network.offer-answer";
    /// See a team's space.
    TeamView = "network.team-view";
    /// Change a team's members and next step.
    TeamEdit = "network.team-edit";
    /// Open, close and import surveys of a team.
    SurveyRun = "climate.survey-run";
    /// Remove a survey for good.
    SurveyRemove = "climate.survey-remove";
    /// See a survey's progress, and its results once sealed.
    ResultsView = "climate.results-view";
    /// Share a survey's results with the host, or stop sharing.
    ResultsShare = "climate.results-share";
    /// Read a team's plan.
    PlanView = "plan.view";
    /// Write a team's plan.
    PlanEdit = "plan.edit";
}

/// What an action is taken on, with the facts that policies need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resource {
    /// The whole installation.
    Installation,
    /// Somebody's account.
    Account(PersonId),
    /// A network.
    Network {
        /// Whether its page is public.
        public: bool,
    },
    /// An application.
    Application {
        /// Who leads the team that applies.
        lead: PersonId,
        /// Colleagues who have an account.
        colleagues: Vec<PersonId>,
        /// Whether it was submitted.
        submitted: bool,
    },
    /// A team.
    Team {
        /// Its leads.
        leads: Vec<PersonId>,
        /// Its other members.
        members: Vec<PersonId>,
    },
    /// A survey or a plan of a team.
    TeamWork {
        /// The team's leads.
        leads: Vec<PersonId>,
        /// The team's other members.
        members: Vec<PersonId>,
        /// Whether the team shares it with the host.
        shared: bool,
    },
}

/// The loaded policies.
pub(crate) struct Policy {
    policies: PolicySet,
    schema: Schema,
    authorizer: Authorizer,
}

impl Policy {
    /// Reads the embedded policies; that they parse and fit the schema is tested.
    pub(crate) fn load() -> Self {
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).expect("the embedded schema parses; tested");
        let policies = PolicySet::from_str(&POLICIES.concat()).expect("the embedded policies parse; tested");
        Self {
            policies,
            schema,
            authorizer: Authorizer::new(),
        }
    }

    pub(crate) fn allows(&self, actor: &Actor, action: Action, resource: &Resource) -> bool {
        let Ok(request) = Request::new(
            principal(actor),
            uid("Action", action.name()),
            resource_uid(resource),
            Context::empty(),
            Some(&self.schema),
        ) else {
            // The schema does not let this kind of actor take this action at all.
            return false;
        };
        let entities = Entities::from_entities(entities(actor, resource), Some(&self.schema))
            .expect("entities are built as the schema says; tested for every kind");
        self.authorizer
            .is_authorized(&request, &self.policies, &entities)
            .decision()
            == Decision::Allow
    }
}

fn uid(kind: &str, id: &str) -> EntityUid {
    let kind = EntityTypeName::from_str(kind).expect("a type name of the schema");
    EntityUid::from_type_name_and_id(kind, EntityId::new(id))
}

fn person_uid(id: PersonId) -> EntityUid {
    uid("Person", &id.to_string())
}

fn principal(actor: &Actor) -> EntityUid {
    match actor {
        Actor::Visitor => uid("Visitor", "visitor"),
        Actor::Person(person) => person_uid(person.id),
        Actor::System => uid("Program", "kith"),
    }
}

fn resource_uid(resource: &Resource) -> EntityUid {
    let kind = match resource {
        Resource::Installation => "Installation",
        Resource::Account(_) => "Account",
        Resource::Network { .. } => "Network",
        Resource::Application { .. } => "Application",
        Resource::Team { .. } => "Team",
        Resource::TeamWork { .. } => "TeamWork",
    };
    uid(kind, "it")
}

fn entities(actor: &Actor, resource: &Resource) -> Vec<Entity> {
    let attributes = match resource {
        Resource::Installation => HashMap::new(),
        Resource::Account(owner) => attributes([("owner", person(*owner))]),
        Resource::Network { public } => attributes([("public", RestrictedExpression::new_bool(*public))]),
        Resource::Application {
            lead,
            colleagues,
            submitted,
        } => attributes([
            ("lead", person(*lead)),
            ("colleagues", people(colleagues)),
            ("submitted", RestrictedExpression::new_bool(*submitted)),
        ]),
        Resource::Team { leads, members } => {
            attributes([("leads", people(leads)), ("members", people(members))])
        }
        Resource::TeamWork {
            leads,
            members,
            shared,
        } => attributes([
            ("leads", people(leads)),
            ("members", people(members)),
            ("shared", RestrictedExpression::new_bool(*shared)),
        ]),
    };
    let resource = Entity::new(resource_uid(resource), attributes, HashSet::new())
        .expect("attributes are plain values, which never fail to evaluate");
    let parents = match actor {
        Actor::Person(person) => person.roles.iter().map(|role| role_uid(*role)).collect(),
        Actor::Visitor | Actor::System => HashSet::new(),
    };
    vec![resource, Entity::new_no_attrs(principal(actor), parents)]
}

fn role_uid(role: StaffRole) -> EntityUid {
    uid("Role", role.name())
}

fn attributes<const N: usize>(
    pairs: [(&str, RestrictedExpression); N],
) -> HashMap<String, RestrictedExpression> {
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn person(id: PersonId) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(person_uid(id))
}

fn people(ids: &[PersonId]) -> RestrictedExpression {
    RestrictedExpression::new_set(ids.iter().map(|id| person(*id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SignedIn;
    use cedar_policy::{ValidationMode, Validator};

    fn someone(roles: &[StaffRole]) -> Actor {
        Actor::Person(SignedIn {
            id: PersonId::new(),
            name: "Ada".into(),
            email: "ada@example.org".into(),
            language: "en".into(),
            roles: roles.to_vec(),
        })
    }

    #[test]
    fn policies_against_schema_are_valid() {
        let policy = Policy::load();
        let result = Validator::new(policy.schema).validate(&policy.policies, ValidationMode::Strict);
        assert_eq!(
            result
                .validation_errors()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            Vec::<String>::new()
        );
        assert_eq!(
            result
                .validation_warnings()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            Vec::<String>::new()
        );
    }

    #[test]
    fn every_action_is_permitted_to_somebody() {
        let text = POLICIES.concat();
        for action in Action::ALL {
            assert!(
                text.contains(&format!("Action::\"{}\"", action.name())),
                "{} stands in no policy",
                action.name()
            );
        }
    }

    #[test]
    fn team_view_for_stranger_is_refused() {
        let policy = Policy::load();
        let lead = PersonId::new();
        let team = Resource::Team {
            leads: vec![lead],
            members: vec![],
        };
        assert!(!policy.allows(&Actor::Visitor, Action::TeamView, &team));
        assert!(!policy.allows(&someone(&[]), Action::TeamView, &team));
        assert!(policy.allows(&someone(&[StaffRole::Coach]), Action::TeamView, &team));
    }

    #[test]
    fn results_for_host_only_while_shared() {
        let policy = Policy::load();
        let coach = someone(&[StaffRole::Coach]);
        let survey = |shared| Resource::TeamWork {
            leads: vec![PersonId::new()],
            members: vec![],
            shared,
        };
        assert!(!policy.allows(&coach, Action::ResultsView, &survey(false)));
        assert!(policy.allows(&coach, Action::ResultsView, &survey(true)));
    }

    #[test]
    fn staff_appoint_for_coach_is_refused() {
        let policy = Policy::load();
        assert!(!policy.allows(
            &someone(&[StaffRole::Coach]),
            Action::StaffAppoint,
            &Resource::Installation
        ));
        assert!(policy.allows(
            &someone(&[StaffRole::Lead]),
            Action::StaffAppoint,
            &Resource::Installation
        ));
    }
}
