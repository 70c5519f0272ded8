//! The JSON Schemas.

use crate::error::Error;

fn pretty(schema: &serde_json::Value) -> Result<String, Error> {
    Ok(format!("{}\n", serde_json::to_string_pretty(schema)?))
}

/// Of what `pmt compile` writes.
pub fn declaration() -> Result<String, Error> {
    pretty(&pmt_core::json::schema())
}

/// Of what `pmt lint --format json` writes.
pub fn lint() -> Result<String, Error> {
    pretty(&pmt_cli::lint_schema())
}

/// Of what `pmt compile --layout flat` writes.
pub fn exchange() -> Result<String, Error> {
    pretty(&pmt_core::exchange::schema())
}

/// Of `pmt.toml`.
pub fn config() -> Result<String, Error> {
    pretty(&pmt_core::config::schema())
}
