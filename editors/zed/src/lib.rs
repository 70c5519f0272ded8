//! Starts `pmt lsp` in Zed: the program that the settings name, else the one on the PATH. It must never know anything
//! of declarations.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree, serde_json};

/// The program, and the server's name in Zed's settings.
const PROGRAM: &str = "pmt";

struct Pmt;

impl zed::Extension for Pmt {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = LspSettings::for_worktree(server.as_ref(), worktree)?.binary;
        let (path, arguments, env) =
            binary.map_or((None, None, None), |binary| (binary.path, binary.arguments, binary.env));
        let path = path.or_else(|| worktree.which(PROGRAM)).ok_or_else(|| {
            format!("找不到 {PROGRAM}：请把它放到 PATH 中，或在设置的 lsp.{PROGRAM}.binary.path 中写明 ({PROGRAM} is not on the PATH)")
        })?;
        Ok(Command {
            command: path,
            args: arguments.unwrap_or_else(|| vec!["lsp".to_owned()]),
            env: env.map_or_else(|| worktree.shell_env(), |env| env.into_iter().collect()),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), worktree)?.initialization_options)
    }

    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| serde_json::json!({ PROGRAM: settings })))
    }
}

zed::register_extension!(Pmt);
