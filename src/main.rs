//! The pmt binary.
fn main() {}
