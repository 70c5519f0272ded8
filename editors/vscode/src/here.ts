// The declaration that the author is at: the document in the active editor, or the last one that was.

import * as vscode from "vscode";

import { isTarget, type Target } from "./protocol";
import type { Server } from "./server";

/** The language's name in VS Code. */
export const LANGUAGE = "pmt";
/** What its files end in. */
export const EXTENSION = ".pmt";

/** Where the server knows documents from. A document of elsewhere (an earlier state in Git, a folder that is on no disk) is only coloured. */
export const SCHEMES = ["file", "untitled"] as const;

/** Follows the active editor. An editor of something else (a preview, a log) leaves the last one standing. */
export class Here implements vscode.Disposable {
  private last: vscode.TextEditor | undefined;
  private readonly moved = new vscode.EventEmitter<vscode.TextEditor | undefined>();
  readonly onMove = this.moved.event;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly server: Server) {
    this.take(vscode.window.activeTextEditor);
    this.subscription = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.take(editor);
        this.moved.fire(this.editor);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (this.last?.document === document) {
          this.last = undefined;
          this.moved.fire(undefined);
        }
      }),
    );
  }

  /** The editor, where one is known. */
  get editor(): vscode.TextEditor | undefined {
    return this.last;
  }

  /** The document and the cursor in it, as the server is asked about them. */
  target(editor: vscode.TextEditor): Target {
    const { line, character } = editor.selection.active;
    return { uri: this.server.address(editor.document.uri), position: { line, character } };
  }

  /** Puts the cursor where a command was called from, if that was above a project. */
  async go(from: unknown): Promise<void> {
    if (isTarget(from)) {
      const { line, character } = from.position;
      const selection = new vscode.Range(line, character, line, character);
      await vscode.window.showTextDocument(this.server.uri(from.uri), { selection });
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.moved.dispose();
  }

  private take(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (document?.languageId === LANGUAGE && SCHEMES.some((scheme) => scheme === document.uri.scheme)) {
      this.last = editor;
    }
  }
}
