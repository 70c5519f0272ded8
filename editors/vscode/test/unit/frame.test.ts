// The policy of the webview.

import assert from "node:assert/strict";
import { test } from "node:test";

import { frame } from "../../src/preview/frame";

test("nothing is let in but our own script and style, by a word that is new each time", () => {
  const page = frame({
    script: "https://x/preview.js",
    style: "https://x/preview.css",
    nonce: "abc",
    lang: "zh-cn",
  });
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  assert.equal(policy, "default-src 'none'; script-src 'nonce-abc'; style-src 'nonce-abc'");
  const parts = [...page.matchAll(/<(?:script|link|style)\b[^>]*>/g)].map(([tag]) => tag);
  assert.equal(parts.length, 2);
  assert.ok(parts.every((tag) => tag.includes('nonce="abc"')));
  assert.ok(!/\son\w+=|style=/.test(page));
});

test("what is put into it cannot leave its attribute", () => {
  const page = frame({ script: '"><script>', style: "", nonce: "", lang: '"' });
  assert.ok(!page.includes('"><script>'));
});
