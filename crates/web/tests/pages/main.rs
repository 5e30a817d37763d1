//! Pages asked for in-process, as visitors, members and staff ask for them.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod bringing;
mod browser;
mod climate;
mod every_role;
mod journeys;
mod looks;
mod network;
mod people;
mod roles;
mod security;
mod sentences;
mod teams;
