// Files that are not UTF-8.

import assert from "node:assert/strict";
import { test } from "node:test";

import { decoded } from "../../src/legacy";

test("what Chinese Windows writes is read", () => {
  const gbk = Uint8Array.of(0xcf, 0xee, 0xc4, 0xbf, 0x20, 0x7b, 0x0d, 0x0a, 0x7d);
  assert.deepEqual(decoded(gbk), { text: "项目 {\r\n}", encoding: "GBK" });
  const little = Uint8Array.of(0xff, 0xfe, 0x79, 0x98, 0xee, 0x76);
  assert.deepEqual(decoded(little), { text: "项目", encoding: "UTF-16" });
  assert.deepEqual(decoded(Uint8Array.of(0xfe, 0xff, 0x98, 0x79)), { text: "项", encoding: "UTF-16" });
});

test("what is UTF-8, or nothing known, is left alone", () => {
  assert.equal(decoded(new TextEncoder().encode("项目 \uFFFD {")), undefined);
  assert.equal(decoded(Uint8Array.of(0xff, 0x00, 0x81)), undefined);
  assert.equal(decoded(Uint8Array.of(0xcf, 0xee, 0xff)), undefined);
});
