// Where the extension begins and ends.

import * as path from "node:path";
import * as fs from "node:fs";
import { workspace, type ExtensionContext } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const set = workspace.getConfiguration("pmt").get<string>("server.path");
  const bundled = context.asAbsolutePath(path.join("server", process.platform === "win32" ? "pmt.exe" : "pmt"));
  const command = set || (fs.existsSync(bundled) ? bundled : "pmt");
  client = new LanguageClient(
    "pmt",
    "pmt",
    { command, args: ["lsp"] },
    { documentSelector: [{ language: "pmt", scheme: "file" }, { language: "pmt", scheme: "untitled" }] },
  );
  context.subscriptions.push(client);
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
