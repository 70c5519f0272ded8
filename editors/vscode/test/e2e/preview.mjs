// @ts-check
// The form beside the editor: it follows the cursor, leads back to it, is updated as one types, marks what was found, and
// loads nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { COVER, OTHER, PROJECT, example } from "./examples.mjs";
import { folderOf, until } from "./editor.mjs";

/** A window with the preview open beside a file. @param {import("./editor.mjs").Installation} code @param {Record<string, string>} files @param {string} name */
async function beside(code, files, name) {
  const editor = await code.open(folderOf(files));
  await editor.openFile(name);
  await editor.ready();
  await editor.command("Preview the Form to the Side");
  await editor.paper.locator("table").first().waitFor();
  return editor;
}

/** The line of a text that holds these words, from 1. @param {string} text @param {string} words */
const lineOf = (text, words) => text.split("\n").findIndex((line) => line.includes(words)) + 1;

/** @param {() => import("./editor.mjs").Installation} code */
export function preview(code) {
  test("the preview shows the project at the cursor and what is written there", async (t) => {
    const files = example();
    const both = `${files[COVER]}\n${files[PROJECT]}\n${files[OTHER]}`;
    const editor = await beside(code(), { [COVER]: both }, COVER);
    t.after(() => editor.close());
    const { paper } = editor;
    const name = paper.locator("td").filter({ hasText: /^(党组织建设|宣传与推广)$/ });
    await editor.goTo(lineOf(both, '项目 "党组织建设"') + 1);
    await until(async () => (await name.allTextContents()).join() === "党组织建设", "the first project is shown");
    await editor.goTo(lineOf(both, '项目 "宣传与推广"') + 1);
    await until(async () => (await name.allTextContents()).join() === "宣传与推广", "the second takes its place");
    await editor.page.locator(".tab").filter({ hasText: /(预览：|Preview: )宣传与推广/ }).waitFor();
    await editor.goTo(lineOf(both, "更新的党员活动室 >= 4 处"));
    const here = paper.locator(".here");
    await until(async () => (await here.allTextContents()).join() === "≥4处", "the target at the cursor is marked");
    assert.ok(await here.evaluate((/** @type {Element} */ cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    }), "and in sight");
    await editor.picture("preview");
  });

  test("a click in the preview goes to where it is written", async (t) => {
    const files = example();
    const editor = await beside(code(), files, PROJECT);
    t.after(() => editor.close());
    await editor.paper.getByText("爱心暑托班学员", { exact: true }).click();
    const there = lineOf(files[PROJECT], "爱心暑托班学员 >=");
    await until(async () => (await editor.line()) === there, "the cursor is at the indicator");
    // What stands in another file is a way there.
    await editor.paper.getByText("中共上海市松江区区级机关工作委员会", { exact: true }).first().click();
    await editor.page.locator(`.tab.active[data-resource-name="${COVER}"]`).waitFor();
    await until(async () => (await editor.line()) === lineOf(files[COVER], "主管部门"), "the cursor is at the department");
  });

  test("the preview changes as one types, and marks what is wrong", async (t) => {
    const files = example();
    const editor = await beside(code(), files, PROJECT);
    t.after(() => editor.close());
    const { paper } = editor;
    assert.equal(await paper.locator(".error, .draft").count(), 0);
    await editor.goTo(lineOf(files[PROJECT], "工作职能") + 1);
    await editor.write("并且😀写到这里。");
    await paper.getByText("并且😀写到这里。").waitFor();
    await editor.goTo(lineOf(files[PROJECT], "特色活动: 30家"));
    await editor.write(" = 310000元");
    const wrong = paper.locator("p.error").filter({ hasText: "特色活动 30家 × 10000元 = 310000元" });
    await wrong.waitFor();
    await paper.locator(".draft").waitFor();
    await wrong.hover();
    const note = editor.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame").locator("#note");
    await note.filter({ hasText: /AMT04 .*300,000元.*310,000元/ }).waitFor();
    await editor.picture("preview-error");
    const listed = paper.locator(".findings li").filter({ hasText: "AMT04" });
    assert.equal(await listed.count(), 1);
    // Taken back, it is clean again.
    for (const _ of " = 310000元") await editor.press("Backspace");
    await wrong.waitFor({ state: "detached" });
    await paper.locator(".draft").waitFor({ state: "detached" });
  });

  test("nothing but the extension's own script and style gets into the preview", async (t) => {
    const files = example();
    const hostile = files[PROJECT].replace("指导区级机关", '<img src="https://example.com/x.png"><script>document.title="!"</script>指导区级机关');
    assert.notEqual(hostile, files[PROJECT]);
    const editor = await code().open(folderOf({ ...files, [PROJECT]: hostile }));
    t.after(() => editor.close());
    /** @type {string[]} */
    const asked = [];
    // What a policy refuses is asked for and never answered.
    editor.page.context().on("response", (/** @type {any} */ response) => asked.push(response.url()));
    await editor.openFile(PROJECT);
    await editor.ready();
    await editor.command("Preview the Form to the Side");
    await editor.paper.getByText('<img src="https://example.com/x.png">').first().waitFor();
    const found = await editor.paper.evaluate(async () => {
      const policies = [...document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]')];
      /** @type {string[]} */
      const refused = [];
      document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
      const add = (/** @type {string} */ name, /** @type {object} */ what) => document.body.append(Object.assign(document.createElement(name), what));
      add("img", { src: "https://example.com/y.png" });
      add("script", { textContent: "document.title = '!'" });
      add("iframe", { src: "https://example.com/" });
      add("style", { textContent: "body { color: red }" });
      await fetch("https://example.com/").catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { policies: policies.map((policy) => policy.getAttribute("content")), refused: refused.sort(), title: document.title, images: document.querySelectorAll("#paper img, #paper script").length };
    });
    assert.equal(found.policies.length, 1);
    assert.match(found.policies[0] ?? "", /^default-src 'none'; script-src 'nonce-([\w-]{24})'; style-src 'nonce-\1'$/);
    assert.deepEqual(found.refused, ["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"]);
    assert.notEqual(found.title, "!");
    assert.equal(found.images, 0, "what an author writes is text");
    const foreign = asked.map((url) => new URL(url)).filter(({ protocol, hostname }) => protocol.startsWith("http") && hostname !== "127.0.0.1" && !hostname.endsWith(".vscode-resource.vscode-cdn.net"));
    assert.deepEqual(foreign.map(String), []);
  });
}
