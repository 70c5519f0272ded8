// @ts-check
// What goes wrong: no server, a server that ends, a file that is not UTF-8.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { OTHER, PROJECT, example } from "./examples.mjs";
import { Installation, folderOf, until } from "./editor.mjs";

/** The servers that run from an installation. @param {string} home */
function servers(home) {
  const command = (/** @type {string} */ pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      return "";
    }
  };
  const isServer = (/** @type {string} */ pid) => command(pid).startsWith(`${home}/extensions/`) && command(pid).includes("\0lsp");
  return fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isServer(name)).map(Number);
}

/** @param {() => import("./editor.mjs").Installation} code */
export function trouble(code) {
  test("a server that is not there is asked for, and started once it is", async (t) => {
    const editor = await code().open(folderOf(example()), { "pmt.server.path": "/nowhere/pmt" });
    t.after(() => editor.close());
    await editor.openFile(PROJECT);
    const told = editor.message(/pmt\.server\.path.*\/nowhere\/pmt/s);
    await told.waitFor();
    await editor.ready(/检查程序没有运行|pmt is not running/);
    await editor.picture("missing");
    await editor.command("Check the Whole Declaration");
    await editor.message(/检查程序没有运行。|The pmt server is not running\./).waitFor();
    editor.set({});
    await editor.ready();
  });

  test("a program that is no server is said to be none", async (t) => {
    const editor = await code().open(folderOf(example()), { "pmt.server.path": "/bin/cat" });
    t.after(() => editor.close());
    await editor.openFile(PROJECT);
    await editor.message(/“\/bin\/cat”(不能作为检查程序启动|.*does not start)/).waitFor();
    await editor.ready(/检查程序没有运行|pmt is not running/);
  });

  test("a server that ends is started again, and one that is to be restarted is another", async (t) => {
    const { home } = code();
    const files = example();
    const editor = await code().open(folderOf({ ...files, [PROJECT]: files[PROJECT].replace("项目类别: 经常性项目", "项目类别: 经常项目") }));
    t.after(() => editor.close());
    await editor.openFile(PROJECT);
    await editor.errors.first().waitFor();
    const another = async (/** @type {() => Promise<void>} */ act, /** @type {string} */ what) => {
      const [first] = servers(home);
      assert.ok(first);
      await act();
      await until(() => servers(home).some((pid) => pid !== first), what);
      await until(() => !servers(home).includes(first), "the first has ended");
      await editor.ready();
      await editor.errors.first().waitFor();
    };
    await another(async () => void process.kill(servers(home)[0], "SIGKILL"), "it is started again");
    await another(() => editor.command("Restart Server"), "another is started");
    assert.equal(await editor.page.locator(".notification-list-item").count(), 0, "which is nobody's business");
  });

  test("in a folder that is not trusted its program is not run, and nothing new is set up", async (t) => {
    const trust = { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" };
    const wary = await Installation.start(trust, false);
    t.after(() => wary.stop());
    const editor = await wary.open(folderOf(example()), { "pmt.server.path": "/bin/cat" });
    await editor.openFile(PROJECT);
    await editor.page.locator(".statusbar-item").filter({ hasText: /受限模式|Restricted Mode/ }).waitFor();
    await editor.ready();
    await editor.command("New Project…");
    await editor.message(/请先信任这个文件夹|Trust this folder first/).waitFor();
    await editor.picture("untrusted");
    assert.equal(await editor.page.locator(".notification-list-item").count(), 1, "nobody complains of the program");
  });

  test("a file in the encoding of Chinese Windows is converted for who wants it", async (t) => {
    const files = example();
    const editor = await code().open(folderOf(files));
    t.after(() => editor.close());
    // 项目 "甲" {\r\n}\r\n
    const gbk = Buffer.from([0xcf, 0xee, 0xc4, 0xbf, 0x20, 0x22, 0xbc, 0xd7, 0x22, 0x20, 0x7b, 0x0d, 0x0a, 0x7d, 0x0d, 0x0a]);
    fs.writeFileSync(path.join(editor.folder, OTHER), gbk);
    await editor.openFile(OTHER);
    const told = editor.message(/GBK/);
    await told.waitFor();
    await editor.picture("gbk");
    await told.getByRole("button", { name: /转成 UTF-8|Convert to UTF-8/ }).click();
    await until(async () => (await editor.shown()).startsWith('项目 "甲" {'), "it can be read");
    assert.deepEqual(fs.readFileSync(path.join(editor.folder, OTHER)), gbk, "nothing is written before it is saved");
    assert.equal(await editor.save(OTHER), '项目 "甲" {\r\n}\r\n');
  });
}
