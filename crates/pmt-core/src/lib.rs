//! x
pub mod edition;
