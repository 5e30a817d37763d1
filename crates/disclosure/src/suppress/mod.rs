//! Complementary suppression: which further cells to hide so that no sensitive one can be computed, at least cost.
//!
//! # The problem
//! Cells `i` have values `a_i` and outer bounds `lb_i ≤ a_i ≤ ub_i` that everybody knows; relations `Σ s_j a_j = rhs`
//! hold for every table. A pattern says which cells are hidden. An attacker knows the relations, the bounds and the shown
//! cells, so for a hidden p they solve two programs and get an interval `[l_p, u_p]`. A pattern is *safe* when every
//! sensitive p has `l_p ≤ a_p − LPL_p`, `u_p ≥ a_p + UPL_p` and `u_p − l_p ≥ SPL_p`. For groups of people
//! ([`Levels::of_small`]) LPL is the value itself and UPL what is missing to the least count k: nobody can rule out that
//! the group is empty, nor that it has k people. As `u_p` never exceeds what is hidden in any relation with p, no group
//! left by subtraction is smaller than k either.
//!
//! # The search
//! Fischetti & Salazar (Journal of the American Statistical Association 95, 2000; Management Science 47, 2001,
//! <https://doi.org/10.1287/mnsc.47.7.1008.9805>): `min Σ w_i x_i` over `x ∈ {0,1}` under one cut for each dual corner
//! of each attacker's program. Shown cells split the problem into parts. In each part cuts are added as patterns, whole
//! or fractional, break them; branch and bound does the rest; a greedy search gives first patterns. No pattern is kept
//! without its [`Proof`]: for every sensitive cell the tables that protect it, checked at the end by addition alone.
//!
//! A large part (a state whose published row links all agencies) is cut into blocks. Who does not know the relations that
//! run across blocks knows less, so what protects from them at least cost, block by block, bounds the cost from below; it
//! is nearly safe from the true attacker, too. What it leaves exposed is protected by hiding a little more, against
//! somebody who knows what every such relation adds up to in each block, who knows more.
//!
//! # Where relations come from
//! [`Layout`] makes cells and relations of places (geography, roll-ups), dimensions and pairs of dimensions; what earlier
//! releases told is an equation more, an inequality has an unpublished rest, public enrolment is a bound.
//!
//! # What the audit adds
//! [`audit()`] can be asked with [`Knowledge`], so that a school's own rows are taken as known. Each exposure comes with
//! its [`Recipe`]: the published numbers to add and subtract.

mod attack;
mod audit;
mod blocks;
mod branch;
mod breach;
mod budget;
mod circuits;
mod covers;
mod cut;
mod defense;
mod greedy;
mod halves;
mod layout;
mod master;
mod node;
mod optimum;
mod part;
mod plan;
mod problem;
mod proof;
mod recipe;
mod search;
mod whole;

pub use attack::Side;
pub use audit::{Exposed, Interval, Knowledge, audit, intervals};
pub use budget::Budget;
pub(crate) use layout::logarithm;
pub use layout::{Column, Known, Laid, Layout, Levelled, Place, Pool, Sum};
pub use optimum::{Pattern, optimum, optimum_near};
pub use problem::{Cell, Flaw, Levels, Numbers, Problem, Relation, Status, Term};
pub use proof::Proof;
pub use recipe::Recipe;

pub(crate) use attack::Exposure;
pub(crate) use budget::Effort;
pub(crate) use circuits::{Circuits, Room, Wanted};
pub(crate) use defense::attack_in_blocks;
pub(crate) use part::{Groups, Part, float, parts_of};
pub(crate) use whole::whole_point;
