// Where the extension begins and ends: what there is, and which command does what.

import * as vscode from "vscode";

import { checkDeclaration } from "./check";
import { compile, compileToJson } from "./compile";
import { newDeclaration, newProject } from "./create";
import { watchEncodings } from "./encoding";
import { Here } from "./here";
import { Preview } from "./preview/panel";
import { Command, type Target } from "./protocol";
import { Server } from "./server";
import { Status } from "./status";

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const own = new Server(context);
  server = own;
  const here = new Here(own);
  const preview = new Preview(context, own, here);
  // “Compile” above a declaration or a project shows what comes of it.
  own.onCommand = (command, args, next): unknown =>
    command === Command.compile ? compile(own, args[0] as Target) : next(command, args);

  const on = (command: string, what: (from: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`pmt.${command}`, what);
  context.subscriptions.push(
    own,
    here,
    preview,
    new Status(own, here),
    watchEncodings(),
    on("newDeclaration", () => newDeclaration(own)),
    on("newProject", () => newProject(own, here)),
    on("showPreview", async (from) => {
      await here.go(from);
      preview.show();
    }),
    on("compileToJson", () => compileToJson(own, here)),
    on("checkDeclaration", () => checkDeclaration(own, here)),
    on("restartServer", () => own.restart()),
    on("showLog", () => {
      own.log.show();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("pmt.server")) {
        void own.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void own.restart()),
  );
  // Not awaited: the commands, a restart among them, are there while it starts.
  void own.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
