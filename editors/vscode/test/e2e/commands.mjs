// @ts-check
// The commands: compiling, checking the whole declaration.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { COVER, OTHER, PROJECT, example } from "./examples.mjs";
import { filesOf, folderOf, pmt, until } from "./editor.mjs";

/** Compiles to a file, which is read. @param {import("./editor.mjs").Editor} editor */
async function saved(editor) {
  await editor.choice(/保存到文件|Save to a file/).click();
  // Where it goes is suggested: beside the cover, after the department and the year.
  const name = editor.page.locator(".quick-input-widget input").first();
  const suggested = /\/[^/]*-2022\.json$/;
  await until(async () => suggested.test(await name.inputValue().catch(() => "")), "a file is suggested");
  const file = await name.inputValue();
  const there = () => fs.existsSync(file) && fs.statSync(file).size > 0;
  assert.equal(path.dirname(file), editor.folder);
  await editor.page.locator(".quick-input-widget .monaco-button").filter({ hasText: /^(确定|OK)$/ }).first().click();
  await until(there, `${file} is written`);
  await editor.message(/已写入|Written/).waitFor();
  return fs.readFileSync(file);
}

/** @param {() => import("./editor.mjs").Installation} code */
export function commands(code) {
  test("the declaration compiles to the bytes that `pmt compile` writes", async (t) => {
    const editor = await code().open(folderOf(example()));
    t.after(() => editor.close());
    const expected = Buffer.from(pmt("compile", editor.folder));
    await editor.openFile(PROJECT);
    await editor.ready();
    await editor.command("Compile to JSON");
    assert.ok((await saved(editor)).equals(expected));
  });

  test("what cannot be compiled says why, and a draft can be had", async (t) => {
    const files = example();
    const wrong = files[PROJECT].replace(/项目概述 """[^"]*"""/, '项目概述 """\n    """');
    assert.notEqual(wrong, files[PROJECT]);
    const editor = await code().open(folderOf({ ...files, [PROJECT]: wrong }));
    t.after(() => editor.close());
    const expected = Buffer.from(pmt("compile", "--draft", editor.folder));
    await editor.openFile(OTHER);
    await editor.ready();
    await editor.command("Compile to JSON");
    const refusal = editor.message(/有 1 个错误，改正后才能编译。第一个：01-党组织建设\.pmt:5 “项目概述”是空的/);
    await refusal.waitFor();
    await editor.picture("refused");
    assert.deepEqual(filesOf(editor.folder), { ...files, [PROJECT]: wrong }, "nothing is written");
    await refusal.getByRole("button", { name: /编译成草稿|Compile as a draft/ }).click();
    assert.ok((await saved(editor)).equals(expected));
  });

  test("the whole declaration is checked, files that are not open included", async (t) => {
    const files = example();
    const wrong = files[OTHER].replace("项目类别: 经常性项目", "项目类别: 经常项目");
    assert.notEqual(wrong, files[OTHER]);
    const editor = await code().open(folderOf({ ...files, [OTHER]: wrong }));
    t.after(() => editor.close());
    await editor.openFile(PROJECT);
    await editor.ready();
    await editor.command("Check the Whole Declaration");
    const told = editor.message(/还不能提交：1 个错误。资金合计 \S+，项目 4 个，文件 5 个。|Not ready to submit: errors: 1/);
    await told.waitFor();
    await editor.page.locator(".markers-panel .monaco-list-row").filter({ hasText: "STR04" }).waitFor();
    await editor.picture("check");
    await told.getByRole("button", { name: /到第一处|Go to the first/ }).click();
    await editor.page.locator(`.tab.active[data-resource-name="${OTHER}"]`).waitFor();
    await until(async () => (await editor.line()) === 2, "the cursor is at the mistake");
    // What is right is said, too.
    const put = await code().open(folderOf(files));
    t.after(() => put.close());
    await put.openFile(COVER);
    await put.ready();
    await put.command("Check the Whole Declaration");
    await put.message(/可以提交：没有发现问题|Ready to submit: nothing found/).waitFor();
  });
}
