//! The words themselves: slips of the pen, marks, and names.

mod body_names;
mod collocation;
mod doubled_character;
mod half_width_mark;
mod nested_title;
mod split_word;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &doubled_character::TXT01,
    &split_word::TXT02,
    &half_width_mark::TXT03,
    &nested_title::TXT04,
    &collocation::TXT05,
    &body_names::TXT06,
];
