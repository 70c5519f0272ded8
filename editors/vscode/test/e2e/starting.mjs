// @ts-check
// The walkthrough: from an empty folder to a declaration that passes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PROJECT, example } from "./examples.mjs";
import { filesOf, folderOf, pmt, until } from "./editor.mjs";

/** @param {() => import("./editor.mjs").Installation} code */
export function starting(code) {
  test("the walkthrough leads from an empty folder to a declaration that passes", async (t) => {
    const editor = await code().open(folderOf({}));
    t.after(() => editor.close());
    await editor.command("Open Walkthrough", /从零开始写一份申报|A declaration from nothing/);
    const steps = editor.page.locator(".getting-started-step");
    const step = (/** @type {RegExp} */ title) => steps.filter({ hasText: title }).first();
    const done = (/** @type {RegExp} */ title) => step(title).locator(".codicon-getting-started-step-checked").waitFor();
    await step(/新建申报|Set up a declaration/).waitFor();
    await editor.picture("walkthrough");
    await editor.page.locator(".getting-started-step.expanded .monaco-button").click();
    await editor.choice("2022年申报").click();
    await editor.choice("上海").click();
    const input = editor.page.locator(".quick-input-widget input").first();
    const year = await until(async () => /^\d{4}$/.test(await input.inputValue()), "a year is suggested").then(() => input.inputValue());
    await input.fill("1234");
    await editor.page.locator(".quick-input-message").filter({ hasText: /请填四位数字|four digits/ }).waitFor();
    await input.fill("2022");
    await editor.press("Enter");
    await editor.page.locator(".quick-input-message").filter({ hasText: /主管部门/ }).waitFor();
    await editor.write("某区民政局");
    await editor.press("Enter");
    await editor.page.locator('.tab.active[data-resource-name="01-项目.pmt"]').waitFor();
    const other = folderOf({});
    pmt("init", "--no-hooks", "--year", "2022", "--department", "某区民政局", other);
    assert.deepEqual(filesOf(editor.folder), filesOf(other));
    assert.ok(Number(year) >= 2026);
    await editor.ready();
    await editor.picture("new");
    // Filled in, for once by an example.
    await editor.paste(example()[PROJECT].replace("\n", '\n  实施单位: "某区民政局"\n'));
    await editor.save("01-项目.pmt");
    await editor.command("Preview the Form to the Side");
    await editor.paper.locator("table").first().waitFor();
    await editor.command("Check the Whole Declaration");
    await editor.message(/可以提交|Ready to submit/).waitFor();
    await editor.page.locator(".tab").filter({ hasText: "Walkthrough" }).click();
    await done(/新建申报|Set up a declaration/);
    await done(/填写项目|Fill in the project/);
    await done(/看打印出来的样子|See the form/);
    await done(/看审核会退回什么|See what a reviewer/);
    await done(/改正|Correct it/);
    await editor.picture("walkthrough-done");
  });
}
