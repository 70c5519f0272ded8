//! What the client can do and what its user wants.

use pmt_core::text::Lang;
use serde::Deserialize;
use tower_lsp::ls_types::{ClientCapabilities, InitializeParams};

use crate::encoding::Encoding;
use crate::log::Level;

/// The user's settings, as the client sends them; unknown ones are left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    /// Language of messages; else that of `pmt.toml`, else the client's.
    #[serde(deserialize_with = "lang")]
    pub lang: Option<Lang>,
    /// Whether positions are counted in UTF-16 whatever the client offers. Only at the start.
    pub force_utf16: bool,
    /// How much the server says of itself in the client's log.
    #[serde(deserialize_with = "lenient")]
    pub log_level: Level,
    /// Which notes are shown beside amounts.
    #[serde(deserialize_with = "lenient")]
    pub inlay_hints: InlayHintOptions,
}

/// Which notes are shown beside amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct InlayHintOptions {
    /// What a total or a calculation comes to that says no result.
    #[serde(deserialize_with = "lenient_or_shown")]
    pub derived: bool,
    /// Amounts in the other unit.
    #[serde(deserialize_with = "lenient")]
    pub amounts: AmountHints,
    /// What the parts of a total lack.
    #[serde(deserialize_with = "lenient_or_shown")]
    pub remaining: bool,
}

impl Default for InlayHintOptions {
    fn default() -> Self {
        Self { derived: true, amounts: AmountHints::Totals, remaining: true }
    }
}

/// Beside which amounts the other unit is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AmountHints {
    /// None.
    Off,
    /// The totals.
    #[default]
    Totals,
    /// All.
    All,
}

/// What cannot be read is not set.
fn lenient<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::de::DeserializeOwned + Default,
{
    let value = serde_json::Value::deserialize(from)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

fn lenient_or_shown<'de, D: serde::Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(value.as_bool().unwrap_or(true))
}

/// What is no language asks for none.
fn lang<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Lang>, D::Error> {
    let text = Option::<serde_json::Value>::deserialize(from)?;
    Ok(text.and_then(|value| serde_json::from_value(value).ok()))
}

impl Options {
    /// From a value, under `pmt` or bare; what cannot be read is not set.
    pub fn read(value: Option<&serde_json::Value>) -> Self {
        let value = value.map(|value| value.get("pmt").unwrap_or(value));
        value.and_then(|value| Self::deserialize(value).ok()).unwrap_or_default()
    }
}

/// The client.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "one for each ability")]
pub struct Profile {
    /// How it counts columns.
    pub encoding: Encoding,
    /// The user's settings.
    pub options: Options,
    /// Its user's language.
    pub locale: Option<Lang>,
    /// Whether it asks for a document's diagnostics.
    pub pulls: bool,
    /// Whether it can be told to ask again.
    pub refreshes_diagnostics: bool,
    /// Whether it can be asked to watch files.
    pub watches: bool,
    /// Whether its configuration can be asked for.
    pub configuration: bool,
    /// Commands of its own that it says it has, for lenses.
    pub commands: Vec<String>,
    /// What else it can do.
    pub capabilities: ClientCapabilities,
}

impl Profile {
    /// From the client's first message.
    pub fn new(params: &InitializeParams) -> Self {
        let capabilities = params.capabilities.clone();
        let options = Options::read(params.initialization_options.as_ref());
        let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let document = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        Self {
            encoding: Encoding::choose(offered, options.force_utf16),
            locale: params.locale.as_deref().map(language_of),
            pulls: document.is_some_and(|document| document.diagnostic.is_some()),
            refreshes_diagnostics: workspace
                .and_then(|workspace| workspace.diagnostics.as_ref())
                .and_then(|diagnostics| diagnostics.refresh_support)
                .unwrap_or(false),
            watches: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref())
                .and_then(|watching| watching.dynamic_registration)
                .unwrap_or(false),
            configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            commands: commands(params.initialization_options.as_ref()),
            options,
            capabilities,
        }
    }

    /// The language of messages under a configuration.
    pub fn lang(&self, configured: Option<Lang>) -> Lang {
        self.options.lang.or(configured).or(self.locale).unwrap_or(Lang::Zh)
    }
}

/// The commands that a client says it has. They are no setting of its user's, and come only at the start.
fn commands(options: Option<&serde_json::Value>) -> Vec<String> {
    let listed = options.and_then(|options| options.get("commands")?.as_array());
    listed.into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

/// Chinese unless it says English.
fn language_of(locale: &str) -> Lang {
    if locale.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("en")) { Lang::En } else { Lang::Zh }
}
