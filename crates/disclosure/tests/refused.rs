//! What must not compile: every way around the only maker of released values.

#[test]
fn released_made_outside_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/refused/*.rs");
}
