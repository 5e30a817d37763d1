//! Foresight: before a survey is fielded, which groups of a small agency will be visible, and what would help.
//!
//! # Who answers
//! [`Plan`] holds the people who will be asked, as strata: how many people of a school have the same levels. Everybody
//! answers by themselves with the same chance, which is only known to lie between two rates ([`Rates`]). The number who
//! answer in a group of N is then binomial, and the chance that they reach the least k of a pack is P(X ≥ k), X ~ B(N, r),
//! computed by summing the exact probabilities ([`chance`]). People of one class answer together more often than that, so
//! that real chances lie nearer to the middle.
//!
//! # What is hidden for the sake of others
//! For each of three rates (low, middle, high) the expected number who answer is dealt out to the strata in whole people
//! (by largest remainders, within schools), counted for every place and group, and put through the search for the cheapest
//! safe pattern ([`crate::suppress::optimum`]). Where everyone of a small school would have to be hidden, totals may go,
//! too, at a high price; the pack's preference decides between schools and agencies.
//!
//! # What is said
//! A group is *surely shown* when it reaches the least with a chance of 95 percent even at the low rate and no pattern
//! hides it, *surely hidden* when it does so with at most 5 percent even at the high rate; *likely* one or the other by
//! what the pattern of the middle rate does. This is a forecast of group sizes: codes and withheld items inside a group
//! come on top of it.
//!
//! # What helps
//! [`remedies`] tries years pooled, small schools of an agency pooled, small levels merged, and dimensions or pairs left
//! out; each is forecast anew and told with what it gains and what it costs.

mod forecast;
mod plan;
mod remedies;
mod response;

pub use forecast::{Forecast, Outlook, Seen, foretell};
pub use plan::{Dimension, Plan, Rates, School, Stratum, Unplanned};
pub use remedies::{Remedied, Remedy, remedies};
pub use response::chance;
