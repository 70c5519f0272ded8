// @ts-check
// A VS Code in a browser: its server, its window, and what a person does in it. Every step waits for what it brings
// about; nothing waits for time to pass.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** What `cargo xtask test --e2e` hands over. */
const given = (/** @type {string} */ name) => {
  const value = process.env[name];
  assert.ok(value, `${name} is set by \`cargo xtask test --e2e\``);
  return value;
};

const { chromium } = createRequire(path.join(given("PMT_NODE_MODULES"), "_"))("playwright-core");

/** How long a person would wait for anything, on a slow machine. */
const PATIENCE = Number(process.env.PMT_PATIENCE ?? 60_000);

const SETTINGS = {
  "chat.disableAIFeatures": true,
  "editor.accessibilitySupport": "off",
  "editor.fontSize": 15,
  "editor.minimap.enabled": false,
  "editor.unicodeHighlight.ambiguousCharacters": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "files.autoSave": "off",
  "git.enabled": false,
  "pmt.lang": "zh",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.commandCenter": false,
  "workbench.colorTheme": "Default Light Modern",
  "workbench.layoutControl.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Keys whose meaning does not hang on whether a list happens to be open. */
const KEYS = [
  { key: "ctrl+alt+n", command: "jumpToNextSnippetPlaceholder", when: "editorTextFocus && inSnippetMode" },
  { key: "ctrl+alt+l", command: "hideSuggestWidget", when: "suggestWidgetVisible" },
  { key: "ctrl+alt+d", command: "selectNextSuggestion", when: "suggestWidgetVisible" },
  { key: "ctrl+alt+a", command: "acceptSelectedSuggestion", when: "suggestWidgetVisible && suggestWidgetHasFocusedSuggestion" },
];

/** What `pmt` prints; it must succeed. @param {string[]} args */
export function pmt(...args) {
  const run = spawnSync(given("PMT"), args, { encoding: "utf8" });
  assert.equal(run.status, 0, `pmt ${args.join(" ")}\n${run.stdout}${run.stderr}`);
  return run.stdout;
}

/** A folder of its own with these files, that no declaration above it reaches into. @param {Record<string, string>} files */
export function folderOf(files) {
  const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "pmt-e2e-")), "2022年申报");
  fs.mkdirSync(path.join(folder, ".git"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** A folder's files. @param {string} folder */
export function filesOf(folder) {
  const names = fs.readdirSync(folder).filter((name) => fs.statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]));
}

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** VS Code's own words in Chinese, where they could be had. @param {string} data the folder of its settings */
async function language(data) {
  const words = process.env.PMT_CHINESE;
  if (!words) return "en";
  const { default: contents } = await import(pathToFileURL(words).href);
  const file = path.join(data, "zh-cn.json");
  fs.writeFileSync(file, JSON.stringify({ version: "1.0.0", contents }));
  const pack = { hash: "1", label: "中文", extensions: [{ extensionIdentifier: { id: "zh-cn" }, version: "1.0.0" }], translations: { vscode: file } };
  fs.writeFileSync(path.join(data, "languagepacks.json"), JSON.stringify({ "zh-cn": pack }));
  return "zh-cn";
}

/** An installation of VS Code with the extension in it, running. */
export class Installation {
  /** @param {string} home @param {number} port @param {import("node:child_process").ChildProcess} server @param {any} browser */
  constructor(home, port, server, browser) {
    this.home = home;
    this.port = port;
    this.server = server;
    this.browser = browser;
  }

