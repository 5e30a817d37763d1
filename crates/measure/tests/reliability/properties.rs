//! What must hold whatever the answers.
