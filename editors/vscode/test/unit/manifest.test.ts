// What package.json promises is there: files, commands, settings that the server takes.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const text = readFileSync("package.json", "utf8");
const words = ["package.nls.json", "package.nls.zh-cn.json"].map((file) => readFileSync(file, "utf8"));

interface Manifest {
  contributes: {
    commands: { command: string }[];
    configuration: { properties: Record<string, { enum?: string[]; enumItemLabels?: string[] }> };
  };
}
const { contributes } = JSON.parse(text) as Manifest;

test("every file that it names is there", () => {
  const named = [...text.matchAll(/"(?:\.\/|(?=media\/))([^"]+)"/g)].map((match) => match[1] ?? "");
  const media = words.flatMap((file) =>
    [...file.matchAll(/"(walkthrough\/[^"]+)"/g)].map((match) => match[1] ?? ""),
  );
  assert.ok(named.length > 5 && media.length === 12);
  for (const file of [...named, ...media].filter((file) => !file.startsWith("dist/"))) {
    assert.ok(existsSync(file), file);
  }
});

test("every command is declared, and done", () => {
  const declared = new Set(contributes.commands.map(({ command }) => command));
  const used = [text, ...words].flatMap((file) => [
    ...[...file.matchAll(/"command": "([^"]+)"/g)].map((match) => match[1] ?? ""),
    ...[...file.matchAll(/command:([\w.]+)\)/g)].map((match) => match[1] ?? ""),
    ...[...file.matchAll(/onCommand:([\w.]+)"/g)].map((match) => match[1] ?? ""),
  ]);
  assert.deepEqual([...new Set(used)].sort(), [...declared].sort());
  const done = [...readFileSync("src/extension.ts", "utf8").matchAll(/\bon\("(\w+)"/g)].map(
    (match) => match[1] ?? "",
  );
  assert.deepEqual(done.map((command) => `pmt.${command}`).sort(), [...declared].sort());
});

test("every choice of a setting has a name", () => {
  for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
    const labels = setting.enumItemLabels;
    assert.ok(labels === undefined || labels.length === setting.enum?.length, name);
  }
});

test("what a step of the walkthrough says is shown as it is written", () => {
  // Only links and stars are marks there.
  for (const file of words) {
    assert.ok(
      ![...file.matchAll(/"walkthrough\.[^"]*": "([^"]*)"/g)].some((match) => match[1]?.includes("`")),
    );
  }
});
