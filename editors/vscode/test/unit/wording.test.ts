// What the status bar says, what the dialogs take, and that everything is said in Chinese, too.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { isYear, language } from "../../src/asking";
import type { Summary } from "../../src/protocol";
import { counts, headline, type Translate } from "../../src/wording";

const json = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
const chinese = json("l10n/bundle.l10n.zh-cn.json");
const fill = (text: string, args: unknown[]) =>
  text.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));
const en: Translate = (text, ...args) => fill(text, args);
const zh: Translate = (text, ...args) => fill(chinese[text] ?? text, args);

const SUMMARY: Summary = {
  whose: "某局",
  year: 2026,
  edition: "上海 2026",
  total: "102万元",
  projects: 3,
  unknown: 0,
  errors: 0,
  warnings: 0,
  hints: 0,
  first: null,
  cover: null,
  files: 4,
};

test("the total, and how many projects it lacks", () => {
  assert.equal(headline(SUMMARY, zh), "资金合计 102万元");
  assert.equal(headline({ ...SUMMARY, unknown: 2 }, zh), "资金合计 102万元（2 个项目没有金额）");
  assert.equal(headline({ ...SUMMARY, total: null }, zh), "资金合计未知");
  assert.equal(headline({ ...SUMMARY, total: "0元", unknown: 3 }, zh), "资金合计未知");
});

test("what was found, worst first", () => {
  assert.equal(counts({ ...SUMMARY, errors: 2, hints: 1 }, zh), "2 个错误，1 个提示");
  assert.equal(counts({ ...SUMMARY, errors: 2, hints: 1 }, en), "errors: 2, hints: 1");
  assert.equal(counts(SUMMARY, zh), "没有发现问题");
});

test("a year has four digits and lies where the program has it", () => {
  const years = [1990, 2999] as const;
  assert.ok(["2027", " 2027 ", "1990", "2999"].every((year) => isYear(year, years)));
  assert.ok(!["27", "20277", "1234", "3000", "２０２７", ""].some((year) => isYear(year, years)));
});

test("the language is the set one, else the editor's, else Chinese", () => {
  assert.equal(language("en", "zh-cn"), "en");
  assert.equal(language("auto", "en"), "en");
  assert.equal(language("auto", "zh-cn"), "zh");
  assert.equal(language("auto", "ja"), "zh");
});

test("every message has a translation, and every translation a message with the same places", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(path.join("src", file), "utf8"));
  const messages = new Set(
    sources.flatMap((text) => [...text.matchAll(/\bt\(\s*"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1])),
  );
  assert.deepEqual([...messages].sort(), Object.keys(chinese).sort());
  const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
  for (const [message, translated] of Object.entries(chinese)) {
    assert.deepEqual(places(translated), places(message), message);
  }
});

test("what package.json names is said in both languages and nowhere else", () => {
  const named = [...readFileSync("package.json", "utf8").matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
  const names = [...new Set(named)].sort();
  for (const file of ["package.nls.json", "package.nls.zh-cn.json"]) {
    assert.deepEqual(Object.keys(json(file)).sort(), names, file);
  }
});
