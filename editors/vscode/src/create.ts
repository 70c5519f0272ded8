// New declarations and projects. What stands in them is the program's business (`pmt init`, `pmt new`); here is only
// asked what it must know.

import { execFile } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";

import { isYear, language } from "./asking";
import { EXTENSION, type Here } from "./here";
import { Command, type Forms } from "./protocol";
import type { Server } from "./server";

/** Sets a declaration up in a folder that the author names. */
export async function newDeclaration(server: Server): Promise<void> {
  const program = await programOf(server);
  const folder = program && (await chooseFolder());
  if (!program || !folder) {
    return;
  }
  let forms: Forms;
  try {
    forms = await server.ask<Forms>(Command.forms);
  } catch (error) {
    await server.complain(error);
    return;
  }
  const region = await chooseRegion(forms);
  const year = region && (await askYear(forms));
  if (!region || !year) {
    return;
  }
  const department = await vscode.window.showInputBox({
    title: vscode.l10n.t("New declaration"),
    prompt: vscode.l10n.t("Name of the department (主管部门); may be filled in later"),
    ignoreFocusOut: true,
  });
  if (department === undefined) {
    return;
  }
  // Hooks are for those who keep their declarations in Git, and they know the command line.
  const rest = ["--region", region, "--year", year, "--department", department.trim(), "--no-hooks"];
  const made = await run(program, ["init", folder.fsPath, ...rest], folder.fsPath);
  if (made !== undefined) {
    await show(folder, made);
  }
}

/** Adds a project to the declaration at hand. */
export async function newProject(server: Server, here: Here): Promise<void> {
  const program = await programOf(server);
  const folder = program && (await folderOfDeclaration(here));
  if (!program || !folder) {
    return;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("New project"),
    prompt: vscode.l10n.t("Name of the project, as it will stand on the form"),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("A project needs a name.") : undefined),
  });
  if (name === undefined) {
    return;
  }
  // A name that begins with a dash is no option.
  const made = await run(program, ["new", "--", name.trim(), folder.fsPath], folder.fsPath);
  if (made !== undefined) {
    await show(folder, made);
  }
}

async function programOf(server: Server): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted) {
    const manage = vscode.l10n.t("Manage trust…");
    const said = vscode.l10n.t("Trust this folder first: nothing is written in one that is not trusted.");
    if ((await vscode.window.showWarningMessage(said, manage)) === manage) {
      await vscode.commands.executeCommand("workbench.trust.manage");
    }
    return undefined;
  }
  if (server.program === undefined) {
    await server.restart();
  }
  return server.program;
}

/** Where a new declaration goes: a folder of the workspace, or any other. */
async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const other = vscode.l10n.t("Another folder…");
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  if (folders.length > 0) {
    const picks = folders.map(({ name, uri }) => ({
      label: `$(folder) ${name}`,
      description: uri.fsPath,
      uri,
    }));
    const chosen = await vscode.window.showQuickPick([...picks, { label: `$(folder-opened) ${other}` }], {
      title: vscode.l10n.t("New declaration"),
      placeHolder: vscode.l10n.t("In which folder?"),
      ignoreFocusOut: true,
    });
    if (chosen === undefined || "uri" in chosen) {
      return chosen?.uri;
    }
  }
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Folder of the declaration"),
    openLabel: vscode.l10n.t("Set it up here"),
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
  });
  return chosen?.[0];
}

async function chooseRegion({ regions }: Forms): Promise<string | undefined> {
  return await vscode.window.showQuickPick([...regions], {
    title: vscode.l10n.t("New declaration"),
    placeHolder: vscode.l10n.t("Whose form? (版式)"),
    ignoreFocusOut: true,
  });
}

async function askYear({ year: coming, years }: Forms): Promise<string | undefined> {
  const year = await vscode.window.showInputBox({
    title: vscode.l10n.t("New declaration"),
    prompt: vscode.l10n.t("Fiscal year"),
    value: String(coming),
    ignoreFocusOut: true,
    validateInput: (text) =>
      isYear(text, years) ? undefined : vscode.l10n.t("A year of four digits, such as 2027."),
  });
  return year?.trim();
}

/** The folder of the open declaration, else of the workspace. */
async function folderOfDeclaration(here: Here): Promise<vscode.Uri | undefined> {
  const document = here.editor?.document;
  if (document?.uri.scheme === "file") {
    return vscode.Uri.joinPath(document.uri, "..");
  }
  const files = await vscode.workspace.findFiles(`**/*${EXTENSION}`, "**/node_modules/**", 200);
  const folders = new Map(
    files.map((file) => vscode.Uri.joinPath(file, "..")).map((uri) => [uri.fsPath, uri]),
  );
  const known = [...folders.values()].sort((one, other) => one.fsPath.localeCompare(other.fsPath));
  const first = known[0] ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  if (first === undefined || known.length < 2) {
    return first ?? (await chooseFolder());
  }
  const picks = known.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const chosen = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t("New project"),
    placeHolder: vscode.l10n.t("In which declaration?"),
    ignoreFocusOut: true,
  });
  return chosen?.uri;
}

/** Runs the program; what it wrote, a line each. What it refuses is shown in its own words. */
async function run(program: string, args: string[], folder: string): Promise<string[] | undefined> {
  const configured = vscode.workspace.getConfiguration("pmt").get("lang", "auto");
  const all = [...args];
  all.splice(1, 0, "--lang", language(configured, vscode.env.language));
  return await new Promise((resolve) => {
    execFile(program, all, { cwd: folder, windowsHide: true }, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout.split(/\r?\n/).filter((line) => line !== ""));
        return;
      }
      // What follows the first line advises somebody at a command line.
      const why = (stderr.trim().split(/\r?\n/)[0] ?? "").replace(/^[^:：]*[:：]\s*/, "");
      void vscode.window.showErrorMessage(why || error.message);
      resolve(undefined);
    });
  });
}

/** Opens what was made: the first project, where the writing begins. A folder outside the workspace is opened. */
async function show(folder: vscode.Uri, made: string[]): Promise<void> {
  const files = made
    .map((line) => line.replace(/\s*[（(].*$/, ""))
    .filter((line) => line.endsWith(EXTENSION));
  const last = files.at(-1);
  if (vscode.workspace.getWorkspaceFolder(folder) === undefined) {
    const open = vscode.l10n.t("Open the folder");
    const said = vscode.l10n.t("The declaration is set up in {0}.", folder.fsPath);
    if ((await vscode.window.showInformationMessage(said, open)) === open) {
      await vscode.commands.executeCommand("vscode.openFolder", folder);
      return;
    }
  }
  if (last !== undefined) {
    const file = vscode.Uri.file(path.resolve(folder.fsPath, last));
    const editor = await vscode.window.showTextDocument(file, { preview: false });
    const at = firstBlank(editor.document.getText());
    if (at !== undefined) {
      const position = editor.document.positionAt(at);
      editor.selection = new vscode.Selection(position, position);
    }
  }
}

/** Between the first quotes with nothing in them. */
function firstBlank(text: string): number | undefined {
  const at = text.search(/""(?!")/);
  return at < 0 ? undefined : at + 1;
}
