// @ts-check
// Writing a declaration: what is offered, what is underlined, what is put right, what is formatted.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PROJECT, example, read } from "./examples.mjs";
import { filesOf, folderOf, pmt, until } from "./editor.mjs";
import { Writer } from "./writer.mjs";

/** @param {() => import("./editor.mjs").Installation} code */
export function writing(code) {
  test("a project is written from nothing with letters and what is offered for them", async (t) => {
    const cover = "申报 2022 {\n  版式: 上海\n  主管部门: \"普陀区卫生健康委员会\"\n  预算单位数: 1\n}\n";
    const editor = await code().open(
      folderOf({
        "pmt.toml": '[vocabulary.indicators."数量指标"]\n"义诊场次" = "场"\n"惠及居民" = "人次"\n',
        "2021/申报.pmt": cover.replace("2022", "2021"),
        "2021/01-去年.pmt": read("tests/lsp/completion/last-year.pmt"),
        "2022/申报.pmt": cover,
        "2022/01-今年.pmt": "",
        "指标库.pmt": read("tests/lsp/completion/library.pmt"),
      }),
    );
    t.after(() => editor.close());
    await editor.openFile("01-今年.pmt");
    const writer = new Writer(editor);
    // Behind the last indicator the script leaves places by keys of its own, which no editor has.
    const [script] = read("tests/lsp/completion/script.txt").split("\nyzcc > ");
    for (const line of script.split("\n")) await writer.follow(line);
    await editor.picture("written");
    const plain = (/** @type {string} */ text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    const written = plain(await editor.save("2022/01-今年.pmt"));
    const upTo = (/** @type {string[]} */ lines) => lines.slice(0, lines.findIndex((line) => line.startsWith("发放宣传册")) + 1);
    assert.ok(upTo(written).length > 50);
    assert.deepEqual(upTo(written), upTo(plain(read("tests/lsp/completion/written.pmt"))));
  });

  test("a wrong sum is underlined, and its fix puts it right", async (t) => {
    const files = example();
    const right = files[PROJECT].replace("30家 × 10000元", "30家 × 10000元 = 300000元");
    const wrong = right.replace("= 300000元", "= 310000元");
    assert.notEqual(wrong, right);
    const editor = await code().open(folderOf({ ...files, [PROJECT]: wrong }));
    t.after(() => editor.close());
    await editor.openFile(PROJECT);
    await editor.goTo(wrong.split("\n").findIndex((line) => line.includes("= 310000元")) + 1);
    await editor.errors.first().waitFor();
    await editor.picture("squiggle");
    await editor.press("Control+.");
    const fixes = editor.page.locator(".action-widget .monaco-list-row.action");
    await fixes.first().waitFor();
    assert.match(await fixes.first().textContent(), /^改为/);
    await editor.picture("fix");
    await editor.page.locator(".action-widget .monaco-list-row.action.focused").waitFor();
    await editor.press("Enter");
    await editor.errors.first().waitFor({ state: "detached" });
    const saved = await editor.save(PROJECT);
    assert.match(saved, /30家 × 10000元 = 30(0000元|万元)/);
    assert.equal(saved.replace("= 30万元", "= 300000元"), right, "nothing else has changed");
  });

  test("what is offered for pinyin is explained in the form's words", async (t) => {
    const files = example();
    const lines = files[PROJECT].split("\n");
    const editor = await code().open(folderOf({ ...files, [PROJECT]: files[PROJECT].replace(/\n  实施主体 \{[^}]*\n  \}\n/, "\n") }));
    t.after(() => editor.close());
    await editor.openFile(PROJECT);
    await editor.errors.first().waitFor();
    await editor.goTo(lines.findIndex((line) => line.startsWith("  实施主体")));
    await editor.press("Control+Enter");
    await editor.page.keyboard.type("  ");
    await editor.complete("sszt", "实施主体");
    const details = editor.page.locator(".suggest-details-container .suggest-details:not(.no-docs)");
    // The key shows it, and hides it where it is shown.
    const show = async () => {
      if (!(await details.isVisible())) await editor.press("Control+Space");
    };
    await editor.insist(show, () => details.isVisible(), "what is offered is explained");
    assert.match(await details.textContent(), /[\u4e00-\u9fff]{6}/);
    await editor.picture("completion");
  });

  test("formatting writes what `pmt fmt` writes", async (t) => {
    const untidy = "项目  “培训”｛\n项目类别：经常性项目\n    实施周期 : 2022-01-01 至 2022-12-31；\n任务 \"讲课\"：5万元\n｝\n";
    const editor = await code().open(folderOf({ "培训.pmt": untidy }));
    t.after(() => editor.close());
    const other = folderOf({ "培训.pmt": untidy });
    pmt("fmt", other);
    await editor.openFile("培训.pmt");
    await editor.errors.first().waitFor();
    const before = await editor.shown();
    await editor.command("Format Document");
    await until(async () => (await editor.shown()) !== before, "it is formatted");
    assert.equal(await editor.save("培训.pmt"), filesOf(other)["培训.pmt"]);
  });
}
