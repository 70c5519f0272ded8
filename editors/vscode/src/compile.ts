// Compiling a declaration to JSON, into a file or an editor.

import * as path from "node:path";
import * as vscode from "vscode";
import { ResponseError } from "vscode-languageclient";

import type { Here } from "./here";
import { Command, type Summary, type Target } from "./protocol";
import type { Server } from "./server";
import { reason } from "./wording";

/** Compiles the declaration at the cursor. */
export async function compileToJson(server: Server, here: Here): Promise<void> {
  const editor = here.editor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a file of the declaration first."));
    return;
  }
  await compile(server, here.target(editor));
}

/** Compiles what a target is about; where errors refuse it, they can be seen, or a draft be made. */
export async function compile(server: Server, target: Target, draft = false): Promise<void> {
  let json: string;
  try {
    json = await server.ask<string>(Command.compile, { ...target, draft, text: true });
  } catch (error) {
    await refused(server, target, error);
    return;
  }
  await deliver(server, target, json, draft);
}

async function refused(server: Server, target: Target, error: unknown): Promise<void> {
  if (server.condition !== "running") {
    await server.complain(error);
    return;
  }
  const problems = vscode.l10n.t("Show the problems");
  const asDraft = vscode.l10n.t("Compile as a draft");
  const chosen = await vscode.window.showErrorMessage(
    reason(error),
    problems,
    ...(isDraftable(error) ? [asDraft] : []),
  );
  if (chosen === problems) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  } else if (chosen === asDraft) {
    await compile(server, target, true);
  }
}

/** Whether only the rules of review refuse it, which let a draft through. */
function isDraftable(error: unknown): boolean {
  const data: unknown = error instanceof ResponseError ? error.data : undefined;
  return typeof data === "object" && data !== null && "draft" in data && data.draft === true;
}

async function deliver(server: Server, target: Target, json: string, draft: boolean): Promise<void> {
  const save = { label: `$(save) ${vscode.l10n.t("Save to a file…")}`, saves: true };
  const open = { label: `$(go-to-file) ${vscode.l10n.t("Open in an editor")}`, saves: false };
  const chosen = await vscode.window.showQuickPick([save, open], {
    title: draft ? vscode.l10n.t("Draft compiled to JSON") : vscode.l10n.t("Declaration compiled to JSON"),
    placeHolder: vscode.l10n.t("Where should it go?"),
    ignoreFocusOut: true,
  });
  if (chosen === undefined) {
    return;
  }
  if (!chosen.saves) {
    const document = await vscode.workspace.openTextDocument({ language: "json", content: json });
    await vscode.window.showTextDocument(document);
    return;
  }
  const to = await vscode.window.showSaveDialog({
    defaultUri: await suggested(server, target),
    filters: { JSON: ["json"] },
    title: vscode.l10n.t("Compile to JSON"),
  });
  if (to !== undefined) {
    await vscode.workspace.fs.writeFile(to, new TextEncoder().encode(json));
    const show = vscode.l10n.t("Open");
    const said = vscode.l10n.t("Written: {0}", vscode.workspace.asRelativePath(to));
    if ((await vscode.window.showInformationMessage(said, show)) === show) {
      await vscode.window.showTextDocument(to);
    }
  }
}

/** Beside the cover, named after whose declaration it is. */
async function suggested(server: Server, target: Target): Promise<vscode.Uri> {
  const summary = await server.ask<Summary | null>(Command.summary, target).catch(() => null);
  const beside = server.uri(summary?.cover ?? target.uri);
  const own = path.parse(beside.path).name;
  const parts = [summary?.whose ?? own, summary?.year].filter((part) => part != null);
  const name = parts.join("-").replace(/[\\/:*?"<>|\s]+/g, "-");
  const folder =
    beside.scheme === "file"
      ? vscode.Uri.joinPath(beside, "..")
      : vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.Uri.joinPath(folder ?? vscode.Uri.file("/"), `${name}.json`);
}
