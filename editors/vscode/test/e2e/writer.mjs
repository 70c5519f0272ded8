// @ts-check
// An author who follows a script of what is typed and taken: the one that the server's own tests follow
// (tests/lsp/completion/script.txt), here with the keys of a real editor.

import { until } from "./editor.mjs";

export class Writer {
  /** @param {import("./editor.mjs").Editor} editor */
  constructor(editor) {
    this.editor = editor;
  }

  /** `letters > label`, `"words`, or one of the keys below. @param {string} line */
  async follow(line) {
    const { editor } = this;
    const words = line.trimStart();
    if (!words || words.startsWith("#")) return;
    const [letters, label] = words.split(" > ");
    if (label !== undefined && !words.startsWith('"')) return editor.take(letters.trim(), label.trim());
    if (words.startsWith('"')) return this.write(words.slice(1));
    switch (words.trim()) {
      case "tab":
        return editor.press("Control+Alt+N");
      case "end":
        return editor.press("End");
      case "enter":
        return editor.press("Control+Enter");
      case "fence":
        return editor.press("ArrowDown", "End", "Control+Enter");
      case "down":
        // To the brace that closes the block around the line; at a brace, the key would go to its twin.
        return editor.press("Home", "Control+Shift+Backslash", "End", "Control+Enter");
      default:
        throw new Error(line);
    }
  }

  /** @param {string} words */
  async write(words) {
    const before = await this.editor.shown();
    await this.editor.write(words);
    await until(async () => (await this.editor.shown()) !== before, `${words} is written`);
  }
}
