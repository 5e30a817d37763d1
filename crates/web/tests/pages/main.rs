//! Pages asked for in-process, as visitors, members and staff ask for them.

mod browser;
mod looks;
mod people;
mod roles;
mod security;
mod sentences;