  /** @param {object} [settings] besides those that all tests have @param {boolean} [trusts] whether every folder is trusted */
  static async start(settings = {}, trusts = true) {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "pmt-code-"));
    const port = await freePort();
    fs.writeFileSync(path.join(home, "config.yaml"), `bind-addr: 127.0.0.1:${port}\nauth: none\ncert: false\n`);
    fs.mkdirSync(path.join(home, "data/User"), { recursive: true });
    fs.writeFileSync(path.join(home, "data/User/settings.json"), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
    fs.writeFileSync(path.join(home, "data/User/keybindings.json"), JSON.stringify(KEYS));
    const args = [given("PMT_CODE_SERVER"), "--user-data-dir", `${home}/data`];
    args.push("--extensions-dir", `${home}/extensions`, "--config", `${home}/config.yaml`);
    const env = { ...process.env, EXTENSIONS_GALLERY: "{}", PMT_LANG: "" };
    const installed = spawnSync(process.execPath, [...args, "--install-extension", given("PMT_VSIX")], { encoding: "utf8", env });
    assert.match(installed.stdout, /was successfully installed/, installed.stdout + installed.stderr);
    args.push("--disable-telemetry", "--disable-update-check", "--disable-getting-started-override");
    if (trusts) args.push("--disable-workspace-trust");
    args.push("--locale", await language(path.join(home, "data")));
    const log = fs.openSync(path.join(home, "server.log"), "w");
    const server = spawn(process.execPath, args, { env, stdio: ["ignore", log, log] });
    const is_up = () => fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false);
    await until(is_up, "the server answers");
    const browser = await chromium.launch({
      executablePath: given("PMT_CHROMIUM"),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    return new Installation(home, port, server, browser);
  }

  async stop() {
    await this.browser.close();
    const gone = new Promise((resolve) => this.server.once("exit", resolve));
    this.server.kill();
    await gone;
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A window on a folder. @param {string} folder @param {object} [settings] for this folder alone */
  async open(folder, settings = {}) {
    setIn(folder, settings);
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2, locale: "zh-CN" });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`http://127.0.0.1:${this.port}/?folder=${encodeURIComponent(folder)}`);
    await page.locator(".explorer-folders-view .monaco-list").first().waitFor();
    return new Editor(page, folder);
  }
}

/** The settings of a folder alone. @param {string} folder @param {object} settings */
function setIn(folder, settings) {
  fs.mkdirSync(path.join(folder, ".vscode"), { recursive: true });
  fs.writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify({ "files.exclude": { "**/.vscode": true }, ...settings }));
}

