// Files that are not UTF-8. VS Code shows them as it can, which is not at all; what they say is found out here, and offered.

import * as vscode from "vscode";

import { LANGUAGE } from "./here";
import { decoded } from "./legacy";

/** What stands where bytes could not be read. */
const UNREADABLE = "\uFFFD";

/** Looks at every document that is opened. */
export function watchEncodings(): vscode.Disposable {
  for (const document of vscode.workspace.textDocuments) {
    void look(document);
  }
  return vscode.workspace.onDidOpenTextDocument((document) => void look(document));
}

async function look(document: vscode.TextDocument): Promise<void> {
  const isOurs = document.languageId === LANGUAGE && document.uri.scheme === "file";
  if (!isOurs || !document.getText().includes(UNREADABLE)) {
    return;
  }
  const found = decoded(await vscode.workspace.fs.readFile(document.uri));
  if (found === undefined) {
    return;
  }
  const convert = vscode.l10n.t("Convert to UTF-8");
  const said = vscode.l10n.t(
    "{0} is not UTF-8 but {1}, and cannot be read here.",
    vscode.workspace.asRelativePath(document.uri),
    found.encoding,
  );
  if ((await vscode.window.showWarningMessage(said, convert)) !== convert || document.isClosed) {
    return;
  }
  // Not saved: the author sees the text before the file is changed, and can take it back.
  const edit = new vscode.WorkspaceEdit();
  const whole = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
  edit.replace(document.uri, whole, found.text);
  await vscode.workspace.applyEdit(edit);
}
