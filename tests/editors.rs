//! The configurations in `editors/` for editors that no test here can start: that they can be read, and start the server.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn table(path: &str) -> toml::Table {
    read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn json(path: &str) -> serde_json::Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn helix_starts_the_server_for_declarations() {
    let languages = table("helix/languages.toml");
    let server = &languages["language-server"]["pmt"];
    assert_eq!((server["command"].as_str(), server["args"][0].as_str()), (Some("pmt"), Some("lsp")));
    let language = &languages["language"][0];
    assert_eq!(language["language-servers"][0].as_str(), Some("pmt"));
    assert_eq!(language["file-types"][0].as_str(), Some("pmt"));
    let width = usize::try_from(language["indent"]["tab-width"].as_integer().unwrap()).unwrap();
    assert_eq!(width, pmt_syntax::INDENT, "as the formatter indents");
}

#[test]
fn zed_starts_the_server_for_declarations() {
    let (extension, language) = (table("zed/extension.toml"), table("zed/languages/pmt/config.toml"));
    assert_eq!(extension["version"].as_str(), Some(env!("CARGO_PKG_VERSION")));
    assert_eq!(table("zed/Cargo.toml")["package"]["version"].as_str(), Some(env!("CARGO_PKG_VERSION")));
    assert_eq!(extension["language_servers"]["pmt"]["languages"][0], language["name"]);
    assert_eq!(language["path_suffixes"][0].as_str(), Some("pmt"));
    let width = usize::try_from(language["tab_size"].as_integer().unwrap()).unwrap();
    assert_eq!(width, pmt_syntax::INDENT, "as the formatter indents");
}

#[test]
fn jetbrains_starts_the_server_for_declarations() {
    let template = json("jetbrains/pmt/template.json");
    assert_eq!(template["programArgs"]["default"], "pmt lsp");
    let mapping = &template["fileTypeMappings"][0];
    assert_eq!(
        (&mapping["fileType"]["patterns"][0], &mapping["languageId"]),
        (&"*.pmt".into(), &"pmt".into())
    );
    assert!(json("jetbrains/pmt/initializationOptions.json").is_object());
}