/** One window. */
export class Editor {
  /** @param {any} page @param {string} folder */
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
    this.offers = page.locator(".suggest-widget.visible .monaco-list-row");
    this.errors = page.locator(".squiggly-error");
  }

  async close() {
    await this.page.context().close();
  }

  /** Changes the folder's settings. @param {object} settings */
  set(settings) {
    setIn(this.folder, settings);
  }

  /** @param {string[]} keys */
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What a key asks for, answered. @param {string} key @param {string} answer */
  async ask(key, answer) {
    const input = this.page.locator(".quick-input-widget input").first();
    // A key that comes before the window is ready is lost.
    await this.insist(() => this.press(key), () => input.isVisible(), key);
    await input.fill(answer);
  }

  /** What can be chosen from a list that asks. @param {string | RegExp} text */
  choice(text) {
    return this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: text }).first();
  }

  /** Does something again, with patience, until it has come about. @param {() => Promise<void>} act @param {Condition} come @param {string} what */
  async insist(act, come, what) {
    for (let tries = 0; tries < 6; tries++) {
      await act();
      if (await holds(come, PATIENCE / 6)) return;
    }
    await this.picture("failed");
    assert.fail(`in vain: ${what}`);
  }

  /** A file by its name. @param {string} name */
  async openFile(name) {
    await this.ask("Control+P", name);
    await this.page.locator(`.quick-input-list .monaco-list-row[aria-label*="${name}"]`).first().click();
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
    await this.page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
  }

  /** A command by its English title, which the list shows beside the Chinese one. @param {string} title @param {RegExp} [answer] what is chosen then */
  async command(title, answer) {
    const wanted = this.choice(answer ?? title);
    // The list has what there was when it was opened: an extension may come later.
    const look = async () => {
      if (await this.page.locator(".quick-input-widget").first().isVisible()) await this.press("Escape");
      await this.ask("F1", `>${title}`);
      if (answer) await this.choice(title).click();
    };
    await this.insist(look, () => wanted.isVisible(), `${title} ${answer ?? ""}`);
    await wanted.click();
  }

  /** The cursor to a line, its end, from 1. @param {number} line */
  async goTo(line) {
    await this.ask("Control+G", `:${line}`);
    await this.press("Enter");
    await until(async () => (await this.line()) === line, `the cursor is on line ${line}`);
    await this.page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
    await this.press("End");
  }

  /** The line that the cursor is on, from 1. */
  async line() {
    const number = this.page.locator(".editor-group-container.active .line-numbers.active-line-number");
    return Number((await number.allTextContents())[0]);
  }

  /** Waits for the server, which says what the declaration comes to. @param {RegExp} [said] */
  async ready(said = /资金合计|Total/) {
    await this.page.locator(".statusbar-item").filter({ hasText: said }).waitFor();
  }

  /** A message that is shown, by words in it. @param {RegExp} text */
  message(text) {
    return this.page.locator(".notification-list-item").filter({ hasText: text }).first();
  }

  /** The paper in the preview. */
  get paper() {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame").locator("#paper");
  }

  /** The text on the screen. */
  async shown() {
    const lines = await this.page.locator(".editor-group-container.active .view-lines").first().evaluate((/** @type {any} */ all) =>
      [...all.children].sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top)).map((line) => line.textContent));
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  /** Types letters and takes what is offered under a label. @param {string} letters @param {string} label */
  async complete(letters, label) {
    if (letters !== "_") await this.page.keyboard.type(letters, { delay: 30 });
    else if (!(await this.offers.count())) await this.press("Control+Space");
    const exactly = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
    const offer = this.offers.filter({ has: this.page.locator(".label-name").filter({ hasText: exactly }) }).first();
    for (let tries = 0; tries < 12; tries++) {
      const is_there = await offer.waitFor({ timeout: PATIENCE / 12 }).then(() => true, () => false);
      if (is_there) return offer;
      // What was typed before the server had started is asked about once more.
      await this.press("Control+Alt+L", "Control+Space");
    }
    await this.picture("failed");
    assert.fail(`${letters}: no ${label} among ${await this.offers.allTextContents()} in\n${await this.shown()}`);
  }

  /** The same, and takes it. @param {string} letters @param {string} label */
  async take(letters, label) {
    await this.complete(letters, label);
    const focused = this.page.locator(".suggest-widget.visible .monaco-list-row.focused .label-name");
    const first = async () => (await focused.allTextContents())[0];
    const before = await this.shown();
    const taken = async () => (await this.shown()) !== before && (await first()) !== label;
    // The list may be filled anew under the hand, which then begins at its top again, or close. The keys that move in
    // it and take from it do nothing when it is closed, as the arrows and Enter would.
    const take = async () => {
      if ((await first()) === label) {
        await this.press("Control+Alt+A");
        return holds(taken, PATIENCE / 12);
      }
      await this.press((await this.offers.count()) ? "Control+Alt+D" : "Control+Space");
      return false;
    };
    assert.ok(await holds(take, PATIENCE), `${letters}: ${label} is not taken, in\n${await this.shown()}`);
  }

  /** Types words with an input method. @param {string} words */
  async write(words) {
    await this.page.keyboard.insertText(words);
  }

  /** Puts a text in place of all that is there. @param {string} text */
  async paste(text) {
    await this.page.evaluate((/** @type {string} */ text) => navigator.clipboard.writeText(text), text);
    await this.press("Control+A", "Control+V");
    const end = `${text.trimEnd().split("\n").length}`;
    await this.page.locator(".editor-group-container.active .line-numbers").filter({ hasText: new RegExp(`^${end}$`) }).waitFor();
  }

  /** The file as it is on the disk once it is saved. @param {string} name */
  async save(name) {
    const tab = `.tab.active[data-resource-name="${path.basename(name)}"]`;
    await this.page.locator(`${tab}.dirty`).waitFor();
    await this.press("Control+S");
    await this.page.locator(`${tab}:not(.dirty)`).waitFor();
    return this.read(name);
  }

  /** @param {string} name */
  read(name) {
    return fs.readFileSync(path.join(this.folder, name), "utf8");
  }

  /** A screenshot. @param {string} name */
  async picture(name) {
    await this.page.screenshot({ path: path.join(given("PMT_SCREENSHOTS"), `${name}.png`) });
  }
}

/** @typedef {() => Promise<boolean> | boolean} Condition */

/** Whether it comes to hold in this time. @param {Condition} condition @param {number} patience in milliseconds */
async function holds(condition, patience) {
  const end = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/** Waits for a condition. @param {Condition} condition @param {string} what */
export async function until(condition, what) {
  assert.ok(await holds(condition, PATIENCE), `in vain: ${what}`);
}

export { given };
