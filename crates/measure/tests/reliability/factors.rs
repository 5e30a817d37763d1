//! Factor solutions against lavaan and psych.
