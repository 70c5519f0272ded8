// Which element of the page the cursor is at.

import assert from "node:assert/strict";
import { test } from "node:test";

import { contains, isRange, nearest, parseRange, type Range } from "../../src/preview/messages";

// 1 项目 "甲" {        the title
// 2   项目类别: 一次性   the label, the value
// 3
// 4   绩效指标 {         a section over three lines, with an indicator and its target
// 5     参训人数 >= 30 家
// 6   }
const TITLE: Range = [1, 0, 1, 6];
const LABEL: Range = [2, 2, 2, 6];
const VALUE: Range = [2, 8, 2, 11];
const SECTION: Range = [4, 2, 6, 3];
const NAME: Range = [5, 4, 5, 8];
const TARGET: Range = [5, 9, 5, 16];
const ALL = [TITLE, undefined, LABEL, VALUE, SECTION, NAME, TARGET];
const at = (line: number, character: number) => {
  const index = nearest(ALL, { line, character });
  return index === undefined ? undefined : ALL[index];
};

test("in an element it is that", () => {
  assert.equal(at(2, 3), LABEL);
  assert.equal(at(2, 9), VALUE);
  assert.equal(at(5, 12), TARGET);
});

test("before the first element of a line it is the first", () => {
  assert.equal(at(5, 0), NAME);
  assert.equal(at(2, 0), LABEL);
});

test("between two elements it is the one before", () => {
  assert.equal(at(2, 7), LABEL);
  assert.equal(at(2, 40), VALUE);
});

test("on a line without elements it is what stands around, else what stands above", () => {
  assert.equal(at(6, 1), SECTION);
  assert.equal(at(3, 0), VALUE);
  assert.equal(at(0, 0), undefined);
});

test("a range is four numbers", () => {
  assert.deepEqual(parseRange("1:2-3:4"), [1, 2, 3, 4]);
  for (const text of [null, undefined, "", "1:2", "1:2-3:-4", "a:b-c:d"]) {
    assert.equal(parseRange(text), undefined);
  }
  assert.ok(!isRange([1, 2, 3]) && !isRange([1, 2, 3, -1]) && !isRange("1:2-3:4"));
});

test("the ends of a range belong to it", () => {
  assert.ok(contains(LABEL, { line: 2, character: 2 }) && contains(LABEL, { line: 2, character: 6 }));
  assert.ok(!contains(LABEL, { line: 2, character: 7 }));
});
