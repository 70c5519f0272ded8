// Checking the whole declaration: what was found in all its files, in a sentence and in the list of problems.

import * as vscode from "vscode";

import type { Here } from "./here";
import { Command, type Summary } from "./protocol";
import type { Server } from "./server";
import { passes } from "./status";
import { counts, headline } from "./wording";

/** Says what was found and shows the list. */
export async function checkDeclaration(server: Server, here: Here): Promise<void> {
  const editor = here.editor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a file of the declaration first."));
    return;
  }
  let summary: Summary | null;
  try {
    summary = await server.ask<Summary | null>(Command.summary, here.target(editor));
  } catch (error) {
    await server.complain(error);
    return;
  }
  if (summary === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is neither a declaration nor a project in this file."),
    );
    return;
  }
  const found = counts(summary, vscode.l10n.t);
  const whole = vscode.l10n.t(
    "{0}, projects: {1}, files: {2}.",
    headline(summary, vscode.l10n.t),
    summary.projects,
    summary.files,
  );
  if (passes(summary)) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Ready to submit: {0}. {1}", found, whole));
    if (summary.warnings + summary.hints === 0) {
      return;
    }
  }
  await vscode.commands.executeCommand("workbench.actions.view.problems");
  const first = summary.first;
  if (!passes(summary) && first !== null) {
    const go = vscode.l10n.t("Go to the first");
    const said = vscode.l10n.t("Not ready to submit: {0}. {1}", found, whole);
    if ((await vscode.window.showWarningMessage(said, go)) === go) {
      const { start } = first.range;
      const position = new vscode.Position(start.line, start.character);
      const selection = new vscode.Selection(position, position);
      await vscode.window.showTextDocument(server.uri(first.uri), { selection });
    }
  }
}
