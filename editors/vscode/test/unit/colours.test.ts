// The colours of the grammar and of the server: the same scopes, so that nothing changes when the server's arrive.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

interface Manifest {
  contributes: { semanticTokenScopes: { scopes: Record<string, string[]> }[] };
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const mapped = manifest.contributes.semanticTokenScopes[0]?.scopes ?? {};
const grammar = readFileSync("syntaxes/pmt.tmLanguage.json", "utf8");

test("what the server names, the grammar names as well", () => {
  const given = [...grammar.matchAll(/"name": "([^"]+)"/g)].flatMap((match) => match[1]?.split(" ") ?? []);
  for (const [token, scopes] of Object.entries(mapped)) {
    // Only the server knows which of an author's names are bodies.
    if (token !== "parameter") {
      const bare = scopes.map((scope) => scope.replace(/\.pmt$/, ""));
      const isGiven = bare.some((scope) =>
        given.some((one) => one === `${scope}.pmt` || one.startsWith(`${scope}.`)),
      );
      assert.ok(isGiven, token);
    }
  }
});

test("every kind of token that the server has is mapped", () => {
  const legend = readFileSync("../../crates/pmt-lsp/src/features/tokens/legend.rs", "utf8");
  const table = /const TYPES[^[]*\[[^[]*\[([^\]]*)\]/.exec(legend)?.[1] ?? "";
  const types = [...table.matchAll(/SemanticTokenType::(\w+)/g)].map((match) =>
    (match[1] ?? "").toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  assert.ok(types.length > 10, table);
  const named = Object.keys(mapped).filter((token) => !token.includes("."));
  assert.deepEqual([...types].sort(), named.sort());
});
