// The status bar: what the declaration comes to and what was found in it, or that the server is not there.

import * as vscode from "vscode";

import type { Here } from "./here";
import { LANGUAGE } from "./here";
import { Later } from "./later";
import { Command, type Summary } from "./protocol";
import type { Server } from "./server";
import { counts, headline } from "./wording";

/** By which steps of the walkthrough know that they are done. */
function stepsDone(summary: Summary | null): Record<string, boolean> {
  return {
    "pmt.hasDeclaration": summary?.cover != null,
    "pmt.hasProject": summary !== null && summary.projects > summary.unknown,
    "pmt.declarationPasses": summary !== null && passes(summary),
  };
}

/** The item in the status bar. */
export class Status implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: vscode.Disposable;
  private readonly later = new Later(250, () => void this.refresh());
  private number = 0;

  constructor(
    private readonly server: Server,
    private readonly here: Here,
  ) {
    this.item = vscode.window.createStatusBarItem("pmt.declaration", vscode.StatusBarAlignment.Left, 10);
    this.item.name = vscode.l10n.t("Budget performance targets");
    this.subscriptions = vscode.Disposable.from(
      this.item,
      this.later,
      server.onChange(() => {
        this.later.ask();
      }),
      here.onMove(() => {
        this.later.ask();
      }),
      vscode.languages.onDidChangeDiagnostics(() => {
        this.later.ask();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === LANGUAGE) {
          this.later.ask();
        }
      }),
    );
    this.later.ask();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async refresh(): Promise<void> {
    const editor = this.here.editor;
    if (editor === undefined) {
      this.item.hide();
      return;
    }
    if (this.server.condition !== "running") {
      this.showCondition();
      return;
    }
    this.number += 1;
    const number = this.number;
    try {
      const summary = await this.server.ask<Summary | null>(Command.summary, this.here.target(editor));
      if (number === this.number) {
        this.show(summary);
      }
    } catch {
      // The text has moved on; what changed it asks again.
    }
  }

  private showCondition(): void {
    if (this.server.condition === "starting") {
      this.item.text = "$(sync~spin) pmt";
      this.item.tooltip = vscode.l10n.t("Reading the declaration…");
      this.item.command = "pmt.showLog";
      this.item.backgroundColor = undefined;
    } else {
      this.item.text = `$(debug-disconnect) ${vscode.l10n.t("pmt is not running")}`;
      this.item.tooltip = vscode.l10n.t("The pmt server is not running. Click to start it.");
      this.item.command = "pmt.restartServer";
      this.item.backgroundColor = new vscode.ThemeColor("statusBarItem.warningBackground");
    }
    this.item.show();
  }

  private show(summary: Summary | null): void {
    for (const [context, isDone] of Object.entries(stepsDone(summary))) {
      void vscode.commands.executeCommand("setContext", context, isDone);
    }
    if (summary === null) {
      this.item.hide();
      return;
    }
    const said = counts(summary, vscode.l10n.t);
    this.item.text = `$(law) ${headline(summary, vscode.l10n.t)}  ${icons(summary)}`;
    const title = [summary.whose, summary.year, summary.edition].filter((part) => part !== null);
    const tooltip = new vscode.MarkdownString(undefined, false);
    tooltip.appendText(title.join(" · "));
    tooltip.appendMarkdown("\n\n");
    tooltip.appendText(headline(summary, vscode.l10n.t));
    tooltip.appendMarkdown("\n\n");
    tooltip.appendText(said);
    tooltip.appendMarkdown("\n\n");
    tooltip.appendText(vscode.l10n.t("Click to see everything that was found."));
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: `${headline(summary, vscode.l10n.t)}, ${said}` };
    this.item.command = "pmt.checkDeclaration";
    this.item.backgroundColor = undefined;
    this.item.show();
  }
}

/** Whether a declaration could be handed in. */
export function passes(summary: Summary): boolean {
  return summary.projects > 0 && summary.errors === 0;
}

function icons(summary: Summary): string {
  if (summary.errors + summary.warnings + summary.hints === 0) {
    return "$(pass)";
  }
  const parts: [string, number][] = [
    ["$(error)", summary.errors],
    ["$(warning)", summary.warnings],
    ["$(info)", summary.hints],
  ];
  return parts
    .filter(([, count]) => count > 0)
    .map(([icon, count]) => `${icon} ${count}`)
    .join("  ");
}
