// Runs the unit tests: bundled for node, since they are TypeScript, and handed to its test runner.

import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const folder = "test/unit";
const tests = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
rmSync("out", { recursive: true, force: true });
await build({
  entryPoints: tests.map((name) => `${folder}/${name}`),
  outdir: "out/unit",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  logLevel: "warning",
});
const files = tests.map((name) => `out/unit/${name.replace(/\.ts$/, ".cjs")}`);
const run = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" });
process.exit(run.status ?? 1);
