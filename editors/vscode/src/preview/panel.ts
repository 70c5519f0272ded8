// The preview beside the editor: the page that the server makes of the project at the cursor, kept up with the text and
// the cursor. Drawing it is the webview's business (webview/main.ts).

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

import { LANGUAGE, type Here } from "../here";
import { Later } from "../later";
import { Command, type Page } from "../protocol";
import type { Server } from "../server";
import { reason } from "../wording";
import { frame } from "./frame";
import { contains, isRange, type FromWebview, type Place, type ToWebview } from "./messages";

/** The webview's type, by which VS Code brings it back. */
const VIEW = "pmt.preview";

/** The one preview. */
export class Preview implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private readonly subscriptions: vscode.Disposable;
  private readonly soon = new Later(120, () => void this.refresh());
  private page: Page | undefined;
  /** Which text the page shows. */
  private of: { uri: string; version: number } | undefined;
  private number = 0;
  private isReady = false;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly server: Server,
    private readonly here: Here,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.soon,
      here.onMove(() => {
        this.soon.ask();
      }),
      server.onChange(() => {
        this.soon.ask();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.languageId === LANGUAGE && contentChanges.length > 0) {
          this.soon.ask();
        }
      }),
      // A file that is not open has changed, too, when its findings have.
      vscode.languages.onDidChangeDiagnostics(() => {
        this.of = undefined;
        this.soon.ask();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === this.here.editor) {
          this.follow(textEditor);
        }
      }),
      vscode.window.registerWebviewPanelSerializer(VIEW, {
        deserializeWebviewPanel: (panel) => {
          this.take(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** Opens it beside the editor, or brings it to the front. */
  show(): void {
    if (this.panel !== undefined) {
      this.panel.reveal(undefined, true);
      return;
    }
    this.take(
      vscode.window.createWebviewPanel(
        VIEW,
        vscode.l10n.t("Preview of the form"),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        this.options(),
      ),
    );
  }

  dispose(): void {
    this.panel?.dispose();
    this.subscriptions.dispose();
  }

  private options(): vscode.WebviewPanelOptions & vscode.WebviewOptions {
    return {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [vscode.Uri.joinPath(this.context.extensionUri, "dist")],
    };
  }

  private take(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.isReady = false;
    const file = (name: string): vscode.Uri => vscode.Uri.joinPath(this.context.extensionUri, "dist", name);
    panel.webview.options = this.options();
    const icon = (name: string): vscode.Uri => vscode.Uri.joinPath(this.context.extensionUri, "media", name);
    panel.iconPath = { light: icon("file.svg"), dark: icon("file-dark.svg") };
    panel.webview.html = frame({
      script: panel.webview.asWebviewUri(file("preview.js")).toString(),
      style: panel.webview.asWebviewUri(file("preview.css")).toString(),
      nonce: randomBytes(18).toString("base64url"),
      lang: vscode.env.language,
    });
    panel.webview.onDidReceiveMessage((message: FromWebview) => void this.receive(message));
    panel.onDidChangeViewState(() => {
      if (panel.visible) {
        this.of = undefined;
        this.soon.ask();
      }
    });
    panel.onDidDispose(() => {
      if (this.panel === panel) {
        this.panel = undefined;
        this.page = undefined;
        this.of = undefined;
      }
    });
  }

  private post(message: ToWebview): void {
    if (this.isReady) {
      void this.panel?.webview.postMessage(message);
    }
  }

  private async receive(message: FromWebview): Promise<void> {
    switch (message.kind) {
      case "ready":
        this.isReady = true;
        this.of = undefined;
        await this.refresh();
        break;
      case "go":
        await this.go(message.place);
        break;
    }
  }

  /** The cursor has moved: shows where, and another page where it has left the project. */
  private follow(editor: vscode.TextEditor): void {
    if (this.panel === undefined) {
      return;
    }
    this.point(editor);
    const isHere = this.page?.range != null && contains(rangeOf(this.page.range), editor.selection.active);
    if (!isHere || this.of?.uri !== editor.document.uri.toString()) {
      this.soon.ask();
    }
  }

  private point(editor: vscode.TextEditor): void {
    const address = this.server.address(editor.document.uri);
    const name = Object.entries(this.page?.files ?? {}).find(([, uri]) => uri === address)?.[0];
    if (name !== undefined) {
      const { line, character } = editor.selection.active;
      this.post({ kind: "cursor", file: name, at: { line, character } });
    }
  }

  private async refresh(): Promise<void> {
    const panel = this.panel;
    if (panel === undefined || !panel.visible || !this.isReady) {
      return;
    }
    const editor = this.here.editor;
    if (editor === undefined) {
      this.post({ kind: "empty", why: vscode.l10n.t("Put the cursor into a project to see it here.") });
      return;
    }
    const { uri, version } = editor.document;
    const at = editor.selection.active;
    const isSame = this.of?.uri === uri.toString() && this.of.version === version;
    if (isSame && this.page?.range != null && contains(rangeOf(this.page.range), at)) {
      return;
    }
    this.number += 1;
    const number = this.number;
    let page: Page;
    try {
      page = await this.server.ask<Page>(Command.preview, { ...this.here.target(editor), places: true });
    } catch (error) {
      // An outdated answer is followed by another.
      if (number === this.number && editor.document.version === version) {
        this.page = undefined;
        this.post({ kind: "empty", why: reason(error) });
      }
      return;
    }
    if (number !== this.number) {
      return;
    }
    this.page = page;
    this.of = { uri: uri.toString(), version };
    panel.title =
      page.project === null || page.project === ""
        ? vscode.l10n.t("Preview of the form")
        : vscode.l10n.t("Preview: {0}", page.project);
    this.post({ kind: "page", html: page.html });
    this.point(editor);
  }

  /** To where a cell is written. */
  private async go(place: Place): Promise<void> {
    const address = this.page?.files[place.file];
    if (address === undefined || !isRange(place.range)) {
      return;
    }
    const uri = this.server.uri(address);
    const open = vscode.window.visibleTextEditors.find(
      (editor) => editor.document.uri.toString() === uri.toString(),
    );
    const [line, character] = place.range;
    const position = new vscode.Position(line, character);
    await vscode.window.showTextDocument(uri, {
      viewColumn: open?.viewColumn ?? this.here.editor?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Selection(position, position),
    });
  }
}

function rangeOf(range: NonNullable<Page["range"]>): [number, number, number, number] {
  return [range.start.line, range.start.character, range.end.line, range.end.character];
}
