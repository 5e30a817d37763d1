//! People: who can sign in, what they do for the host, and the directory of agencies and schools.
//!
//! A person is an e-mail address that was proved by a mailed link. A link is single use, lives 15 minutes and
//! is used up by a button, never by being opened. A login is a random token of which the database keeps
//! the hash. An agency is known by its codes: the same name occurs in several counties.

pub mod agency;
pub mod directory;
pub mod login;
pub mod person;
pub mod school;
pub mod sign_in;
pub mod staff;
