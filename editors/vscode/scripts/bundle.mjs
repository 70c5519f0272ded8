// Bundles the extension into dist/, each entry point with all it needs. With --watch, again at every change.

import { build, context } from "esbuild";

const watch = process.argv.includes("--watch");
const common = { bundle: true, minify: !watch, sourcemap: watch, logLevel: "info", outdir: "dist" };

const builds = [
  {
    ...common,
    entryPoints: { extension: "src/extension.ts" },
    platform: "node",
    format: "cjs",
    target: "node18",
    external: ["vscode"],
  },
  {
    ...common,
    entryPoints: { preview: "src/preview/webview/main.ts" },
    platform: "browser",
    format: "iife",
    target: "chrome114",
  },
  {
    ...common,
    entryPoints: { preview: "src/preview/webview/preview.css" },
    target: "chrome114",
  },
];

for (const options of builds) {
  if (watch) {
    await (await context(options)).watch();
  } else {
    await build(options);
  }
}
