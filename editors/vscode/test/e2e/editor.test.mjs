// @ts-check
// The extension as an author meets it: one file installed into VS Code, a folder opened, a declaration written.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import path from "node:path";

import { Installation, filesOf, folderOf, pmt, until } from "./editor.mjs";

const EXAMPLE = path.resolve(import.meta.dirname ?? ".", "../../../../examples/songjiang-2022-revised");
const PROJECT = "01-党组织建设.pmt";

/** @type {Installation} */
let code;
before(async () => {
  code = await Installation.start();
});
after(async () => {
  await code?.stop();
});

test("a wrong sum is underlined, and its fix puts it right", async (t) => {
  const files = filesOf(EXAMPLE);
  const right = files[PROJECT];
  const wrong = right.replace("项目资金总额: 102万元", "项目资金总额: 112万元");
  assert.notEqual(wrong, right);
  const editor = await code.open(folderOf({ ...files, [PROJECT]: wrong }));
  t.after(() => editor.close());
  await editor.openFile(PROJECT);
  await editor.goTo(wrong.split("\n").findIndex((line) => line.includes("112万元")) + 1);
  await editor.errors.first().waitFor();
  await editor.picture("squiggle");
  await editor.press("Control+.");
  const fixes = editor.page.locator(".action-widget .monaco-list-row.action");
  await fixes.first().waitFor();
  console.log(await fixes.allTextContents());
  await editor.picture("fixes");
});
